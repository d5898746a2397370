#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "guard_line.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::translate {
namespace {

/// Whether the words of a term stand one after another among the tokens of an English text.
bool has_term(std::span<const Token> tokens, std::string_view english) {
  std::vector<std::uint64_t> keys;
  for (const Token& token : tokens_of(english)) keys.push_back(key_of(slice(english, token)));
  if (keys.empty() || tokens.size() < keys.size()) return false;
  for (std::size_t i = 0; i + keys.size() <= tokens.size(); ++i) {
    std::size_t same = 0;
    while (same < keys.size() && tokens[i + same].key == keys[same]) ++same;
    if (same == keys.size()) return true;
  }
  return false;
}

std::string without_spaces(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (!ascii::is_space(c)) out.push_back(c);
  return out;
}

}  // namespace

void check_glossary(const Line& line, Findings& findings) {
  if (line.options.glossary->ruled().empty()) return;
  const SourceIndex& source = line.source;
  // What must be in the line is known only of a line that says one sentence.
  const bool pair = line.src != nullptr && line.src->size() == 1;
  const std::span<const Token> cited =
      pair ? source.sentence_tokens(line.src->front()) : std::span<const Token>();
  std::string korean;
  const auto& terms = line.options.glossary->ruled();
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (!source.has_word(line.options.glossary->ruled_keys()[i])) continue;
    const Term& term = terms[i];
    if (term.rule == TermRule::forbid) {
      const std::size_t at = line.text.find(term.korean);
      if (at == std::string_view::npos || !has_term(source.tokens(), term.english)) continue;
      // Not where another Korean of the same term holds it (모형 in 소모형).
      add(findings, Guard::glossary,
          quoted(term.korean) + " is not to be written for " + quoted(term.english), at,
          at + term.korean.size());
      continue;
    }
    if (cited.empty() || !has_term(cited, term.english)) continue;
    if (has_term(line.tokens, term.english)) continue;
    if (korean.empty()) korean = without_spaces(line.text);
    if (!term.korean.empty() && korean.find(without_spaces(term.korean)) != std::string::npos) continue;
    const std::string wanted = term.korean.empty() ? quoted(term.english) : quoted(term.korean);
    add(findings, Guard::glossary, quoted(term.english) + " is to be written " + wanted, 0, line.text.size());
  }
}

}  // namespace nonmun::translate
