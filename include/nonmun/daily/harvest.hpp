#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "nonmun/core/account.hpp"
#include "nonmun/core/taxonomy.hpp"
#include "nonmun/daily/world.hpp"
#include "nonmun/deliver/resumable_file.hpp"
#include "nonmun/fetch/arxiv_requests.hpp"

namespace nonmun::daily {

/// How far a harvest is, over all the runs that it took.
struct HarvestReport {
  /// Its `shown` are the lines written. Deleted records have no metadata and are not in its sums. At most
  /// 1,000 issues are kept, for a harvest may be of millions of records.
  Account account;
  std::size_t more_issues = 0;  ///< those that are not kept
  std::size_t deleted = 0;      ///< records that arXiv says were deleted; each is an issue
  std::size_t pages = 0;
  std::size_t begun_again = 0;      ///< how often the list was begun again because its token had expired
  bool resumed = false;             ///< an earlier run had begun it
  bool complete = false;            ///< the end of the list was reached, and the file is whole
  std::optional<Day> newest;        ///< the latest datestamp
  std::optional<Instant> begun_at;  ///< when arXiv answered the first page

  /// From which day the next harvest of the same list misses nothing: the latest datestamp, or the day on
  /// which this one began if that is earlier (what changed while it ran may stand on pages read before).
  [[nodiscard]] std::optional<Day> next_from() const;
};

/// The OAI set of a category or an archive: "cs:cs:CL", "physics:hep-th".
[[nodiscard]] std::string oai_set(const Category& category);

/// Refuses, before any request, what arXiv's OAI service would: days before 2005-09-16 or in reverse, a set
/// that it does not have. Errors: ErrorKind::usage, naming the nearest set.
[[nodiscard]] Result<void> check(const fetch::OaiList& list);

/// Names a list for ResumableFile: equal for equal lists of the same service only.
[[nodiscard]] std::string harvest_job(const fetch::OaiList& list, const fetch::Endpoints& endpoints);

/// Reads a list page after page and appends its records as JSON Lines, committing after each page; `out` is
/// begun or resumed and, at the end of the list, finished. No more than a page is held. A record that changes
/// while the harvest runs may stand on two pages and then stands twice, the later line being the newer.
///
/// A token that arXiv no longer takes (it expires at midnight UTC) begins the list again from an empty file,
/// twice at most in a run: the order of a list is not documented, so no datestamp says how far it was read.
/// Where the lines cannot be taken back that is a failure. Tokens that lead in a circle are one too; the next
/// run then begins from an empty file.
///
/// What upstream does wrong goes into the account, and the report is not complete. Errors: what stops the run
/// (interrupted, a local fault), and ErrorKind::usage with arXiv's words for a list that it refuses.
[[nodiscard]] Result<HarvestReport> harvest(const fetch::OaiList& list, World& world,
                                            deliver::ResumableFile& out,
                                            const std::function<void(const HarvestReport&)>& on_page = {});

/// The account of a harvest as JSON (nonmun.account/1, with "harvest" in place of the ids).
[[nodiscard]] std::string manifest_json(const HarvestReport& report, Instant at);

}  // namespace nonmun::daily
