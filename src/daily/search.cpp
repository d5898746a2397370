#include "nonmun/daily/search.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "nonmun/core/merge.hpp"
#include "search_pages.hpp"
#include "stored_day.hpp"

namespace nonmun::daily {
namespace {

/// By which the papers are in order; nothing where relevance decides, which only arXiv knows.
std::optional<Timestamp> key_of(const Paper& paper, fetch::SearchOrder order) {
  if (order == fetch::SearchOrder::submitted) return paper.published;
  if (order == fetch::SearchOrder::updated) return paper.updated;
  return std::nullopt;
}

void put_in_order(Digest& digest, fetch::SearchOrder order, bool is_cut) {
  const auto is_before = [&](const Paper& first, const Paper& second) {
    return key_of(first, order) > key_of(second, order);
  };
  if (std::ranges::is_sorted(digest.papers, is_before)) return;
  // As a stable sort, which libstdc++ 12 does with what clang calls deprecated.
  std::vector<std::size_t> places(digest.papers.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::ranges::sort(places, [&](std::size_t first, std::size_t second) {
    const auto one = key_of(digest.papers[first], order), other = key_of(digest.papers[second], order);
    return one != other ? one > other : first < second;
  });
  std::vector<Paper> sorted;
  sorted.reserve(places.size());
  for (const std::size_t place : places) sorted.push_back(std::move(digest.papers[place]));
  digest.papers = std::move(sorted);
  if (is_cut) {
    digest.account->failures.push_back(
        {ErrorKind::partial, "it did not keep the order asked for: papers that were not given may be newer",
         "arXiv's search", "ask for a shorter period with --since and --until, or with a higher --limit"});
  } else {
    digest.account->issues.push_back(
        {"arXiv's search", "it did not keep the order asked for; the papers are put in order"});
  }
}

/// arXiv's fields of dates have meant different things: what lies outside of the period is not shown.
void keep_period(Digest& digest, const fetch::ArxivQuery& query) {
  const std::size_t outside = std::erase_if(digest.papers, [&](const Paper& paper) {
    if (!paper.published) return false;
    const Day day = Day::of(paper.published->instant);
    return (query.since && day < *query.since) || (query.until && *query.until < day);
  });
  if (outside == 0) return;
  digest.account->filtered += outside;
  digest.account->issues.push_back(
      {"arXiv's search",
       std::to_string(outside) + " papers that were not submitted in the period are left out"});
}

}  // namespace

Result<Found> search_arxiv(const SearchRequest& request, World& world) {
  auto query = fetch::write_query(request.query);
  if (!query) return std::unexpected(std::move(query).error());
  auto found = search_pages({.query = *std::move(query), .order = request.order}, request.limit, world);
  if (!found) return std::unexpected(std::move(found).error());
  Found result{.digest = {}, .total = found->total};
  Digest& digest = result.digest;
  Account& account = digest.account.emplace();
  account.fetched = found->parsed.entries;
  account.held_back = found->parsed.held_back;
  account.issues = std::move(found->parsed.issues);
  account.failures = std::move(found->failures);
  digest.papers = std::move(found->parsed.papers);
  account.merged = merge_repeated(digest.papers);
  keep_papers(digest.papers, world);
  keep_period(digest, request.query);
  const bool is_cut = found->total.value_or(account.fetched) > account.fetched;
  if (request.order != fetch::SearchOrder::relevance) put_in_order(digest, request.order, is_cut);
  account.shown = digest.papers.size();
  return result;
}

}  // namespace nonmun::daily
