#include "nonmun/fetch/rate_limit.hpp"

#include <algorithm>
#include <array>

#include "ascii.hpp"

namespace nonmun::fetch {
namespace {

using namespace std::chrono;

constexpr seconds k_longest = hours{24};

/// Digits as a number, a very long one as the greatest.
std::optional<unsigned> read_count(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text.find_first_not_of("0123456789") != text.npos) return std::nullopt;
  return to_number<unsigned>(text).value_or(~0U);
}

seconds bounded(unsigned count) { return std::min(seconds{count}, k_longest); }

/// The text up to a separator that does not stand in quotes; the rest, without it, stays.
std::string_view take_part(std::string_view& text, char separator) {
  bool quoted = false;
  std::size_t end = 0;
  for (; end < text.size(); ++end) {
    if (text[end] == '"') quoted = !quoted;
    if (text[end] == separator && !quoted) break;
  }
  const auto part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

/// "Wed, 21 Oct 2015 07:28:00 GMT", the one form that servers may send today.
std::optional<sys_seconds> read_http_date(std::string_view text) {
  constexpr std::array<std::string_view, 12> k_months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != 29 || text.substr(3, 2) != ", " || !text.ends_with(" GMT") || text[7] != ' ' ||
      text[11] != ' ' || text[16] != ' ' || text[19] != ':' || text[22] != ':') {
    return std::nullopt;
  }
  const auto d = to_number<unsigned>(text.substr(5, 2));
  const auto month_name = std::ranges::find(k_months, text.substr(8, 3));
  const auto y = to_number<int>(text.substr(12, 4));
  const auto h = to_number<int>(text.substr(17, 2));
  const auto m = to_number<int>(text.substr(20, 2));
  const auto s = to_number<int>(text.substr(23, 2));
  if (!d || month_name == k_months.end() || !y || !h || !m || !s) return std::nullopt;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(month_name - k_months.begin()) + 1},
                            day{*d}};
  if (!date.ok() || *h < 0 || *h > 23 || *m < 0 || *m > 59 || *s < 0 || *s > 60) return std::nullopt;
  return sys_days{date} + hours{*h} + minutes{*m} + seconds{*s};
}

}  // namespace

std::optional<RateLimit> parse_rate_limit(std::string_view value) {
  std::optional<RateLimit> least;
  while (!value.empty()) {
    std::string_view limit = take_part(value, ',');
    std::optional<unsigned> remaining, reset;
    while (!limit.empty()) {
      const std::string_view parameter = trimmed(take_part(limit, ';'));
      const auto equals = parameter.find('=');
      if (equals == parameter.npos) continue;
      const auto name = trimmed(parameter.substr(0, equals));
      if (name == "r") remaining = read_count(parameter.substr(equals + 1));
      if (name == "t") reset = read_count(parameter.substr(equals + 1));
    }
    if (remaining && reset && (!least || *remaining < least->remaining))
      least = {*remaining, bounded(*reset)};
  }
  return least;
}

std::optional<seconds> parse_retry_after(std::string_view value, WallTime now) {
  value = trimmed(value);
  if (const auto count = read_count(value)) return bounded(*count);
  const auto date = read_http_date(value);
  if (!date) return std::nullopt;
  return std::clamp(ceil<seconds>(*date - now), seconds{0}, k_longest);
}

}  // namespace nonmun::fetch
