#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nonmun/archive/query.hpp"
#include "nonmun/archive/results.hpp"
#include "tokens.hpp"

namespace nonmun::archive {

/// What a query looks for, ready to be found in texts.
struct Wanted {
  struct Words {
    Field field = Field::any;
    std::vector<std::string> words;  ///< folded; the last a beginning if `prefix`
    bool prefix = false;
  };
  std::vector<Words> words;
  std::vector<std::u32string> korean;  ///< runs of syllables
};
[[nodiscard]] Wanted wanted_by(const QueryNode& query, const Tokenizer& tokenizer);

[[nodiscard]] std::vector<Snippet> snippets_of(const Paper& paper, const Wanted& wanted,
                                               const Tokenizer& tokenizer);
[[nodiscard]] std::vector<Snippet> snippets_of(const Review& review, const Wanted& wanted,
                                               const Tokenizer& tokenizer);

}  // namespace nonmun::archive
