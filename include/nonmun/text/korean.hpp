#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace nonmun::text {

/// The word with the particle that its last sound takes: josa("LLM", "은/는") is "LLM은". `pair` is one of
/// 은/는, 이/가, 을/를, 과/와, 으로/로, 이라/라, 이나/나, 아/야 …, in either order. Where the sound is not
/// known both forms are given, "을(를)".
[[nodiscard]] std::string josa(std::string_view word, std::string_view pair);

/// "2024년 4월 24일 (수)" and "Apr 24, 2024 (Wed)".
[[nodiscard]] std::string korean_date(std::chrono::sys_days date);
[[nodiscard]] std::string english_date(std::chrono::sys_days date);

/// Whether the text holds a Hangul syllable or letter.
[[nodiscard]] bool has_hangul(std::string_view text);

/// "1,234,567".
[[nodiscard]] std::string group_digits(long long number);

}  // namespace nonmun::text
