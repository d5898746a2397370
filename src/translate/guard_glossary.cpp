#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "guard_line.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::translate {
namespace {

/// Whether a word of a text is that of a term. A term with a capital inside is an abbreviation or a name, and
/// is told from a word by it: mAP is no map, CLIP no clip.
bool is_word_of_term(std::string_view word, std::string_view term, bool any_case) {
  if (key_of(word) != key_of(term)) return false;
  const bool by_case =
      !any_case && term.size() > 1 && std::any_of(term.begin() + 1, term.end(), ascii::is_upper);
  return !by_case || std::any_of(word.begin() + 1, word.end(), ascii::is_upper);
}

/// Whether the words of a term stand one after another among the tokens of an English text.
bool has_term(std::string_view text, std::span<const Token> tokens, std::string_view english,
              bool any_case = false) {
  const std::vector<Token> words = tokens_of(english);
  if (words.empty() || tokens.size() < words.size()) return false;
  for (std::size_t i = 0; i + words.size() <= tokens.size(); ++i) {
    std::size_t same = 0;
    while (same < words.size() && tokens[i + same].key == words[same].key &&
           is_word_of_term(slice(text, tokens[i + same]), slice(english, words[same]), any_case))
      ++same;
    if (same == words.size()) return true;
  }
  return false;
}

std::string without_spaces(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (!ascii::is_space(c)) out.push_back(c);
  return out;
}

/// Where `korean` ends that begins at `begin` of the text, its spaces written or not; `begin` where none
/// does.
std::size_t end_of_korean(std::string_view text, std::size_t begin, std::string_view korean) {
  std::size_t at = begin;
  for (const char c : korean) {
    if (at < text.size() && text[at] == c)
      ++at;
    else if (c != ' ')
      return begin;
  }
  return at;
}

/// Where a word of the line begins with this Korean; not inside another word (모형 in 소모형). Empty:
/// nowhere.
text::Span find_word(std::string_view text, std::string_view korean) {
  const std::string_view first = korean.substr(0, korean.find(' '));
  for (std::size_t at = text.find(first); at != std::string_view::npos; at = text.find(first, at + 1)) {
    if (at >= 3 && script_of(character_at(text, at - 3).point) == Script::hangul) continue;
    if (const std::size_t end = end_of_korean(text, at, korean); end != at) return {at, end};
  }
  return {};
}

/// Whether the line is long enough to say all of the sentence: Korean takes a little less than half as many
/// characters as the English that it renders, and what it copies takes as many. A shorter line leaves
/// something out, and a term that is not there may be that.
bool says_all_of(const Line& line, int number) {
  const std::size_t english = count_characters(line.source.source().sentence(number));
  std::size_t copied = 0;
  for (const Token& token : line.tokens)
    if (token.kind == TokenKind::word) copied += token.end - token.begin;
  const std::size_t rendered = line.length - std::min(line.length, copied);
  return rendered * 100 + copied * 42 >= english * 42;
}

/// Whether the line has the Korean of what an abbreviation stands for: 대규모 언어 모델 for LLM.
bool has_expansion(const Line& line, std::string_view korean, std::string_view english) {
  for (const Abbreviation& entry : guard_tables().abbreviations) {
    if (entry.name != english) continue;
    for (const Term* term : line.options.glossary->find(entry.expansion))
      if (!term->korean.empty() && korean.find(without_spaces(term->korean)) != std::string_view::npos)
        return true;
    if (has_term(line.text, line.tokens, entry.expansion)) return true;
  }
  return false;
}

}  // namespace

std::vector<std::size_t> terms_in(const SourceIndex& source, const Glossary& glossary) {
  std::vector<std::size_t> terms;
  for (std::size_t i = 0; i < glossary.ruled().size(); ++i)
    if (source.has_word(glossary.ruled_keys()[i])) terms.push_back(i);
  return terms;
}

void check_glossary(const Line& line, Findings& findings) {
  if (line.terms.empty()) return;
  const SourceIndex& source = line.source;
  // What must be in the line is known only of a line that says one sentence.
  const bool pair = line.src != nullptr && line.src->size() == 1 && says_all_of(line, line.src->front());
  const std::span<const Token> cited =
      pair ? source.sentence_tokens(line.src->front()) : std::span<const Token>();
  std::string korean;
  for (const std::size_t i : line.terms) {
    const Term& term = line.options.glossary->ruled()[i];
    text::Span wrong = term.rule == TermRule::forbid ? find_word(line.text, term.korean) : text::Span{};
    for (const std::string& replaced : term.replaced)
      if (wrong.begin == wrong.end) wrong = find_word(line.text, replaced);
    const bool is_wrong = wrong.begin != wrong.end && has_term(source.text(), source.tokens(), term.english);
    const bool is_wanted =
        term.rule != TermRule::forbid && !cited.empty() && has_term(source.text(), cited, term.english);
    if (!is_wrong && !is_wanted) continue;
    if (term.rule != TermRule::forbid && has_term(line.text, line.tokens, term.english, true))
      continue;  // llm is English too
    if (is_wrong) {
      add(findings, Guard::glossary,
          quoted(slice(line.text, wrong)) + " is not to be written for " + quoted(term.english), wrong.begin,
          wrong.end);
      continue;
    }
    if (korean.empty()) korean = without_spaces(line.text);
    if (!term.korean.empty() && korean.find(without_spaces(term.korean)) != std::string::npos) continue;
    if (term.rule == TermRule::keep && has_expansion(line, korean, term.english)) continue;
    add(findings, Guard::glossary,
        quoted(term.english) + (term.korean.empty() ? " is to stay in English, and is missing"
                                                    : " is to be written " + quoted(term.korean)),
        0, line.text.size());
  }
}

}  // namespace nonmun::translate
