#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "nonmun/daily/world.hpp"
#include "nonmun/fetch/arxiv_requests.hpp"
#include "nonmun/parse/parsed.hpp"

namespace nonmun::daily {

/// What a search found.
struct SearchResult {
  parse::Parsed parsed;              ///< ids may repeat where pages overlap
  std::optional<std::size_t> total;  ///< how many papers arXiv counts
  std::vector<Error> failures;       ///< why it is less than was asked for; empty: it is all of it
};

/// Asks for the first `limit` papers that a query finds, page by page. A page that is shorter than it must be
/// by arXiv's own count is asked for again, and the difference that stays is a failure. Errors: usage, when
/// arXiv refuses the query; unavailable when not even the first page can be had; what stops the run.
[[nodiscard]] Result<SearchResult> search_pages(const fetch::SearchPage& query, std::size_t limit,
                                                World& world);

}  // namespace nonmun::daily
