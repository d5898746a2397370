#pragma once

#include <span>

#include "digest_lines.hpp"
#include "nonmun/parse/parsed.hpp"

namespace nonmun::parse {

/// Reads the plain text of a web page that lists papers by day: month and day in two lines, then for each
/// paper its id, title, the words of its links and its abstract. The year is that of the ids.
[[nodiscard]] Parsed parse_web_listing(std::span<const DigestLine> lines, const ParseContext& context);

}  // namespace nonmun::parse
