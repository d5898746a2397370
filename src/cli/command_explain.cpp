#include <string>

#include "commands.hpp"
#include "http_stack.hpp"
#include "nonmun/core/calendar.hpp"
#include "nonmun/core/day_range.hpp"
#include "nonmun/fetch/arxiv_query.hpp"
#include "nonmun/fetch/arxiv_requests.hpp"
#include "nonmun/fetch/huggingface_requests.hpp"
#include "zone.hpp"

namespace nonmun::cli {
namespace {

constexpr std::size_t k_label_width = 10;

void line(std::string& out, std::string label, std::string_view text) {
  label += label.empty() ? "" : ":";
  label.resize(k_label_width, ' ');
  out += label;
  out += text;
  out += '\n';
}

std::string huggingface_state_text(Day day, Instant now) {
  if (now < day.begin()) return "not yet: begins at " + format_instant(day.begin());
  if (now < day.end()) return "filling until " + format_instant(day.end());
  return day.is_weekend() ? "closed, a weekend" : "closed";
}

std::string arxiv_state_text(Day day, Instant now, const Options& options) {
  const ArxivDay arxiv = arxiv_day(day, now);
  if (arxiv.state == DayState::weekend) return "no announcement, a weekend";
  if (arxiv.state == DayState::holiday) return "no announcement, a holiday of arXiv's";
  std::string text = arxiv.state == DayState::not_yet ? "announcement to come at " : "announced at ";
  text += format_instant(arxiv.announced_at) + " (" + wall_time(options, arxiv.announced_at) + ' ' +
          zone_name(options) + ')';
  if (!arxiv.holidays_known) text += "; arXiv's holidays of that year are not known";
  return text;
}

std::string cache_text(const Options& options, std::chrono::seconds max_age) {
  if (options.cache == CacheUse::offline) return "alone (--offline), whatever its age";
  if (options.cache == CacheUse::refresh) return "not used (--refresh)";
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(max_age).count();
  return "an answer up to " + std::to_string(minutes) + " minutes old is used";
}

void explain_huggingface(std::string& out, Day day, Instant now, const Options& options,
                         const fetch::Endpoints& endpoints) {
  const auto request = fetch::huggingface_page_request(endpoints, day, 0, now);
  if (!request) {
    line(out, "request", "none: a day in the future is not asked for");
    return;
  }
  line(out, "request", "GET " + request->url);
  line(out, "",
       "and the next page while a page is full (" + std::to_string(fetch::k_huggingface_page_limit) +
           " papers)");
  line(out, "cache", cache_text(options, request->max_age));
}

/// What is asked of arXiv for a day's announcement, category by category.
void explain_arxiv(std::string& out, Day day, Instant now, const Options& options,
                   const fetch::Endpoints& endpoints) {
  if (arxiv_day(day, now).state != DayState::published) {
    line(out, "request", "none of arXiv: there is no announcement to ask for");
    return;
  }
  const ArxivDay newest = newest_arxiv_day(now);
  for (const Category* category : options.arxiv_categories) {
    if (day != newest.day) {
      line(out, "request",
           "arXiv's API for " + fetch::submissions_expression(*category, submission_window(day)));
      line(out, "", "what was submitted for that day; approximate, for its list is gone");
      continue;
    }
    const auto page = fetch::arxiv_listing_request(endpoints, category->id, 0, newest.announced_at);
    const auto feed = fetch::arxiv_feed_request(endpoints, category->id, newest.announced_at);
    line(out, "request", "GET " + page.url);
    line(out, "", "and, where that is not the whole announcement, " + feed.url);
  }
}

void explain_day(std::string& out, Day day, Instant now, const Options& options,
                 const fetch::Endpoints& endpoints) {
  line(out, "day",
       day.str() + " (UTC), " + wall_time(options, day.begin()) + " to " + wall_time(options, day.end()) +
           ' ' + zone_name(options));
  line(out, "state", "Hugging Face: " + huggingface_state_text(day, now));
  line(out, "", "arXiv: " + arxiv_state_text(day, now, options));
  if (asks(options, "huggingface")) explain_huggingface(out, day, now, options, endpoints);
  if (asks(options, "arxiv")) explain_arxiv(out, day, now, options, endpoints);
}

}  // namespace

Result<ExitCode> command_explain(Session& session) {
  const Options& options = session.options;
  auto stack = HttpStack::build(session);
  if (!stack) return std::unexpected(stack.error());
  const Instant now = stack->clock().now();
  std::string out;
  line(out, "now", format_instant(now) + " (" + wall_time(options, now) + ' ' + zone_name(options) + ')');
  if (options.day) {
    const auto range = resolve_days(*options.day, now);
    if (!range) return std::unexpected(range.error());
    for (const Day day : range->days()) explain_day(out, day, now, options, stack->endpoints());
  } else {
    line(out, "newest", "the days from " + Day::of(now).str() + " back, 10 at most, until one has papers");
    explain_day(out, Day::of(now), now, options, stack->endpoints());
  }
  if (options.enrich_arxiv) {
    line(
        out, "enrich",
        "GET " + stack->endpoints().arxiv_api + "/api/query?id_list=..., up to 200 ids a request, 3 s apart");
  }
  if (options.replay)
    line(out, "replay", "answers come from " + options.replay->string() + ", no request is made");
  if (const auto written = write_output(session, out); !written) return std::unexpected(written.error());
  return ExitCode::done;
}

}  // namespace nonmun::cli
