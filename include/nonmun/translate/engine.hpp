#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "nonmun/core/error.hpp"
#include "nonmun/core/paper.hpp"
#include "nonmun/translate/source.hpp"

namespace nonmun::translate {

/// What one paper's translation is made from.
struct Task {
  const Source& source;
  /// What the guards found in the first answer, to be said to a model; empty at the first asking.
  std::string correction{};
};

/// What was used: tokens as the model's server counted them, and how often it was asked.
struct Usage {
  long prompt_tokens = 0, completion_tokens = 0;
  long calls = 0;  ///< those that failed and were made again too
  Usage& operator+=(const Usage& other) {
    prompt_tokens += other.prompt_tokens;
    completion_tokens += other.completion_tokens;
    calls += other.calls;
    return *this;
  }
};

/// What an engine made of a paper, before the guards have seen it.
struct Draft {
  std::string title_ko{};
  std::vector<Bullet> bullets{};  ///< role, ko, en, src; engine and verified are set by who asked
  std::vector<std::string> keywords{};
};

/// What a translation depends on besides the text: two engines of one identity are taken to write the same.
struct Identity {
  std::string engine;            ///< "frames", "openai", "command", "deepl", "papago", "libretranslate"
  std::string model{};           ///< the model's name, or the command
  std::string prompt_version{};  ///< of the prompt profile; empty: the engine has none
  bool operator==(const Identity&) const = default;
};

/// Who writes Korean. Not for use by two threads at once; each has its own.
class Engine {
 public:
  virtual ~Engine() = default;
  [[nodiscard]] virtual Identity identity() const = 0;
  /// Errors: ErrorKind::usage when no paper can be translated (a key that is refused, a model that does not
  /// exist, money that is used up); unavailable and invalid_data when this one could not; interrupted. No
  /// message holds a key or the text.
  [[nodiscard]] virtual Result<Draft> translate(const Task& task) = 0;
  /// Whether a task's correction makes a difference; else a refused answer is not asked for again.
  [[nodiscard]] virtual bool heeds_corrections() const { return true; }
  /// Of the answers since this was last asked, of those too that were of no use: they cost the same. No
  /// tokens where the engine counts none.
  [[nodiscard]] virtual Usage take_usage() = 0;
  /// What an answer to the task may take at most, by an estimate that is rather too high.
  [[nodiscard]] virtual Usage most_usage(const Task& task) const { return (void)task, Usage{}; }
};

/// Makes an engine for a thread.
using EngineMaker = std::function<std::unique_ptr<Engine>()>;

}  // namespace nonmun::translate
