#include "frame_phrases.hpp"

#include <algorithm>

#include "frame_endings.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::translate::frames {
namespace {

/// "a framework enabling …", "a model automatically …": not a part of the noun phrase before it.
bool is_clause_after_noun(const Sentence& sentence, std::size_t at) {
  const Grammar& grammar = *sentence.grammar;
  const std::string_view word = sentence.tokens[at].text;
  if (!sentence.is(at - 1, only(grammar.type))) return false;
  // "Representation Yielding Benchmark"
  if (ascii::is_upper(word.front()) && ascii::is_upper(sentence.tokens[at - 1].text.front())) return false;
  return (ends_as_ing_form(word) || ends_as_adverb(word)) &&
         !sentence.is(at, only(grammar.gerund) | only(grammar.noun));
}

bool is_adjective_pair(const Sentence& sentence, std::size_t before, std::size_t after) {
  return sentence.is(before, only(sentence.grammar->adjective)) &&
         sentence.is(after, only(sentence.grammar->adjective));
}

/// "errors occurring", "research applying RL": a clause about the noun before it. "skill harnessing" is a
/// noun.
bool is_participle(const Sentence& sentence, std::size_t at) {
  if (!is_gerund(sentence, at)) return false;
  if (ends_as_plural(sentence.tokens[at - 1].text)) return true;
  return sentence.is(at + 1, Mark::word) && ascii::is_upper(sentence.tokens[at + 1].text.front());
}

/// "fast, cheap", "fast, cheap, and small": the adjective after the comma at `at`; `at` if it is none.
std::size_t adjective_after_comma(const Sentence& sentence, std::size_t at) {
  if (!sentence.is(at, Mark::comma)) return at;
  const std::size_t next = sentence.is(at + 1, only(sentence.grammar->conjunction)) ? at + 2 : at + 1;
  return at > 0 && is_adjective_pair(sentence, at - 1, next) ? next : at;
}

/// "its", "every", "the model's": points at what the phrase does not say; Korean has no place for it among
/// words that stay English.
bool is_referring(const Sentence& sentence, std::size_t at) {
  return sentence.is(at, only(sentence.grammar->referring)) || ends_as_possessive(sentence.tokens[at].text);
}

/// "assumptions-that", "BlueNet–the first": the hyphen is a dash.
bool has_dash(const Sentence& sentence, std::size_t at) {
  const std::string_view word = sentence.tokens[at].text;
  const Classes dashed = only(sentence.grammar->dashed) | only(sentence.grammar->determiner);
  for (const std::string_view hyphen : {"-", "\u2013"}) {
    const std::size_t found = word.rfind(hyphen);
    if (found != std::string_view::npos && found > 0 &&
        sentence.lexicon->is(sentence.lexicon->id(word.substr(found + hyphen.size())), dashed))
      return true;
  }
  return false;
}

/// What one look at a word's bytes tells.
struct Spelling {
  bool markup = false;  ///< "x_1$", "a}{b": rests of formulas and commands
  bool hyphen = false;  ///< perhaps, or a dash
};
Spelling spelling_of(std::string_view word) {
  Spelling spelling;
  for (const char c : word) {
    switch (c) {
      case '$':
      case '\\':
      case '{':
      case '}':
      case '^':
      case '`':
        spelling.markup = true;
        break;
      case '-':
      case '\xE2':  // of the en dash
        spelling.hyphen = true;
        break;
      default:
        break;
    }
  }
  return spelling;
}

/// "and generalizes well", "and scales to": no noun of a list, though no table knows the verb.
bool is_unknown_verb(const Sentence& sentence, std::size_t at) {
  const Grammar& grammar = *sentence.grammar;
  if (!sentence.is(at, Mark::word) || !sentence.has(at + 1)) return false;
  // "and seamlessly integrates"
  if (is_adverb(sentence, at)) return true;
  if (!ends_as_plural(sentence.tokens[at].text)) return false;
  if (sentence.is(at, only(grammar.noun) | only(grammar.type))) return false;
  // "and exhibits strong results": in a noun phrase plurals stand last
  if (sentence.is(at + 1, Mark::word) &&
      !sentence.is(at + 1, only(grammar.stop) | only(grammar.finite) | only(grammar.linker) |
                               only(grammar.conjunction)))
    return true;
  return sentence.is(at + 1, only(grammar.after_verb) | only(grammar.determiner));
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
  const bool plural = before.size() >= k_shortest && ends_as_plural(before) && !before.ends_with("ics");
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
  const std::string_view word = sentence.tokens[last].text;
  if (sentence.is(last, only(grammar.leaning)) || ends_behind_plural(sentence, phrase)) return true;
  // "ways of solving this problem"
  if (last > phrase.begin && ends_as_ing_form(word) && sentence.is(last - 1, only(grammar.linker)))
    return true;
  if (sentence.is(last, only(grammar.gerund) | only(grammar.noun))) return false;
  // "detection focusing on …", "assessment evaluating how …"
  return (last > phrase.begin && is_gerund(sentence, last)) || ends_as_adverb(word);
}

/// Whether what a phrase is between is told: both.
bool is_between_one(const Sentence& sentence, const NounPhrase& phrase, bool coordinated) {
  for (std::size_t i = phrase.begin; i < phrase.end; ++i)
    if (sentence.is(i, only(sentence.grammar->between))) return !coordinated;
  return false;
}

enum class Step { take, end, fail };

/// What the "and" at `at` is to the phrase that began at `begin`.
Step at_conjunction(const Sentence& sentence, std::size_t begin, std::size_t at, const PhraseOptions& options,
                    bool& coordinated) {
  const Grammar& grammar = *sentence.grammar;
  if (at > begin && is_adjective_pair(sentence, at - 1, at + 1)) return Step::take;
  if (sentence.is(at + 1, only(grammar.verb) | only(grammar.self)) &&
      !sentence.is(at + 1, only(grammar.noun))) {
    // "rely on rules or introduce parameters": neither alone is said
    if (sentence.is(at, only(grammar.alternative))) return Step::fail;
    // "real and generated images", "proprietary and open-source models"
    const bool modifier =
        ends_as_participle(sentence.tokens[at + 1].text) || sentence.is(at + 1, only(grammar.adjective));
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

bool begins_sentence(const Sentence& sentence, std::size_t at) {
  return at == 0 ||
         (at == 2 && sentence.is(0, only(sentence.grammar->opener)) && sentence.is(1, Mark::comma));
}

bool is_adverb(const Sentence& sentence, std::size_t at) {
  return ends_as_adverb(sentence.tokens[at].text) && !ascii::is_upper(sentence.tokens[at].text.front()) &&
         !sentence.is(at, only(sentence.grammar->gerund) | only(sentence.grammar->noun));
}

bool is_gerund(const Sentence& sentence, std::size_t at) {
  return ends_as_ing_form(sentence.tokens[at].text) &&
         !sentence.is(at, only(sentence.grammar->gerund) | only(sentence.grammar->noun));
}

bool is_participle_clause(const Sentence& sentence, std::size_t at) {
  const Grammar& grammar = *sentence.grammar;
  return sentence.has(at) &&
         (ends_as_participle(sentence.tokens[at].text) || sentence.is(at, only(grammar.participle))) &&
         sentence.is(at + 1, only(grammar.preposition));
}

std::size_t skip_determiner(const Sentence& sentence, std::size_t at) {
  const Phrase* const determiner = sentence.phrase(sentence.grammar->determiner, at);
  return determiner == nullptr ? at : at + determiner->words.size();
}

std::size_t skip_abbreviation(const Sentence& sentence, std::size_t at) {
  const bool one_word =
      sentence.is(at, Mark::open) && sentence.is(at + 1, Mark::word) && sentence.is(at + 2, Mark::close);
  // "codes of length (a,b)"
  return one_word && sentence.tokens[at + 1].text.find(',') == std::string_view::npos ? at + 3 : at;
}

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
             (ends_as_ing_form(sentence.tokens[next].text) && !sentence.is(next, only(grammar.gerund)));
    }
    case Mark::word:
      if (sentence.is(at, only(grammar.stop))) return true;
      if (sentence.is(at, only(grammar.conjunction)))
        return !sentence.is(at, only(grammar.alternative)) &&
               sentence.is(at + 1, only(grammar.verb) | only(grammar.self)) &&
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
  if (sentence.is(at, only(grammar.referring))) return std::nullopt;
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
    const Spelling spelling = spelling_of(sentence.tokens[i].text);
    if (sentence.is(i, only(grammar.unsafe)) || spelling.markup) return std::nullopt;
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
      continue;
    }
    if (sentence.is(i, only(grammar.stop)) || (!first && may_end(sentence, i))) break;
    if (is_referring(sentence, i) || (spelling.hyphen && has_dash(sentence, i)) ||
        (!first && is_participle(sentence, i)))
      return std::nullopt;
  }
  if (phrase.end == phrase.begin || phrase.end - phrase.begin > options.most) return std::nullopt;
  if (sentence.is(phrase.end - 1, only(grammar.linker) | only(grammar.determiner) | only(grammar.adjective)))
    return std::nullopt;
  if (is_cut(sentence, phrase) || is_between_one(sentence, phrase, coordinated)) return std::nullopt;
  // "hallucinations generated during …": a clause was cut
  if (phrase.end > phrase.begin + 1 && ends_as_participle(sentence.tokens[phrase.end - 1].text) &&
      !sentence.is(phrase.end - 1, only(grammar.noun)))
    return std::nullopt;
  phrase.after = skip_abbreviation(sentence, phrase.end);
  // "a language model (LLM) powered framework": the head comes later
  if (sentence.is(phrase.after, only(grammar.suffix)) && sentence.is(phrase.after + 1, Mark::word) &&
      !sentence.is(phrase.after + 1, only(grammar.preposition)))
    return std::nullopt;
  return phrase;
}

}  // namespace nonmun::translate::frames
