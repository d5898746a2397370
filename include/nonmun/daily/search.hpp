#pragma once

#include <cstddef>
#include <optional>
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

/// What a search found.
struct Found {
  Digest digest;
  std::optional<std::size_t> total;  ///< how many papers arXiv counts, whatever the limit
};

/// Asks arXiv's API. The papers stand in the order asked for, which is checked, and made right where arXiv
/// did not keep it (where the limit cut what it gave, that is a failure in the account: others may belong
/// there); those outside of the period asked for are left out. The account says what was merged and left out,
/// and what fell short. Errors: usage for a query that arXiv cannot read; unavailable; what stops the run.
[[nodiscard]] Result<Found> search_arxiv(const SearchRequest& request, World& world);

}  // namespace nonmun::daily
