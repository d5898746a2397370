#pragma once

#include <string_view>

#include "nonmun/parse/parsed.hpp"

namespace nonmun::parse {

/// Reads Markdown digests back to records: the styles classic (also as other tools wrote it: images, GIFs,
/// video mark-up, repeated authors, a "+" where a list was cut), daily in each language, and listing (also as
/// the plain text of a web page). What stands in no known place becomes an issue with its line. Errors:
/// ErrorKind::invalid_data when the text is no digest at all.
[[nodiscard]] Result<Parsed> parse_digest(std::string_view text, const ParseContext& context);

}  // namespace nonmun::parse
