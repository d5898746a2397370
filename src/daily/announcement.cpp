#include "announcement.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "asking.hpp"
#include "nonmun/core/calendar.hpp"
#include "nonmun/fetch/arxiv_requests.hpp"
#include "nonmun/fetch/refusal_text.hpp"
#include "nonmun/parse/arxiv_feed.hpp"
#include "nonmun/parse/arxiv_listing.hpp"
#include "stored_day.hpp"
#include "submissions.hpp"

namespace nonmun::daily {
namespace {

using namespace std::chrono_literals;

/// How long an answer is good that does not show what the calendar says.
constexpr std::chrono::seconds k_changing = 5min;
constexpr std::chrono::days k_settles_in{7};
/// Bounds an upstream that always says that it has more.
constexpr std::size_t k_max_pages = 20;

/// What the listing page or the feed of a category shows.
struct Showing {
  std::optional<Day> day;  ///< the announcement
  parse::Parsed parsed;
  std::optional<std::size_t> of;  ///< how many entries it says there are
  std::string shortfall;          ///< why these are not all of them; empty: as far as it says they are
};

/// Asks and reads. A kept answer that shows another announcement than `day` is good for a moment only: the
/// newest may have come since. `read` gives a value with a member `day`.
template <class Read>
auto ask(fetch::Request request, Day day, const Category& category, World& world, Read read)
    -> decltype(read(std::string_view{}, parse::ParseContext{})) {
  for (;;) {
    const auto response = world.http.get(request);
    if (!response) return std::unexpected(response.error());
    auto shown = read(response->body, parse::ParseContext{.where = response->url,
                                                          .day = day,
                                                          .fetched_at = response->fetched_at,
                                                          .category = std::string(category.id)});
    const bool is_right = response->status == 200 && shown && shown->day == day;
    const bool is_fresh_copy =
        response->from == fetch::AnswerFrom::cache && response->stale_because.empty() && !world.cached_only;
    if (!is_right && is_fresh_copy && request.max_age > k_changing) {
      request.max_age = k_changing;
      continue;
    }
    if (response->status != 200)
      return fail(ErrorKind::unavailable, "arXiv answered " + fetch::refusal_text(*response), response->url,
                  "try again later");
    return shown;
  }
}

/// How many entries each section of a listing has on the pages read, and how many it says it has.
class SectionCounts {
 public:
  void add(const parse::ArxivListing& page) {
    for (const parse::ListingSection& section : page.sections) {
      Count& count = counts_[section.kind];
      count.found += section.entries;
      if (section.of) count.of = section.of;
    }
    if (page.parsed.total) total_ = page.parsed.total;
    found_ += page.parsed.entries;
  }

  /// How many there are, as the page says: in all, else section by section; nothing if it does not say.
  [[nodiscard]] std::optional<std::size_t> of() const {
    std::size_t sum = 0;
    for (const auto& [kind, count] : counts_) {
      if (!count.of) return total_;
      sum += *count.of;
    }
    if (counts_.empty() && !total_) return found_ == 0 ? std::optional<std::size_t>(0) : std::nullopt;
    return std::max(sum, total_.value_or(0));
  }

  [[nodiscard]] std::size_t found() const { return found_; }

  [[nodiscard]] std::string shortfall() const {
    for (const auto& [kind, count] : counts_) {
      if (count.of && *count.of != count.found)
        return "its page has " + std::to_string(count.found) + " of the " + std::to_string(*count.of) + ' ' +
               kind + " entries that it counts";
    }
    const auto said = of();
    if (!said) return "its page does not say how many entries there are";
    if (*said != found_)
      return "its page has " + std::to_string(found_) + " of the " + std::to_string(*said) +
             " entries that it counts";
    return {};
  }

 private:
  struct Count {
    std::size_t found = 0;
    std::optional<std::size_t> of;
  };
  std::map<std::string, Count> counts_;
  std::optional<std::size_t> total_;
  std::size_t found_ = 0;
};

Result<Showing> read_listing(const Category& category, Day day, Instant announced_at, World& world) {
  Showing showing;
  SectionCounts counts;
  std::set<std::string> ids;
  for (std::size_t page_number = 0; page_number < k_max_pages; ++page_number) {
    auto page = ask(fetch::arxiv_listing_request(world.endpoints, category.id, counts.found(), announced_at),
                    day, category, world, parse::parse_arxiv_listing);
    if (!page) {
      if (page_number == 0 || stops_the_run(page.error())) return std::unexpected(std::move(page).error());
      showing.shortfall = "a further page of its listing could not be had (" + page.error().what + ')';
      return showing;
    }
    if (page->page != parse::ArxivListing::Page::newest ||
        canonical_category(page->category) != category.canonical)
      return fail(ErrorKind::unavailable, "the answer is not the listing asked for", std::string(category.id),
                  "try again later");
    if (page_number > 0 && page->day != showing.day) {
      showing.shortfall = "a new announcement came while its pages were read";
      return showing;
    }
    showing.day = page->day;
    const std::size_t known = ids.size();
    for (const Paper& paper : page->parsed.papers) ids.insert(paper.id.str());
    // An upstream that shows the same page for ever.
    if (page_number > 0 && ids.size() == known) break;
    counts.add(*page);
    const bool is_last = page->parsed.entries == 0 || counts.found() >= counts.of().value_or(0);
    append(showing.parsed, std::move(page->parsed));
    if (is_last) break;
  }
  showing.of = counts.of();
  showing.shortfall = counts.shortfall();
  return showing;
}

Result<Showing> read_feed(const Category& category, Day day, Instant announced_at, World& world) {
  auto feed = ask(fetch::arxiv_feed_request(world.endpoints, category.id, announced_at), day, category, world,
                  parse::parse_arxiv_feed);
  if (!feed) return std::unexpected(std::move(feed).error());
  Showing showing{feed->day, std::move(feed->parsed), {}, {}};
  if (feed->truncated)
    showing.shortfall =
        "its feed is cut off at " + std::to_string(parse::k_feed_limit) + " items, new papers are missing";
  return showing;
}

const Listing* listing_of(const Paper& paper) {
  return paper.listed && !paper.listed->empty() ? &paper.listed->front() : nullptr;
}

/// The ids that a showing has as new.
std::set<std::string> new_ids(const Showing& showing) {
  std::set<std::string> ids;
  for (const Paper& paper : showing.parsed.papers) {
    if (const Listing* listing = listing_of(paper); listing != nullptr && listing->kind == "new")
      ids.insert(paper.id.str());
  }
  return ids;
}

/// Whether a feed that names the day has the papers of the announcement before, as happens to single
/// categories.
bool repeats_earlier(const Showing& feed, const Result<Showing>& listing) {
  if (!listing || !listing->day || !feed.day || *listing->day >= *feed.day) return false;
  const auto ids = new_ids(feed);
  return !ids.empty() && ids == new_ids(*listing);
}

/// Takes the papers that were listed on the result's day; what a feed shows of other days was not asked for.
void take(DayResult& result, parse::Parsed&& parsed) {
  const Day day = result.report.day;
  const auto is_of_another_day = [&](const Paper& paper) {
    const Listing* listing = listing_of(paper);
    return listing != nullptr && listing->day && *listing->day != day;
  };
  result.filtered += std::erase_if(parsed.papers, is_of_another_day);
  result.add(std::move(parsed));
}

std::size_t count_ids(const std::vector<Paper>& papers) {
  std::set<std::string_view> ids;
  for (const Paper& paper : papers) ids.insert(paper.id.str());
  return ids.size();
}

std::string join(std::string first, const std::string& second) {
  if (!first.empty() && !second.empty()) first += "; ";
  return first + second;
}

/// Why a page or a feed is not the announcement asked for.
std::string fault_of(const std::string& what, const Result<Showing>& showing, Day day) {
  if (!showing) return what + " could not be had (" + showing.error().what + ')';
  if (!showing->day) return what + " does not say of which day it is";
  if (*showing->day == day) return showing->shortfall;
  return what + (showing->parsed.entries == 0 ? " is empty and of " : " still shows ") + showing->day->str();
}

Result<DayResult> gather_from_pages(const Category& category, DayResult result, const ArxivDay& announcement,
                                    World& world) {
  const Day day = announcement.day;
  const Instant newest_at = newest_arxiv_day(world.clock.now()).announced_at;
  auto listing = read_listing(category, day, newest_at, world);
  if (!listing && stops_the_run(listing.error())) return std::unexpected(std::move(listing).error());
  const bool is_listed = listing && listing->day == day;
  const std::string listing_fault = fault_of("its page", listing, day);
  // How many papers there must be, where the page says it.
  const std::size_t said = is_listed ? listing->of.value_or(0) : 0;
  if (is_listed) {
    take(result, std::move(listing->parsed));
    if (listing->shortfall.empty()) return result;
  }

  auto feed = read_feed(category, day, newest_at, world);
  if (!feed && stops_the_run(feed.error())) return std::unexpected(std::move(feed).error());
  const bool is_repeated = feed && repeats_earlier(*feed, listing);
  const bool is_fed = feed && feed->day == day && !is_repeated;
  std::string feed_fault = fault_of("its feed", feed, day);
  if (is_repeated) feed_fault = "its feed has the papers of " + listing->day->str() + " again";
  const bool is_empty_feed = is_fed && feed->parsed.entries == 0;
  if (is_fed) take(result, std::move(feed->parsed));

  DayReport& report = result.report;
  report.note = join(listing_fault, feed_fault);
  if (is_listed || is_fed) {
    if (is_empty_feed && !is_listed) {
      report.note = join(listing_fault, "its feed of the day is empty");
      if (!announcement.holidays_known) report.state = DayState::holiday;
    } else if (is_fed && feed_fault.empty()) {
      report.note += ", the papers are those of its feed";
    }
    const bool is_whole = said > 0 ? count_ids(result.papers) >= said : feed_fault.empty() && is_fed;
    if (!is_whole)
      result.failures.push_back(
          {ErrorKind::partial, report.note, day.str() + ' ' + report.category, "ask again later"});
    return result;
  }
  report.state = listing || feed ? DayState::stale : DayState::outage;
  if (!announcement.holidays_known)
    report.note = join(report.note, "arXiv's holidays of that year are not known, it may be one");
  if (!listing) result.failures.push_back(std::move(listing).error());
  if (!feed) result.failures.push_back(std::move(feed).error());
  return result;
}

DayResult empty_result(const Category& category, Day day) {
  DayResult result;
  result.report.source = "arxiv";
  result.report.category = category.id;
  result.report.day = day;
  return result;
}

}  // namespace

Result<DayResult> gather_announcement(const Category& category, Day day, World& world) {
  const Instant now = world.clock.now();
  const ArxivDay announcement = arxiv_day(day, now);
  DayResult result = empty_result(category, day);
  result.report.state = announcement.state;
  switch (announcement.state) {
    case DayState::published:
      break;
    case DayState::not_yet:
      result.report.note = "arXiv announces it at " + format_instant(announcement.announced_at);
      return result;
    default:
      return result;
  }
  if (auto stored = take_stored_day(result.report, world)) return *std::move(stored);
  const bool is_newest = day == newest_arxiv_day(now).day;
  auto gathered = is_newest ? gather_from_pages(category, std::move(result), announcement, world)
                            : gather_submissions(category, std::move(result), world);
  // The papers of an announcement never change; which were submitted for it is known when all are processed.
  if (gathered) keep_day(*gathered, is_newest || now >= day.end() + k_settles_in, world);
  return gathered;
}

Result<DayResult> gather_newest_announcement(const Category& category, World& world) {
  const Instant now = world.clock.now();
  const ArxivDay newest = newest_arxiv_day(now);
  if (auto stored = take_stored_day(empty_result(category, newest.day).report, world);
      stored && !stored->papers.empty())
    return *std::move(stored);
  auto result = gather_from_pages(category, empty_result(category, newest.day), newest, world);
  if (result) keep_day(*result, true, world);
  if (!result || result->report.state != DayState::stale) return result;
  const ArxivDay before = arxiv_day(previous_arxiv_day(newest.day), now);
  auto earlier = gather_from_pages(category, empty_result(category, before.day), before, world);
  if (!earlier || earlier->papers.empty()) return result;
  earlier->report.note = "the announcement of " + newest.day.str() + " is not there yet";
  return earlier;
}

}  // namespace nonmun::daily
