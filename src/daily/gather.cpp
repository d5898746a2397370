#include "nonmun/daily/gather.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <string>
#include <unordered_map>
#include <utility>

#include "nonmun/core/calendar.hpp"
#include "nonmun/core/merge.hpp"
#include "nonmun/fetch/huggingface_requests.hpp"
#include "nonmun/parse/huggingface.hpp"

namespace nonmun::daily {
namespace {

constexpr std::string_view k_huggingface = "huggingface";

/// One day of one upstream: what it gave and what is to be said of it.
struct DayResult {
  DayReport report;
  std::vector<Paper> papers;
  std::size_t held_back = 0;
  std::vector<Issue> issues;
  std::vector<Error> failures;
};

bool stops_the_run(const Error& error) {
  return error.kind == ErrorKind::interrupted || error.kind == ErrorKind::local_fault ||
         error.kind == ErrorKind::internal;
}

/// Parses pages, each body once: gathering reads a page to count it, and the day is then made of the same
/// bytes.
class PageParser {
 public:
  explicit PageParser(Day day) : day_(day) {}

  Result<fetch::PageContent> read(const fetch::Response& page) {
    auto parsed = parse_page(page);
    if (!parsed) return std::unexpected(std::move(parsed).error());
    fetch::PageContent content{parsed->entries, {}};
    for (const Paper& paper : parsed->papers) content.ids.push_back(paper.id.str());
    parsed_.insert_or_assign(key(page), *std::move(parsed));
    return content;
  }

  Result<parse::Parsed> take(const fetch::Response& page) {
    if (const auto found = parsed_.find(key(page)); found != parsed_.end())
      return std::move(parsed_.extract(found).mapped());
    return parse_page(page);
  }

 private:
  static std::size_t key(const fetch::Response& page) { return std::hash<std::string_view>{}(page.body); }
  Result<parse::Parsed> parse_page(const fetch::Response& page) const {
    return parse::parse_huggingface_daily(page.body,
                                          {.where = page.url, .day = day_, .fetched_at = page.fetched_at});
  }

  Day day_;
  std::unordered_map<std::size_t, parse::Parsed> parsed_;
};

void add_page(DayResult& result, parse::Parsed parsed) {
  result.report.fetched += parsed.entries;
  result.held_back += parsed.held_back;
  std::ranges::move(parsed.papers, std::back_inserter(result.papers));
  for (Issue& issue : parsed.issues) {
    issue.where = result.report.day.str() + ' ' + issue.where;
    result.issues.push_back(std::move(issue));
  }
}

DayResult out_of_reach(DayResult result, DayState state, Error error) {
  result.report.state = state;
  result.report.note = error.what;
  if (state == DayState::outage) result.failures.push_back(std::move(error));
  return result;
}

/// What the calendar says of the day, at the moment at which upstream said what it has.
void settle_state(DayResult& result, const fetch::DayPages& pages, Instant now) {
  DayReport& report = result.report;
  Instant seen_at = pages.pages.empty() ? now : pages.pages.front().fetched_at;
  for (const fetch::Response& page : pages.pages) {
    seen_at = std::min(seen_at, page.fetched_at);
    if (!page.stale_because.empty()) report.note = page.stale_because;
  }
  if (!report.note.empty()) {
    report.state = DayState::stale;
  } else if (report.fetched > 0 && result.papers.empty()) {
    report.state = DayState::outage;
    report.note = "none of its " + std::to_string(report.fetched) + " entries could be read";
  } else {
    report.state = huggingface_state(report.day, seen_at, result.papers.size());
    if (report.state == DayState::stale) report.note = "Hugging Face lists nothing for this weekday";
    if (report.state == DayState::not_yet) report.note = "nothing is listed yet";
  }
}

Result<DayResult> gather_huggingface_day(Day day, World& world) {
  const Instant now = world.clock.now();
  DayResult result;
  result.report.source = k_huggingface;
  result.report.day = day;
  if (now < day.begin()) {
    result.report.state = DayState::not_yet;
    result.report.note = "it begins at " + format_instant(day.begin());
    return result;
  }
  PageParser parser(day);
  const auto pages = fetch::huggingface_day(world.http, world.endpoints, day, now,
                                            [&](const fetch::Response& page) { return parser.read(page); });
  if (!pages) {
    if (stops_the_run(pages.error())) return std::unexpected(pages.error());
    const DayState state = pages.error().kind == ErrorKind::not_yet ? DayState::not_yet : DayState::outage;
    return out_of_reach(std::move(result), state, pages.error());
  }
  for (const fetch::Response& page : pages->pages) {
    auto parsed = parser.take(page);
    if (!parsed) return out_of_reach(std::move(result), DayState::outage, std::move(parsed).error());
    add_page(result, *std::move(parsed));
  }
  result.issues.insert(result.issues.end(), pages->issues.begin(), pages->issues.end());
  if (pages->failure) {
    if (stops_the_run(*pages->failure)) return std::unexpected(*pages->failure);
    result.failures.push_back(*pages->failure);
  }
  if (pages->unsettled) {
    result.failures.push_back({ErrorKind::partial,
                               "its pages did not hold still over three readings, all that was seen is shown",
                               day.str(), "ask again when the day is over"});
  }
  settle_state(result, *pages, now);
  return result;
}

void add_day(Digest& digest, DayResult day) {
  Account& account = *digest.account;
  account.fetched += day.report.fetched;
  account.held_back += day.held_back;
  account.days.push_back(std::move(day.report));
  std::ranges::move(day.issues, std::back_inserter(account.issues));
  std::ranges::move(day.failures, std::back_inserter(account.failures));
  std::ranges::move(day.papers, std::back_inserter(digest.papers));
}

Result<void> gather_range(Digest& digest, const DayRange& range, World& world) {
  const std::vector<Day> days = range.days();
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (world.observer != nullptr) world.observer->on_day(days[i], i + 1, days.size());
    auto day = gather_huggingface_day(days[i], world);
    if (!day) return std::unexpected(std::move(day).error());
    add_day(digest, *std::move(day));
  }
  return {};
}

/// Looks back from today for a day with papers. A day that could not be asked is kept in the account: the day
/// found may then not be the newest.
Result<void> gather_newest(Digest& digest, World& world) {
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
    digest.account->days.push_back({std::string(k_huggingface), today,
                                    world.cached_only ? DayState::outage : DayState::stale, 0,
                                    "no day of the last " + std::to_string(k_look_back) + " has papers" +
                                        (world.cached_only ? " in the cache" : "")});
  }
  return {};
}

}  // namespace

Result<Digest> gather(const GatherRequest& request, World& world) {
  Digest digest;
  digest.account.emplace();
  const auto gathered =
      request.days ? gather_range(digest, *request.days, world) : gather_newest(digest, world);
  if (!gathered) return std::unexpected(gathered.error());
  digest.account->merged += merge_repeated(digest.papers);
  if (request.enrich_arxiv && !digest.papers.empty()) {
    if (world.observer != nullptr) world.observer->on_enrichment(digest.papers.size());
    if (const auto enriched = enrich_from_arxiv(digest, world); !enriched)
      return std::unexpected(enriched.error());
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
