#pragma once

#include <cstddef>
#include <string_view>

// Tables in data/: one row a line, columns divided by a tab, '#' before a space begins a comment.
namespace nonmun::text {

/// Calls `use(first, second)` with the two columns of each row; a row of one column has an empty second.
template <typename Use>
void for_each_row(std::string_view table, Use use) {
  while (!table.empty()) {
    const std::size_t end = table.find('\n');
    const std::string_view line = table.substr(0, end);
    table.remove_prefix(end == std::string_view::npos ? table.size() : end + 1);
    if (line.empty() || line.starts_with("# ") || line == "#") continue;
    const std::size_t tab = line.find('\t');
    use(line.substr(0, tab), tab == std::string_view::npos ? std::string_view{} : line.substr(tab + 1));
  }
}

}  // namespace nonmun::text
