#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "commands.hpp"
#include "input.hpp"
#include "nonmun/daily/convert_snapshot.hpp"
#include "nonmun/daily/manifest.hpp"

namespace nonmun::cli {
namespace {

using Json = nlohmann::ordered_json;

/// A state is made so often, not more: it has to wait for the disk.
constexpr std::uint64_t k_commit_bytes = std::uint64_t{64} << 20;
/// Of a file that is wrong throughout not every line is kept for the account: each state holds them again.
constexpr std::size_t k_kept_issues = 10'000;

/// How far a conversion is: kept with the output, so that a later run counts on.
struct Progress {
  parse::SnapshotPosition position;
  std::uint64_t entries = 0, held_back = 0;
  std::vector<Issue> issues;      ///< at most k_kept_issues
  std::uint64_t more_issues = 0;  ///< those that are not kept

  void add(const daily::SnapshotStretch& stretch, const std::string& name) {
    position = stretch.behind;
    entries += stretch.entries;
    held_back += stretch.held_back;
    for (const Issue& issue : stretch.issues) {
      if (issues.size() < k_kept_issues)
        issues.push_back({name + ' ' + issue.where, issue.what});
      else
        ++more_issues;
    }
  }

  [[nodiscard]] std::string mark() const {
    Json json{{"offset", position.offset}, {"line", position.line},      {"entries", entries},
              {"held_back", held_back},    {"more_issues", more_issues}, {"issues", Json::array()}};
    for (const Issue& issue : issues) json["issues"].push_back({issue.where, issue.what});
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
  }

  static Result<Progress> of_mark(const std::string& mark) {
    Progress progress;
    if (mark.empty()) return progress;
    try {
      const Json json = Json::parse(mark);
      json.at("offset").get_to(progress.position.offset);
      json.at("line").get_to(progress.position.line);
      json.at("entries").get_to(progress.entries);
      json.at("held_back").get_to(progress.held_back);
      json.at("more_issues").get_to(progress.more_issues);
      for (const Json& issue : json.at("issues"))
        progress.issues.push_back({issue.at(0).get<std::string>(), issue.at(1).get<std::string>()});
      return progress;
    } catch (const Json::exception&) {
      return fail(ErrorKind::local_fault, "its state does not say how far the earlier run came", {},
                  "remove the .state file beside the output to begin anew");
    }
  }
};

ExitCode outcome(const Account& account) {
  if (account.held_back == 0) return ExitCode::done;
  return account.shown == 0 ? ExitCode::invalid_data : ExitCode::partial;
}

}  // namespace

Result<ExitCode> command_snapshot(Session& session) {
  const Options& options = session.options;
  const auto input = Input::open(options.files.empty() ? "-" : options.files.front(), session.stop);
  if (!input) return std::unexpected(input.error());
  auto out = open_resumable_output(options, "snapshot " + input->identity());
  if (!out) return std::unexpected(out.error());
  auto progress = Progress::of_mark(out->mark());
  if (!progress) return std::unexpected(progress.error());
  if (!out->mark().empty())
    session.streams.note("going on behind line " + std::to_string(progress->position.line) + " of " +
                         input->name());
  if (const auto skipped = input->skip(progress->position.offset); !skipped)
    return std::unexpected(skipped.error());

  std::uint64_t committed = progress->position.offset;
  const auto take = [&](const daily::SnapshotStretch& stretch) -> Result<bool> {
    if (session.stop) return fail(ErrorKind::interrupted, "interrupted");
    if (const auto added = out->append(stretch.lines); !added) return std::unexpected(added.error());
    progress->add(stretch, input->name());
    if (progress->position.offset - committed >= k_commit_bytes) {
      if (const auto kept = out->commit(progress->mark()); !kept) return std::unexpected(kept.error());
      committed = progress->position.offset;
      session.streams.progress(std::to_string(progress->entries) + " records, " +
                               std::to_string(progress->position.offset >> 20) + " MiB");
    }
    return !out->reader_is_gone();
  };
  const auto converted = daily::convert_snapshot([&](std::span<char> into) { return input->read(into); },
                                                 take, {.from = progress->position});
  session.streams.end_progress();
  if (!converted) return std::unexpected(converted.error());
  Account account;
  account.issues = std::move(progress->issues);
  account.fetched = progress->entries;
  account.held_back = progress->held_back;
  account.shown = progress->entries - progress->held_back;
  if (const auto finished = out->finish(); !finished) return std::unexpected(finished.error());
  report_account(session.streams, account);
  if (progress->more_issues > 0)
    session.streams.note(std::to_string(progress->more_issues) + " more are not kept");
  session.streams.note(std::to_string(account.fetched) + " records = " + std::to_string(account.shown) +
                       " written + " + std::to_string(account.held_back) + " held back");
  ExitCode code = outcome(account);
  if (options.manifest) {
    const auto now = options.now.value_or(SystemClock().now());
    code = write_manifest(session, daily::manifest_json(account, {}, now), code);
  }
  return code;
}

}  // namespace nonmun::cli
