#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "frame_tokens.hpp"

// The words of data/frames/*.tsv and of the glossary, in classes.
namespace nonmun::translate::frames {

using ClassId = std::uint8_t;
/// A set of ClassId: there are more than 64.
__extension__ typedef unsigned __int128 Classes;

constexpr Classes only(ClassId id) { return Classes{1} << id; }

/// Views into the tables, which are part of the program.
struct Phrase {
  std::span<const WordId> words;
  std::string_view korean;
  std::string_view note;  ///< what the class keeps beside the Korean: a role, a form
  ClassId in = 0;
};

class Lexicon {
 public:
  /// Of the tables that are part of the program.
  [[nodiscard]] static const Lexicon& built_in();

  /// 0 for a word in no table. Letter case is looked through.
  [[nodiscard]] WordId id(std::string_view word) const;

  /// The class of this name; a name that no table has gets an empty class.
  [[nodiscard]] ClassId class_named(std::string_view name) const;

  /// One above the greatest id.
  [[nodiscard]] std::size_t word_count() const { return words_.size(); }

  /// The classes that have a phrase which begins with the word.
  [[nodiscard]] Classes begins(WordId word) const { return words_[word].begins; }

  /// Whether the word alone is a phrase of one of the classes.
  [[nodiscard]] bool is(WordId word, Classes classes) const { return (words_[word].alone & classes) != 0; }

  /// The longest phrase of the class that begins at tokens[0], whose first word begins one; nullptr if there
  /// is none.
  [[nodiscard]] const Phrase* longest(ClassId id, std::span<const Token> tokens) const;

 private:
  struct Word {
    Classes begins = 0, alone = 0;
    std::uint32_t first = 0, count = 0;  ///< its phrases, the longest first
  };
  struct Row;

  Lexicon();
  void read_tables(std::vector<Row>& rows);
  void place(std::vector<Row>& rows);
  ClassId make_class(std::string_view name);
  WordId make_word(std::string_view lower);
  void add(std::vector<Row>& rows, std::string_view class_name, std::string_view english,
           std::string_view korean, std::string_view note);
  void add_plural(std::vector<Row>& rows, std::string_view class_name, std::string_view english,
                  std::string_view korean, std::string_view note);
  [[nodiscard]] std::size_t slot_of(std::string_view lower) const;

  std::vector<WordId> slots_;  ///< an open hash table of words; 0 is a free place
  std::vector<std::string_view> spelling_ = std::vector<std::string_view>(1);
  std::vector<Word> words_ = std::vector<Word>(1);
  std::vector<Phrase> phrases_;
  std::vector<WordId> phrase_words_;
  std::vector<std::string_view> classes_;
  std::deque<std::string> plurals_;  ///< spellings that no table has
};

/// The classes that the code itself speaks of.
struct Grammar {
  explicit Grammar(const Lexicon& words);
  [[nodiscard]] static const Grammar& built_in();

  ClassId determiner, adjective, novelty, noun, type, stop, preposition, finite, unsafe, conjunction, verb,
      gerund, linker, purpose, topic, thing, called, self, others, ours, report, that, opener, lead,
      approximate, exceeding, unit, name_joint, no_subject, withdrawn, apposition, joining, restriction,
      vague, comparative, change, both, superlative, of_alone, range, after_verb, condition, scope, no_scope,
      means, relative, later, pairing, partner, quantity, leaning, relief, elsewhere, suffix, referring,
      between, similar, narrowing, numeral, of_head, person, general_name, infinitive, inside, alternative,
      no_place, dashed, degree, participle, by_amount, manner, sequel, spanning, pointer, clause, input,
      supposition;
};

}  // namespace nonmun::translate::frames
