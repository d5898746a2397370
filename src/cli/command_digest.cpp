#include <string>

#include "archive_access.hpp"
#include "commands.hpp"
#include "http_stack.hpp"
#include "nonmun/core/day_range.hpp"
#include "nonmun/daily/gather.hpp"
#include "nonmun/daily/manifest.hpp"
#include "nonmun/render/render.hpp"
#include "zone.hpp"

namespace nonmun::cli {
namespace {

/// Which day a word like `today` was taken for, and that it is not the date on the user's wall when it is
/// not.
std::string say_day(const std::string& word, const DayRange& range, const Options& options, Instant now) {
  std::string line = word + " is " + range.first.str();
  if (!range.is_single()) line += ".." + range.last.str();
  line += " (UTC)";
  if (const auto wall = wall_date(options, now); wall && *wall != Day::of(now))
    line += "; in " + zone_name(options) + " it is " + (Day::of(now) < *wall ? "already " : "still ") +
            wall->str() + ", but days are counted in UTC";
  return line;
}

/// Nothing was published and nothing could be learned: then no digest is written.
bool is_without_content(const Digest& digest, ExitCode code) {
  return digest.papers.empty() && digest.account->filtered == 0 &&
         (code == ExitCode::not_yet || code == ExitCode::unavailable);
}

}  // namespace

Result<ExitCode> command_digest(Session& session) {
  const Options& options = session.options;
  auto stack = HttpStack::build(session);
  if (!stack) return std::unexpected(stack.error());
  const Instant now = stack->clock().now();

  daily::GatherRequest request{.days = {},
                               .enrich_arxiv = options.enrich_arxiv,
                               .sources = {.huggingface = asks(options, "huggingface"),
                                           .arxiv = options.arxiv_categories,
                                           .announce = options.announce}};
  if (options.day) {
    const auto range = resolve_days(*options.day, now);
    if (!range) return std::unexpected(range.error());
    request.days = *range;
    if (range->relative) session.streams.note(say_day(*options.day, *range, options, now));
  }
  ProgressObserver progress(session.streams);
  daily::World world{stack->top(), stack->endpoints(), stack->clock(), &progress,
                     options.cache == CacheUse::offline};
  const OptionalArchive archive(session);
  archive.lend(world);
  world.refresh = options.cache == CacheUse::refresh;
  auto digest = daily::gather(request, world);
  if (!digest) return std::unexpected(digest.error());
  session.streams.end_progress();
  for (const Error& warning : stack->warnings()) session.streams.note(to_line(warning));

  if (const auto added = add_summary_files(options, *digest); !added) return std::unexpected(added.error());
  if (!options.day && !digest->papers.empty() && digest->papers.front().listing_day())
    session.streams.detail("the newest published day is " + digest->papers.front().listing_day()->str());

  const auto ready = prepare(session, *digest);
  if (!ready) return std::unexpected(ready.error());
  if (!*ready) return ExitCode::done;
  ExitCode code = daily::outcome(*digest->account);
  const Account account = *digest->account;
  const bool without_content = is_without_content(*digest, code);
  // The account stands in what `digest` writes; an empty day has nothing else to show.
  if ((options.command != Command::digest || !options.show_account) && !digest->papers.empty())
    digest->account.reset();
  if (!without_content) {
    const auto written = write_output(session, render::render(*digest, options.render));
    if (!written) return std::unexpected(written.error());
  }
  report_account(session.streams, account);
  code = archive.report(session, world, code);
  if (options.manifest)
    code = write_manifest(session, daily::manifest_json(account, digest->papers, now), code);
  return code;
}

}  // namespace nonmun::cli
