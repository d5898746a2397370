#include <string>

#include "commands.hpp"
#include "http_stack.hpp"
#include "nonmun/daily/harvest.hpp"

namespace nonmun::cli {
namespace {

Result<fetch::OaiList> list_of(const Options& options, Instant now) {
  fetch::OaiList list{.metadata = options.oai_metadata, .set = options.oai_set};
  if (options.categories.size() > 1)
    return fail(ErrorKind::usage, "a harvest is of one category", "--category",
                "harvest one after the other");
  if (!options.categories.empty()) {
    if (!list.set.empty())
      return fail(ErrorKind::usage, "cannot go together: both name a set", "--category and --set",
                  "leave one out");
    list.set = daily::oai_set(*options.categories.front());
  }
  const auto period = period_of(options, now);
  if (!period) return std::unexpected(period.error());
  list.from = period->since;
  list.until = period->until;
  if (const auto right = daily::check(list); !right) return std::unexpected(right.error());
  return list;
}

std::string count(std::size_t number, const char* what) {
  return std::to_string(number) + ' ' + what + (number == 1 ? "" : "s");
}

/// "7500 records in 3 pages: 7498 written, 1 merged, 1 held back; 2 deleted".
std::string account_line(const daily::HarvestReport& report) {
  const Account& account = report.account;
  std::string line = count(account.fetched, "record") + " in " + count(report.pages, "page") + ": " +
                     std::to_string(account.shown) + " written, " + std::to_string(account.merged) +
                     " merged, " + std::to_string(account.held_back) + " held back";
  if (report.deleted > 0) line += "; " + std::to_string(report.deleted) + " deleted at arXiv";
  if (report.begun_again > 0) line += "; the list was begun again, for arXiv no longer took its token";
  return line;
}

ExitCode outcome(const daily::HarvestReport& report, bool to_file) {
  const Account& account = report.account;
  if (report.complete)
    return account.failures.empty() && account.held_back == 0 ? ExitCode::done : ExitCode::partial;
  // What stands in FILE.part is no output yet; what went to stdout is.
  if (!to_file && account.shown > 0) return ExitCode::partial;
  return account.failures.empty() ? ExitCode::unavailable : exit_code(account.failures.front().kind);
}

}  // namespace

Result<ExitCode> command_harvest(Session& session) {
  const Options& options = session.options;
  auto stack = HttpStack::build(session);
  if (!stack) return std::unexpected(stack.error());
  const auto list = list_of(options, stack->clock().now());
  if (!list) return std::unexpected(list.error());
  const bool to_file = writes_to_file(options);
  auto out = open_resumable_output(options, daily::harvest_job(*list, stack->endpoints()));
  if (!out) return std::unexpected(out.error());
  if (!out->mark().empty()) session.streams.note("going on where the earlier harvest stopped");

  daily::World world{stack->top(), stack->endpoints(), stack->clock()};
  const auto report = daily::harvest(*list, world, *out, [&](const daily::HarvestReport& so_far) {
    session.streams.progress("arXiv: " + count(so_far.account.fetched, "record") + " in " +
                             count(so_far.pages, "page"));
  });
  session.streams.end_progress();
  for (const Error& warning : stack->warnings()) session.streams.note(to_line(warning));
  if (!report) return std::unexpected(report.error());

  report_account(session.streams, report->account);
  if (report->more_issues > 0) session.streams.note(count(report->more_issues, "issue") + " not kept");
  ExitCode code = outcome(*report, to_file);
  if (options.manifest)
    code = write_manifest(session, daily::manifest_json(*report, stack->clock().now()), code);
  session.streams.note(account_line(*report));
  const auto next = report->next_from();
  if (report->complete && next) session.streams.note("the next harvest goes on with --since " + next->str());
  if (!report->complete && to_file && report->pages > 0)
    session.streams.error("not finished; the same command goes on with the page it was at");
  return code;
}

}  // namespace nonmun::cli
