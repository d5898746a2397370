#pragma once

#include <string_view>

#include "nonmun/parse/parsed.hpp"

namespace nonmun::parse {

/// Reads an answer of arXiv's API (Atom), of the current and the older backend. Matches elements by
/// namespace, whatever their order. An arXiv error, which looks like an entry with an id below /api/errors,
/// is ErrorKind::usage when it names the request's fault and ErrorKind::unavailable for an internal one; what
/// is not Atom is ErrorKind::invalid_data. External entities are never read.
[[nodiscard]] Result<Parsed> parse_arxiv_atom(std::string_view body, const ParseContext& context);

}  // namespace nonmun::parse
