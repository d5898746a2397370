#pragma once

#include <string>
#include <string_view>

namespace nonmun::text {

/// Where in a Markdown document a text will stand. White space is collapsed to single spaces in all of them.
enum class Place { paragraph, heading, bullet, link_text, table_cell };

/// Finished text escaped so that CommonMark and GFM show exactly it, and only where they otherwise would not
/// (rules and measurements: a lone `~` or an `_` inside a word stays).
[[nodiscard]] std::string escape_markdown(std::string_view text, Place place);

/// As escape_markdown, but each URL in running text is written as `<URL>`, which every renderer links and
/// which keeps a Korean particle out of the link.
[[nodiscard]] std::string escape_markdown_linking(std::string_view text, Place place);

/// A URL as the destination of a Markdown link, `[text](destination)`: bytes that would end it are
/// percent-encoded.
[[nodiscard]] std::string markdown_destination(std::string_view url);

/// The text that a Markdown inline fragment written by escape_markdown or escape_markdown_linking shows: the
/// inverse of both. Also reads `[text](url)` as `text` and leaves anything else as it stands.
[[nodiscard]] std::string unescape_markdown(std::string_view markdown);

}  // namespace nonmun::text
