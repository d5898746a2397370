#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "frame_lexicon.hpp"
#include "frame_tokens.hpp"

// What stands in a sentence at one place, read strictly, and its Korean.
namespace nonmun::translate::frames {

enum class SlotKind {
  name,        ///< a proper name
  title_name,  ///< one that the title has too
  typed,       ///< a noun phrase whose last word is a kind of work: "a novel framework"
  single,      ///< the same of one thing only
  informed,    ///< the same where it says more than that it is new
  phrase,      ///< a noun phrase; stays in English but for its last word
  studied,     ///< the same where more than one word or all of it is said
  place,       ///< where a number was measured; "both" may stand before it
  topic,       ///< the same at the very beginning of a sentence
  url,
  things,      ///< what can be published: "our code and data"
  amount,      ///< a number with what may stand around it: "up to 5.2%", "more than 3 points"
  number,      ///< the same without "more than"
  metric,      ///< what a number is of
  rival,       ///< what something is compared with
  subject,     ///< who did it: the authors' work or a name
  others,      ///< whose fault it is: "existing detection methods"
  count,       ///< "10,000 images"
  influences,  ///< "the impact of A on B"
};
[[nodiscard]] std::optional<SlotKind> slot_kind(std::string_view name);

/// A sentence that is read.
struct Sentence {
  std::string_view text;
  std::vector<Token> tokens;
  std::string_view title;
  const Lexicon* lexicon = nullptr;
  const Grammar* grammar = nullptr;

  [[nodiscard]] bool has(std::size_t at) const { return at < tokens.size(); }
  [[nodiscard]] bool is(std::size_t at, Mark mark) const { return has(at) && tokens[at].mark == mark; }
  [[nodiscard]] bool is(std::size_t at, Classes classes) const {
    return has(at) && lexicon->is(tokens[at].id, classes);
  }
  [[nodiscard]] const Phrase* phrase(ClassId id, std::size_t at) const {
    if (!has(at) || (lexicon->begins(tokens[at].id) & only(id)) == 0) return nullptr;
    return lexicon->longest(id, std::span(tokens).subspan(at));
  }
  /// The text of the tokens [begin, end).
  [[nodiscard]] std::string_view between(std::size_t begin, std::size_t end) const;
};

struct Slot {
  std::size_t end = 0;  ///< the token after it
  std::string korean;
};

[[nodiscard]] std::optional<Slot> read_slot(SlotKind kind, const Sentence& sentence, std::size_t at);

/// What was read in a sentence: patterns ask for the same slots at the same places.
class SlotMemory {
 public:
  /// Forgets, for a sentence of so many tokens.
  void begin(std::size_t tokens);

  /// As read_slot; valid until begin.
  [[nodiscard]] const Slot* read(SlotKind kind, const Sentence& sentence, std::size_t at);

 private:
  std::vector<std::uint16_t> places_;  ///< for each token and kind: not read, none, or a slot's number
  std::deque<Slot> slots_;
};

/// Whether a noun phrase or a clause may end before the token at `at`.
[[nodiscard]] bool may_end(const Sentence& sentence, std::size_t at);

}  // namespace nonmun::translate::frames
