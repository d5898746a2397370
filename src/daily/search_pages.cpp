#include "search_pages.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "asking.hpp"
#include "nonmun/core/calendar.hpp"

namespace nonmun::daily {
namespace {

/// How often a page is asked for that is shorter than it must be: arXiv gives empty pages in the middle.
constexpr int k_tries = 3;

/// A page, asked for again while it has less than arXiv counts; the longest answer.
Result<parse::Parsed> ask_for_whole(const fetch::SearchPage& page, Instant announced_at, World& world) {
  fetch::Request request = fetch::arxiv_search_request(world.endpoints, page, announced_at);
  Result<parse::Parsed> best = ask_arxiv_api(request, world);
  for (int tried = 1; tried < k_tries && best; ++tried) {
    const std::size_t total = best->total.value_or(0);
    const std::size_t due = std::min(page.size, total - std::min(total, page.start));
    if (best->entries >= due) break;
    request.max_age = std::chrono::seconds{0};
    auto again = ask_arxiv_api(request, world);
    if (!again && stops_the_run(again.error())) return again;
    if (again && again->entries > best->entries) best = std::move(again);
  }
  return best;
}

}  // namespace

Result<SearchResult> search_pages(const fetch::SearchPage& query, std::size_t limit, World& world) {
  const Instant announced_at = newest_arxiv_day(world.clock.now()).announced_at;
  SearchResult result;
  const auto fall_short = [&](std::string what, std::string hint) {
    result.failures.push_back({ErrorKind::partial, std::move(what), "arXiv's search", std::move(hint)});
  };
  while (result.parsed.entries < limit) {
    fetch::SearchPage page = query;
    page.start = result.parsed.entries;
    page.size = std::min({fetch::k_search_page, limit - page.start, fetch::k_search_window - page.start});
    if (page.size == 0) {
      fall_short("it gives the first " + std::to_string(fetch::k_search_window) + " papers of " +
                     std::to_string(result.total.value_or(0)),
                 "ask for shorter periods with --since and --until");
      break;
    }
    auto answer = ask_for_whole(page, announced_at, world);
    if (!answer) {
      if (page.start == 0 || stops_the_run(answer.error())) return std::unexpected(std::move(answer).error());
      result.failures.push_back(std::move(answer).error());
      break;
    }
    if (answer->total) result.total = answer->total;
    const std::size_t entries = answer->entries;
    append(result.parsed, std::move(*answer));
    const std::size_t seen = result.parsed.entries;
    const bool is_counted = result.total.value_or(0) <= seen;
    // A count below what has come is wrong: then only a page that is not full ends the search.
    const bool may_go_on = result.total.value_or(0) < seen && entries == page.size;
    if (entries == 0 && !is_counted) {
      fall_short("it counts " + std::to_string(*result.total) + " papers and gave " + std::to_string(seen),
                 "ask again later");
      break;
    }
    if (is_counted && !may_go_on) break;
  }
  return result;
}

}  // namespace nonmun::daily
