#include <algorithm>
#include <map>
#include <unordered_map>

#include "candidates.hpp"
#include "index_row.hpp"
#include "store.hpp"

namespace nonmun::archive {
namespace {

std::vector<NameCount> most(std::unordered_map<std::string, std::size_t>&& counts, std::size_t top) {
  std::vector<NameCount> all;
  all.reserve(counts.size());
  for (auto& [name, count] : counts) all.push_back({name, count});
  const auto order = [](const NameCount& a, const NameCount& b) {
    return a.count != b.count ? a.count > b.count : a.name < b.name;
  };
  const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(top, all.size()));
  std::partial_sort(all.begin(), end, all.end(), order);
  all.erase(end, all.end());
  return all;
}

struct Sum {
  Stats stats;
  std::map<std::int64_t, DayCount> days;
  std::unordered_map<std::string, std::size_t> categories, authors;

  void add(const Paper& paper, const IndexRow& row, std::optional<std::int64_t> since,
           std::optional<std::int64_t> until) {
    ++stats.papers;
    std::optional<std::int64_t> last;
    for (const ListingRow& listing : row.listings) {
      if (listing.day == last || (since && listing.day < *since) || (until && listing.day > *until)) continue;
      last = listing.day;
      DayCount& day = days[listing.day];
      day.day = to_day(listing.day);
      ++day.papers;
      day.votes += paper.votes.value_or(0);
    }
    if (paper.categories) {
      for (const std::string& category : *paper.categories) ++categories[category];
    }
    if (paper.authors) {
      for (const Author& author : *paper.authors) {
        if (author.is_person()) ++authors[author.name];
      }
    }
  }
};

}  // namespace

Result<Stats> stats(Store& store, const StatsRequest& request) {
  const auto conditions = conditions_of(request.filter, store.tokenizer);
  if (!conditions) return std::unexpected(conditions.error());
  Sum sum;
  const auto done = for_each_key(store, *conditions, Order::newest, [&](PaperKey key) -> Result<bool> {
    const auto paper = find_paper(store, key);
    if (!paper) return std::unexpected(paper.error());
    if (*paper)
      sum.add(**paper, index_row(**paper, key, store.tokenizer), conditions->since, conditions->until);
    return true;
  });
  if (!done) return std::unexpected(done.error());
  Stats stats = std::move(sum.stats);
  for (const auto& [number, day] : sum.days) stats.days.push_back(day);
  stats.categories = most(std::move(sum.categories), request.top);
  stats.authors = most(std::move(sum.authors), request.top);
  return stats;
}

}  // namespace nonmun::archive
