#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace nonmun::text {

/// The end of the grapheme cluster (what a reader takes for one character) that begins at `begin`, which must
/// be below text.size(). Ill-formed bytes are clusters of their own.
[[nodiscard]] std::size_t next_cluster(std::string_view text, std::size_t begin);

/// Columns that the text takes on a terminal: wide and fullwidth characters 2, combining marks and control
/// characters 0, an emoji cluster 2, of ambiguous width 1.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// The text, whole if it fits, else its longest prefix of whole grapheme clusters that with "…" takes at most
/// `columns` columns; nothing when there is no room for "…".
[[nodiscard]] std::string cut_to_width(std::string_view text, std::size_t columns);

/// The text wrapped at white space into lines of at most `columns` columns (a word wider than a line is
/// broken between graphemes, but a URL never is), the first line after `first_indent`, the others after
/// `indent`; both indents count. A '\n' in the text begins a line. Lines are joined by '\n', no '\n' at the
/// end.
[[nodiscard]] std::string wrap(std::string_view text, std::size_t columns, std::string_view first_indent,
                               std::string_view indent);

}  // namespace nonmun::text
