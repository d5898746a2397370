#pragma once

#include <string_view>

// Words that tell whether a full stop ends a sentence, from data/sentences/.
namespace nonmun::text {

enum class Abbreviation {
  none,
  always,   ///< never ends a sentence
  number,   ///< goes on before a number, a bracket or a single letter
  capital,  ///< goes on unless a word with a capital follows
  time,     ///< as capital, but "At 5 a.m." alone is no sentence
  starter,  ///< goes on unless a word follows that often begins a sentence
};

/// What a word with its full stop is ("Fig.", "et al."). Words of letters between full stops that no table
/// names (J.C.) are Abbreviation::starter.
[[nodiscard]] Abbreviation abbreviation(std::string_view word);

/// Whether the word often begins a sentence and is seldom part of a name.
[[nodiscard]] bool is_starter(std::string_view word);

/// Whether the word often begins a sentence and is no surname.
[[nodiscard]] bool is_no_surname(std::string_view word);

}  // namespace nonmun::text
