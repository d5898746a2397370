#include <string>
#include <utility>

#include "nonmun/render/render.hpp"
#include "read_papers.hpp"

namespace nonmun::cli {

Result<ExitCode> command_render(Session& session) {
  const Options& options = session.options;
  auto digest = read_papers(session);
  if (!digest) return std::unexpected(std::move(digest).error());
  if (const auto added = add_summary_files(options, *digest); !added) return std::unexpected(added.error());
  const auto ready = prepare(session, *digest);
  if (!ready) return std::unexpected(ready.error());
  if (!*ready) return ExitCode::done;

  const Account seen = *std::exchange(digest->account, std::nullopt);
  // Of no records render writes nothing: the pipe has no day to speak of.
  const std::string text = digest->papers.empty() ? "" : render::render(*digest, options.render);
  if (const auto written = write_output(session, text); !written) return std::unexpected(written.error());
  report_account(session.streams, seen);
  return input_outcome(seen);
}

}  // namespace nonmun::cli
