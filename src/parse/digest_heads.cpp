#include "digest_heads.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "digest_lines.hpp"

namespace nonmun::parse {
namespace {

constexpr std::array<std::string_view, 12> k_months{"January",   "February", "March",    "April",
                                                    "May",       "June",     "July",     "August",
                                                    "September", "October",  "November", "December"};

std::optional<Day> read_iso_date(std::string_view text) {
  if (const auto day = Day::parse(text)) return *day;
  return std::nullopt;
}

/// By way of the written form, so that every digest has the same days as everything else.
std::optional<Day> make_day(std::optional<int> year, std::optional<int> month, std::optional<int> day) {
  const auto in_range = [](const std::optional<int>& number, int most) {
    return number && *number > 0 && *number <= most;
  };
  if (!in_range(year, 9999) || !in_range(month, 12) || !in_range(day, 31)) return std::nullopt;
  const auto two_digits = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return read_iso_date(std::to_string(*year) + "-" + two_digits(*month) + "-" + two_digits(*day));
}

/// Takes what stands before `mark` off the beginning, and the mark.
std::optional<std::string_view> take_until(std::string_view& text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  if (at == text.npos) return std::nullopt;
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(at + mark.size());
  return taken;
}

std::optional<int> number_of(std::optional<std::string_view> text) {
  return text ? read_grouped_number(*text) : std::nullopt;
}

/// "2024년 4월 24일 (수)".
std::optional<Day> read_korean_date(std::string_view text) {
  const auto year = number_of(take_until(text, "년 "));
  const auto month = number_of(take_until(text, "월 "));
  const auto day = number_of(take_until(text, "일"));
  return make_day(year, month, day);
}

/// "Apr 24, 2024 (Wed)".
std::optional<Day> read_english_date(std::string_view text) {
  const auto name = take_until(text, " ");
  const auto day = number_of(take_until(text, ", "));
  const auto year = number_of(text.substr(0, text.find(' ')));
  return make_day(year, name ? read_month(*name) : 0, day);
}

}  // namespace

int read_month(std::string_view name) {
  for (std::size_t i = 0; i < k_months.size(); ++i) {
    if (name == k_months[i] || name == k_months[i].substr(0, 3)) return static_cast<int>(i) + 1;
  }
  return 0;
}

DigestHead read_digest_head(std::string_view text) {
  constexpr std::string_view k_classic = "Daily Papers";
  DigestHead head;
  if (text.starts_with(k_classic)) {
    std::string_view rest = text.substr(k_classic.size());
    if (rest.empty()) return head;
    if (rest.starts_with(" (") && rest.ends_with(')'))
      head.day = read_iso_date(rest.substr(2, rest.size() - 3));
    head.known = head.day.has_value();
    return head;
  }
  head.ours = true;
  if ((head.day = read_iso_date(text))) return head;
  for (std::string_view half : {text.substr(0, text.find(" · ")), text}) {
    if (half == "날짜 없음" || half == "No day") {
      head.korean = half != "No day";
      return head;
    }
    if ((head.day = read_korean_date(half))) {
      head.korean = true;
      return head;
    }
    if ((head.day = read_english_date(half))) return head;
  }
  head.ours = head.known = false;
  return head;
}

}  // namespace nonmun::parse
