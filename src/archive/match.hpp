#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nonmun/archive/query.hpp"
#include "tokens.hpp"

// Queries as FTS5 reads them. Nothing that a user wrote gets there but letters and digits in quotes.
namespace nonmun::archive {

/// Which table is asked.
enum class Table { words, review_words };

struct Match {
  enum class Kind {
    expression,
    ignored,  ///< says nothing of any text: punctuation, a lone syllable
    nothing,  ///< no text can have it: a field that the table has not
  };
  Kind kind = Kind::ignored;
  std::string text{};                  ///< the expression
  std::vector<std::string> phrases{};  ///< each phrase of it as an expression of its own, in order
};

[[nodiscard]] Match match(const QueryNode& node, Table table, const Tokenizer& tokenizer);

/// What is said of a keyword in which there is nothing to look for: ErrorKind::usage.
[[nodiscard]] Error no_words(std::string_view keyword);

/// A phrase in title, abstract or Korean text.
[[nodiscard]] Match match_keyword(std::string_view keyword, const Tokenizer& tokenizer);

}  // namespace nonmun::archive
