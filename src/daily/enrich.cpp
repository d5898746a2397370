#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_map>

#include "asking.hpp"
#include "nonmun/core/merge.hpp"
#include "nonmun/daily/gather.hpp"
#include "nonmun/fetch/arxiv_requests.hpp"

namespace nonmun::daily {

Result<void> enrich_from_arxiv(Digest& digest, World& world) {
  Account& account = *digest.account;
  std::vector<VersionedArxivId> ids;
  std::unordered_map<std::string, std::size_t> places;
  for (const Paper& paper : digest.papers) {
    places.emplace(paper.id.str(), ids.size());
    ids.push_back({paper.id, std::nullopt});
  }
  std::vector<bool> found(ids.size(), false);
  bool all_answered = true;
  for (const fetch::Request& request : fetch::arxiv_id_list_requests(world.endpoints, ids)) {
    auto parsed = ask_arxiv_api(request, world, "the records are shown without arXiv's metadata");
    if (!parsed) {
      if (stops_the_run(parsed.error())) return std::unexpected(std::move(parsed).error());
      account.failures.push_back(std::move(parsed).error());
      all_answered = false;
      continue;
    }
    account.fetched += parsed->entries;
    account.held_back += parsed->held_back;
    std::ranges::move(parsed->issues, std::back_inserter(account.issues));
    for (Paper& known : parsed->papers) {
      const auto place = places.find(known.id.str());
      if (place == places.end()) {
        // Upstream gave what nobody asked for; the account says so.
        account.held_back += 1;
        account.issues.push_back({request.url, "a paper that was not asked for: " + known.id.str()});
        continue;
      }
      Paper& paper = digest.papers[place->second];
      paper = merge(std::move(paper), std::move(known));
      found[place->second] = true;
      account.merged += 1;
    }
  }
  for (std::size_t i = 0; all_answered && i < ids.size(); ++i) {
    if (!found[i]) account.issues.push_back({ids[i].str(), "arXiv's API does not know it (yet)"});
  }
  return {};
}

}  // namespace nonmun::daily
