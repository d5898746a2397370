#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/core/error.hpp"
#include "nonmun/core/paper.hpp"
#include "nonmun/core/time.hpp"

namespace nonmun::parse {

/// What one input became. `entries` counts what the input held, the unusable ones included:
/// entries == papers.size() + held_back.
struct Parsed {
  std::vector<Paper> papers;  ///< in input order; ids may repeat (merging is core's)
  std::size_t entries = 0;
  std::size_t held_back = 0;         ///< entries that could not become a record; each has an issue
  std::vector<Issue> issues;         ///< also of fields dropped from entries that survived
  std::optional<std::size_t> total;  ///< how many entries upstream says there are on all pages, if it does
};

/// Adds the entries of a further page or answer; `all.total` stays.
void append(Parsed& all, Parsed&& page);

/// What a parser is told of the bytes it is given.
struct ParseContext {
  std::string where;                  ///< for messages: a URL, a file name, "stdin"
  std::optional<Day> day;             ///< the day that was asked for, if any
  std::optional<Instant> fetched_at;  ///< when upstream said it, for provenance
  std::string category = {};          ///< the arXiv category or archive that was asked for, if any
  std::size_t lines_before = 0;       ///< JSON Lines: how many stand in front of these bytes, for messages
};

}  // namespace nonmun::parse
