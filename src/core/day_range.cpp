#include "nonmun/core/day_range.hpp"

#include <string>

#include "digits.hpp"

namespace nonmun {
namespace {

using namespace std::chrono;

constexpr int k_longest_range = 366;

std::unexpected<Error> no_such_day(std::string_view text) {
  return fail(ErrorKind::usage, "no such day: \"" + std::string(text.substr(0, 60)) + "\"", {},
              "a day is 2024-04-24, today, yesterday, -3d, 2024-W17, 2024-04, or A..B of these");
}

/// Monday of ISO week 1: the week that holds 4 January.
sys_days first_iso_monday(year y) {
  const sys_days fourth{y / January / 4};
  return fourth - (weekday{fourth} - Monday);
}

std::optional<DayRange> read_week(std::string_view text) {
  if (text.size() != 8 || text[4] != '-' || text[5] != 'W') return std::nullopt;
  const auto y = read_number(text.substr(0, 4)), week = read_number(text.substr(6));
  if (!y || !week || *week < 1 || *y < 1900) return std::nullopt;
  const sys_days monday = first_iso_monday(year{*y}) + weeks{*week - 1};
  if (monday >= first_iso_monday(year{*y + 1})) return std::nullopt;
  return DayRange{{monday}, {monday + days{6}}};
}

std::optional<DayRange> read_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const auto y = read_number(text.substr(0, 4)), m = read_number(text.substr(5));
  if (!y || !m || *m < 1 || *m > 12 || *y < 1900) return std::nullopt;
  const auto first = year{*y} / month{static_cast<unsigned>(*m)};
  return DayRange{{sys_days{first / 1}}, {sys_days{first / last}}};
}

std::optional<DayRange> read_relative(std::string_view text, Day today) {
  const auto range = [&](int back) { return DayRange{today.plus(-back), today.plus(-back), true}; };
  if (text == "today") return range(0);
  if (text == "yesterday") return range(1);
  if (text.size() < 3 || text.front() != '-' || text.back() != 'd') return std::nullopt;
  const auto back = read_number(text.substr(1, text.size() - 2));
  if (!back || *back > 36525) return std::nullopt;
  return range(*back);
}

Result<DayRange> resolve_one(std::string_view text, Day today) {
  if (const auto range = read_relative(text, today)) return *range;
  if (const auto range = read_week(text)) return *range;
  if (const auto range = read_month(text)) return *range;
  if (const auto day = Day::parse(text)) return DayRange{*day, *day};
  return no_such_day(text);
}

}  // namespace

std::vector<Day> DayRange::days() const {
  std::vector<Day> all;
  for (Day day = first; day <= last; day = day.plus(1)) all.push_back(day);
  return all;
}

Result<DayRange> resolve_days(std::string_view text, Instant now) {
  const Day today = Day::of(now);
  const auto dots = text.find("..");
  if (dots == text.npos) return resolve_one(text, today);
  const auto from = resolve_one(text.substr(0, dots), today);
  if (!from) return from;
  const auto to = resolve_one(text.substr(dots + 2), today);
  if (!to) return to;
  const DayRange range{from->first, to->last, from->relative || to->relative};
  if (range.last < range.first) {
    return fail(ErrorKind::usage, "the range runs backwards: \"" + std::string(text) + "\"", {},
                "write the earlier day first");
  }
  if ((range.last.date - range.first.date).count() >= k_longest_range) {
    return fail(ErrorKind::usage, "the range is longer than 366 days: \"" + std::string(text) + "\"", {},
                "ask for a year at a time");
  }
  return range;
}

}  // namespace nonmun
