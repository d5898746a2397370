#include "frame_phrases.hpp"

#include <algorithm>

#include "frame_names.hpp"
#include "nonmun/core/ascii.hpp"
#include "nonmun/text/korean.hpp"

namespace nonmun::translate::frames {
namespace {

/// "based on", "trained with": a participle that begins a clause.
bool is_participle_clause(const Sentence& sentence, std::size_t at) {
  return sentence.tokens[at].text.ends_with("ed") && sentence.is(at + 1, only(sentence.grammar->preposition));
}

/// "a framework enabling …", "a model automatically …": not a part of the noun phrase before it.
bool is_clause_after_noun(const Sentence& sentence, std::size_t at) {
  const Grammar& grammar = *sentence.grammar;
  const std::string_view word = sentence.tokens[at].text;
  if (!sentence.is(at - 1, only(grammar.type))) return false;
  return (word.ends_with("ing") || word.ends_with("ly")) &&
         !sentence.is(at, only(grammar.gerund) | only(grammar.noun));
}

bool is_adjective_pair(const Sentence& sentence, std::size_t before, std::size_t after) {
  return sentence.is(before, only(sentence.grammar->adjective)) &&
         sentence.is(after, only(sentence.grammar->adjective));
}

/// "generating", but not "training".
bool is_gerund(const Sentence& sentence, std::size_t at) {
  return sentence.tokens[at].text.ends_with("ing") &&
         !sentence.is(at, only(sentence.grammar->gerund) | only(sentence.grammar->noun));
}

/// "errors occurring", "research applying RL": a clause about the noun before it. "skill harnessing" is a
/// noun.
bool is_participle(const Sentence& sentence, std::size_t at) {
  if (!is_gerund(sentence, at)) return false;
  if (sentence.tokens[at - 1].text.ends_with('s')) return true;
  return sentence.is(at + 1, Mark::word) && ascii::is_upper(sentence.tokens[at + 1].text.front());
}

/// "fast, cheap", "fast, cheap, and small": the adjective after the comma at `at`; `at` if it is none.
std::size_t adjective_after_comma(const Sentence& sentence, std::size_t at) {
  if (!sentence.is(at, Mark::comma)) return at;
  const std::size_t next = sentence.is(at + 1, only(sentence.grammar->conjunction)) ? at + 2 : at + 1;
  return at > 0 && is_adjective_pair(sentence, at - 1, next) ? next : at;
}

/// An abbreviation in brackets: the token after it, or `at`.
std::size_t skip_abbreviation(const Sentence& sentence, std::size_t at) {
  return sentence.is(at, Mark::open) && sentence.is(at + 1, Mark::word) && sentence.is(at + 2, Mark::close)
             ? at + 3
             : at;
}

std::size_t skip_determiner(const Sentence& sentence, std::size_t at) {
  const Phrase* const determiner = sentence.phrase(sentence.grammar->determiner, at);
  return determiner == nullptr ? at : at + determiner->words.size();
}

/// "and generalizes well", "and scales to": no noun of a list, though no table knows the verb.
bool is_unknown_verb(const Sentence& sentence, std::size_t at) {
  const Grammar& grammar = *sentence.grammar;
  if (!sentence.is(at, Mark::word) || !sentence.has(at + 1) || !sentence.tokens[at].text.ends_with('s'))
    return false;
  if (sentence.is(at, only(grammar.noun) | only(grammar.type))) return false;
  const std::string_view next = sentence.tokens[at + 1].text;
  return next.ends_with("ly") || sentence.is(at + 1, only(grammar.after_verb) | only(grammar.determiner));
}

/// Whether the first or second word says how much of what follows its "of": "a wide range of tasks".
bool is_quantity(const Sentence& sentence, const NounPhrase& phrase) {
  const Grammar& grammar = *sentence.grammar;
  for (std::size_t i = phrase.begin; i < std::min(phrase.begin + 2, phrase.end); ++i)
    if (sentence.is(i, only(grammar.quantity)) && sentence.is(i + 1, only(grammar.of_alone))) return true;
  return false;
}

/// "technologies essential for …": an adjective behind its noun.
bool ends_behind_plural(const Sentence& sentence, const NounPhrase& phrase) {
  const Grammar& grammar = *sentence.grammar;
  constexpr std::size_t k_shortest = 5;
  if (phrase.end < phrase.begin + 2) return false;
  const std::size_t last = phrase.end - 1;
  const std::string_view before = sentence.tokens[last - 1].text, word = sentence.tokens[last].text;
  const bool plural = before.size() >= k_shortest && before.ends_with('s') && !before.ends_with("ss") &&
                      !before.ends_with("ics") && !before.ends_with("us") && !before.ends_with("is");
  return plural && !word.ends_with('s') && !sentence.is(last, only(grammar.noun) | only(grammar.gerund));
}

/// "manually designed rules", "answers prior to training", "BlueNet,a model": a piece of a phrase or two.
bool is_cut(const Sentence& sentence, const NounPhrase& phrase) {
  const Grammar& grammar = *sentence.grammar;
  const std::size_t last = phrase.end - 1;
  if (is_quantity(sentence, phrase)) return true;
  for (std::size_t i = phrase.begin; i < phrase.end; ++i)
    if (sentence.is(i, Mark::word) && sentence.tokens[i].text.find(',') != std::string_view::npos)
      return true;
  if (!sentence.is(phrase.end, Mark::word)) return false;
  if (sentence.is(last, only(grammar.leaning)) || ends_behind_plural(sentence, phrase)) return true;
  if (sentence.is(last, only(grammar.gerund) | only(grammar.noun))) return false;
  const std::string_view word = sentence.tokens[last].text;
  const bool focuses =
      last > phrase.begin && word.ends_with("ing") && sentence.is(phrase.end, only(grammar.aimed));
  return focuses || word.ends_with("ly");
}

enum class Step { take, end, fail };

/// What the "and" at `at` is to the phrase that began at `begin`.
Step at_conjunction(const Sentence& sentence, std::size_t begin, std::size_t at, const PhraseOptions& options,
                    bool& coordinated) {
  const Grammar& grammar = *sentence.grammar;
  if (at > begin && is_adjective_pair(sentence, at - 1, at + 1)) return Step::take;
  if (sentence.is(at + 1, only(grammar.verb) | only(grammar.self)) &&
      !sentence.is(at + 1, only(grammar.noun))) {
    // "real and generated images", "proprietary and open-source models"
    const bool modifier =
        sentence.tokens[at + 1].text.ends_with("ed") || sentence.is(at + 1, only(grammar.adjective));
    const bool cut = modifier && !sentence.is(at - 1, only(grammar.noun) | only(grammar.type));
    return cut ? Step::fail : Step::end;
  }
  if (is_unknown_verb(sentence, at + 1)) return Step::fail;
  const bool list = !options.coordinated || sentence.is(at + 1, Mark::number) || coordinated ||
                    sentence.is(at + 1, only(grammar.determiner)) || may_end(sentence, at + 1);
  coordinated = true;
  return list ? Step::fail : Step::take;
}

}  // namespace

bool may_end(const Sentence& sentence, std::size_t at) {
  const Grammar& grammar = *sentence.grammar;
  if (!sentence.has(at)) return true;
  switch (sentence.tokens[at].mark) {
    case Mark::stop:
    case Mark::semicolon:
    case Mark::colon:
    case Mark::dash:
      return true;
    case Mark::comma: {
      const std::size_t next = at + 1;
      if (!sentence.has(next) || sentence.is(next, Mark::number)) return false;
      if (sentence.is(next, only(grammar.conjunction)))
        return sentence.is(next + 1, only(grammar.verb) | only(grammar.self) | only(grammar.determiner));
      return sentence.is(next, only(grammar.stop) | only(grammar.apposition) | only(grammar.self)) ||
             (sentence.tokens[next].text.ends_with("ing") && !sentence.is(next, only(grammar.gerund)));
    }
    case Mark::word:
      if (sentence.is(at, only(grammar.stop))) return true;
      if (sentence.is(at, only(grammar.conjunction)))
        return sentence.is(at + 1, only(grammar.verb) | only(grammar.self)) &&
               !sentence.is(at + 1, only(grammar.noun));
      return at > 0 && (is_participle_clause(sentence, at) || is_clause_after_noun(sentence, at));
    default:
      return false;
  }
}

std::optional<NounPhrase> read_noun_phrase(const Sentence& sentence, std::size_t at,
                                           const PhraseOptions& options) {
  const Grammar& grammar = *sentence.grammar;
  NounPhrase phrase;
  phrase.begin = phrase.end = skip_determiner(sentence, at);
  bool coordinated = false;
  for (;; ++phrase.end) {
    const std::size_t i = phrase.end;
    if (!sentence.has(i)) break;
    const bool first = i == phrase.begin;
    if (const std::size_t next = adjective_after_comma(sentence, i); next != i && !first) {
      phrase.end = next - 1;
      continue;
    }
    if (!sentence.is(i, Mark::word) && !sentence.is(i, Mark::number)) break;
    if (sentence.is(i, only(grammar.unsafe))) return std::nullopt;
    // "offers researchers a taxonomy": two phrases
    if (!first && sentence.is(i, only(grammar.determiner))) return std::nullopt;
    if (sentence.is(i, only(grammar.finite))) break;
    if (sentence.is(i, only(grammar.conjunction))) {
      if (first) return std::nullopt;
      const Step step = at_conjunction(sentence, phrase.begin, i, options, coordinated);
      if (step == Step::fail) return std::nullopt;
      if (step == Step::end) break;
      phrase.simple = phrase.simple && is_adjective_pair(sentence, i - 1, i + 1);
      continue;
    }
    if (sentence.is(i, only(grammar.linker)) && !first) {
      if (!options.linked) break;
      phrase.simple = false;
      if (const std::size_t next = skip_determiner(sentence, i + 1); next > i + 1) phrase.end = next - 1;
      continue;
    }
    if (sentence.is(i, only(grammar.stop)) || (!first && may_end(sentence, i))) break;
    if (!first && is_participle(sentence, i)) return std::nullopt;
  }
  if (phrase.end == phrase.begin || phrase.end - phrase.begin > options.most) return std::nullopt;
  if (sentence.is(phrase.end - 1, only(grammar.linker) | only(grammar.determiner) | only(grammar.adjective)))
    return std::nullopt;
  if (is_cut(sentence, phrase)) return std::nullopt;
  // "hallucinations generated during …": a clause was cut
  if (phrase.end > phrase.begin + 1 && sentence.tokens[phrase.end - 1].text.ends_with("ed") &&
      !sentence.is(phrase.end - 1, only(grammar.noun)))
    return std::nullopt;
  phrase.after = skip_abbreviation(sentence, phrase.end);
  // "a language model (LLM) powered framework": the head comes later
  if (sentence.is(phrase.after, only(grammar.suffix)) && sentence.is(phrase.after + 1, Mark::word) &&
      !sentence.is(phrase.after + 1, only(grammar.preposition)))
    return std::nullopt;
  return phrase;
}

namespace {

/// Where the longest glossary noun that ends the tokens [begin, end) begins; `end` if there is none.
std::size_t head_begin(const Sentence& sentence, std::size_t begin, std::size_t end, const Phrase*& head) {
  for (std::size_t at = begin; at < end; ++at) {
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
/// comma or an "and" take their joining form; where one has none it and the rest stay in English.
std::string korean_adjectives(const Sentence& sentence, std::size_t& begin, std::size_t end) {
  const Grammar& grammar = *sentence.grammar;
  std::string out;
  while (begin < end) {
    const Phrase* const adjective = sentence.phrase(grammar.adjective, begin);
    if (adjective == nullptr || begin + adjective->words.size() > end) break;
    std::size_t next = begin + adjective->words.size();
    const bool comma = next < end && sentence.is(next, Mark::comma);
    next += comma ? 1 : 0;
    const bool joined = next < end && sentence.is(next, only(grammar.conjunction));
    next += joined ? 1 : 0;
    const bool joins = (comma || joined) && !adjective->note.empty();
    if ((joined && !joins) || (joins && !may_follow_joining_form(sentence, next))) break;
    out += joins ? adjective->note : adjective->korean;
    out += ' ';
    begin = next;
  }
  return out;
}

/// The glossary's nouns that the tokens [begin, end) are made of; empty where one is not in it. One word that
/// names the head too does so without: 기준 분할 모델.
std::string korean_nouns(const Sentence& sentence, std::size_t begin, std::size_t end,
                         std::string_view head) {
  std::string out;
  while (begin < end) {
    const Phrase* const noun = sentence.phrase(sentence.grammar->noun, begin);
    if (noun == nullptr || begin + noun->words.size() > end) return {};
    std::string_view korean = noun->korean;
    if (noun->words.size() == 1 && korean.size() > head.size() + 1 && korean.ends_with(head) &&
        korean[korean.size() - head.size() - 1] == ' ')
      korean.remove_suffix(head.size() + 1);
    out += korean;
    out += ' ';
    begin += noun->words.size();
  }
  return out;
}

/// The modifiers [begin, end) with a blank at the end: leading adjectives and, where all are known, the
/// nouns.
std::string korean_modifiers(const Sentence& sentence, std::size_t begin, std::size_t end,
                             std::string_view head) {
  std::string out = korean_adjectives(sentence, begin, end);
  if (begin == end) return out;
  const std::string nouns = korean_nouns(sentence, begin, end, head);
  return out + (nouns.empty() ? std::string(sentence.between(begin, end)) + " " : nouns);
}

/// "generating images", "training large models": something that is done.
bool is_activity(const Sentence& sentence, const NounPhrase& phrase) {
  // "rule-preserving systems" are none, "fine-tuning models" is one
  const bool joined = sentence.tokens[phrase.begin].text.find('-') != std::string_view::npos;
  if (joined && !sentence.is(phrase.begin, only(sentence.grammar->gerund))) return false;
  if (is_gerund(sentence, phrase.begin)) return true;
  return phrase.end >= phrase.begin + 3 && sentence.tokens[phrase.begin].text.ends_with("ing") &&
         sentence.tokens[phrase.end - 1].text.ends_with('s');
}

}  // namespace

std::string korean_of(const Sentence& sentence, const NounPhrase& phrase) {
  const std::string_view whole = sentence.between(phrase.begin, phrase.end);
  if (!phrase.simple || is_activity(sentence, phrase)) return std::string(whole);
  const Phrase* head = nullptr;
  const std::size_t at = head_begin(sentence, phrase.begin, phrase.end, head);
  if (head == nullptr) return std::string(whole);
  std::size_t begin = phrase.begin;
  std::string count;
  if (begin < at && sentence.is(begin, Mark::number)) {
    const std::string_view number = sentence.tokens[begin].text;
    if (!std::ranges::all_of(number, [](char c) { return ascii::is_digit(c) || c == ','; }))
      return std::string(whole);
    count = std::string(number) + "개 ";
    ++begin;
  }
  return (count + korean_modifiers(sentence, begin, at, head->korean)).append(head->korean);
}

namespace {

constexpr std::size_t k_most_of_others = 6;  // words

/// Whether one of the tokens [begin, end) is no part of a plain noun phrase.
bool has_grammar_word(const Sentence& sentence, std::size_t begin, std::size_t end) {
  const Grammar& grammar = *sentence.grammar;
  const Classes wrong = only(grammar.stop) | only(grammar.finite) | only(grammar.unsafe) |
                        only(grammar.linker) | only(grammar.conjunction) | only(grammar.no_subject);
  for (std::size_t i = begin; i < end; ++i)
    if (sentence.is(i, wrong)) return true;
  return false;
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
                                     sentence.tokens[phrase->begin].text.ends_with("ing"));
    if (narrowed || is_gerund(sentence, phrase->end - 1)) return std::nullopt;
  }
  return Slot{.end = phrase->after, .korean = korean_of(sentence, *phrase)};
}

std::optional<Slot> read_studied(const Sentence& sentence, std::size_t at) {
  auto slot = read_phrase(sentence, at);
  // "the prospects for …", "BlueBench on three agents": one word says too little without what follows
  const std::size_t begin = skip_determiner(sentence, at);
  if (slot && slot->end == begin + 1 && sentence.is(slot->end, Mark::word) &&
      !sentence.is(slot->end, only(sentence.grammar->conjunction)))
    return std::nullopt;
  return slot;
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
  const Lexicon& lexicon = *sentence.lexicon;
  static const ClassId baseline = lexicon.class_named("baseline");
  if (const Phrase* const known = sentence.phrase(baseline, at); known != nullptr)
    return Slot{.end = at + known->words.size(), .korean = std::string(known->korean)};
  auto name = read_name(sentence, at);
  if (name && may_end(sentence, name->end)) return name;
  if (sentence.is(skip_determiner(sentence, at), only(sentence.grammar->no_subject))) return std::nullopt;
  const auto phrase = read_noun_phrase(sentence, at, {.most = 6, .linked = false, .coordinated = false});
  if (!phrase || !may_end(sentence, phrase->after)) return std::nullopt;
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
  const Phrase* head = nullptr;
  if (end == begin || !sentence.is(end - 1, only(sentence.grammar->type))) return std::nullopt;
  const std::size_t head_at = head_begin(sentence, begin, end, head);
  if (head == nullptr || has_grammar_word(sentence, begin, end)) return std::nullopt;
  return Slot{.end = end,
              .korean = std::string(first->korean)
                            .append(" ")
                            .append(korean_modifiers(sentence, begin, head_at, head->korean))
                            .append(head->korean)};
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

namespace {

/// What stands in front of a head in Korean for what came behind it in English.
struct Complement {
  std::string korean;       ///< without the blank that follows; empty if there is none
  bool possessive = false;  ///< takes 의 where an adjective comes between it and the head
};

/// Of "for …" or "of …" after the head; moves `end` behind it.
Complement korean_complement(const Sentence& sentence, std::string_view form, std::size_t& end) {
  const Grammar& grammar = *sentence.grammar;
  const bool purpose = sentence.is(end, only(grammar.purpose));
  if (!purpose && !sentence.is(end, only(grammar.topic))) return {};
  if (sentence.is(end + 1, only(grammar.no_subject))) return {};
  const auto phrase = read_noun_phrase(sentence, end + 1, {});
  if (!phrase || !may_end(sentence, phrase->after)) return {};
  const bool done = purpose && is_activity(sentence, *phrase);
  const std::string korean =
      done ? std::string(sentence.between(phrase->begin, phrase->end)) : korean_of(sentence, *phrase);
  const bool of = sentence.is(end, only(grammar.linker));
  if (form == "about" && (of || !purpose)) {
    end = phrase->after;
    return {.korean = korean + "에 대한"};
  }
  if (form == "of" && of) {
    end = phrase->after;
    return {.korean = korean, .possessive = true};
  }
  if (!purpose) return {};
  if (done) {
    if (phrase->end == phrase->begin + 1) return {};
    end = phrase->after;
    return {.korean = korean + " 작업을 위한"};
  }
  std::string with_particle = text::josa(korean, "을/를");
  if (with_particle.ends_with(")")) return {};
  end = phrase->after;
  return {.korean = with_particle + " 위한"};
}

/// Whether what follows says which of its kind something is: "designed to …", "that …".
bool is_narrowed(const Sentence& sentence, std::size_t at) {
  return sentence.is(at, Mark::word) || sentence.is(at, Mark::open);
}

}  // namespace

std::optional<Slot> read_single(const Sentence& sentence, std::size_t at) {
  const auto phrase = read_noun_phrase(sentence, at, {.most = 9, .linked = false, .coordinated = false});
  if (!phrase) return std::nullopt;
  const std::string_view head = sentence.tokens[phrase->end - 1].text;
  const bool plural =
      head.ends_with('s') && !head.ends_with("ss") && !head.ends_with("us") && !head.ends_with("is");
  return plural ? std::nullopt : read_typed(sentence, at, false);
}

std::optional<Slot> read_typed(const Sentence& sentence, std::size_t at, bool informed) {
  const Grammar& grammar = *sentence.grammar;
  if (sentence.is(skip_determiner(sentence, at), only(grammar.no_subject))) return std::nullopt;
  auto phrase = read_noun_phrase(sentence, at, {.most = 9, .linked = false, .coordinated = false});
  if (!phrase || !phrase->simple) return std::nullopt;
  // "we propose training agents to search": what is proposed is no thing
  if (phrase->begin == at && sentence.tokens[at].text.ends_with("ing")) return std::nullopt;
  const Phrase* const type = sentence.phrase(grammar.type, phrase->end - 1);
  if (type == nullptr) return std::nullopt;
  const Phrase* head = nullptr;
  const std::size_t head_at = head_begin(sentence, phrase->begin, phrase->end, head);
  if (head == nullptr) return std::nullopt;
  std::size_t end = phrase->after;
  Complement complement = korean_complement(sentence, type->note, end);
  if (complement.korean.empty() && sentence.is(end, only(grammar.linker)) && type->note != "plain")
    return std::nullopt;
  // "the first benchmark designed to …" is no first benchmark
  if (is_narrowed(sentence, end) && sentence.is(phrase->begin, only(grammar.superlative))) ++phrase->begin;
  if (informed && complement.korean.empty()) {
    const Phrase* const novelty = sentence.phrase(grammar.novelty, phrase->begin);
    const std::size_t said = phrase->begin + (novelty == nullptr ? 0 : novelty->words.size());
    if (said >= head_at && head->words.size() == 1) return std::nullopt;
  }
  const std::string modifiers = korean_modifiers(sentence, phrase->begin, head_at, head->korean);
  if (complement.possessive && !modifiers.empty()) complement.korean += "의";
  if (!complement.korean.empty()) complement.korean += ' ';
  return Slot{.end = end, .korean = (complement.korean + modifiers).append(head->korean)};
}

}  // namespace nonmun::translate::frames
