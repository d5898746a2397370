#include "submissions.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "asking.hpp"
#include "nonmun/core/calendar.hpp"
#include "nonmun/fetch/arxiv_query.hpp"
#include "search_pages.hpp"

namespace nonmun::daily {
namespace {

/// The listing that the paper must have had.
Listing listing_on(Day day, const Category& category, const Paper& paper) {
  const bool is_own = is_listed_under(paper.primary_category, category.id);
  return {"arxiv", day, std::string(category.id), is_own ? "new" : "cross", {}};
}

}  // namespace

Result<DayResult> gather_submissions(const Category& category, DayResult result, World& world) {
  const Day day = result.report.day;
  const SubmissionWindow window = submission_window(day);
  auto found = search_pages({.query = fetch::submissions_expression(category, window),
                             .order = fetch::SearchOrder::submitted,
                             .rising = true},
                            fetch::k_search_window, world);
  result.report.approximate = true;
  if (!found) {
    if (stops_the_run(found.error())) return std::unexpected(std::move(found).error());
    result.report.state = DayState::outage;
    result.report.note = found.error().what;
    result.failures.push_back(std::move(found).error());
    return result;
  }
  // The query is to the minute, the cut-off to the second.
  result.filtered += std::erase_if(found->parsed.papers, [&](const Paper& paper) {
    return paper.published &&
           (paper.published->instant <= window.after || paper.published->instant > window.until);
  });
  for (Paper& paper : found->parsed.papers) {
    paper.listed = {listing_on(day, category, paper)};
  }
  result.add(std::move(found->parsed));
  std::ranges::move(found->failures, std::back_inserter(result.failures));
  result.report.note = "approximate, the papers submitted from " + format_instant(window.after) + " to " +
                       format_instant(window.until);
  return result;
}

}  // namespace nonmun::daily
