#include <utility>

#include "commands.hpp"
#include "http_stack.hpp"
#include "nonmun/daily/search.hpp"
#include "nonmun/render/render.hpp"

namespace nonmun::cli {
namespace {

/// What the user looks for. Errors: none but of days, which were checked without the clock.
Result<daily::SearchRequest> request_of(const Options& options, Instant now) {
  daily::SearchRequest request;
  request.query = {.expression = options.query,
                   .titles = options.titles,
                   .authors = options.authors_named,
                   .abstracts = options.abstracts,
                   .categories = options.categories};
  const auto period = period_of(options, now);
  if (!period) return std::unexpected(period.error());
  request.query.since = period->since;
  request.query.until = period->until;
  request.order = options.order;
  request.limit = options.limit.value_or(request.limit);
  return request;
}

}  // namespace

Result<ExitCode> command_search(Session& session) {
  const Options& options = session.options;
  if (!options.online)
    return fail(ErrorKind::usage, "papers are searched at arXiv only", "search", "add --online");
  auto stack = HttpStack::build(session);
  if (!stack) return std::unexpected(stack.error());
  const auto request = request_of(options, stack->clock().now());
  if (!request) return std::unexpected(request.error());
  ProgressObserver progress(session.streams);
  daily::World world{stack->top(), stack->endpoints(), stack->clock(), &progress,
                     options.cache == CacheUse::offline};
  auto found = daily::search_arxiv(*request, world);
  if (!found) return std::unexpected(found.error());
  Digest& digest = found->digest;
  for (const Error& warning : stack->warnings()) session.streams.note(to_line(warning));
  const bool is_whole = digest.account->failures.empty() && digest.account->held_back == 0;
  const ExitCode code = is_whole ? ExitCode::done : ExitCode::partial;
  prepare(options, digest);
  const Account account = *std::exchange(digest.account, std::nullopt);
  // Nothing found is an answer too: an empty array, and a file of an earlier search must not stay.
  if (const auto written = write_output(session, render::render(digest, options.render)); !written)
    return std::unexpected(written.error());
  if (account.fetched == 0) session.streams.note("no paper was found");
  if (found->total.value_or(0) > account.fetched)
    session.streams.note(std::to_string(account.fetched) + " of the " + std::to_string(*found->total) +
                         " papers that arXiv counts; --limit asks for more");
  report_account(session.streams, account);
  return code;
}

}  // namespace nonmun::cli
