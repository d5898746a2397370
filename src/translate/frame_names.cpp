#include "frame_names.hpp"

#include <algorithm>

#include "frame_endings.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::translate::frames {
namespace {

constexpr std::size_t k_longest_name = 9;  // tokens
constexpr std::size_t k_longest_bracket = 16;

bool is_capitalised(const Token& token) {
  return token.mark == Mark::word && ascii::is_upper(token.text.front()) && !ends_as_possessive(token.text);
}

bool stands_in(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const bool begins = at == 0 || !ascii::is_alnum(text[at - 1]);
    const std::size_t end = at + name.size();
    if (begins && (end == text.size() || !ascii::is_alnum(text[end]))) return true;
  }
  return false;
}

/// Past what stands in brackets at `at`; `at` where it is long or does not end.
std::size_t after_bracket(const Sentence& sentence, std::size_t at) {
  for (std::size_t i = at + 1; sentence.has(i) && i - at <= k_longest_bracket; ++i) {
    if (sentence.is(i, Mark::close)) return i + 1;
    if (sentence.is(i, Mark::open) || sentence.is(i, Mark::stop)) break;
  }
  return at;
}

/// A version: "3", "2.5".
bool is_version(const Token& token) {
  return token.mark == Mark::number && token.text.size() <= 4 &&
         std::ranges::all_of(token.text, [](char c) { return ascii::is_digit(c) || c == '.'; });
}

/// A rest of a formula or a command.
bool has_markup(std::string_view name) { return name.find_first_of("$\\{}^`") != std::string_view::npos; }

}  // namespace

bool is_coined(const Token& token) {
  if (token.mark != Mark::word || token.text.size() < 2 || ends_as_possessive(token.text)) return false;
  bool upper = false, digit = false;
  for (std::size_t i = 0; i < token.text.size(); ++i) {
    const char c = token.text[i];
    if (i > 0 && ascii::is_upper(c) && token.text[i - 1] != '-') upper = true;
    if (i > 0 && ascii::is_digit(c)) digit = true;
  }
  return upper || (digit && ascii::is_upper(token.text.front()));
}

bool is_name_cut(const Sentence& sentence, std::size_t begin, std::size_t end) {
  const Grammar& grammar = *sentence.grammar;
  // "a Diagnosis Tool - Model strategy", but "a Diagnosis Tool - BlueNet"
  if (sentence.is(end, Mark::dash) && sentence.has(end + 1))
    return is_capitalised(sentence.tokens[end - 1]) && is_capitalised(sentence.tokens[end + 1]) &&
           !is_coined(sentence.tokens[end + 1]);
  if (!sentence.is(end, only(grammar.name_joint)) || !sentence.has(end + 1) ||
      !ascii::is_upper(sentence.tokens[end + 1].text.front()))
    return false;
  if (ascii::is_upper(sentence.tokens[end - 1].text.front()))
    return begin + 1 < end || !is_coined(sentence.tokens[begin]);
  // "a Transformer model for Chinese" is none
  if (sentence.is(end, only(grammar.purpose))) return false;
  for (std::size_t i = begin; i < end; ++i)
    if (ascii::is_upper(sentence.tokens[i].text.front()) && !is_coined(sentence.tokens[i])) return true;
  return false;
}

std::optional<Slot> read_name(const Sentence& sentence, std::size_t at) {
  const Grammar& grammar = *sentence.grammar;
  const bool quoted = sentence.is(at, Mark::quote);
  const std::size_t begin = quoted ? at + 1 : at;
  std::size_t end = begin, capitalised = 0, coined = 0;
  bool joined = false, conjunction = false;
  while (sentence.has(end) && end - begin < k_longest_name) {
    const Token& token = sentence.tokens[end];
    if (is_coined(token) || is_capitalised(token)) {
      coined += is_coined(token) ? 1 : 0;
      ++capitalised;
      ++end;
    } else if (end > begin && is_version(token)) {
      ++end;
    } else if (end > begin && sentence.is(end, only(grammar.name_joint))) {
      std::size_t next = end + 1;
      while (sentence.is(next, only(grammar.name_joint))) ++next;
      if (!sentence.has(next) || !is_capitalised(sentence.tokens[next])) break;
      joined = true;
      conjunction = conjunction || sentence.is(end, only(grammar.conjunction));
      end = next;
    } else {
      break;
    }
  }
  if (end == begin || sentence.is(begin, only(grammar.no_subject) | only(grammar.opener)))
    return std::nullopt;
  if (!ascii::is_letter(sentence.tokens[begin].text.front())) return std::nullopt;
  const std::size_t words_end = end;
  if (quoted && !sentence.is(end, Mark::quote)) return std::nullopt;
  if (quoted) ++end;
  bool abbreviated = false;
  std::size_t after = end;
  if (sentence.is(end, Mark::open)) {
    after = after_bracket(sentence, end);
    if (after == end) return std::nullopt;
    abbreviated = after == end + 3 && is_coined(sentence.tokens[end + 1]);
    if (!abbreviated && coined == 0 && !stands_in(sentence.title, sentence.between(begin, words_end)))
      return std::nullopt;
  }
  const std::string_view name = sentence.between(begin, words_end);
  // "ARACH(Attention Reallocation via …)": a bracket that no blank stands before
  if (std::ranges::count(name, '(') != std::ranges::count(name, ')')) return std::nullopt;
  // "LLMs outperform …": no name of one thing
  if (has_markup(name) || (words_end == begin + 1 && sentence.is(begin, only(grammar.general_name))))
    return std::nullopt;
  const bool in_title = stands_in(sentence.title, name);
  // "Adapting PTMs before …": a name of which only the beginning looks like one
  if (!in_title && !abbreviated && end - begin > 1 && sentence.is(end, Mark::word) &&
      ends_as_ing_form(sentence.tokens[begin].text))
    return std::nullopt;
  // "Knowledge Graph distilled for …": the name is longer than its capitals
  if (coined == 0 && !abbreviated && !quoted && sentence.is(end, Mark::word) &&
      ends_as_participle(sentence.tokens[end].text))
    return std::nullopt;
  if (joined && !in_title && (!abbreviated || coined > 0)) return std::nullopt;
  if (conjunction && !in_title && !abbreviated) return std::nullopt;
  // "COMmunication inspired Tokenization (COMiT)"
  if (sentence.is(end, only(grammar.suffix)) && sentence.has(end + 1) &&
      is_capitalised(sentence.tokens[end + 1]))
    return std::nullopt;
  // "SFT then RLVR": a part of it
  if (sentence.is(end, only(grammar.sequel))) return std::nullopt;
  // "Reward as an Agent": the name goes on
  if (sentence.is(end, only(grammar.determiner) | only(grammar.stop)) && coined == 0) {
    std::size_t next = end + 1;
    if (sentence.is(next, only(grammar.determiner))) ++next;
    if (sentence.has(next) && is_capitalised(sentence.tokens[next])) return std::nullopt;
  }
  const bool at_start = begin == 0;
  if (coined == 0 && !in_title && !abbreviated && !quoted && (at_start || capitalised < 2))
    return std::nullopt;
  Slot slot{.end = after, .korean = std::string(name)};
  if (abbreviated) slot.korean += "(" + std::string(sentence.tokens[end + 1].text) + ")";
  return slot;
}

std::optional<Slot> read_title_name(const Sentence& sentence, std::size_t at) {
  auto name = read_name(sentence, at);
  if (!name) return std::nullopt;
  const std::string_view words = std::string_view(name->korean).substr(0, name->korean.find('('));
  const std::size_t colon = sentence.title.find(':');
  const bool leads = colon != std::string_view::npos && stands_in(sentence.title.substr(0, colon), words);
  return leads ? name : std::nullopt;
}

}  // namespace nonmun::translate::frames
