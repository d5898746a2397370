#pragma once

#include <optional>
#include <string_view>

#include "nonmun/core/time.hpp"

namespace nonmun::parse {

/// What the head of a day says.
struct DigestHead {
  bool ours = false;    ///< text under it is escaped Markdown; false: text as it came (style classic)
  bool known = true;    ///< false: a head that is none of these forms
  bool korean = false;  ///< ours only: the languages it is written in
  std::optional<Day> day;
};

/// Reads the text behind "## ": "Daily Papers (2024-04-24)", "2024-04-24", "2024년 4월 24일 (수)",
/// "Apr 24, 2024 (Wed)", the last two also together.
[[nodiscard]] DigestHead read_digest_head(std::string_view text);

/// 1 to 12 for an English month name, whole or its first three letters; 0 for anything else.
[[nodiscard]] int read_month(std::string_view name);

}  // namespace nonmun::parse
