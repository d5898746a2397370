#pragma once

#include <string_view>

// What the ending of an English word tells where no table knows the word: rules of English, not lists of
// words.
namespace nonmun::translate::frames {

/// "enabling", "training": the tables say which of these are nouns.
constexpr bool ends_as_ing_form(std::string_view word) { return word.ends_with("ing"); }

/// "automatically": an adverb, but for the nouns and names of the tables.
constexpr bool ends_as_adverb(std::string_view word) { return word.ends_with("ly"); }

/// "trained", "based".
constexpr bool ends_as_participle(std::string_view word) { return word.ends_with("ed"); }

/// "models", and verbs of the third person ("scales"), but not "loss", "corpus", "analysis".
constexpr bool ends_as_plural(std::string_view word) {
  return word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is");
}

/// "model's", "models'", with either apostrophe.
constexpr bool ends_as_possessive(std::string_view word) {
  return word.ends_with("'s") || word.ends_with("s'") || word.ends_with("\u2019s") ||
         word.ends_with("s\u2019");
}

}  // namespace nonmun::translate::frames
