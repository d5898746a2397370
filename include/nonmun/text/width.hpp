#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace nonmun::text {

/// Columns that the text takes on a terminal: wide and fullwidth 2, combining marks 0, an emoji cluster 2.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// The text, whole if it fits, else its longest prefix of whole grapheme clusters that with "…" takes at most
/// `columns` columns.
[[nodiscard]] std::string cut_to_width(std::string_view text, std::size_t columns);

/// The text wrapped at spaces into lines of at most `columns` columns (a word wider than a line is broken
/// between graphemes, but a URL never is), the first line after `first_indent`, the others after `indent`;
/// both indents count. Lines are joined by '\n', no '\n' at the end.
[[nodiscard]] std::string wrap(std::string_view text, std::size_t columns, std::string_view first_indent,
                               std::string_view indent);

}  // namespace nonmun::text
