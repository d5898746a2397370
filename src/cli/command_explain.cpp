#include <string>

#include "commands.hpp"
#include "http_stack.hpp"
#include "nonmun/core/calendar.hpp"
#include "nonmun/core/day_range.hpp"
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

void explain_day(std::string& out, Day day, Instant now, const Options& options,
                 const fetch::Endpoints& endpoints) {
  line(out, "day",
       day.str() + " (UTC), " + wall_time(options, day.begin()) + " to " + wall_time(options, day.end()) +
           ' ' + zone_name(options));
  line(out, "state", "Hugging Face: " + huggingface_state_text(day, now));
  line(out, "", "arXiv: " + arxiv_state_text(day, now, options));
  const auto request = fetch::huggingface_page_request(endpoints, day, 0, now);
  if (!request) {
    line(out, "request", "none: a day in the future is not asked for");
    return;
  }
  line(out, "request", "GET " + request->url);
  line(out, "",
       "and the next page while a page is full (" + std::to_string(fetch::k_huggingface_page_limit) +
           " papers)");
  const std::string minutes =
      std::to_string(std::chrono::duration_cast<std::chrono::minutes>(request->max_age).count());
  line(out, "cache",
       options.cache == CacheUse::offline   ? "alone (--offline), whatever its age"
       : options.cache == CacheUse::refresh ? "not used (--refresh)"
                                            : "an answer up to " + minutes + " minutes old is used");
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
