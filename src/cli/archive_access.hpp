#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>

#include "commands.hpp"
#include "nonmun/archive/sqlite_archive.hpp"
#include "nonmun/daily/world.hpp"

namespace nonmun::cli {

/// The archive's file: --archive, NONMUN_ARCHIVE or the configuration, else the one below XDG_DATA_HOME.
/// Errors: usage where there is none (--archive none, no home directory).
[[nodiscard]] Result<std::filesystem::path> archive_path(const Options& options);

[[nodiscard]] Result<std::unique_ptr<archive::Archive>> open_archive(const Session& session,
                                                                     archive::Access access);

/// The archive of a command that asks upstream and can do without one. It is opened for writing, with
/// --offline only for reading; a replay of recorded answers has none.
class OptionalArchive {
 public:
  explicit OptionalArchive(const Session& session);
  /// Into the world that asks.
  void lend(daily::World& world) const;
  [[nodiscard]] archive::Archive* get() const { return archive_.get(); }
  /// Says what the archive could not do; then the exit code is that of a local fault, for the data were
  /// written, and not kept.
  [[nodiscard]] ExitCode report(Session& session, const daily::World& world, ExitCode code) const;

 private:
  std::unique_ptr<archive::Archive> archive_;
  std::optional<Error> fault_;
};

/// The papers that the flags ask for. Errors: usage.
[[nodiscard]] Result<archive::Filter> filter_of(const Options& options, Instant now);

/// Says, with --timing, how long the archive took since this was made.
class Stopwatch {
 public:
  void report(Session& session) const;

 private:
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

/// The time of --now, or the system's.
[[nodiscard]] Instant now_of(const Options& options);

/// Marks papers as seen if the user wants it.
[[nodiscard]] Result<void> mark_seen(const Session& session, std::span<const Paper> papers);

}  // namespace nonmun::cli
