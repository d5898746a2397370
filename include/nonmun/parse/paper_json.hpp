#pragma once

#include <string_view>

#include "nonmun/parse/parsed.hpp"

namespace nonmun::parse {

/// Reads our own records (nonmun.paper/1): JSON Lines, one object, or an array of objects, in any mixture of
/// white space. Unknown keys are kept as raw JSON. Each issue names the line on which its record begins. A
/// record without usable id or title is held back, and so is one of a newer major schema; a field of a wrong
/// type is dropped and the record survives. Errors: ErrorKind::invalid_data when there are records and none
/// of them can be read.
[[nodiscard]] Result<Parsed> parse_paper_json(std::string_view text, const ParseContext& context);

/// As parse_paper_json, of a piece of a larger input: there need not be a usable record in it.
[[nodiscard]] Parsed read_paper_json(std::string_view text, const ParseContext& context);

}  // namespace nonmun::parse
