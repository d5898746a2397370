#include "streams.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "nonmun/deliver/file.hpp"

namespace nonmun::cli {

Streams::Streams(Verbosity verbosity)
    : log_(std::make_unique<spdlog::logger>("nonmun", std::make_shared<spdlog::sinks::stderr_sink_st>())),
      shows_progress_(verbosity != Verbosity::quiet && ::isatty(STDERR_FILENO) == 1) {
  log_->set_pattern("nonmun: %v");
  log_->set_level(verbosity == Verbosity::quiet     ? spdlog::level::err
                  : verbosity == Verbosity::verbose ? spdlog::level::debug
                                                    : spdlog::level::info);
}

Streams::~Streams() { end_progress(); }

void Streams::error(std::string_view line) {
  end_progress();
  log_->error("{}", line);
}

void Streams::note(std::string_view line) {
  end_progress();
  log_->info("{}", line);
}

void Streams::detail(std::string_view line) {
  end_progress();
  log_->debug("{}", line);
}

void Streams::progress(const std::string& line) {
  if (!shows_progress_) return;
  progress_is_shown_ = true;
  (void)deliver::write_descriptor(STDERR_FILENO, "\r\x1b[K" + line, "stderr");
}

void Streams::end_progress() {
  if (!progress_is_shown_) return;
  progress_is_shown_ = false;
  (void)deliver::write_descriptor(STDERR_FILENO, "\r\x1b[K", "stderr");
}

bool stdout_is_terminal() { return ::isatty(STDOUT_FILENO) == 1; }

std::size_t terminal_columns() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 20) return 80;
  return size.ws_col;
}

void ProgressObserver::on_day(Day day, std::size_t number, std::size_t of) {
  streams_.progress("Hugging Face " + day.str() +
                    (of > 1 ? " (" + std::to_string(number) + '/' + std::to_string(of) + ')' : ""));
}

void ProgressObserver::on_enrichment(std::size_t papers) {
  streams_.progress("arXiv: " + std::to_string(papers) + (papers == 1 ? " paper" : " papers"));
}

}  // namespace nonmun::cli
