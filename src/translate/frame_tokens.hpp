#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

// A sentence as words and marks.
namespace nonmun::translate::frames {

class Lexicon;
using WordId = std::uint16_t;

enum class Mark : std::uint8_t { word, number, url, comma, colon, semicolon, stop, open, close, quote, dash };

struct Token {
  std::string_view text;  ///< in the sentence
  WordId id = 0;          ///< of a word or number that a table knows
  Mark mark = Mark::word;
};

/// Puts the sentence's tokens into `tokens`, which views into it.
void tokenize(std::string_view sentence, const Lexicon& lexicon, std::vector<Token>& tokens);

}  // namespace nonmun::translate::frames
