#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "nonmun/cli/options.hpp"
#include "nonmun/daily/world.hpp"

namespace spdlog {
class logger;
}

namespace nonmun::cli {

/// Where a command speaks: data to stdout, everything else to stderr.
class Streams {
 public:
  explicit Streams(Verbosity verbosity);
  ~Streams();
  Streams(const Streams&) = delete;
  Streams& operator=(const Streams&) = delete;

  /// One line on stderr, "nonmun: …"; notes are silent with --quiet, details speak with --verbose only.
  void error(std::string_view line);
  void note(std::string_view line);
  void detail(std::string_view line);
  void error(const Error& error) { this->error(to_line(error)); }

  /// A line that the next one replaces; only on a terminal.
  void progress(const std::string& line);
  void end_progress();

 private:
  std::unique_ptr<spdlog::logger> log_;
  bool shows_progress_;
  bool progress_is_shown_ = false;
};

/// Whether stdout is a terminal, and how many columns it has (80 when it does not say).
[[nodiscard]] bool stdout_is_terminal();
[[nodiscard]] std::size_t terminal_columns();

/// Shows on stderr how far a run is.
class ProgressObserver final : public daily::Observer {
 public:
  explicit ProgressObserver(Streams& streams) : streams_(streams) {}
  void on_day(Day day, std::size_t number, std::size_t of) override;
  void on_enrichment(std::size_t papers) override;

 private:
  Streams& streams_;
};

}  // namespace nonmun::cli
