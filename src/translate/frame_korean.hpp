#pragma once

#include <cstddef>
#include <string>

#include "frame_phrases.hpp"

// Noun phrases in Korean, as far as the glossary goes.
namespace nonmun::translate::frames {

/// What stands in Korean before a phrase, as far as what the phrase begins with could be taken with it.
enum class Before { nothing, modifier };

/// All in Korean but for its names, or all in English as it stands.
[[nodiscard]] std::string korean_of(const Sentence& sentence, const NounPhrase& phrase,
                                    Before before = Before::nothing);

/// "generating images", "training large models": something that is done.
[[nodiscard]] bool is_activity(const Sentence& sentence, const NounPhrase& phrase);

/// A kind of work or thing with what it is like: "새로운 multi-turn conversation 벤치마크".
struct Kind {
  std::string korean;
  bool modified = false;  ///< something stands before its head
  bool informed = false;  ///< that says more than that it is new
  bool headed_in_english = false;
  bool shortened = false;  ///< something that stands before the head was left out
};

/// Of the tokens [begin, end), the last of which is a head that the glossary has; empty if it has not. What
/// cannot stand in English before a Korean head ("automatically constructed") is left out. A `term` is not
/// divided: its head stays in English with what stands before it.
[[nodiscard]] Kind korean_kind(const Sentence& sentence, std::size_t begin, std::size_t end,
                               Before before = Before::nothing, bool term = false);

}  // namespace nonmun::translate::frames
