#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// The first pass over any text from outside: valid UTF-8, NFC, no control characters, single spaces.
namespace nonmun::text {

enum class Lines {
  joined,      ///< one line
  paragraphs,  ///< a blank line, or an indent of two after the end of a sentence, divides; written as one
               ///< '\n'
};

/// What occurs in a cleaned text, so that later passes know what they may skip.
struct Traits {
  bool has_tex = false;        ///< one of \ $ { } ^ _ ~ &
  bool has_backquote = false;  ///< `
  bool has_dashes = false;     ///< two - beside each other
  bool has_high = false;       ///< any byte above 0x7F
};

struct Cleaned {
  std::string text;
  Traits traits;
};

/// Cleans any bytes; idempotent for each value of `lines`.
[[nodiscard]] Cleaned clean(std::string_view bytes, Lines lines);

/// Whether a code point has no place in a text that people read: control and bidirectional characters,
/// zero-width and invisible ones, noncharacters. (The joiner inside emoji is decided by its neighbours.)
[[nodiscard]] bool is_unwanted(char32_t point);

}  // namespace nonmun::text
