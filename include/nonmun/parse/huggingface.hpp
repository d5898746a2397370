#pragma once

#include <string_view>

#include "nonmun/parse/parsed.hpp"

namespace nonmun::parse {

/// Reads an answer of Hugging Face's GET /api/daily_papers: a JSON array, in any of the shapes it has had
/// since 2024. Required of an entry: paper.id and paper.title; a bad entry becomes an issue with its index
/// and reason, the rest survive. Errors: ErrorKind::invalid_data when the bytes are no such array (empty,
/// HTML, an error object, cut off), saying where and what was met instead.
[[nodiscard]] Result<Parsed> parse_huggingface_daily(std::string_view body, const ParseContext& context);

}  // namespace nonmun::parse
