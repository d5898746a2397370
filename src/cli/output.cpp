#include <unistd.h>

#include <algorithm>
#include <iterator>

#include "commands.hpp"
#include "nonmun/core/day_range.hpp"
#include "nonmun/core/merge.hpp"
#include "nonmun/daily/select.hpp"
#include "nonmun/deliver/file.hpp"
#include "nonmun/parse/any.hpp"
#include "ranking.hpp"
#include "translation.hpp"

namespace nonmun::cli {

bool asks(const Options& options, std::string_view source) {
  return std::ranges::find(options.sources, source) != options.sources.end();
}

Result<Period> period_of(const Options& options, Instant now) {
  Period period;
  if (!options.since.empty()) {
    const auto days = resolve_days(options.since, now);
    if (!days) return std::unexpected(days.error());
    period.since = days->first;
  }
  if (!options.until.empty()) {
    const auto days = resolve_days(options.until, now);
    if (!days) return std::unexpected(days.error());
    period.until = days->last;
  }
  return period;
}

bool writes_to_file(const Options& options) { return options.output && options.output->string() != "-"; }

Result<deliver::ResumableFile> open_resumable_output(const Options& options, std::string_view job) {
  if (writes_to_file(options)) return deliver::ResumableFile::open(*options.output, job);
  return deliver::ResumableFile::of_descriptor(STDOUT_FILENO, "stdout");
}

ExitCode write_manifest(Session& session, std::string_view json, ExitCode code) {
  const auto written = deliver::write_file(*session.options.manifest, json);
  if (written) return code;
  session.streams.error(written.error());
  return exit_code(written.error().kind);
}

Result<void> write_output(const Session& session, std::string_view content) {
  session.streams.end_progress();
  if (writes_to_file(session.options)) return deliver::write_file(*session.options.output, content);
  const auto written = deliver::write_descriptor(STDOUT_FILENO, content, "stdout");
  if (!written) return std::unexpected(written.error());
  return {};
}

Result<bool> prepare(const Session& session, Digest& digest) {
  const Options& options = session.options;
  // Days stay together in what upstream was asked for.
  const bool asked = options.command == Command::digest || options.command == Command::fetch;
  const Grouping grouping = asked ? Grouping::by_day : Grouping::none;
  // The archive has ordered its list.
  const bool is_ordered = options.command == Command::list;
  if (options.sort == Sort::votes && !is_ordered) sort_papers(digest.papers, PaperOrder::votes, grouping);
  if (options.sort == Sort::id) sort_papers(digest.papers, PaperOrder::id, grouping);
  if (const auto ranked = rank_by_profile(session, digest, grouping); !ranked)
    return std::unexpected(ranked.error());
  daily::select(digest, {options.min_votes, options.limit});
  const auto translated = translate_papers(session, digest);
  if (!translated || !*translated) return translated;
  if (!options.fields.empty()) {
    for (Paper& paper : digest.papers) daily::keep_fields(paper, options.fields);
  }
  return true;
}

Result<void> add_summary_files(const Options& options, Digest& digest) {
  for (const auto& path : options.summaries) {
    const auto content = deliver::read_file(path);
    if (!content) return std::unexpected(content.error());
    const auto parsed = parse::parse_any(*content, {.where = path.string(), .day = {}, .fetched_at = {}});
    if (!parsed) return std::unexpected(parsed.error());
    add_summaries(digest.papers, parsed->papers);
    if (digest.account) std::ranges::copy(parsed->issues, std::back_inserter(digest.account->issues));
  }
  return {};
}

void report_account(Streams& streams, const Account& account) {
  for (const DayReport& report : account.days) {
    if (report.state == DayState::outage || (report.state == DayState::published && report.note.empty()))
      continue;
    std::string line = report.day.str() + ' ';
    if (!report.category.empty()) line += report.category + ' ';
    line.back() = ':';
    if (report.state != DayState::published) line += ' ' + std::string(to_string(report.state));
    if (!report.note.empty()) line += (line.back() == ':' ? " " : ", ") + report.note;
    if (report.state == DayState::not_yet || report.state == DayState::stale) {
      streams.error(line);
    } else {
      streams.note(line);
    }
  }
  // A field that was dropped is worth a note; an entry that was held back is not shown, and that is an error.
  const auto say = [&](const std::string& line) {
    account.held_back > 0 ? streams.error(line) : streams.note(line);
  };
  // An input that is wrong throughout would say the same thousands of times.
  constexpr std::size_t k_shown = 10;
  for (std::size_t i = 0; i < std::min(account.issues.size(), k_shown); ++i)
    say(account.issues[i].where + ": " + account.issues[i].what);
  if (account.issues.size() > k_shown)
    say("and " + std::to_string(account.issues.size() - k_shown) + " more like these");
  for (const Error& failure : account.failures) streams.error(failure);
}

}  // namespace nonmun::cli
