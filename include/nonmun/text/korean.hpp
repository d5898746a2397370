#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace nonmun::text {

/// The word with the particle that its last sound takes: josa("LLM", "은/는") is "LLM은". `pair` is one of
/// 은/는, 이/가, 을/를, 과/와, 으로/로, 이라/라, 이나/나, 아/야 …, in either order. Where the sound is not
/// known both forms are given, "을(를)".
[[nodiscard]] std::string josa(std::string_view word, std::string_view pair);

/// What a word may end in when it is said. More than one where Koreans differ: CLEAR is read as a word or by
/// its letters, the 3 of GPT-3 is 삼 or 쓰리.
struct LastSounds {
  bool vowel = false;
  bool consonant = false;  ///< other than ㄹ
  bool rieul = false;
};

/// All three where the sound is not known. Looks through what josa looks through.
[[nodiscard]] LastSounds last_sounds(std::string_view word);

/// "2024년 4월 24일 (수)" and "Apr 24, 2024 (Wed)".
[[nodiscard]] std::string korean_date(std::chrono::sys_days date);
[[nodiscard]] std::string english_date(std::chrono::sys_days date);

/// Whether the text holds a Hangul syllable or letter.
[[nodiscard]] bool has_hangul(std::string_view text);

/// "1,234,567".
[[nodiscard]] std::string group_digits(long long number);

}  // namespace nonmun::text
