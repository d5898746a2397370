#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/core/paper.hpp"
#include "nonmun/text/sentences.hpp"
#include "nonmun/translate/glossary.hpp"
#include "nonmun/translate/register.hpp"
#include "nonmun/translate/source.hpp"

namespace nonmun::translate {

/// What is checked in a line of Korean that was made from a paper, whoever made it. A guard looks at marks on
/// the page (letters, numbers, words of a table); it does not understand either language.
enum class Guard {
  script,        ///< letters of a third script (Han, kana, Cyrillic …), broken characters
  hangul_share,  ///< not Korean: too little Hangul among the letters that are not copied from the source
  latin_words,   ///< a lower-case Latin word that the source has not
  names,         ///< a Latin name or abbreviation that the source has not
  numbers,       ///< a number that the source has not
  units,         ///< a number with another unit, or said to rise where the source says that it falls
  negation,      ///< a negation that the cited sentences have not, or theirs dropped
  links,         ///< a URL that the source has not; Markdown images and links, HTML
  math,          ///< a formula that does not stand verbatim in the source
  citations,     ///< a cited sentence that does not exist; none cited where that is asked for
  length,        ///< empty, too short, too long for what it cites, cut off
  meta,          ///< talk about the task, control tokens, a bare "None"
  duplicates,    ///< says what another line says; a word over and over
  speech,        ///< another register than asked for, or two registers
  particles,     ///< 을/를, 은/는 … that do not fit the sound before
  glossary,      ///< a forbidden translation, a forced one or a kept term that is missing
};
inline constexpr int k_guards = static_cast<int>(Guard::glossary) + 1;

/// Bytes of a line that are checked: no line of a summary is longer, and some guards take a time that grows
/// with the square of it. A line that goes on is flagged as such (Guard::length); what comes behind is
/// nobody's word.
inline constexpr std::size_t k_longest_line = 16'384;
/// How many findings a guard gives of a line at most.
inline constexpr std::size_t k_most_findings = 20;

/// "script", "hangul_share" …: the name of the enumerator.
[[nodiscard]] std::string_view guard_name(Guard guard);

struct Finding {
  Guard guard = Guard::script;
  std::string detail;  ///< one short line: `"48.9" is not in the source`
  text::Span where;    ///< bytes of the line that was checked
  bool operator==(const Finding&) const = default;
};

struct GuardOptions {
  Register speech = Register::polite;
  /// Every sentence must be in `speech`. Else the lines of a summary may end in any way, but all in one: the
  /// fewer are flagged. Nouns without a verb (개발) go with each.
  bool strict_speech = true;
  bool hold_speech =
      false;          ///< where not strict: another register than `speech` is wrong, verbless lines not
  bool cites = true;  ///< a bullet must cite sentences; one that does is held against them either way
  const Glossary* glossary = &Glossary::built_in();
};

class SourceIndex;

/// A source made ready for checking, once for all its lines. Refers to the Source, which must outlive it.
class GuardedSource {
 public:
  GuardedSource(const Source& source);  // NOLINT: a Source is one wherever a single line is checked
  [[nodiscard]] const SourceIndex& index() const { return *index_; }

 private:
  std::shared_ptr<const SourceIndex> index_;
};

/// What is wrong with a line by itself, in the order of the guards. A bullet without `src` is held against
/// title and abstract.
[[nodiscard]] std::vector<Finding> check_bullet(const Bullet& bullet, const GuardedSource& source,
                                                const GuardOptions& options = {});

/// The same for each bullet, and what is wrong among them: duplicates and, where speech is not strict, mixed
/// registers. One list per bullet.
[[nodiscard]] std::vector<std::vector<Finding>> check_summary(const std::vector<Bullet>& bullets,
                                                              const GuardedSource& source,
                                                              const GuardOptions& options = {});

/// A title is held against title and abstract. The source's own title, left in English, is right.
[[nodiscard]] std::vector<Finding> check_title(std::string_view title_ko, const GuardedSource& source,
                                               const GuardOptions& options = {});

/// The sentences of a Korean line that end in another register (Guard::speech); verbless ones go with each.
[[nodiscard]] std::vector<Finding> check_register(std::string_view korean, Register speech);

/// Whether one of the findings is a guard's.
[[nodiscard]] bool has_finding(const std::vector<Finding>& findings, Guard guard);

/// One line for Bullet::unverified_reason: the first finding, and how many more there are; empty for none.
[[nodiscard]] std::string to_reason(const std::vector<Finding>& findings);

}  // namespace nonmun::translate
