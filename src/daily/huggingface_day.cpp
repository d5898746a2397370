#include "huggingface_day.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>

#include "asking.hpp"
#include "nonmun/core/calendar.hpp"
#include "nonmun/fetch/huggingface_requests.hpp"
#include "nonmun/parse/huggingface.hpp"
#include "stored_day.hpp"

namespace nonmun::daily {
namespace {

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

DayResult out_of_reach(DayResult result, DayState state, Error error) {
  result.report.state = state;
  result.report.note = error.what;
  if (state == DayState::outage) result.failures.push_back(std::move(error));
  return result;
}

/// A day's papers are final with its end; votes go on for some days more.
constexpr std::chrono::days k_settles_in{7};

/// What the calendar says of the day, at the moment at which upstream said what it has, which is
/// returned.
Instant settle_state(DayResult& result, const fetch::DayPages& pages, Instant now) {
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
  return seen_at;
}

}  // namespace

Result<DayResult> gather_huggingface_day(Day day, World& world) {
  const Instant now = world.clock.now();
  DayResult result;
  result.report.source = "huggingface";
  result.report.day = day;
  if (now < day.begin()) {
    result.report.state = DayState::not_yet;
    result.report.note = "it begins at " + format_instant(day.begin());
    return result;
  }
  if (auto stored = take_stored_day(result.report, world)) return *std::move(stored);
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
    result.add(*std::move(parsed));
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
  const Instant seen_at = settle_state(result, *pages, now);
  keep_day(result, seen_at >= day.end() + k_settles_in, world);
  return result;
}

}  // namespace nonmun::daily
