#pragma once

#include <span>
#include <string>

#include "digest_lines.hpp"

namespace nonmun::parse {

/// What a review in Markdown says.
struct ReviewBody {
  std::string heading;  ///< the first one, when it is of the first level
  std::string text;     ///< all but that, in one line
};

/// Leaves out comments, code, pictures, tables, rules, HTML, and headings under which nothing stands.
[[nodiscard]] ReviewBody read_review_body(std::span<const DigestLine> lines);

}  // namespace nonmun::parse
