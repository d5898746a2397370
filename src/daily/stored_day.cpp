#include "stored_day.hpp"

#include <algorithm>
#include <utility>

namespace nonmun::daily {
namespace {

/// What the archive cannot do once it will not be asked for again.
void note_fault(Error fault, World& world) {
  world.archive = nullptr;
  world.archive_faults.push_back(std::move(fault));
}

/// A record has all days on which it was listed; the day that is asked for has only its own.
void keep_listing_of(const DayReport& report, Paper& paper) {
  if (!paper.listed) return;
  std::erase_if(*paper.listed, [&](const Listing& listing) {
    return listing.source != report.source || listing.category != report.category ||
           listing.day != report.day;
  });
}

bool is_whole(const DayResult& result) {
  const DayState state = result.report.state;
  return result.failures.empty() && state != DayState::stale && state != DayState::outage &&
         state != DayState::not_yet;
}

}  // namespace

std::optional<DayResult> take_stored_day(const DayReport& asked, World& world) {
  if (world.archive == nullptr || world.refresh) return std::nullopt;
  auto stored = world.archive->find_day(asked.source, asked.category, asked.day);
  if (!stored) {
    note_fault(std::move(stored).error(), world);
    return std::nullopt;
  }
  if (!*stored || !((*stored)->settled || world.cached_only)) return std::nullopt;
  auto papers = world.archive->papers_of(asked.source, asked.category, asked.day);
  if (!papers) {
    note_fault(std::move(papers).error(), world);
    return std::nullopt;
  }
  DayResult result;
  result.report = (*stored)->report;
  result.report.fetched = papers->size();
  result.papers = *std::move(papers);
  for (Paper& paper : result.papers) keep_listing_of(result.report, paper);
  return result;
}

void keep_day(const DayResult& result, bool settled, World& world) {
  if (world.archive == nullptr || world.cached_only) return;
  if (!is_whole(result)) return keep_papers(result.papers, world);
  const archive::StoredDay day{.report = result.report, .settled = settled, .fetched_at = world.clock.now()};
  if (auto kept = world.archive->put_day(day, result.papers); !kept)
    note_fault(std::move(kept).error(), world);
}

void keep_papers(const std::vector<Paper>& papers, World& world) {
  if (world.archive == nullptr || world.cached_only || papers.empty()) return;
  if (auto kept = world.archive->put(papers); !kept) note_fault(std::move(kept).error(), world);
}

}  // namespace nonmun::daily
