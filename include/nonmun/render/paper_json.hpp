#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "nonmun/core/paper.hpp"

namespace nonmun::render {

/// Appends a paper as one compact JSON object (nonmun.paper/1, docs/schema/paper.json) without a line break.
/// Always valid UTF-8 and valid JSON: ill-formed bytes become U+FFFD, and an extra field whose raw JSON is
/// none is written as a string.
void append_json(std::string& out, const Paper& paper);

/// What a record takes at a guess, in bytes of any form: so that a day's text is allocated once.
inline constexpr std::size_t k_record_bytes = 4096;

/// Appends papers as JSON Lines: append_json and a line break for each.
void append_json_lines(std::string& out, std::span<const Paper> papers);

/// The JSON Schema (draft 2020-12) of what append_json writes: docs/schema/paper.json.
[[nodiscard]] std::string_view paper_schema();

}  // namespace nonmun::render
