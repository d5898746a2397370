#pragma once

#include <string>
#include <string_view>

#include "nonmun/text/markdown.hpp"
#include "view.hpp"

/// What the Markdown styles share. Nothing here writes emphasis or HTML.
namespace nonmun::render {

/// A block with the blank line that parts it from the one before.
void append_block(std::string& out, std::string_view block);

/// A field escaped for its place; URLs in running text are written as `<URL>`.
[[nodiscard]] std::string escape(std::string_view text, text::Place place);

[[nodiscard]] std::string markdown_link(std::string_view escaped_text, std::string_view url);

/// The title escaped, or with its formulas as the source wrote them.
[[nodiscard]] std::string markdown_title(const Paper& paper, text::MathStyle math, text::Place place);

/// The reader of a paper's raw fields: Hugging Face's text is not arXiv's.
[[nodiscard]] text::Reader reader_of(const Paper& paper);

void append_head(std::string& out, const std::optional<Day>& day, const Languages& languages);

/// The days of a digest without papers.
void append_empty_days(std::string& out, const Account& account, const Languages& languages);

/// A rule and the account, a line for each language.
void append_foot(std::string& out, const Account& account, const Languages& languages);

}  // namespace nonmun::render
