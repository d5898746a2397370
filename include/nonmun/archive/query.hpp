#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nonmun/core/error.hpp"

namespace nonmun::archive {

// What people write to search the archive:
//   mixture experts       both words           "mixture of experts"  the phrase
//   transform*            words beginning so   a OR b                either
//   -survey, NOT survey   not that             (a OR b) c            parentheses
//   title: abstract: author: ko: note:         only there (note: reviews); before a word, phrase or
//   parentheses
// Case and accents do not matter; words joined by punctuation (pre-training, GPT-4) are a phrase. Korean of
// two syllables and more is found inside words and across spaces, with or without a particle: 언어모델을
// finds 언어 모델.

enum class Field { any, title, abstract, author, korean, note };

/// A query read: a tree.
struct QueryNode {
  enum class Kind { words, all_of, one_of, but_not };
  Kind kind = Kind::words;
  Field field = Field::any;           ///< words
  std::string text{};                 ///< words: one word or a phrase, as written
  bool quoted = false;                ///< words: to be found as written, in this order
  bool prefix = false;                ///< words: the last word is the beginning of one
  std::vector<QueryNode> children{};  ///< but_not: what must hold, then what must not
  bool operator==(const QueryNode&) const = default;
};

/// Reads a query. Errors: ErrorKind::usage, with the place of what cannot be read (character number from 1).
[[nodiscard]] Result<QueryNode> parse_query(std::string_view text);

}  // namespace nonmun::archive
