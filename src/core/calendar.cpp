#include "nonmun/core/calendar.hpp"

#include <algorithm>
#include <string>

#include "digits.hpp"

namespace nonmun {

namespace data {
extern const std::string_view arxiv_holidays;
extern const std::string_view huggingface_holidays;
}  // namespace data

namespace {

using namespace std::chrono;

constexpr int k_announcement_hour = 20;  // US Eastern: arXiv's availability page
constexpr int k_cut_off_hour = 14;
constexpr int k_longest_break = 14;  // days: no run of weekends and holidays is as long

/// The two days on which daylight saving begins and ends, at 2 o'clock Eastern.
struct DaylightSaving {
  sys_days begin, end;
};

DaylightSaving daylight_saving(year y) {
  if (int{y} >= 2007) return {sys_days{y / March / Sunday[2]}, sys_days{y / November / Sunday[1]}};
  return {sys_days{y / April / Sunday[1]}, sys_days{y / October / Sunday[last]}};
}

}  // namespace

hours us_eastern_offset(Instant instant) {
  // Clocks go forward at 02:00 standard time (07:00 UTC) and back at 02:00 daylight time (06:00 UTC).
  const year y = year_month_day{floor<days>(instant)}.year();
  const auto [begin, end] = daylight_saving(y);
  const bool summer = instant >= Instant{begin} + hours{7} && instant < Instant{end} + hours{6};
  return summer ? hours{-4} : hours{-5};
}

Instant from_us_eastern(Day date, int hour) {
  const Instant as_if_utc = date.begin() + hours{hour};
  const Instant guess = as_if_utc - us_eastern_offset(as_if_utc + hours{5});
  return as_if_utc - us_eastern_offset(guess);
}

Result<HolidayTable> HolidayTable::parse(std::string_view tsv) {
  HolidayTable table;
  for (int line_number = 1; !tsv.empty(); ++line_number) {
    const auto end = std::min(tsv.find('\n'), tsv.size());
    std::string_view line = tsv.substr(0, end);
    tsv.remove_prefix(std::min(end + 1, tsv.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    const auto first = line.substr(0, line.find('\t'));
    if (first == "year") {
      const auto year_number = read_number(line.substr(std::min(line.size(), first.size() + 1)));
      if (!year_number)
        return fail(ErrorKind::invalid_data, "no year after \"year\"", "line " + std::to_string(line_number));
      table.years_.push_back(*year_number);
      continue;
    }
    const auto day = Day::parse(first);
    if (!day) return fail(ErrorKind::invalid_data, day.error().what, "line " + std::to_string(line_number));
    table.days_.push_back(*day);
  }
  std::ranges::sort(table.days_);
  return table;
}

const HolidayTable& HolidayTable::arxiv() {
  static const HolidayTable table = parse(data::arxiv_holidays).value_or(HolidayTable{});
  return table;
}

const HolidayTable& HolidayTable::huggingface() {
  static const HolidayTable table = parse(data::huggingface_holidays).value_or(HolidayTable{});
  return table;
}

bool HolidayTable::contains(Day day) const { return std::ranges::binary_search(days_, day); }
bool HolidayTable::knows_year(int year) const { return std::ranges::find(years_, year) != years_.end(); }

ArxivDay arxiv_day(Day day, Instant now, const HolidayTable& holidays) {
  const Day evening = day.plus(-1);
  ArxivDay result{day, from_us_eastern(evening, k_announcement_hour)};
  result.holidays_known = holidays.knows_year(int{year_month_day{evening.date}.year()});
  if (day.is_weekend()) {
    result.happens = false;
    result.state = DayState::weekend;
  } else if (holidays.contains(evening)) {
    result.happens = false;
    result.state = DayState::holiday;
  } else if (now < result.announced_at) {
    result.state = DayState::not_yet;
  }
  return result;
}

ArxivDay newest_arxiv_day(Instant now, const HolidayTable& holidays) {
  Day day = Day::of(now);
  for (int back = 0; back < k_longest_break; ++back, day = day.plus(-1)) {
    const ArxivDay candidate = arxiv_day(day, now, holidays);
    if (candidate.state == DayState::published) return candidate;
  }
  return arxiv_day(day, now, holidays);
}

Day previous_arxiv_day(Day day, const HolidayTable& holidays) {
  for (int back = 1; back < k_longest_break; ++back) {
    const Day earlier = day.plus(-back);
    if (!earlier.is_weekend() && !holidays.contains(earlier.plus(-1))) return earlier;
  }
  return day.plus(-1);
}

SubmissionWindow submission_window(Day day, const HolidayTable& holidays) {
  const auto cut_off = [](Day announcement) {
    Day evening = announcement.plus(-1);
    // Sunday's announcement is of Friday's submissions.
    while (evening.is_weekend()) evening = evening.plus(-1);
    return from_us_eastern(evening, k_cut_off_hour);
  };
  return {cut_off(previous_arxiv_day(day, holidays)), cut_off(day)};
}

DayState huggingface_state(Day day, Instant now, std::size_t papers, const HolidayTable& holidays) {
  if (now < day.begin()) return DayState::not_yet;
  const bool is_open = now < day.end();
  if (papers > 0) return is_open ? DayState::filling : DayState::published;
  if (day.is_weekend()) return DayState::weekend;
  if (holidays.contains(day)) return DayState::holiday;
  return is_open ? DayState::not_yet : DayState::stale;
}

}  // namespace nonmun
