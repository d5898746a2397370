#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "nonmun/core/paper.hpp"
#include "nonmun/core/time.hpp"
#include "nonmun/translate/engine.hpp"
#include "nonmun/translate/register.hpp"
#include "nonmun/translate/source.hpp"

namespace nonmun::translate {

/// What is kept of a translation, under a key that names the text, the engine, its model, the language and
/// the register; `versions` names the prompt, the form of the answer and the glossary.
struct KeptTranslation {
  std::string versions;
  std::string answer;  ///< JSON (translation_json)
  Instant at{};
};

/// Keeps translations between runs. Called by several threads, one at a time.
class TranslationCache {
 public:
  virtual ~TranslationCache() = default;
  [[nodiscard]] virtual Result<std::optional<KeptTranslation>> find(const std::string& key) = 0;
  /// All of them or, with an error, none. Durable when it returns: what was paid for once is not asked for
  /// again.
  [[nodiscard]] virtual Result<void> put(
      std::span<const std::pair<std::string, KeptTranslation>> translations) = 0;
};

/// What the guards say of an answer: for each bullet why it cannot be trusted, empty where it can.
struct Verdict {
  std::string title;
  std::vector<std::string> bullets;
  /// Bullets that bring a link or mark-up which the source has not: shown to nobody, not even marked. None
  /// where it is empty.
  std::vector<bool> harmful{};
};
using Check = std::function<Verdict(const Draft& draft, const Source& source)>;
/// What is taken of a paper's text, beside its abstract.
using BodyOf = std::function<Body(const Paper& paper)>;
/// Bullets of the embedded engine.
using Fallback = std::function<std::vector<Bullet>(const Source& source)>;

struct TranslateOptions {
  Register speech = Register::polite;
  Check check{};
  Fallback fallback{};
  BodyOf body{};  ///< empty: the abstract alone is used
  std::string glossary_version{};
  std::size_t at_once = 4;  ///< papers that are asked for at the same time
  /// A kept translation made with another prompt, form or glossary is not used.
  bool only_current = false;
  /// What tokens cost; empty: nothing. A call that could bring the sum of a run beyond `max_cost` is not
  /// made, nor is any after it.
  std::function<double(const Usage&)> cost{};
  double max_cost = std::numeric_limits<double>::infinity();
  /// Told of each paper that is ready, in the papers' order.
  std::function<void(const Paper&)> on_ready{};
  const std::atomic<bool>* stop = nullptr;
};

/// What became of the papers; the first seven add up to all of them.
struct TranslateReport {
  std::size_t papers = 0;
  std::size_t had_korean = 0;    ///< came with a summary in Korean that is kept
  std::size_t without_text = 0;  ///< no abstract, or withdrawn: nothing to summarise
  std::size_t from_cache = 0, translated = 0;
  std::size_t framed = 0;       ///< by the embedded engine, because it was chosen or the other one failed
  std::size_t english = 0;      ///< nothing but the English sentences, marked
  std::size_t not_reached = 0;  ///< the run was stopped
  Usage usage;                  ///< second answers for the guards included
  double cost = 0;
  bool over_budget = false;
  std::vector<Error> failures;  ///< of the engine, one for each paper it failed on
  std::vector<Error> warnings;  ///< of the cache: what it could not keep
};

/// Gives each paper a summary in Korean, in the order of trust: what it came with (by people, or by a model),
/// what is kept, the engine's answer if the guards pass it, the engine's second answer, which was told what
/// was wrong, the embedded engine's, and what is left is English. A paper is never lost and never waits for
/// another's failure. An import's Korean without sources ("digest") is replaced where the engine's passes.
/// `engine` empty: the embedded engine alone. After an error of ErrorKind::usage the engine is not asked
/// again.
[[nodiscard]] TranslateReport translate(std::span<Paper> papers, const EngineMaker& engine,
                                        TranslationCache* cache, const Clock& clock,
                                        const TranslateOptions& options);

/// The papers for which the engine would be asked.
[[nodiscard]] std::vector<const Paper*> papers_to_ask(std::span<const Paper> papers, const Identity& identity,
                                                      TranslationCache* cache,
                                                      const TranslateOptions& options);

/// The name under which a translation is kept: SHA-256 over the text in NFC with its white space collapsed,
/// and who translates into what.
[[nodiscard]] std::string translation_key(const Source& source, const Identity& identity, Register speech);

/// A checked translation as JSON, and read back. Errors: invalid_data.
[[nodiscard]] std::string translation_json(const Draft& draft);
[[nodiscard]] Result<Draft> read_translation(std::string_view json);

}  // namespace nonmun::translate
