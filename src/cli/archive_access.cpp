#include "archive_access.hpp"

#include <string>
#include <utility>
#include <vector>

#include "manual.hpp"
#include "nonmun/parse/paper_json.hpp"
#include "nonmun/render/paper_json.hpp"

namespace nonmun::cli {
namespace {

bool wants_none(const Options& options) { return options.archive && *options.archive == "none"; }

std::string write_record(const Paper& paper) {
  std::string json;
  render::append_json(json, paper);
  return json;
}

Result<Paper> read_record(std::string_view json) {
  auto parsed = parse::parse_paper_json(json, {});
  if (!parsed) return std::unexpected(std::move(parsed).error());
  if (parsed->papers.size() != 1) return fail(ErrorKind::invalid_data, "not one record");
  return std::move(parsed->papers.front());
}

}  // namespace

Result<std::filesystem::path> archive_path(const Options& options) {
  if (wants_none(options))
    return fail(ErrorKind::usage, "this command needs the archive", "--archive none",
                "name its file, or leave it out");
  if (options.archive) return *options.archive;
  if (!options.directories.data.empty()) return options.directories.data / "archive.db";
  return fail(ErrorKind::usage, "no home directory to keep the archive in", "--archive", "name its file");
}

Result<std::unique_ptr<archive::Archive>> open_archive(const Session& session, archive::Access access) {
  const auto path = archive_path(session.options);
  if (!path) return std::unexpected(path.error());
  const auto* info = info_of(session.options.command);
  auto opened =
      archive::SqliteArchive::open({.path = *path,
                                    .access = access,
                                    .command = "nonmun " + std::string(info == nullptr ? "" : info->name)},
                                   {write_record, read_record});
  if (!opened) return std::unexpected(std::move(opened).error());
  return std::unique_ptr<archive::Archive>(std::move(*opened));
}

OptionalArchive::OptionalArchive(const Session& session) {
  const Options& options = session.options;
  if (wants_none(options) || options.replay || !archive_path(options)) return;
  const bool only_reads = options.cache == CacheUse::offline;
  auto opened = open_archive(session, only_reads ? archive::Access::read : archive::Access::write);
  if (opened)
    archive_ = std::move(*opened);
  else if (!only_reads || opened.error().kind != ErrorKind::not_found)
    fault_ = std::move(opened).error();
}

void OptionalArchive::lend(daily::World& world) const { world.archive = archive_.get(); }

ExitCode OptionalArchive::report(Session& session, const daily::World& world, ExitCode code) const {
  std::vector<Error> faults = world.archive_faults;
  if (fault_) faults.push_back(*fault_);
  for (const Error& fault : faults) {
    session.streams.error(fault);
    code = exit_code(fault.kind);
  }
  return code;
}

Result<archive::Filter> filter_of(const Options& options, Instant now) {
  const auto period = period_of(options, now);
  if (!period) return std::unexpected(period.error());
  return archive::Filter{.since = period->since,
                         .until = period->until,
                         .authors = options.authors_named,
                         .categories = options.categories,
                         .keywords = options.keywords,
                         .without = options.without,
                         .min_votes = options.min_votes,
                         .has = options.has,
                         .seen = options.seen};
}

void Stopwatch::report(Session& session) const {
  if (!session.options.timing) return;
  const auto taken =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun_);
  const std::string micros = std::to_string(1000 + taken.count() % 1000).substr(1);
  session.streams.error("the archive answered in " + std::to_string(taken.count() / 1000) + '.' + micros +
                        " ms");
}

Instant now_of(const Options& options) { return options.now.value_or(SystemClock().now()); }

Result<void> mark_seen(const Session& session, std::span<const Paper> papers) {
  if (!session.options.mark_seen || papers.empty()) return {};
  auto archive = open_archive(session, archive::Access::write);
  if (!archive) return std::unexpected(std::move(archive).error());
  std::vector<ArxivId> ids;
  for (const Paper& paper : papers) ids.push_back(paper.id);
  return (*archive)->mark_seen(ids, now_of(session.options));
}

}  // namespace nonmun::cli
