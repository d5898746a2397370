#pragma once

#include <cstddef>
#include <optional>

#include "frame_slots.hpp"

// Where noun phrases begin and end.
namespace nonmun::translate::frames {

struct PhraseOptions {
  std::size_t most = 8;     ///< words
  bool linked = true;       ///< "of" may stand in it
  bool coordinated = true;  ///< one "and" may stand in it
};

/// A noun phrase without its determiner: the tokens [begin, end).
struct NounPhrase {
  std::size_t begin = 0, end = 0;
  std::size_t after = 0;  ///< the token after it and its abbreviation in brackets
  bool simple = true;     ///< without "of" and "and": its last word is its head
};

/// None where it would be cut, or points at what stands elsewhere ("its robustness", "the model's answers").
[[nodiscard]] std::optional<NounPhrase> read_noun_phrase(const Sentence& sentence, std::size_t at,
                                                         const PhraseOptions& options);

/// Past "the", "a set of"; `at` if there is none.
[[nodiscard]] std::size_t skip_determiner(const Sentence& sentence, std::size_t at);

/// Past an abbreviation in brackets; `at` if there is none.
[[nodiscard]] std::size_t skip_abbreviation(const Sentence& sentence, std::size_t at);

/// Whether nothing, or only a word like "However,", stands before `at`.
[[nodiscard]] bool begins_sentence(const Sentence& sentence, std::size_t at);

/// "automatically", but not "assembly".
[[nodiscard]] bool is_adverb(const Sentence& sentence, std::size_t at);

/// "generating", but not "training".
[[nodiscard]] bool is_gerund(const Sentence& sentence, std::size_t at);

/// "based on", "trained with": a participle that begins a clause.
[[nodiscard]] bool is_participle_clause(const Sentence& sentence, std::size_t at);

}  // namespace nonmun::translate::frames
