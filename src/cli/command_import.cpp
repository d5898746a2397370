#include <string>

#include "archive_access.hpp"
#include "input.hpp"
#include "nonmun/daily/import.hpp"
#include "nonmun/daily/manifest.hpp"

namespace nonmun::cli {
namespace {

ExitCode outcome(const Account& account) {
  if (account.held_back == 0 && account.failures.empty()) return ExitCode::done;
  if (account.shown > 0) return ExitCode::partial;
  return account.failures.empty() ? ExitCode::invalid_data : exit_code(account.failures.front().kind);
}

/// "28 records: 20 added, 5 changed, 3 as they were, 0 held back".
std::string account_line(const daily::ImportReport& report) {
  return std::to_string(report.account.fetched) + (report.account.fetched == 1 ? " record: " : " records: ") +
         std::to_string(report.written.added) + " added, " + std::to_string(report.written.changed) +
         " changed, " + std::to_string(report.written.unchanged) + " as they were, " +
         std::to_string(report.account.held_back) + " held back";
}

}  // namespace

Result<ExitCode> command_import(Session& session) {
  const Options& options = session.options;
  auto archive = open_archive(session, archive::Access::write);
  if (!archive) return std::unexpected(std::move(archive).error());
  const std::vector<std::string> inputs =
      options.files.empty() ? std::vector<std::string>{"-"} : options.files;
  daily::ImportReport report;
  for (const std::string& name : inputs) {
    const auto input = Input::open(name, session.stop);
    auto done = !input ? Result<void>(std::unexpected(input.error()))
                       : daily::import_papers(
                             [&](std::span<char> into) { return input->read(into); }, input->name(),
                             **archive, report,
                             [&](const daily::ImportReport& so_far) {
                               session.streams.progress(std::to_string(so_far.account.shown) + " papers");
                             });
    session.streams.end_progress();
    if (done) continue;
    // One bad file of several is named; the others are read.
    const ErrorKind kind = done.error().kind;
    const bool is_the_files = !input || (kind != ErrorKind::local_fault && kind != ErrorKind::interrupted &&
                                         kind != ErrorKind::internal);
    if (!is_the_files || inputs.size() == 1) {
      if (report.account.shown > 0) session.streams.note("until then " + account_line(report));
      return std::unexpected(std::move(done).error());
    }
    report.account.failures.push_back(std::move(done).error());
  }
  report_account(session.streams, report.account);
  if (report.more_issues > 0) session.streams.note(std::to_string(report.more_issues) + " more are not kept");
  session.streams.note(account_line(report));
  ExitCode code = outcome(report.account);
  if (options.manifest)
    code = write_manifest(session, daily::manifest_json(report.account, {}, now_of(options)), code);
  return code;
}

}  // namespace nonmun::cli
