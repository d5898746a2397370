#pragma once

#include <atomic>
#include <optional>
#include <string_view>

#include "nonmun/cli/options.hpp"
#include "nonmun/core/digest.hpp"
#include "nonmun/deliver/resumable_file.hpp"
#include "streams.hpp"

namespace nonmun::cli {

/// What every command is given.
struct Session {
  const Options& options;
  const Environment& environment;
  Streams& streams;
  const std::atomic<bool>& stop;
};

/// Each command returns its exit code, or the error that ended it (said on stderr by run()).
[[nodiscard]] Result<ExitCode> command_digest(Session& session);  ///< `fetch` as well: only defaults differ
[[nodiscard]] Result<ExitCode> command_render(
    Session& session);  ///< `translate` as well: only defaults differ
[[nodiscard]] Result<ExitCode> command_verify(Session& session);
[[nodiscard]] Result<ExitCode> command_show(Session& session);
[[nodiscard]] Result<ExitCode> command_search(Session& session);
[[nodiscard]] Result<ExitCode> command_list(Session& session);
[[nodiscard]] Result<ExitCode> command_stats(Session& session);
[[nodiscard]] Result<ExitCode> command_import(Session& session);
[[nodiscard]] Result<ExitCode> command_review(Session& session);
[[nodiscard]] Result<ExitCode> command_harvest(Session& session);
[[nodiscard]] Result<ExitCode> command_snapshot(Session& session);
[[nodiscard]] Result<ExitCode> command_text(Session& session);
[[nodiscard]] Result<ExitCode> command_explain(Session& session);
[[nodiscard]] Result<ExitCode> command_config(Session& session);

/// Whether a source is among those the user named ("huggingface", "arxiv").
[[nodiscard]] bool asks(const Options& options, std::string_view source);

/// The days of --since and --until, of a week or a month its first and its last.
struct Period {
  std::optional<Day> since, until;
};
[[nodiscard]] Result<Period> period_of(const Options& options, Instant now);

/// Where a command puts its data: the file of -o, unless that is "-".
[[nodiscard]] bool writes_to_file(const Options& options);

/// The output of a command that may take hours: the file of -o, where an earlier run of the same `job` is
/// taken up, or stdout.
[[nodiscard]] Result<deliver::ResumableFile> open_resumable_output(const Options& options,
                                                                   std::string_view job);

/// Writes an account to the file of --manifest, which must have been given. Data that were written are not
/// lost with it: a failure is said on stderr, and gives the exit code in place of `code`.
[[nodiscard]] ExitCode write_manifest(Session& session, std::string_view json, ExitCode code);

/// Writes a command's data: to -o as a whole file or nothing, else to stdout. A closed pipe is done.
[[nodiscard]] Result<void> write_output(const Session& session, std::string_view content);

/// Orders, leaves out, translates and cuts fields as the options say, and accounts for it. false: nothing is
/// to be shown, for an estimate was asked for and has been said. Errors: those of a profile and of an
/// engine's options.
[[nodiscard]] Result<bool> prepare(const Session& session, Digest& digest);

/// Lays the summaries of --summaries over the papers.
[[nodiscard]] Result<void> add_summary_files(const Options& options, Digest& digest);

/// Says on stderr what is to be known of an account: days that are not simply published, what was held back,
/// what failed.
void report_account(Streams& streams, const Account& account);

}  // namespace nonmun::cli
