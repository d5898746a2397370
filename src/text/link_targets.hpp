#pragma once

#include <optional>
#include <string_view>

#include "nonmun/text/links.hpp"

namespace nonmun::text {

/// What data/links/targets.tsv says of an address without its scheme ("github.com/a/b"); nothing when it
/// names neither the host nor one above it, or the address lacks the path that the row asks for.
[[nodiscard]] std::optional<LinkTarget> known_target(std::string_view address);

}  // namespace nonmun::text
