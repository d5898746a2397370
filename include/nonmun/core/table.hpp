#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace nonmun {

/// One row's columns.
template <std::size_t N>
using TableRow = std::array<std::string_view, N>;

/// The tables in data/ and those of users: one row a line, columns divided by a tab; a line that is "#" or
/// begins with "# " is a comment. Calls `use(columns, line_number)` for each row; a missing column is empty,
/// one too many is part of the last.
template <std::size_t N, typename Use>
void for_each_row(std::string_view table, Use use) {
  for (std::size_t number = 1; !table.empty(); ++number) {
    const std::size_t end = std::min(table.find('\n'), table.size());
    std::string_view line = table.substr(0, end);
    table.remove_prefix(std::min(end + 1, table.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line == "#" || line.starts_with("# ")) continue;
    TableRow<N> columns;
    for (std::size_t i = 0; i < N; ++i) {
      const std::size_t tab = i + 1 < N ? std::min(line.find('\t'), line.size()) : line.size();
      columns[i] = line.substr(0, tab);
      line.remove_prefix(std::min(tab + 1, line.size()));
    }
    use(columns, number);
  }
}

}  // namespace nonmun
