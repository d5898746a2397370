#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/text/markdown.hpp"

namespace nonmun::text {

/// Whose text it is. They need different readers: Hugging Face strips `$` and the backslashes inside math.
enum class Reader { arxiv, hf };
enum class Kind { title, abstract, name, comment };
enum class MathStyle {
  unicode,  ///< `$2\times$` is shown as 2×
  tex,      ///< `$…$` stays, for renderers that typeset it
};

/// Finished Unicode text of what an upstream sent: TeX read, NFC, no control characters, white space
/// collapsed; an abstract keeps its paragraphs, separated by one '\n'. Never fails, any bytes in.
[[nodiscard]] std::string to_plain(std::string_view raw, Reader reader, Kind kind);

/// The same text escaped for a place in a Markdown document; `MathStyle::tex` keeps formulas as `$…$`.
/// Paragraphs are joined by a space.
[[nodiscard]] std::string to_markdown(std::string_view raw, Reader reader, Kind kind, MathStyle math,
                                      Place place);

/// The same text as HTML: escaped, URLs made links, no other mark-up than <p>, <em>, <strong>, <code>, <a>,
/// <sup>, <sub>.
[[nodiscard]] std::string to_html(std::string_view raw, Reader reader, Kind kind);

/// All of these from one reading, for a paragraph.
struct Views {
  std::string markdown;      ///< to_markdown, MathStyle::unicode
  std::string markdown_tex;  ///< to_markdown, MathStyle::tex
  std::string html;
  std::string text;  ///< to_plain
  std::vector<std::string> unknown;
};
[[nodiscard]] Views to_views(std::string_view raw, Reader reader, Kind kind);

/// Finished text as to_html writes it.
[[nodiscard]] std::string finished_to_html(std::string_view text);

/// Names of control sequences that no table knows, as they stand in the text (`\method`), in order.
[[nodiscard]] std::vector<std::string> unknown_macros(std::string_view raw, Reader reader, Kind kind);

}  // namespace nonmun::text
