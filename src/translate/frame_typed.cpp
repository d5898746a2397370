#include "frame_typed.hpp"

#include <string>

#include "frame_endings.hpp"
#include "frame_korean.hpp"
#include "frame_names.hpp"
#include "frame_phrase_slots.hpp"
#include "frame_phrases.hpp"
#include "frame_templates.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::translate::frames {
namespace {

/// What stands in front of a head in Korean for what came behind it in English.
struct Complement {
  std::string korean;       ///< without the blank that follows; empty if there is none
  bool possessive = false;  ///< takes 의 where an adjective comes between it and the head
  bool counted = false;     ///< and where a number would else be the head's: 6,500개 영상의 데이터셋
};

/// What "for" or "of" at `at` goes on with, in Korean, with where it is ("emotion detection in Ukrainian
/// texts").
struct Object {
  std::string korean;
  std::size_t end = 0;
  bool done = false;     ///< something that is done: "generating images"
  bool counted = false;  ///< begins with a number
};
std::optional<Object> read_object(const Sentence& sentence, std::size_t at, bool purpose) {
  const Grammar& grammar = *sentence.grammar;
  if (sentence.is(at, only(grammar.no_subject))) return std::nullopt;
  const auto phrase = read_noun_phrase(sentence, at, {});
  if (!phrase || !may_end(sentence, phrase->after) || is_adverb(sentence, phrase->begin)) return std::nullopt;
  const bool single = phrase->end == phrase->begin + 1;
  // "an evaluation of the approach": which one; "for training models": to train them, or such as train
  if (single && sentence.is(phrase->begin, only(grammar.type))) return std::nullopt;
  if (phrase->end == phrase->begin + 2 && ends_as_ing_form(sentence.tokens[phrase->begin].text) &&
      !is_gerund(sentence, phrase->begin) && ends_as_plural(sentence.tokens[phrase->end - 1].text))
    return std::nullopt;
  Object object{.korean = korean_of(sentence, *phrase),
                .end = phrase->after,
                .done = purpose && is_activity(sentence, *phrase),
                .counted = sentence.is(phrase->begin, Mark::number) ||
                           sentence.is(phrase->begin, only(grammar.numeral))};
  if (object.done && single) return std::nullopt;
  if (sentence.is(object.end, only(grammar.inside))) {
    const auto place = read_place(sentence, object.end + 1);
    if (!place || !may_end(sentence, place->end) || is_gerund(sentence, object.end + 1) ||
        sentence.is(place->end, only(grammar.relative)))
      return std::nullopt;
    object.korean = place->korean + "에서의 " + object.korean;
    object.end = place->end;
  }
  // "detecting and correcting these errors"
  if (object.done && is_gerund(sentence, phrase->end - 1)) return std::nullopt;
  // "a taxonomy of operators that extend …"; behind a purpose "that" tells of the head
  if (!purpose && sentence.is(object.end, only(grammar.relative) | only(grammar.spanning)))
    return std::nullopt;
  // "for image editing under noise" is not for all image editing
  const bool narrowed = sentence.is(object.end, only(grammar.narrowing) | only(grammar.similar)) ||
                        is_participle_clause(sentence, object.end);
  return narrowed ? std::nullopt : std::optional(std::move(object));
}

/// Of "for …" or "of …" after the head; moves `end` behind it.
Complement korean_complement(const Sentence& sentence, std::string_view form, std::size_t& end) {
  const Grammar& grammar = *sentence.grammar;
  const bool purpose = sentence.is(end, only(grammar.purpose));
  if (!purpose && !sentence.is(end, only(grammar.topic))) return {};
  const auto object = read_object(sentence, end + 1, purpose);
  if (!object) return {};
  const bool of = sentence.is(end, only(grammar.linker));
  Complement complement;
  if ((form == "about" && !purpose) || (form == "measured" && of)) {
    complement.korean = object->korean + "에 대한";
  } else if (form == "of" && of) {
    complement = {.korean = object->korean, .possessive = true, .counted = object->counted};
  } else if (purpose && object->done) {
    complement.korean = object->korean + " 작업을 위한";
  } else if (purpose) {
    const auto with_particle = with_sure_particle(object->korean, "을/를");
    if (with_particle) complement.korean = *with_particle + " 위한";
  }
  if (!complement.korean.empty()) end = object->end;
  return complement;
}

/// Whether what follows says which of its kind something is: "designed to …", "that …".
bool is_narrowed(const Sentence& sentence, std::size_t at) {
  return sentence.is(at, Mark::word) || sentence.is(at, Mark::open);
}

}  // namespace

std::optional<Slot> read_single(const Sentence& sentence, std::size_t at) {
  const auto phrase = read_noun_phrase(sentence, at, {.most = 9, .linked = false, .coordinated = false});
  if (!phrase || ends_as_plural(sentence.tokens[phrase->end - 1].text)) return std::nullopt;
  return read_typed(sentence, at, false);
}

std::optional<Slot> read_typed(const Sentence& sentence, std::size_t at, bool informed) {
  const Grammar& grammar = *sentence.grammar;
  if (sentence.is(skip_determiner(sentence, at), only(grammar.no_subject))) return std::nullopt;
  auto phrase = read_noun_phrase(sentence, at, {.most = 9, .linked = false, .coordinated = false});
  if (!phrase || !phrase->simple) return std::nullopt;
  // "we propose training agents to search": what is proposed is no thing
  if (phrase->begin == at && ends_as_ing_form(sentence.tokens[at].text)) return std::nullopt;
  const Phrase* const type = sentence.phrase(grammar.type, phrase->end - 1);
  if (type == nullptr) return std::nullopt;
  std::size_t end = phrase->after;
  Complement complement = korean_complement(sentence, type->note, end);
  if (complement.korean.empty() && sentence.is(end, only(grammar.linker)) && type->note != "plain")
    return std::nullopt;
  // "the first benchmark designed to …" is no first benchmark
  if (is_narrowed(sentence, end) && sentence.is(phrase->begin, only(grammar.superlative))) ++phrase->begin;
  // "a large vision language model (LVLM)": one term
  const bool abbreviated = phrase->after > phrase->end;
  const Before before = complement.korean.empty() ? Before::nothing : Before::modifier;
  Kind kind = korean_kind(sentence, phrase->begin, phrase->end, before, abbreviated);
  // nor is "the first weakly supervised benchmark"
  if (kind.shortened && sentence.is(phrase->begin, only(grammar.superlative)))
    kind = korean_kind(sentence, phrase->begin + 1, phrase->end, before, abbreviated);
  if (kind.korean.empty() || (informed && complement.korean.empty() && !kind.informed)) return std::nullopt;
  if (end == phrase->end && is_name_cut(sentence, phrase->begin, phrase->end)) return std::nullopt;
  if (abbreviated && kind.headed_in_english)
    kind.korean.append("(").append(sentence.tokens[phrase->end + 1].text).append(")");
  if (complement.possessive && (kind.modified || complement.counted)) complement.korean += "의";
  if (!complement.korean.empty()) complement.korean += ' ';
  return Slot{.end = end, .korean = complement.korean + kind.korean};
}

}  // namespace nonmun::translate::frames
