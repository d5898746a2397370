#include "nonmun/daily/lookup.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "asking.hpp"
#include "nonmun/core/merge.hpp"
#include "nonmun/daily/gather.hpp"
#include "nonmun/fetch/arxiv_requests.hpp"
#include "nonmun/fetch/huggingface_requests.hpp"
#include "nonmun/fetch/refusal_text.hpp"
#include "nonmun/parse/arxiv_atom.hpp"
#include "nonmun/parse/huggingface.hpp"

namespace nonmun::daily {
namespace {

void add_parsed(Digest& digest, parse::Parsed parsed) {
  digest.account->fetched += parsed.entries;
  digest.account->held_back += parsed.held_back;
  std::ranges::move(parsed.issues, std::back_inserter(digest.account->issues));
  std::ranges::move(parsed.papers, std::back_inserter(digest.papers));
}

/// Asks one request and reads its answer; `read` is the parser of that upstream. A 404 is no record.
template <class Read>
Result<parse::Parsed> ask(const fetch::Request& request, World& world, Read read) {
  const auto response = world.http.get(request);
  if (!response) return std::unexpected(response.error());
  if (response->status == 404) return parse::Parsed{};
  auto parsed =
      read(response->body,
           parse::ParseContext{.where = response->url, .day = {}, .fetched_at = response->fetched_at});
  if (response->status == 200 || (!parsed && parsed.error().kind != ErrorKind::invalid_data)) return parsed;
  return fail(ErrorKind::unavailable, "upstream answered " + fetch::refusal_text(*response), response->url,
              "try again later");
}

/// Adds what was learned; a failure of one upstream goes into the account. Errors: what stops the run.
Result<void> take(Digest& digest, Result<parse::Parsed> parsed) {
  if (parsed) {
    add_parsed(digest, *std::move(parsed));
    return {};
  }
  if (stops_the_run(parsed.error())) return std::unexpected(std::move(parsed).error());
  digest.account->failures.push_back(std::move(parsed).error());
  return {};
}

}  // namespace

Result<Digest> look_up(std::span<const VersionedArxivId> ids, LookupSources sources, World& world) {
  Digest known;
  known.account.emplace();
  Account& account = *known.account;
  std::vector<ArxivId> bare;
  for (const VersionedArxivId& id : ids) bare.push_back(id.id);

  if (sources.huggingface) {
    for (const ArxivId& id : bare) {
      const auto request = fetch::huggingface_paper_request(world.endpoints, id);
      const auto taken = take(known, ask(request, world, parse::parse_huggingface_daily));
      if (!taken) return std::unexpected(taken.error());
    }
  }
  if (sources.arxiv) {
    for (const fetch::Request& request : fetch::arxiv_id_list_requests(world.endpoints, bare)) {
      const auto taken = take(known, ask(request, world, parse::parse_arxiv_atom));
      if (!taken) return std::unexpected(taken.error());
    }
  }
  account.merged += merge_repeated(known.papers);

  std::vector<Paper> in_order;
  for (const ArxivId& id : bare) {
    const auto found = std::ranges::find(known.papers, id, &Paper::id);
    if (found != known.papers.end()) {
      in_order.push_back(std::move(*found));
      known.papers.erase(found);
    } else if (std::ranges::find(in_order, id, &Paper::id) == in_order.end()) {
      account.failures.push_back(
          {ErrorKind::not_found, "no upstream that could be asked knows it", id.str(), "check the id"});
    }
  }
  account.held_back += known.papers.size();
  known.papers = std::move(in_order);
  account.shown = known.papers.size();
  return known;
}

}  // namespace nonmun::daily
