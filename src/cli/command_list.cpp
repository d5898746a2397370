#include <utility>
#include <vector>

#include "archive_access.hpp"
#include "http_stack.hpp"
#include "nonmun/core/day_range.hpp"
#include "nonmun/daily/gather.hpp"
#include "nonmun/render/hits.hpp"
#include "nonmun/render/render.hpp"
#include "nonmun/render/stats.hpp"
#include "ranking.hpp"

namespace nonmun::cli {
namespace {

archive::Order order_of(Sort sort) {
  switch (sort) {
    case Sort::votes:
      return archive::Order::votes;
    case Sort::title:
      return archive::Order::title;
    case Sort::listed:
      return archive::Order::listed;
    default:
      return archive::Order::newest;
  }
}

/// Asks upstream for the days that the archive does not have, or not for good. Gives what went wrong.
Result<ExitCode> bring_up_to_date(Session& session, const DayRange& days) {
  auto stack = HttpStack::build(session);
  if (!stack) return std::unexpected(stack.error());
  const Options& options = session.options;
  auto archive = open_archive(session, archive::Access::write);
  if (!archive) return std::unexpected(std::move(archive).error());
  ProgressObserver progress(session.streams);
  daily::World world{stack->top(), stack->endpoints(), stack->clock(), &progress};
  world.archive = archive->get();
  world.refresh = options.cache == CacheUse::refresh;
  const daily::GatherRequest request{.days = days,
                                     .enrich_arxiv = options.enrich_arxiv,
                                     .sources = {.huggingface = asks(options, "huggingface"),
                                                 .arxiv = options.arxiv_categories,
                                                 .announce = {"new", "cross", "replace"}}};
  const auto digest = daily::gather(request, world);
  session.streams.end_progress();
  if (!digest) return std::unexpected(digest.error());
  for (const Error& warning : stack->warnings()) session.streams.note(to_line(warning));
  report_account(session.streams, *digest->account);
  if (!world.archive_faults.empty()) return std::unexpected(world.archive_faults.front());
  const ExitCode code = daily::outcome(*digest->account);
  // A list of the days that are known is no failure of one that is not there yet.
  return code == ExitCode::not_yet && !days.is_single() ? ExitCode::done : code;
}

/// Whether the records go out as the archive has them, so that they need not be read.
bool shows_records_as_kept(const Options& options) {
  return options.render.format == render::Format::jsonl && options.fields.empty() &&
         options.summaries.empty() && !options.mark_seen && !options.rank_by_profile;
}

struct Listed {
  std::size_t papers = 0;
  bool is_whole = true;  ///< false: something failed and was said
};

Result<Listed> list_as_kept(Session& session, archive::Archive& archive,
                            const archive::ListRequest& request) {
  const Stopwatch watch;
  std::string lines;
  std::size_t count = 0;
  const auto listed = archive.list_records(request, [&](std::string_view record) -> Result<bool> {
    (lines += record) += '\n';
    ++count;
    return true;
  });
  if (!listed) return std::unexpected(listed.error());
  watch.report(session);
  if (const auto written = write_output(session, lines); !written) return std::unexpected(written.error());
  return Listed{count};
}

/// A paper is shown on the newest day on which it was listed; where a period is asked for, on one of that.
/// JSON has the whole record.
void keep_listings_within(const archive::Filter& period, std::vector<Paper>& papers) {
  for (Paper& paper : papers) {
    if (!paper.listed) continue;
    std::erase_if(*paper.listed, [&](const Listing& listing) {
      return listing.day && ((period.since && *listing.day < *period.since) ||
                             (period.until && *period.until < *listing.day));
    });
  }
}

Result<Listed> list_papers(Session& session, archive::Archive& archive, const archive::ListRequest& request) {
  const Options& options = session.options;
  const Stopwatch watch;
  auto papers = archive::list_all(archive, request);
  if (!papers) return std::unexpected(std::move(papers).error());
  watch.report(session);
  if (options.rank_by_profile && papers->size() == k_most_ranked)
    session.streams.note("of more papers the first " + std::to_string(k_most_ranked) +
                         " by --sort were ranked; name a day or a filter");
  Digest digest{.papers = *std::move(papers), .account = {}};
  if (const auto added = add_summary_files(options, digest); !added) return std::unexpected(added.error());
  if (const auto ready = prepare(session, digest); !ready) return std::unexpected(ready.error());
  const auto account = std::exchange(digest.account, std::nullopt).value_or(Account{});
  const render::Format format = options.render.format;
  if (format != render::Format::json && format != render::Format::jsonl)
    keep_listings_within(request.filter, digest.papers);
  std::string text;
  if (format == render::Format::text) {
    std::vector<render::Hit> hits;
    for (const Paper& paper : digest.papers) {
      const auto rank = digest.ranks.find(paper.id);
      hits.push_back({&paper, {}, rank == digest.ranks.end() ? nullptr : &rank->second});
    }
    text = render::render_hits(hits, {}, options.render);
  } else {
    text = render::render(digest, options.render);
  }
  if (auto marked = mark_seen(session, digest.papers); !marked)
    return std::unexpected(std::move(marked).error());
  if (const auto written = write_output(session, text); !written) return std::unexpected(written.error());
  report_account(session.streams, account);
  return Listed{digest.papers.size(), account.failures.empty()};
}

}  // namespace

Result<ExitCode> command_list(Session& session) {
  const Options& options = session.options;
  const Instant now = now_of(options);
  auto filter = filter_of(options, now);
  if (!filter) return std::unexpected(filter.error());
  ExitCode code = ExitCode::done;
  if (options.day) {
    if (filter->since || filter->until)
      return fail(ErrorKind::usage, "cannot go together: both name days", "DAY and --since or --until",
                  "leave one out");
    const auto days = resolve_days(*options.day, now);
    if (!days) return std::unexpected(days.error());
    filter->since = days->first;
    filter->until = days->last;
    if (options.cache != CacheUse::offline) {
      const auto asked = bring_up_to_date(session, *days);
      if (!asked) return std::unexpected(asked.error());
      code = *asked;
    }
  }
  auto archive = open_archive(session, archive::Access::read);
  if (!archive) return std::unexpected(std::move(archive).error());
  const archive::ListRequest request{
      .filter = *std::move(filter),
      .order = order_of(options.sort),
      .limit = options.rank_by_profile ? std::optional(k_most_ranked) : options.limit};
  const auto listed = shows_records_as_kept(options) ? list_as_kept(session, **archive, request)
                                                     : list_papers(session, **archive, request);
  if (!listed) return std::unexpected(listed.error());
  if (listed->papers == 0) session.streams.note("no paper was found");
  if (listed->papers == options.limit) session.streams.note("there may be more; --limit asks for them");
  // What is listed is shown whatever could not be asked.
  if (!listed->is_whole) return ExitCode::partial;
  return code != ExitCode::done && listed->papers > 0 ? ExitCode::partial : code;
}

Result<ExitCode> command_stats(Session& session) {
  const Options& options = session.options;
  auto filter = filter_of(options, now_of(options));
  if (!filter) return std::unexpected(filter.error());
  auto archive = open_archive(session, archive::Access::read);
  if (!archive) return std::unexpected(std::move(archive).error());
  const Stopwatch watch;
  const auto stats = (*archive)->stats({.filter = *std::move(filter)});
  if (!stats) return std::unexpected(stats.error());
  watch.report(session);
  const std::string text = options.stats_form == StatsForm::svg ? render::render_stats_svg(*stats)
                           : options.stats_form == StatsForm::json
                               ? render::render_stats_json(*stats)
                               : render::render_stats_text(*stats, options.render.columns);
  if (const auto written = write_output(session, text); !written) return std::unexpected(written.error());
  return ExitCode::done;
}

}  // namespace nonmun::cli
