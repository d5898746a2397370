#include "nonmun/daily/gather.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "announcement.hpp"
#include "huggingface_day.hpp"
#include "nonmun/core/merge.hpp"
#include "stored_day.hpp"

namespace nonmun::daily {
namespace {

void add_day(Digest& digest, DayResult day) {
  Account& account = *digest.account;
  account.fetched += day.report.fetched;
  account.held_back += day.held_back;
  account.filtered += day.filtered;
  account.days.push_back(std::move(day.report));
  std::ranges::move(day.issues, std::back_inserter(account.issues));
  std::ranges::move(day.failures, std::back_inserter(account.failures));
  std::ranges::move(day.papers, std::back_inserter(digest.papers));
}

Result<void> add_day(Digest& digest, Result<DayResult> day) {
  if (!day) return std::unexpected(std::move(day).error());
  add_day(digest, *std::move(day));
  return {};
}

Result<void> gather_range(Digest& digest, const DayRange& range, const DaySources& sources, World& world) {
  const std::vector<Day> days = range.days();
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (world.observer != nullptr) world.observer->on_day(days[i], i + 1, days.size());
    if (sources.huggingface) {
      if (auto added = add_day(digest, gather_huggingface_day(days[i], world)); !added) return added;
    }
    for (const Category* category : sources.arxiv) {
      if (auto added = add_day(digest, gather_announcement(*category, days[i], world)); !added) return added;
    }
  }
  return {};
}

/// Looks back from today for a day with papers. A day that could not be asked is kept in the account: the day
/// found may then not be the newest.
Result<void> gather_newest_huggingface(Digest& digest, World& world) {
  const Day today = Day::of(world.clock.now());
  std::vector<DayResult> out_of_reach_days;
  for (int back = 0; back <= k_look_back; ++back) {
    if (world.observer != nullptr)
      world.observer->on_day(today.plus(-back), static_cast<std::size_t>(back) + 1, k_look_back + 1);
    auto day = gather_huggingface_day(today.plus(-back), world);
    if (!day) return std::unexpected(std::move(day).error());
    if (!day->papers.empty()) {
      add_day(digest, *std::move(day));
      break;
    }
    // Asked alone, the cache says nothing of days it does not hold.
    if (day->report.state == DayState::outage && !world.cached_only)
      out_of_reach_days.push_back(*std::move(day));
  }
  for (DayResult& day : out_of_reach_days) add_day(digest, std::move(day));
  if (digest.account->days.empty()) {
    DayReport report{.source = "huggingface", .day = today};
    report.state = world.cached_only ? DayState::outage : DayState::stale;
    report.note = "no day of the last " + std::to_string(k_look_back) + " has papers" +
                  (world.cached_only ? " in the cache" : "");
    digest.account->days.push_back(std::move(report));
  }
  return {};
}

Result<void> gather_newest(Digest& digest, const DaySources& sources, World& world) {
  if (sources.huggingface) {
    if (auto added = gather_newest_huggingface(digest, world); !added) return added;
  }
  for (const Category* category : sources.arxiv) {
    if (auto added = add_day(digest, gather_newest_announcement(*category, world)); !added) return added;
  }
  return {};
}

/// Whether a listing is one that was asked for. An arXiv one is so by its kind, where it is known.
bool is_asked_for(const Listing& listing, const std::vector<std::string>& announce) {
  if (listing.source != "arxiv" || listing.kind.empty()) return true;
  const std::string_view kind = listing.kind == "replace-cross" ? "replace" : std::string_view(listing.kind);
  return std::ranges::find(announce, kind) != announce.end();
}

/// Leaves out papers that arXiv announced in other ways only than the user asked for.
void keep_announced(Digest& digest, const std::vector<std::string>& announce) {
  digest.account->filtered += std::erase_if(digest.papers, [&](const Paper& paper) {
    return paper.listed && !paper.listed->empty() &&
           std::ranges::none_of(*paper.listed,
                                [&](const Listing& listing) { return is_asked_for(listing, announce); });
  });
}

}  // namespace

Result<Digest> gather(const GatherRequest& request, World& world) {
  Digest digest;
  digest.account.emplace();
  const auto gathered = request.days ? gather_range(digest, *request.days, request.sources, world)
                                     : gather_newest(digest, request.sources, world);
  if (!gathered) return std::unexpected(gathered.error());
  digest.account->merged += merge_repeated(digest.papers);
  keep_announced(digest, request.sources.announce);
  if (request.enrich_arxiv && !digest.papers.empty()) {
    if (world.observer != nullptr) world.observer->on_enrichment(digest.papers.size());
    if (const auto enriched = enrich_from_arxiv(digest, world); !enriched)
      return std::unexpected(enriched.error());
    keep_papers(digest.papers, world);
  }
  // A paper that moved to a later day stands there.
  sort_papers(digest.papers, PaperOrder::votes, Grouping::by_day);
  digest.account->shown = digest.papers.size();
  return digest;
}

ExitCode outcome(const Account& account) {
  ExitCode worst = ExitCode::done;
  bool any_papers = account.shown + account.filtered > 0;
  for (const DayReport& report : account.days) {
    ExitCode code = ExitCode::done;
    switch (report.state) {
      case DayState::published:
      case DayState::filling:
      case DayState::weekend:
      case DayState::holiday:
        break;
      case DayState::not_yet:
        code = ExitCode::not_yet;
        break;
      case DayState::stale:
        code = ExitCode::partial;
        break;
      case DayState::outage:
        code = ExitCode::unavailable;
        break;
    }
    worst = std::max(worst, code);
  }
  if (worst == ExitCode::done && (account.held_back > 0 || !account.failures.empty()))
    return ExitCode::partial;
  return worst != ExitCode::done && any_papers ? ExitCode::partial : worst;
}

}  // namespace nonmun::daily
