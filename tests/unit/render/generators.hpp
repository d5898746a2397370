#pragma once

#include <rapidcheck.h>

#include "nonmun/core/paper.hpp"

namespace nonmun::test {

/// Text of any bytes.
[[nodiscard]] rc::Gen<std::string> any_bytes();

/// Finished text in one line, not empty: words that hold what Markdown, lists and labels are made of.
[[nodiscard]] rc::Gen<std::string> hostile_text();

/// As hostile_text, with at least one Hangul word, or none.
[[nodiscard]] rc::Gen<std::string> hostile_korean();
[[nodiscard]] rc::Gen<std::string> hostile_english();

/// Any record that the program can hold, finished texts only.
[[nodiscard]] rc::Gen<Paper> any_paper();

}  // namespace nonmun::test
