#include <algorithm>
#include <iterator>

#include "commands.hpp"
#include "http_stack.hpp"
#include "nonmun/daily/lookup.hpp"
#include "nonmun/render/render.hpp"

namespace nonmun::cli {
namespace {

ExitCode show_outcome(const Account& account) {
  if (account.failures.empty() && account.held_back == 0) return ExitCode::done;
  if (account.shown > 0) return ExitCode::partial;
  // "Not found" is only true when everybody could be asked.
  for (const Error& failure : account.failures) {
    if (failure.kind != ErrorKind::not_found) return exit_code(failure.kind);
  }
  return account.failures.empty() ? ExitCode::unavailable : ExitCode::not_found;
}

}  // namespace

Result<ExitCode> command_show(Session& session) {
  const Options& options = session.options;
  std::vector<VersionedArxivId> ids;
  for (const std::string& text : options.ids) {
    auto id = VersionedArxivId::parse(text);
    if (!id) return std::unexpected(std::move(id).error());
    ids.push_back(*std::move(id));
  }
  auto stack = HttpStack::build(session);
  if (!stack) return std::unexpected(stack.error());
  ProgressObserver progress(session.streams);
  daily::World world{stack->top(), stack->endpoints(), stack->clock(), &progress,
                     options.cache == CacheUse::offline};
  auto digest = daily::look_up(
      ids, {.huggingface = asks(options, "huggingface"), .arxiv = asks(options, "arxiv")}, world);
  if (!digest) return std::unexpected(digest.error());
  for (const Error& warning : stack->warnings()) session.streams.note(to_line(warning));
  if (const auto added = add_summary_files(options, *digest); !added) return std::unexpected(added.error());
  const ExitCode code = show_outcome(*digest->account);
  prepare(options, *digest);
  const Account account = *std::exchange(digest->account, std::nullopt);
  if (!digest->papers.empty()) {
    if (const auto written = write_output(session, render::render(*digest, options.render)); !written)
      return std::unexpected(written.error());
  }
  report_account(session.streams, account);
  return code;
}

}  // namespace nonmun::cli
