#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "nonmun/core/error.hpp"

namespace nonmun::translate {

/// What a glossary asks of a term's Korean.
enum class TermRule {
  suggest,  ///< the Korean to use where one is wanted; English is right too
  force,    ///< this Korean, or the English itself, and no other
  forbid,   ///< `korean` is a wrong translation of the term
  keep,     ///< stays in English
};

struct Term {
  std::string english;  ///< as a dictionary has it: lower case but for names, singular
  std::string korean;   ///< empty for keep
  std::string part;     ///< noun, verb, adjective, name
  TermRule rule = TermRule::suggest;
  std::string note;
  /// The Korean of a term that this one forces otherwise or keeps in English: what others may write for it.
  std::vector<std::string> replaced{};
};

/// English terms and what is done with them in Korean. The built-in one is data/glossary.tsv; a user's has
/// the same form and is laid over it: columns english, korean, part, rule, note, divided by tabs; only the
/// first is needed (a row of one column keeps the term in English), and a line that begins with "# " is a
/// comment.
class Glossary {
 public:
  [[nodiscard]] static const Glossary& built_in();

  /// The terms of a file laid over those of `below`: a term of the file replaces those of the same English.
  /// Errors: invalid_data, naming the line, for a rule that does not exist, a missing Korean, bytes that are
  /// not UTF-8, or a row that an earlier one contradicts.
  [[nodiscard]] static Result<Glossary> parse(std::string_view file, std::string_view file_name,
                                              const Glossary& below);

  /// The terms of this English (one may be forced to one Korean and forbidden another); letter case is
  /// looked through.
  [[nodiscard]] std::vector<const Term*> find(std::string_view english) const;

  /// Whether a word of this key (key_of, src/translate/guard_text.hpp) stands in the English of a term.
  [[nodiscard]] bool has_word(std::uint64_t key) const { return word_keys_.contains(key); }

  /// All terms, by English.
  [[nodiscard]] const std::multimap<std::string, Term, std::less<>>& terms() const { return terms_; }

  /// Those that are forced, forbidden or kept, by English.
  [[nodiscard]] const std::vector<Term>& ruled() const { return ruled_; }
  /// For each of ruled() the key of its first English word: what an English text without it does not have.
  [[nodiscard]] const std::vector<std::uint64_t>& ruled_keys() const { return ruled_keys_; }

 private:
  std::vector<Term> ruled_;
  std::vector<std::uint64_t> ruled_keys_;
  std::unordered_set<std::uint64_t> word_keys_;
  std::multimap<std::string, Term, std::less<>> terms_;  ///< by English in lower case
};

}  // namespace nonmun::translate
