#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

#include "nonmun/fetch/pause.hpp"
#include "nonmun/translate/engine.hpp"
#include "nonmun/translate/register.hpp"

namespace nonmun::translate {

struct CommandOptions {
  std::string command;  ///< run by /bin/sh -c
  Register speech = Register::polite;
  std::chrono::milliseconds timeout = std::chrono::minutes{2};  ///< of one answer
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
  const std::atomic<bool>* stop = nullptr;
};

/// A program that reads one JSON object a line, {"title", "abstract", "sentences": [...], "register",
/// "correction"?}, and answers each with one line, {"title_ko", "bullets": [{"ko", "src"}], "keywords"} or
/// {"error": "why"}. It is started at the first paper and stays; where it ends, hangs or writes a line that
/// is no answer, that paper fails and the next one gets a new start. One that ended after its answer, or
/// wrote more than one line, is started anew before the next paper. What it says on stderr goes to stderr.
class CommandEngine final : public Engine {
 public:
  /// `pause` must outlive it.
  CommandEngine(CommandOptions options, fetch::Pause& pause);
  ~CommandEngine() override;
  CommandEngine(const CommandEngine&) = delete;
  CommandEngine& operator=(const CommandEngine&) = delete;

  [[nodiscard]] Identity identity() const override;
  [[nodiscard]] Result<Draft> translate(const Task& task) override;
  [[nodiscard]] Usage take_usage() override;

 private:
  struct Process;
  /// The answer of the running command, or of one that is started.
  [[nodiscard]] Result<std::string> ask(const std::string& line);
  [[nodiscard]] Result<std::string> exchange(const std::string& line);
  CommandOptions options_;
  fetch::Pause& pause_;
  std::unique_ptr<Process> process_;
  Usage usage_;
};

}  // namespace nonmun::translate
