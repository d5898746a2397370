#include "frame_korean.hpp"

#include <algorithm>
#include <optional>

#include "frame_endings.hpp"
#include "frame_names.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::translate::frames {
namespace {

/// A part of a name: "Question" in "Sport Question Answering", "CIFAR-10".
bool is_of_name(const Sentence& sentence, std::size_t at) {
  const Token& token = sentence.tokens[at];
  return token.mark == Mark::word && (is_coined(token) || (at > 0 && ascii::is_upper(token.text.front())));
}

/// What stays in English before a Korean head: "LLM-based" is "LLM 기반".
std::string english_modifiers(const Sentence& sentence, std::size_t begin, std::size_t end) {
  constexpr std::string_view k_based = "-based";
  std::string out;
  for (; begin < end; ++begin) {
    std::string_view word = sentence.tokens[begin].text;
    const bool based = word.size() > k_based.size() && word.ends_with(k_based);
    if (based) word.remove_suffix(k_based.size());
    out.append(word).append(based ? " 기반 " : " ");
  }
  return out;
}

/// Where the longest glossary noun that ends the tokens [begin, end) begins; `end` if there is none.
std::size_t head_begin(const Sentence& sentence, std::size_t begin, std::size_t end, const Phrase*& head) {
  for (std::size_t at = begin; at < end; ++at) {
    // "Neuro-Symbolic Reasoning model": a name before its kind, not a reasoning model
    if (at + 1 < end && is_of_name(sentence, at)) continue;
    const Phrase* const noun = sentence.phrase(sentence.grammar->noun, at);
    if (noun != nullptr && at + noun->words.size() == end) {
      head = noun;
      return at;
    }
  }
  return end;
}

/// Whether the last syllable ends in ㄴ, as adjectives before a noun do: 빠른, 자동화된, 필요 없는.
bool ends_as_adjective(std::string_view korean) {
  constexpr std::size_t k_syllable = 3;  // bytes
  constexpr unsigned k_first = 0xAC00, k_finals = 28, k_final_n = 4;
  if (korean.size() < k_syllable) return false;
  const auto byte = [&](std::size_t from_end) {
    return static_cast<unsigned char>(korean[korean.size() - from_end]);
  };
  const unsigned point = (byte(3) & 0x0Fu) << 12 | (byte(2) & 0x3Fu) << 6 | (byte(1) & 0x3Fu);
  return point >= k_first && (point - k_first) % k_finals == k_final_n;
}

/// Whether the adjective at `at` can stand behind "novel and": 새롭고 빠른, but 새롭고 경량 is no Korean.
bool may_follow_joining_form(const Sentence& sentence, std::size_t at) {
  const Phrase* const adjective = sentence.phrase(sentence.grammar->adjective, at);
  return adjective != nullptr && ends_as_adjective(adjective->korean);
}

/// Adjectives in Korean, each with a blank behind it; `begin` moves behind them. Those that stand before a
/// comma or an "and" take their joining form; where one has none it and the rest stay in English. `of_head`:
/// only those that are said of the head, whatever stands between ("a visual question dataset" is not visual).
/// One that is a clause with a noun of its own comes first: 새로운 학습이 필요 없는 would speak of new
/// training.
std::string korean_adjectives(const Sentence& sentence, std::size_t& begin, std::size_t end, bool plural,
                              bool of_head, Before before) {
  const Grammar& grammar = *sentence.grammar;
  std::string out;
  bool joined_before = false;
  while (begin < end) {
    const Phrase* const adjective = sentence.phrase(grammar.adjective, begin);
    if (adjective == nullptr || begin + adjective->words.size() > end || is_of_name(sentence, begin)) break;
    // "autonomous driving" is one term
    const Phrase* const noun = sentence.phrase(grammar.noun, begin);
    if (noun != nullptr && noun->words.size() > adjective->words.size()) break;
    // "a two stage model"
    if (!plural && sentence.is(begin, only(grammar.numeral))) break;
    if (of_head && sentence.phrase(grammar.of_head, begin) == nullptr) break;
    const bool clause = sentence.is(begin, only(grammar.clause));
    if (clause && !joined_before && before == Before::modifier) break;
    std::size_t next = begin + adjective->words.size();
    const bool comma = next < end && sentence.is(next, Mark::comma);
    next += comma ? 1 : 0;
    const bool joined = next < end && sentence.is(next, only(grammar.conjunction));
    next += joined ? 1 : 0;
    const bool joins = (comma || joined) && !adjective->note.empty();
    // "modular, flexible": 모듈식 유연하고 is no Korean
    const bool hangs = comma && !joins && !ends_as_adjective(adjective->korean);
    if (hangs || (joined && !joins) || (joins && !may_follow_joining_form(sentence, next))) break;
    const std::string korean = std::string(joins ? adjective->note : adjective->korean) + ' ';
    out.insert(clause && !joined_before ? 0 : out.size(), korean);
    joined_before = joins;
    if (clause) before = Before::modifier;
    begin = next;
  }
  return out;
}

/// The glossary's nouns and the names that the tokens [begin, end) are made of; nullopt where one is neither.
/// Words that have but a capital are names before a kind of work only: Semantic Boundaries 데이터셋.
/// One word that names the head too does so without: 기준 분할 모델.
std::optional<std::string> korean_nouns(const Sentence& sentence, std::size_t begin, std::size_t end,
                                        std::string_view head, bool of_work) {
  std::string out;
  bool named = true;  // so far: "CIFAR-10 검출", but no "Weakness-driven 문제 Synthesis"
  while (begin < end) {
    if (is_of_name(sentence, begin)) {
      if (!named || (!of_work && !is_coined(sentence.tokens[begin]))) return std::nullopt;
      out += english_modifiers(sentence, begin, begin + 1);
      ++begin;
      continue;
    }
    const Phrase* const noun = sentence.phrase(sentence.grammar->noun, begin);
    if (noun == nullptr || begin + noun->words.size() > end) return std::nullopt;
    std::string_view korean = noun->korean;
    if (noun->words.size() == 1 && korean.size() > head.size() + 1 && korean.ends_with(head) &&
        korean[korean.size() - head.size() - 1] == ' ')
      korean.remove_suffix(head.size() + 1);
    out.append(korean).append(" ");
    begin += noun->words.size();
    named = false;
  }
  return out;
}

/// Whether 이상 behind a number would be read as "or more": 12개 이상 탐지.
bool is_read_as_or_more(std::string_view korean) { return korean.starts_with("이상 "); }

/// The count in front, with a blank behind it; `begin` moves behind it. nullopt where it is no whole number.
std::optional<std::string> korean_count(const Sentence& sentence, std::size_t& begin, std::size_t end) {
  if (begin == end || !sentence.is(begin, Mark::number)) return "";
  const std::string_view number = sentence.tokens[begin].text;
  if (!std::ranges::all_of(number, [](char c) { return ascii::is_digit(c) || c == ','; }))
    return std::nullopt;
  ++begin;
  return std::string(number) + "개 ";
}

/// Whether one of the tokens [begin, end) is no content word, such as may stand in English before a Korean
/// head.
bool has_function_word(const Sentence& sentence, std::size_t begin, std::size_t end) {
  const Grammar& grammar = *sentence.grammar;
  for (std::size_t i = begin; i < end; ++i)
    if (sentence.is(i, Mark::comma) || is_adverb(sentence, i) ||
        sentence.is(i, only(grammar.linker) | only(grammar.conjunction) | only(grammar.determiner) |
                           only(grammar.degree)))
      return true;
  return false;
}

/// All of the tokens [begin, head_at) in Korean but for names, with a blank at the end.
std::optional<std::string> korean_modifiers(const Sentence& sentence, std::size_t begin, std::size_t head_at,
                                            const Phrase& head, bool plural, Before before) {
  const std::size_t first = begin;
  auto count = korean_count(sentence, begin, head_at);
  if (!count) return std::nullopt;
  *count +=
      korean_adjectives(sentence, begin, head_at, plural, false, count->empty() ? before : Before::modifier);
  const std::size_t last = head_at + head.words.size() - 1;
  const bool of_work = sentence.is(last, only(sentence.grammar->type));
  const auto nouns = korean_nouns(sentence, begin, head_at, head.korean, of_work);
  if (!nouns) return std::nullopt;
  const bool counted =
      sentence.is(first, Mark::number) || sentence.is(first, only(sentence.grammar->numeral));
  const std::string rest = *nouns + std::string(head.korean) + " ";
  if (counted && (is_read_as_or_more(rest) || sentence.is(head_at, only(sentence.grammar->person))))
    return std::nullopt;
  return *count + *nouns;
}

}  // namespace

bool is_activity(const Sentence& sentence, const NounPhrase& phrase) {
  // "rule-preserving systems" are none, "fine-tuning models" is one
  const bool joined = sentence.tokens[phrase.begin].text.find('-') != std::string_view::npos;
  if (joined && !sentence.is(phrase.begin, only(sentence.grammar->gerund))) return false;
  if (is_gerund(sentence, phrase.begin)) return true;
  return phrase.end >= phrase.begin + 3 && ends_as_ing_form(sentence.tokens[phrase.begin].text) &&
         ends_as_plural(sentence.tokens[phrase.end - 1].text);
}

std::string korean_of(const Sentence& sentence, const NounPhrase& phrase, Before before) {
  const std::string whole(sentence.between(phrase.begin, phrase.end));
  const std::size_t last = phrase.end - 1;
  if (!phrase.simple || is_activity(sentence, phrase) || (phrase.begin < last && is_of_name(sentence, last)))
    return whole;
  const Phrase* head = nullptr;
  const std::size_t at = head_begin(sentence, phrase.begin, phrase.end, head);
  if (head == nullptr) return whole;
  const auto modifiers =
      korean_modifiers(sentence, phrase.begin, at, *head, ends_as_plural(sentence.tokens[last].text), before);
  return modifiers ? *modifiers + std::string(head->korean) : whole;
}

Kind korean_kind(const Sentence& sentence, std::size_t begin, std::size_t end, Before before, bool term) {
  const Grammar& grammar = *sentence.grammar;
  const Phrase* head = nullptr;
  const std::size_t head_at = head_begin(sentence, begin, end, head);
  if (head == nullptr) return {};
  const bool plural = ends_as_plural(sentence.tokens[end - 1].text);
  const Phrase* const novelty = sentence.phrase(grammar.novelty, begin);
  const std::size_t said = begin + (novelty == nullptr ? 0 : novelty->words.size());
  Kind kind{.korean = {}, .modified = begin < head_at, .informed = said < head_at || head->words.size() > 1};
  // "a Semantic Feature Extraction Module": a name
  const bool named = begin + 1 < end && is_of_name(sentence, end - 1);
  if (!named) {
    if (const auto modifiers = korean_modifiers(sentence, begin, head_at, *head, plural, before)) {
      kind.korean = *modifiers + std::string(head->korean);
      return kind;
    }
  }
  std::size_t rest = begin;
  kind.headed_in_english = named || (term && begin < head_at);
  kind.korean = korean_count(sentence, rest, head_at).value_or("");
  kind.korean += korean_adjectives(sentence, rest, named ? end - 1 : head_at, plural, true,
                                   kind.korean.empty() ? before : Before::modifier);
  if (kind.headed_in_english && !has_function_word(sentence, rest, end))
    return kind.korean.append(sentence.between(rest, end)), kind;
  if (has_function_word(sentence, rest, head_at)) {
    kind.shortened = true;
    kind.headed_in_english = false;
    kind.modified = !kind.korean.empty();
    kind.informed = rest > said || head->words.size() > 1;
  } else {
    kind.korean += english_modifiers(sentence, rest, head_at);
  }
  kind.korean += head->korean;
  return kind;
}

}  // namespace nonmun::translate::frames
