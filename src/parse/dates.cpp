#include "dates.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>

namespace nonmun::parse {
namespace {

/// Reads a text from left to right.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  void skip_space() {
    while (!text_.empty() && (text_.front() == ' ' || text_.front() == '\t' || text_.front() == '\n'))
      text_.remove_prefix(1);
  }
  bool take(char c) {
    if (!text_.starts_with(c)) return false;
    text_.remove_prefix(1);
    return true;
  }
  /// A number of at most four digits.
  std::optional<unsigned> number() {
    unsigned value = 0;
    const auto* const end = text_.data() + std::min<std::size_t>(text_.size(), 4);
    const auto [stop, error] = std::from_chars(text_.data(), end, value);
    if (error != std::errc{}) return std::nullopt;
    text_.remove_prefix(static_cast<std::size_t>(stop - text_.data()));
    return value;
  }
  std::string_view letters() {
    std::size_t size = 0;
    while (size < text_.size() && ((text_[size] | 0x20) >= 'a' && (text_[size] | 0x20) <= 'z')) ++size;
    const auto word = text_.substr(0, size);
    text_.remove_prefix(size);
    return word;
  }
  [[nodiscard]] std::string_view rest() const { return text_; }

 private:
  std::string_view text_;
};

/// 1 to 12 for a month's English name or its first three letters; 0 for anything else.
unsigned month_of(std::string_view word) {
  static constexpr std::array<std::string_view, 12> k_months = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  for (unsigned i = 0; i < k_months.size(); ++i) {
    if (word == k_months[i] || word == k_months[i].substr(0, 3)) return i + 1;
  }
  return 0;
}

/// "13 Aug 2026"
std::optional<Day> read_date(Cursor& cursor) {
  const auto day = cursor.number();
  if (!day) return std::nullopt;
  cursor.skip_space();
  const auto month = month_of(cursor.letters());
  cursor.skip_space();
  const auto year = cursor.number();
  // Beyond that the number would not fit a year.
  if (month == 0 || !year || *year > 9999) return std::nullopt;
  const auto date =
      std::chrono::year{static_cast<int>(*year)} / std::chrono::month{month} / std::chrono::day{*day};
  return date.ok() && Day{date}.is_in_range() ? std::optional(Day{date}) : std::nullopt;
}

/// What a zone's clock shows minus UTC. nullopt: no zone that we know.
std::optional<std::chrono::seconds> read_zone(Cursor& cursor) {
  using std::chrono::hours, std::chrono::minutes;
  for (const char sign : {'+', '-'}) {
    if (!cursor.take(sign)) continue;
    const auto number = cursor.number();
    if (!number || *number % 100 > 59 || *number > 2359) return std::nullopt;
    const auto offset = hours{*number / 100} + minutes{*number % 100};
    return sign == '+' ? offset : -offset;
  }
  const auto name = cursor.letters();
  if (name == "GMT" || name == "UTC" || name == "UT" || name == "Z") return std::chrono::seconds{0};
  if (name == "EST") return hours{-5};
  if (name == "EDT") return hours{-4};
  return std::nullopt;
}

}  // namespace

std::optional<MailDate> read_mail_date(std::string_view text) {
  Cursor cursor(text);
  cursor.skip_space();
  if (!cursor.letters().empty()) {
    (void)cursor.take(',');
    cursor.skip_space();
  }
  const auto day = read_date(cursor);
  if (!day) return std::nullopt;
  cursor.skip_space();
  const auto hour = cursor.number();
  if (!hour || !cursor.take(':')) return std::nullopt;
  const auto minute = cursor.number();
  if (!minute) return std::nullopt;
  unsigned second = 0;
  if (cursor.take(':')) second = cursor.number().value_or(60);
  cursor.skip_space();
  const auto zone = read_zone(cursor);
  if (!zone || *hour > 23 || *minute > 59 || second > 59) return std::nullopt;
  using namespace std::chrono;
  const Instant instant = day->begin() + hours{*hour} + minutes{*minute} + seconds{second} - *zone;
  return Day::of(instant).is_in_range() ? std::optional(MailDate{instant, *day}) : std::nullopt;
}

std::optional<Day> find_long_date(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_digit = text[at] >= '0' && text[at] <= '9';
    if (!is_digit) continue;
    Cursor cursor(text.substr(at));
    if (const auto day = read_date(cursor)) return day;
    while (at + 1 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9') ++at;
  }
  return std::nullopt;
}

}  // namespace nonmun::parse
