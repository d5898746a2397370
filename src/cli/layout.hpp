#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace nonmun::cli {

/// ASCII text wrapped at spaces into lines of at most `columns`, the first after `first`, the others after
/// `next`; a word wider than a line stands alone. No line break at the end. Help has no other text, and does
/// without the tables that text::wrap needs for other scripts.
[[nodiscard]] std::string wrap_ascii(std::string_view text, std::size_t columns, std::string_view first,
                                     std::string_view next);

}  // namespace nonmun::cli
