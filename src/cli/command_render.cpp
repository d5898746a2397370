#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <string>

#include "commands.hpp"
#include "nonmun/core/merge.hpp"
#include "nonmun/deliver/file.hpp"
#include "nonmun/parse/any.hpp"
#include "nonmun/render/render.hpp"

namespace nonmun::cli {
namespace {

Result<parse::Parsed> read_input(const std::string& name) {
  const bool is_stdin = name == "-";
  const auto bytes = is_stdin ? deliver::read_descriptor(STDIN_FILENO, "stdin") : deliver::read_file(name);
  if (!bytes) return std::unexpected(bytes.error());
  return parse::parse_any(*bytes, {.where = is_stdin ? "stdin" : name, .day = {}, .fetched_at = {}});
}

}  // namespace

Result<ExitCode> command_render(Session& session) {
  const Options& options = session.options;
  Digest digest;
  digest.account.emplace();
  Account& account = *digest.account;
  const std::vector<std::string> inputs =
      options.files.empty() ? std::vector<std::string>{"-"} : options.files;
  for (const std::string& input : inputs) {
    auto parsed = read_input(input);
    if (!parsed) {
      if (inputs.size() == 1) return std::unexpected(std::move(parsed).error());
      account.failures.push_back(std::move(parsed).error());
      continue;
    }
    account.fetched += parsed->entries;
    account.held_back += parsed->held_back;
    for (Issue& issue : parsed->issues)
      account.issues.push_back({input + ' ' + issue.where, std::move(issue.what)});
    std::ranges::move(parsed->papers, std::back_inserter(digest.papers));
  }
  account.merged += merge_repeated(digest.papers);
  account.shown = digest.papers.size();
  if (account.merged > 0)
    session.streams.note("papers that came more than once are shown once: " + std::to_string(account.merged));
  if (const auto added = add_summary_files(options, digest); !added) return std::unexpected(added.error());
  if (const auto ready = prepare(session, digest); !ready) return std::unexpected(ready.error());

  const Account seen = *std::exchange(digest.account, std::nullopt);
  // Of no records render writes nothing: the pipe has no day to speak of.
  const std::string text = digest.papers.empty() ? "" : render::render(digest, options.render);
  if (const auto written = write_output(session, text); !written) return std::unexpected(written.error());
  report_account(session.streams, seen);
  if (seen.held_back == 0 && seen.failures.empty()) return ExitCode::done;
  if (seen.shown + seen.filtered > 0) return ExitCode::partial;
  return seen.failures.empty() ? ExitCode::invalid_data : exit_code(seen.failures.front().kind);
}

}  // namespace nonmun::cli
