#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "guard_text.hpp"
#include "key_map.hpp"

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

/// Units are numbered in the order of the table.
using Unit = std::uint8_t;
inline constexpr Unit k_no_unit = 0;

enum class Direction : std::uint8_t { none = 0, up = 1, down = 2, better = 4, worse = 8 };

/// Beginnings of words that say which way a number went.
class DirectionStems {
 public:
  /// A stem has three bytes or more.
  void add(std::string_view stem, Direction direction);
  /// Those of all its beginnings, as bits. Of small letters.
  [[nodiscard]] unsigned of(std::string_view word) const;

 private:
  // By the third byte, which tells most apart, in Hangul as well.
  std::array<std::vector<std::pair<std::string_view, Direction>>, 256> stems_;
};

enum class PhrasePlace { start, start_with, anywhere, word, whole };
struct MetaPhrase {
  PhrasePlace place;
  std::string_view phrase, later;
  Bigrams bigrams;  ///< of phrase
};

/// What a part of a Korean word says of a negation; a set of these is their sum.
enum class NegationMark : std::uint8_t {
  sure = 1,   ///< negates: 없이
  maybe = 2,  ///< may stand for a negation
  use = 4,    ///< something is done with what stands before: 사용
};

/// Parts of Korean words, looked for at every syllable of a word.
class NegationMarks {
 public:
  void add(std::string_view part, NegationMark mark);
  [[nodiscard]] unsigned marks_in(std::string_view word) const;

 private:
  struct Part {
    std::string_view text;
    NegationMark mark;
  };
  std::bitset<0x2C00> first_;        ///< first syllables, from 가 on
  KeyMap<std::vector<Part>> parts_;  ///< by these
};

struct Abbreviation {
  std::string_view name, expansion;
  std::uint64_t key;                 ///< of the name
  std::vector<std::uint64_t> words;  ///< keys of the words it stands for
};

enum class NumberKind : std::uint8_t {
  plain,
  count,       ///< of things: 30개, 세 가지
  ordinal,     ///< second, 두 번째, 1위
  enumerator,  ///< (2): of what is said
  name,        ///< the digits of a name or a dimension: GPT-4, 3D
};

/// What a Korean number counts.
struct Counter {
  std::string_view korean;  ///< the beginning of the word behind the number
  NumberKind kind;
  std::vector<std::uint64_t> english;  ///< keys of the words for what is counted, where the counter says it
};

/// What a number may stand beside.
struct Noun {
  std::string_view korean;             ///< the beginning of the word
  std::vector<std::uint64_t> english;  ///< keys of the words for it
};

struct ParticlePair {
  std::string_view consonant, vowel;  ///< as written after each; 로 also after ㄹ
  bool vowel_may_keep = false;        ///< the first form after a vowel is right too: 문제이나
};

/// One of the two.
struct ParticleForm {
  std::string_view form, other;
  bool consonant_form = false, vowel_may_keep = false;
};

/// A word that ends as if in a wrong particle: 있는, 효과.
struct WordEnd {
  bool whole = false;                    ///< no longer word ends so
  std::vector<std::string_view> unless;  ///< what stands before it in other words
  std::vector<std::uint64_t> english;    ///< keys of the words of which the source must have one
};

/// A word that ends as a sentence does, and is none: 바다.
struct NoSentenceEnd {
  std::string_view ending, word;
};

/// A word that English negations are about.
struct Negated {
  std::vector<std::string_view> korean;  ///< beginnings of the words for it
  bool negative = false;                 ///< irrelevant: negates what its Korean (관련) affirms
};

struct GuardTables {
  struct NumberWord {
    Decimal value;
    Unit unit;
    bool ordinal;
  };
  KeyMap<std::vector<NumberWord>> number_words;                 ///< by key_of
  std::vector<std::string_view> unit_names;                     ///< by Unit
  KeyMap<Unit> english_units;                                   ///< by key_of
  std::vector<std::pair<std::string_view, Unit>> korean_units;  ///< the longest first
  std::vector<Counter> counters;                                ///< the longest first
  KeyMap<std::vector<Noun>> nouns;  ///< by their first syllable, the longest first
  Unit percent = k_no_unit, multiple = k_no_unit, degree = k_no_unit, year = k_no_unit;
  DirectionStems english_directions, korean_directions;
  KeyMap<bool> english_negations;               ///< by key_of: whether by itself, or where it is ended
  std::vector<std::string_view> english_maybe;  ///< beginnings of words
  std::vector<std::string_view> english_ends;   ///< beginnings of verbs before a negation that is ended
  NegationMarks korean_negations;
  KeyMap<Negated> negated;  ///< by stem_key_of
  std::vector<MetaPhrase> meta;
  std::vector<Abbreviation> abbreviations;
  KeyMap<std::vector<NoSentenceEnd>> no_sentence_ends;  ///< by the last syllable
  std::vector<ParticlePair> particles;                  ///< the longest first
  KeyMap<std::vector<ParticleForm>> particle_forms;     ///< by their last syllable, in the order of particles
  std::unordered_multimap<std::string_view, WordEnd> word_ends;
};

[[nodiscard]] GuardTables read_guard_tables();
[[nodiscard]] inline const GuardTables& guard_tables() {
  static const GuardTables tables = read_guard_tables();
  return tables;
}

}  // namespace nonmun::translate
