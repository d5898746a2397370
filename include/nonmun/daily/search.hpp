#pragma once

#include <cstddef>
#include <string>

#include "nonmun/core/digest.hpp"
#include "nonmun/daily/world.hpp"
#include "nonmun/fetch/arxiv_query.hpp"
#include "nonmun/fetch/arxiv_requests.hpp"

namespace nonmun::daily {

struct SearchRequest {
  fetch::ArxivQuery query{};
  fetch::SearchOrder order = fetch::SearchOrder::relevance;
  std::size_t limit = 50;  ///< papers at most
};

/// Asks arXiv's API. The papers stand in the order asked for, which is checked, and made right where arXiv
/// did not keep it; those outside of the period asked for are left out. The account says what was merged and
/// left out, and what fell short. Errors: usage for a query that arXiv cannot read; unavailable; what stops
/// the run.
[[nodiscard]] Result<Digest> search_arxiv(const SearchRequest& request, World& world);

}  // namespace nonmun::daily
