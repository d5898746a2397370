#include "frame_phrase_slots.hpp"

#include "frame_endings.hpp"
#include "frame_korean.hpp"
#include "frame_names.hpp"
#include "frame_phrases.hpp"

namespace nonmun::translate::frames {
namespace {

constexpr std::size_t k_most_of_others = 6;  // words

/// Whether one of the tokens [begin, end) is no part of a plain noun phrase.
bool has_grammar_word(const Sentence& sentence, std::size_t begin, std::size_t end) {
  const Grammar& grammar = *sentence.grammar;
  const Classes wrong = only(grammar.stop) | only(grammar.finite) | only(grammar.unsafe) |
                        only(grammar.linker) | only(grammar.conjunction) | only(grammar.no_subject);
  for (std::size_t i = begin; i < end; ++i)
    if (sentence.is(i, wrong) || is_adverb(sentence, i)) return true;
  return false;
}

/// Whether what follows says which of those before it are meant: "trained on …", "like …", "that …".
bool is_narrowed_rival(const Sentence& sentence, std::size_t at) {
  const Grammar& grammar = *sentence.grammar;
  return sentence.has(at) && (sentence.is(at, only(grammar.relative) | only(grammar.similar)) ||
                              is_participle_clause(sentence, at));
}

}  // namespace

std::optional<Slot> read_phrase(const Sentence& sentence, std::size_t at) {
  const Grammar& grammar = *sentence.grammar;
  if (sentence.is(skip_determiner(sentence, at), only(grammar.no_subject))) return std::nullopt;
  const auto phrase = read_noun_phrase(sentence, at, {});
  if (!phrase || sentence.is(phrase->end - 1, only(grammar.vague))) return std::nullopt;
  // "the combination of A with B" is none of A alone
  if (sentence.is(phrase->begin, only(grammar.pairing)) && sentence.is(phrase->after, only(grammar.partner)))
    return std::nullopt;
  const bool single = phrase->end == phrase->begin + 1;
  // "our model": which one the reader cannot know
  if (single && sentence.is(phrase->begin, only(grammar.type) | only(grammar.thing))) return std::nullopt;
  if (sentence.is(phrase->after, Mark::word)) {
    // One word and its clause, "models trained on …", "training on …", are not about that word alone.
    const bool narrowed = single && (is_participle_clause(sentence, phrase->after) ||
                                     ends_as_ing_form(sentence.tokens[phrase->begin].text));
    if (narrowed || is_gerund(sentence, phrase->end - 1)) return std::nullopt;
  }
  return Slot{.end = phrase->after, .korean = korean_of(sentence, *phrase)};
}

std::optional<Slot> read_studied(const Sentence& sentence, std::size_t at) {
  const Grammar& grammar = *sentence.grammar;
  auto slot = read_phrase(sentence, at);
  if (!slot) return std::nullopt;
  // "the prospects for …", "BlueBench on three agents": one word says too little without what follows
  const std::size_t begin = skip_determiner(sentence, at);
  if (slot->end == begin + 1 && sentence.is(slot->end, Mark::word) &&
      !sentence.is(slot->end, only(grammar.conjunction)))
    return std::nullopt;
  // "a new approach": which one
  const Phrase* const novelty = sentence.phrase(grammar.novelty, begin);
  const bool only_new = novelty != nullptr && slot->end == begin + novelty->words.size() + 1 &&
                        sentence.is(slot->end - 1, only(grammar.type));
  return only_new ? std::nullopt : slot;
}

std::optional<Slot> read_topic(const Sentence& sentence, std::size_t at) {
  const bool opened =
      at == 2 && sentence.is(0, only(sentence.grammar->opener)) && sentence.is(1, Mark::comma);
  if (at != 0 && !opened) return std::nullopt;
  return read_phrase(sentence, at);
}

std::optional<Slot> read_metric(const Sentence& sentence, std::size_t at) {
  const auto phrase = read_noun_phrase(sentence, at, {.most = 5, .linked = false, .coordinated = false});
  if (!phrase) return std::nullopt;
  const Grammar& grammar = *sentence.grammar;
  for (std::size_t i = phrase->begin; i < phrase->end; ++i)
    if (sentence.is(i, Mark::number) || sentence.is(i, only(grammar.comparative) | only(grammar.change)))
      return std::nullopt;
  return Slot{.end = phrase->after, .korean = korean_of(sentence, *phrase)};
}

std::optional<Slot> read_rival(const Sentence& sentence, std::size_t at) {
  const Grammar& grammar = *sentence.grammar;
  static const ClassId baseline = sentence.lexicon->class_named("baseline");
  if (const Phrase* const known = sentence.phrase(baseline, at); known != nullptr) {
    const std::size_t end = at + known->words.size();
    if (is_narrowed_rival(sentence, end)) return std::nullopt;
    return Slot{.end = end, .korean = std::string(known->korean)};
  }
  auto name = read_name(sentence, at);
  if (name && may_end(sentence, name->end)) return name;
  if (sentence.is(skip_determiner(sentence, at), only(grammar.no_subject))) return std::nullopt;
  const auto phrase = read_noun_phrase(sentence, at, {.most = 6, .linked = false, .coordinated = false});
  if (!phrase || !may_end(sentence, phrase->after)) return std::nullopt;
  // "models like …", "methods trained on …": not all of them
  const bool alone = phrase->end == phrase->begin + 1 && sentence.is(phrase->begin, only(grammar.type));
  if (alone || is_narrowed_rival(sentence, phrase->after)) return std::nullopt;
  return Slot{.end = phrase->after, .korean = korean_of(sentence, *phrase)};
}

std::optional<Slot> read_others(const Sentence& sentence, std::size_t at) {
  static const ClassId others = sentence.lexicon->class_named("others");
  static const ClassId existing = sentence.lexicon->class_named("existing");
  if (const Phrase* const known = sentence.phrase(others, at); known != nullptr)
    return Slot{.end = at + known->words.size(), .korean = std::string(known->korean)};
  const Phrase* const first = sentence.phrase(existing, at);
  if (first == nullptr) return std::nullopt;
  const std::size_t begin = at + first->words.size();
  std::size_t end = begin;
  while (sentence.is(end, Mark::word) && end - begin < k_most_of_others) {
    ++end;
    if (sentence.is(end - 1, only(sentence.grammar->type)) && !sentence.is(end, only(sentence.grammar->type)))
      break;
  }
  if (end == begin || !sentence.is(end - 1, only(sentence.grammar->type)) ||
      has_grammar_word(sentence, begin, end))
    return std::nullopt;
  const Kind kind = korean_kind(sentence, begin, end);
  if (kind.korean.empty()) return std::nullopt;
  return Slot{.end = end, .korean = std::string(first->korean).append(" ").append(kind.korean)};
}

std::optional<Slot> read_influences(const Sentence& sentence, std::size_t at) {
  static const ClassId influence = sentence.lexicon->class_named("influence");
  const std::size_t noun = skip_determiner(sentence, at);
  const Phrase* const kind = sentence.phrase(influence, noun);
  if (kind == nullptr || !sentence.is(noun + 1, only(sentence.grammar->of_alone))) return std::nullopt;
  const auto cause = read_phrase(sentence, noun + 2);
  if (!cause || !sentence.is(cause->end, only(sentence.grammar->topic))) return std::nullopt;
  const auto result = read_phrase(sentence, cause->end + 1);
  if (!result) return std::nullopt;
  return Slot{.end = result->end,
              .korean = (result->korean + "에 미치는 " + cause->korean + "의 ").append(kind->korean)};
}

}  // namespace nonmun::translate::frames
