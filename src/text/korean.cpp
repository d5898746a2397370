#include "nonmun/text/korean.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <utility>

#include "korean_sound.hpp"
#include "nonmun/text/unicode.hpp"
#include "utf8.hpp"

namespace nonmun::text {
namespace {

/// The two forms of a particle.
struct Particle {
  std::string_view after_consonant;
  std::string_view after_vowel;
  bool rieul_is_vowel = false;  ///< 으로/로: 서울로
};

/// Which form is which. They differ in their first syllable: 은/는, 을/를, 과/와, 아/야; or one has an 이 or
/// 으 that the other has not: 이/가, 이라/라, 이에요/예요, 으로/로. Whatever follows (은커녕, 으로부터) goes
/// along.
Particle read_particle(std::string_view pair) {
  const std::size_t slash = pair.find('/');
  if (slash == std::string_view::npos) return {pair, pair, false};
  std::string_view first = pair.substr(0, slash);
  std::string_view second = pair.substr(slash + 1);
  const auto comes_after_consonants = [](std::string_view form, std::string_view other) {
    constexpr std::array<std::string_view, 4> k_first = {"은", "을", "과", "아"};
    for (const std::string_view syllable : k_first) {
      if (form.starts_with(syllable) && !other.starts_with(syllable)) return true;
    }
    return (form.starts_with("이") && !other.starts_with("이")) ||
           (form.starts_with("으") && !other.starts_with("으"));
  };
  if (comes_after_consonants(second, first) && !comes_after_consonants(first, second))
    std::swap(first, second);
  return {first, second, first.starts_with("으")};
}

/// 을(를), (으)로, (이)라.
std::string both_forms(const Particle& particle) {
  const std::string_view longer = particle.after_consonant;
  const std::string_view shorter = particle.after_vowel;
  if (longer == shorter) return std::string(longer);
  std::string both;
  if (!shorter.empty() && longer.size() > shorter.size() && longer.ends_with(shorter)) {
    both.append("(").append(longer.substr(0, longer.size() - shorter.size())).append(")").append(shorter);
  } else {
    both.append(longer).append("(").append(shorter).append(")");
  }
  return both;
}

std::chrono::year_month_day parts(std::chrono::sys_days date) { return date; }

std::size_t weekday_index(std::chrono::sys_days date) { return std::chrono::weekday(date).c_encoding(); }

}  // namespace

std::string josa(std::string_view word, std::string_view pair) {
  std::string result = to_nfc(word);
  const Particle particle = read_particle(pair);
  switch (last_sound(result)) {
    case Sound::vowel:
      return result.append(particle.after_vowel);
    case Sound::consonant:
      return result.append(particle.after_consonant);
    case Sound::rieul:
      return result.append(particle.rieul_is_vowel ? particle.after_vowel : particle.after_consonant);
    case Sound::unknown:
      break;
  }
  return result.append(both_forms(particle));
}

LastSounds last_sounds(std::string_view word) { return possible_sounds(to_nfc(word)); }

std::string korean_date(std::chrono::sys_days date) {
  constexpr std::array<std::string_view, 7> k_days = {"일", "월", "화", "수", "목", "금", "토"};
  const auto ymd = parts(date);
  std::string text = std::to_string(static_cast<int>(ymd.year()));
  text.append("년 ").append(std::to_string(static_cast<unsigned>(ymd.month())));
  text.append("월 ").append(std::to_string(static_cast<unsigned>(ymd.day())));
  return text.append("일 (").append(k_days[weekday_index(date)]).append(")");
}

std::string english_date(std::chrono::sys_days date) {
  constexpr std::array<std::string_view, 7> k_days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<std::string_view, 12> k_months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto ymd = parts(date);
  std::string text(k_months[static_cast<unsigned>(ymd.month()) - 1]);
  text.append(" ").append(std::to_string(static_cast<unsigned>(ymd.day())));
  text.append(", ").append(std::to_string(static_cast<int>(ymd.year())));
  return text.append(" (").append(k_days[weekday_index(date)]).append(")");
}

bool has_hangul(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0xE1) {  // no Hangul below U+1000
      ++at;
      continue;
    }
    const Decoded decoded = decode_at(text, at);
    if (decoded.valid && is_hangul(decoded.point)) return true;
    at += decoded.length;
  }
  return false;
}

std::string group_digits(long long number) {
  std::string digits = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

}  // namespace nonmun::text
