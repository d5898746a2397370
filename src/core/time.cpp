#include "nonmun/core/time.hpp"

#include "digits.hpp"

namespace nonmun {
namespace {

using namespace std::chrono;

/// The date that a text begins with, "YYYY-MM-DD"; nullopt if it does not, or if there is no such date.
std::optional<sys_days> read_date(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = read_number(text.substr(0, 4)), m = read_number(text.substr(5, 2)),
             d = read_number(text.substr(8, 2));
  if (!y || !m || !d) return std::nullopt;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  if (!date.ok() || !Day{sys_days{date}}.is_in_range()) return std::nullopt;
  return sys_days{date};
}

/// Takes two digits that a separator may precede.
std::optional<int> take_pair(std::string_view& text, char separator) {
  if (separator != '\0') {
    if (text.empty() || text.front() != separator) return std::nullopt;
    text.remove_prefix(1);
  }
  if (text.size() < 2) return std::nullopt;
  const auto value = read_number(text.substr(0, 2));
  if (value) text.remove_prefix(2);
  return value;
}

/// "Z", "+09:00", "-0500" or nothing (taken as UTC).
std::optional<minutes> read_offset(std::string_view text) {
  if (text.empty() || text == "Z" || text == "z") return minutes{0};
  const char sign = text.front();
  if (sign != '+' && sign != '-') return std::nullopt;
  text.remove_prefix(1);
  const auto h = take_pair(text, '\0');
  if (!text.empty() && text.front() == ':') text.remove_prefix(1);
  const auto m = take_pair(text, '\0');
  if (!h || !m || !text.empty() || *h > 23 || *m > 59) return std::nullopt;
  const minutes offset = hours{*h} + minutes{*m};
  return sign == '-' ? -offset : offset;
}

void append_date(std::string& out, sys_days date) {
  const year_month_day ymd{date};
  append_padded(out, int{ymd.year()}, 4);
  out += '-';
  append_padded(out, static_cast<int>(unsigned{ymd.month()}), 2);
  out += '-';
  append_padded(out, static_cast<int>(unsigned{ymd.day()}), 2);
}

}  // namespace

Result<Day> Day::parse(std::string_view text) {
  if (text.size() == 10) {
    if (const auto date = read_date(text)) return Day{*date};
  }
  return fail(ErrorKind::usage, "no such date: \"" + std::string(text) + "\"", {},
              "a date is written 2024-04-24");
}

Day Day::of(Instant instant) { return {floor<days>(instant)}; }

bool Day::is_weekend() const {
  const weekday day{date};
  return day == Saturday || day == Sunday;
}

bool Day::is_in_range() const {
  const year y = year_month_day{date}.year();
  return y >= year{1900} && y <= year{9999};
}

std::string Day::str() const {
  std::string out;
  append_date(out, date);
  return out;
}

Result<Timestamp> Timestamp::parse(std::string_view text) {
  const auto bad = [&] {
    return fail(ErrorKind::invalid_data, "no such time: \"" + std::string(text.substr(0, 40)) + "\"");
  };
  const auto date = read_date(text);
  if (!date) return bad();
  if (text.size() == 10) return Timestamp{Instant{*date}, true};
  std::string_view rest = text.substr(10);
  if (rest.front() != 'T' && rest.front() != 't' && rest.front() != ' ') return bad();
  rest.remove_prefix(1);
  const auto h = take_pair(rest, '\0'), m = take_pair(rest, ':');
  if (!h || !m || *h > 23 || *m > 59) return bad();
  int s = 0;
  if (!rest.empty() && rest.front() == ':') {
    const auto read = take_pair(rest, ':');
    if (!read || *read > 60) return bad();
    s = *read == 60 ? 59 : *read;  // a leap second is not in UTC as clocks here count it
    if (!rest.empty() && rest.front() == '.') {
      rest.remove_prefix(1);
      if (rest.empty() || !is_digit(rest.front())) return bad();
      while (!rest.empty() && is_digit(rest.front())) rest.remove_prefix(1);
    }
  }
  const auto offset = read_offset(rest);
  if (!offset) return bad();
  const Instant instant = Instant{*date} + hours{*h} + minutes{*m} + seconds{s} - *offset;
  if (!Day::of(instant).is_in_range()) return bad();
  return Timestamp{instant, false};
}

std::string Timestamp::str() const { return date_only ? Day::of(instant).str() : format_instant(instant); }

std::string format_instant(Instant instant) {
  const sys_days date = floor<days>(instant);
  const hh_mm_ss clock{instant - date};
  std::string out;
  append_date(out, date);
  out += 'T';
  append_padded(out, static_cast<int>(clock.hours().count()), 2);
  out += ':';
  append_padded(out, static_cast<int>(clock.minutes().count()), 2);
  out += ':';
  append_padded(out, static_cast<int>(clock.seconds().count()), 2);
  out += 'Z';
  return out;
}

Instant SystemClock::now() const { return floor<seconds>(system_clock::now()); }

}  // namespace nonmun
