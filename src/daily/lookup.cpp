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
#include "nonmun/parse/arxiv_atom.hpp"
#include "nonmun/parse/arxiv_oai.hpp"
#include "nonmun/parse/huggingface.hpp"
#include "stored_day.hpp"

namespace nonmun::daily {
namespace {

void add_parsed(Digest& digest, parse::Parsed parsed) {
  digest.account->fetched += parsed.entries;
  digest.account->held_back += parsed.held_back;
  std::ranges::move(parsed.issues, std::back_inserter(digest.account->issues));
  std::ranges::move(parsed.papers, std::back_inserter(digest.papers));
}

/// Asks one request and reads its answer. A 404 is no record.
Result<parse::Parsed> ask(const fetch::Request& request, World& world, ReadAnswer read) {
  const auto response = world.http.get(request);
  if (!response) return std::unexpected(response.error());
  if (response->status == 404) return parse::Parsed{};
  return read_answer(*response, read, "upstream");
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

Result<parse::Parsed> read_oai(std::string_view body, const parse::ParseContext& context) {
  auto answer = parse::parse_arxiv_oai(body, context);
  if (answer) return std::move(answer->parsed);
  if (answer.error().kind == ErrorKind::not_found) return parse::Parsed{};
  return std::unexpected(std::move(answer).error());
}

/// Asks arXiv's API, and where it cannot be asked its OAI-PMH service, one paper at a time.
Result<void> ask_arxiv(Digest& digest, std::span<const VersionedArxivId> ids, World& world) {
  Account& account = *digest.account;
  parse::Parsed known;
  std::vector<Error> refused;
  for (const fetch::Request& request : fetch::arxiv_id_list_requests(world.endpoints, ids)) {
    auto parsed = ask(request, world, parse::parse_arxiv_atom);
    if (!parsed && stops_the_run(parsed.error())) return std::unexpected(std::move(parsed).error());
    if (parsed)
      append(known, *std::move(parsed));
    else
      refused.push_back(std::move(parsed).error());
  }
  bool has_other = !refused.empty();
  for (std::size_t i = 0; has_other && i < ids.size(); ++i) {
    if (std::ranges::find(known.papers, ids[i].id, &Paper::id) != known.papers.end()) continue;
    auto parsed = ask(fetch::arxiv_record_request(world.endpoints, ids[i].id), world, read_oai);
    if (!parsed && stops_the_run(parsed.error())) return std::unexpected(std::move(parsed).error());
    has_other = parsed.has_value();
    if (has_other) append(known, *std::move(parsed));
  }
  for (Error& error : refused) {
    if (has_other)
      account.issues.push_back({error.where, error.what + "; arXiv's OAI-PMH service was asked instead"});
    else
      account.failures.push_back(std::move(error));
  }
  add_parsed(digest, std::move(known));
  return {};
}

/// Whether an upstream said it; an earlier digest leaves much out.
bool is_from_upstream(const Paper& paper) {
  const auto& origin = paper.provenance.metadata ? paper.provenance.metadata : paper.provenance.community;
  return origin && origin->source != "digest";
}

/// Adds what the archive has; gives the ids that are still to be asked for.
std::vector<VersionedArxivId> take_known(Digest& digest, const std::vector<VersionedArxivId>& wanted,
                                         World& world) {
  if (world.archive == nullptr) return wanted;
  std::vector<ArxivId> ids;
  for (const VersionedArxivId& id : wanted) ids.push_back(id.id);
  auto papers = world.archive->find(ids);
  if (!papers) {
    world.archive_faults.push_back(std::move(papers).error());
    world.archive = nullptr;
    return wanted;
  }
  std::vector<VersionedArxivId> unknown;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    auto& paper = (*papers)[i];
    const bool is_right = paper && (!wanted[i].version || paper->version == wanted[i].version);
    if (!is_right || world.refresh || !(is_from_upstream(*paper) || world.cached_only))
      unknown.push_back(wanted[i]);
    // Of another version nothing is of use.
    if (!is_right) continue;
    ++digest.account->fetched;
    digest.papers.push_back(*std::move(paper));
  }
  return unknown;
}

}  // namespace

Result<Digest> look_up(std::span<const VersionedArxivId> ids, LookupSources sources, World& world) {
  std::vector<VersionedArxivId> wanted;
  for (const VersionedArxivId& id : ids) {
    if (std::ranges::find(wanted, id.id, &VersionedArxivId::id) == wanted.end()) wanted.push_back(id);
  }
  Digest known;
  Account& account = known.account.emplace();
  const auto unknown = take_known(known, wanted, world);
  const std::size_t from_archive = known.papers.size();
  if (sources.huggingface) {
    for (const VersionedArxivId& id : unknown) {
      // Its pages are of papers since 2007, whose ids have no archive.
      if (id.id.str().contains('/')) continue;
      const auto request = fetch::huggingface_paper_request(world.endpoints, id.id);
      const auto taken = take(known, ask(request, world, parse::parse_huggingface_daily));
      if (!taken) return std::unexpected(taken.error());
    }
  }
  if (sources.arxiv && !unknown.empty()) {
    if (const auto asked = ask_arxiv(known, unknown, world); !asked) return std::unexpected(asked.error());
  }
  keep_papers({known.papers.begin() + static_cast<std::ptrdiff_t>(from_archive), known.papers.end()}, world);
  account.merged += merge_repeated(known.papers);

  const bool all_asked = account.failures.empty();
  std::vector<Paper> in_order;
  for (const VersionedArxivId& id : wanted) {
    const auto found = std::ranges::find(known.papers, id.id, &Paper::id);
    if (found == known.papers.end()) {
      account.failures.push_back({ErrorKind::not_found, "no upstream that could be asked knows it", id.str(),
                                  all_asked ? "check the id" : "ask again when they can be asked"});
      continue;
    }
    if (id.version && !found->version) {
      account.issues.push_back({id.str(), "nobody who could be asked tells versions; this may be another"});
    } else if (id.version && found->version != id.version) {
      account.failures.push_back(
          {ErrorKind::not_found,
           "that version could not be had; this is version " + std::to_string(*found->version), id.str(),
           "check the version"});
    }
    in_order.push_back(std::move(*found));
    known.papers.erase(found);
  }
  account.held_back += known.papers.size();
  known.papers = std::move(in_order);
  account.shown = known.papers.size();
  return known;
}

}  // namespace nonmun::daily
