#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nonmun/core/day_range.hpp"
#include "nonmun/core/digest.hpp"
#include "nonmun/core/taxonomy.hpp"
#include "nonmun/daily/world.hpp"

namespace nonmun::daily {

/// How many days the newest published day is looked for.
inline constexpr int k_look_back = 10;

/// Whose lists of a day are gathered.
struct DaySources {
  bool huggingface = true;
  std::vector<const Category*> arxiv{};  ///< categories and archives whose announcements are gathered
  /// Which of their papers: "new", "cross", "replace" (which covers those of cross-lists).
  std::vector<std::string> announce = {"new", "cross"};
};

struct GatherRequest {
  std::optional<DayRange> days;  ///< absent: the newest day that has at least one paper, of each source
  bool enrich_arxiv = false;     ///< lay arXiv's own metadata under the records, by id
  DaySources sources{};
};

/// Fetches the days and makes one record of each paper, in the order of `fetch` and `digest`: by day, then by
/// votes, then by id. The account of what was seen is always there and always balances; a day that failed is
/// a day report and a failure in it, not an error. Errors: only what stops the whole run (interrupted, a
/// local fault).
[[nodiscard]] Result<Digest> gather(const GatherRequest& request, World& world);

/// The exit code of a run, from its account: that of its worst day, and "partial" if any day has papers or an
/// empty-day line all the same, if an entry was held back, or if a step failed.
[[nodiscard]] ExitCode outcome(const Account& account);

/// Lays arXiv's own metadata (API, by id_list) under the papers: categories, version, comment, DOI, exact
/// text. What failed is named in the account and leaves the records as they were.
Result<void> enrich_from_arxiv(Digest& digest, World& world);

}  // namespace nonmun::daily
