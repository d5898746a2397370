#include "read_papers.hpp"

#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <string>

#include "nonmun/core/merge.hpp"
#include "nonmun/deliver/file.hpp"
#include "nonmun/parse/any.hpp"

namespace nonmun::cli {
namespace {

Result<parse::Parsed> read_input(const std::string& name) {
  const bool is_stdin = name == "-";
  const auto bytes = is_stdin ? deliver::read_descriptor(STDIN_FILENO, "stdin") : deliver::read_file(name);
  if (!bytes) return std::unexpected(bytes.error());
  return parse::parse_any(*bytes, {.where = is_stdin ? "stdin" : name, .day = {}, .fetched_at = {}});
}

}  // namespace

Result<Digest> read_papers(const Session& session) {
  Digest digest;
  Account& account = digest.account.emplace();
  const std::vector<std::string> inputs =
      session.options.files.empty() ? std::vector<std::string>{"-"} : session.options.files;
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
  return digest;
}

ExitCode input_outcome(const Account& account) {
  if (account.held_back == 0 && account.failures.empty()) return ExitCode::done;
  if (account.shown + account.filtered > 0) return ExitCode::partial;
  return account.failures.empty() ? ExitCode::invalid_data : exit_code(account.failures.front().kind);
}

}  // namespace nonmun::cli
