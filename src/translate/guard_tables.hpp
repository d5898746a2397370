#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

// The tables of data/guards, read once.
namespace nonmun::translate {

/// A number as decimal digits: value = mantissa × 10^exponent, the mantissa without trailing zeros.
struct Decimal {
  std::uint64_t mantissa = 0;
  int exponent = 0;
  bool operator==(const Decimal&) const = default;
};
/// Digits with commas and at most one point. Of more than 18 digits only the first count.
[[nodiscard]] Decimal read_decimal(std::string_view digits);
[[nodiscard]] double to_double(const Decimal& decimal);

/// Units are numbered in the order of the table; these two stand by name.
using Unit = std::uint8_t;
inline constexpr Unit k_no_unit = 0;

enum class Direction : std::uint8_t { none = 0, up = 1, down = 2, better = 4, worse = 8 };

enum class PhrasePlace { start, start_with, anywhere, word, whole };
struct MetaPhrase {
  PhrasePlace place;
  std::string_view phrase, later;
};

struct Abbreviation {
  std::string_view name, expansion;
  std::uint64_t key;                 ///< of the name
  std::vector<std::uint64_t> words;  ///< keys of the words it stands for
};

struct ParticlePair {
  std::string_view consonant, vowel;  ///< as written after each; 로 also after ㄹ
  bool vowel_may_keep = false;        ///< the first form after a vowel is right too: 문제이나
};

/// A word that ends as if in a wrong particle: 있는, 효과.
struct WordEnd {
  bool whole = false;                    ///< no longer word ends so
  std::vector<std::string_view> unless;  ///< what stands before it in other words
  std::vector<std::uint64_t> english;    ///< keys of the words of which the source must have one
};

struct GuardTables {
  struct NumberWord {
    Decimal value;
    Unit unit;
  };
  std::unordered_map<std::uint64_t, std::vector<NumberWord>> number_words;  ///< by key_of
  std::vector<std::string_view> unit_names;                                 ///< by Unit
  std::unordered_map<std::uint64_t, Unit> english_units;                    ///< by key_of
  std::vector<std::pair<std::string_view, Unit>> korean_units;              ///< the longest first
  Unit percent = k_no_unit, multiple = k_no_unit;
  std::vector<std::pair<std::string_view, Direction>> english_directions, korean_directions;
  std::unordered_set<std::uint64_t> english_negations;  ///< sure ones, by key_of
  std::vector<std::string_view> english_maybe;          ///< beginnings of words
  std::vector<std::string_view> korean_negations, korean_maybe;
  std::vector<MetaPhrase> meta;
  std::vector<Abbreviation> abbreviations;
  std::vector<std::pair<std::string_view, std::string_view>> no_sentence_ends;  ///< the ending, the word
  std::vector<ParticlePair> particles;                                          ///< the longest first
  std::unordered_multimap<std::string_view, WordEnd> word_ends;
};

[[nodiscard]] const GuardTables& guard_tables();

}  // namespace nonmun::translate
