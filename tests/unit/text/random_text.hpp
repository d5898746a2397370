#pragma once

#include <rapidcheck.h>

#include <string>

namespace nonmun::test {

/// Well-formed text, joined from pieces that have a meaning for this room: words, abbreviations, links,
/// Hangul whole and in pieces, emoji, marks, brackets, white space.
[[nodiscard]] rc::Gen<std::string> random_text();

/// Any bytes, a part of them as random_text.
[[nodiscard]] rc::Gen<std::string> random_bytes();

}  // namespace nonmun::test
