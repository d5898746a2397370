#pragma once

#include <string_view>

#include "nonmun/parse/parsed.hpp"

namespace nonmun::parse {

/// Reads our own records (nonmun.paper/1): JSON Lines, one object, or an array of objects, in any mixture of
/// white space. Unknown keys are kept as raw JSON. A record without usable id or title, or with a field of a
/// wrong type, becomes an issue naming its line (or index); the rest survive. A record of a newer major schema
/// is held back with an issue that says so. Errors: ErrorKind::invalid_data when nothing in it can be read.
[[nodiscard]] Result<Parsed> parse_paper_json(std::string_view text, const ParseContext& context);

}  // namespace nonmun::parse
