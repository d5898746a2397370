#pragma once

#include <string>
#include <string_view>

#include "nonmun/text/markdown.hpp"

namespace nonmun::test {

/// What a CommonMark renderer makes of a document.
struct Rendered {
  std::string text;   ///< all that is shown, in order
  bool plain = true;  ///< nothing in it but text, and the blocks and links that the document meant to have
};

/// The documents in which a text stands in a place; more than one where the surroundings matter.
[[nodiscard]] std::string document(std::string_view escaped, text::Place place);

/// Renders with the library this test program is linked to: cmark, or cmark-gfm with all its extensions.
/// `links`: whether links are meant.
[[nodiscard]] Rendered render(const std::string& markdown, bool links);

/// White space collapsed, none at the ends: what any place makes of a text.
[[nodiscard]] std::string collapsed(std::string_view text);

}  // namespace nonmun::test
