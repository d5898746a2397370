#pragma once

#include <string_view>

#include "nonmun/parse/parsed.hpp"

namespace nonmun::parse {

enum class InputFormat {
  huggingface_daily,
  arxiv_atom,
  arxiv_feed,
  arxiv_listing,
  arxiv_oai,
  arxiv_snapshot,
  paper_json,
  digest,
};
[[nodiscard]] std::string_view to_string(InputFormat format);

/// Tells by content, never by name, what an input is. Errors: ErrorKind::invalid_data, with what it looks
/// like instead (empty, HTML, binary).
[[nodiscard]] Result<InputFormat> detect_format(std::string_view bytes, const ParseContext& context);

/// detect_format, then the parser of that format; what a format says besides its papers is left out. Input of
/// only white space is no records and no error.
[[nodiscard]] Result<Parsed> parse_any(std::string_view bytes, const ParseContext& context);

}  // namespace nonmun::parse
