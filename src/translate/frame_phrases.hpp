#pragma once

#include <cstddef>
#include <optional>

#include "frame_slots.hpp"

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
[[nodiscard]] std::optional<NounPhrase> read_noun_phrase(const Sentence& sentence, std::size_t at,
                                                         const PhraseOptions& options);

/// In Korean as far as the glossary goes: leading adjectives and the head; the rest stays.
[[nodiscard]] std::string korean_of(const Sentence& sentence, const NounPhrase& phrase);

[[nodiscard]] std::optional<Slot> read_phrase(const Sentence& sentence, std::size_t at);
[[nodiscard]] std::optional<Slot> read_studied(const Sentence& sentence, std::size_t at);
[[nodiscard]] std::optional<Slot> read_topic(const Sentence& sentence, std::size_t at);
[[nodiscard]] std::optional<Slot> read_metric(const Sentence& sentence, std::size_t at);
[[nodiscard]] std::optional<Slot> read_rival(const Sentence& sentence, std::size_t at);
[[nodiscard]] std::optional<Slot> read_others(const Sentence& sentence, std::size_t at);
[[nodiscard]] std::optional<Slot> read_influences(const Sentence& sentence, std::size_t at);

/// One thing, not several.
[[nodiscard]] std::optional<Slot> read_single(const Sentence& sentence, std::size_t at);

/// `informed`: only where it says more than that something is new.
[[nodiscard]] std::optional<Slot> read_typed(const Sentence& sentence, std::size_t at, bool informed);

}  // namespace nonmun::translate::frames
