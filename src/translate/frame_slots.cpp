#include "frame_slots.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "frame_endings.hpp"
#include "frame_korean.hpp"
#include "frame_names.hpp"
#include "frame_phrase_slots.hpp"
#include "frame_phrases.hpp"
#include "frame_typed.hpp"
#include "nonmun/core/ascii.hpp"
#include "nonmun/text/korean.hpp"

namespace nonmun::translate::frames {
namespace {

/// "5.2", "1,200", "3.5x", "10K", "~5%", "2-3%": digits and what may be joined to them.
struct Figure {
  std::string_view digits;  ///< with its joined sign but "x"
  bool times = false, percent = false;
};
std::optional<Figure> figure(std::string_view word) {
  if (word.starts_with('~')) word.remove_prefix(1);
  Figure out{.digits = word};
  for (const std::string_view sign : {"x", "X", "\u00D7"}) {
    if (word.size() > sign.size() && word.ends_with(sign)) {
      out.times = true;
      out.digits.remove_suffix(sign.size());
      break;
    }
  }
  if (!out.times && word.ends_with("-fold")) {
    out.times = true;
    out.digits.remove_suffix(5);
  }
  std::string_view body = out.digits;
  if (body.ends_with('%')) {
    out.percent = true;
    body.remove_suffix(1);
  } else if (body.ends_with('K') || body.ends_with('M') || body.ends_with('B') || body.ends_with('k')) {
    body.remove_suffix(1);
  }
  const bool number =
      !body.empty() && ascii::is_digit(body.front()) && ascii::is_digit(body.back()) &&
      std::ranges::all_of(body, [](char c) { return ascii::is_digit(c) || c == '.' || c == ','; });
  return number ? std::optional(out) : std::nullopt;
}

std::optional<Slot> read_number(const Sentence& sentence, std::size_t at, bool exceeding) {
  const Grammar& grammar = *sentence.grammar;
  std::string before, after;
  if (const Phrase* const about = sentence.phrase(grammar.approximate, at); about != nullptr) {
    before = std::string(about->korean) + " ";
    at += about->words.size();
  }
  if (const Phrase* const more = sentence.phrase(grammar.exceeding, at); more != nullptr) {
    if (!exceeding || !before.empty()) return std::nullopt;
    after = " " + std::string(more->korean);
    at += more->words.size();
  }
  if (!sentence.is(at, Mark::number)) return std::nullopt;
  const Token& token = sentence.tokens[at];
  const auto read = figure(token.text);
  if (!read) return std::nullopt;
  if (token.text.starts_with('~')) before += "약 ";
  Slot slot{.end = at + 1, .korean = before + std::string(read->digits)};
  if (read->times) {
    slot.korean += "배";
  } else if (!read->percent) {
    if (const Phrase* const unit = sentence.phrase(grammar.unit, slot.end); unit != nullptr) {
      slot.korean += unit->korean;
      slot.end += unit->words.size();
    }
  } else if (const Phrase* const unit = sentence.phrase(grammar.unit, slot.end); unit != nullptr) {
    if (unit->korean != "포인트") return std::nullopt;
    slot.korean += "p";
    slot.end += unit->words.size();
  }
  if (sentence.is(slot.end, Mark::number) ||
      sentence.is(slot.end, only(grammar.conjunction) | only(grammar.range)) ||
      sentence.is(slot.end, Mark::dash) ||
      (sentence.has(slot.end) && sentence.tokens[slot.end].text == "\u00B1"))
    return std::nullopt;
  slot.korean += after;
  return slot;
}

/// "{number} {noun}": "10,000 question-answer pairs".
std::optional<Slot> read_count(const Sentence& sentence, std::size_t at) {
  const Grammar& grammar = *sentence.grammar;
  std::string before, after;
  if (const Phrase* const about = sentence.phrase(grammar.approximate, at); about != nullptr) {
    before = std::string(about->korean) + " ";
    at += about->words.size();
  } else if (const Phrase* const more = sentence.phrase(grammar.exceeding, at); more != nullptr) {
    after = "가 넘는 ";
    at += more->words.size();
  }
  if (!sentence.is(at, Mark::number)) return std::nullopt;
  const auto read = figure(sentence.tokens[at].text);
  if (!read || read->times || read->percent) return std::nullopt;
  if (sentence.is(at + 1, only(grammar.unit))) return std::nullopt;
  const auto phrase = read_noun_phrase(sentence, at + 1, {.most = 6, .linked = false, .coordinated = false});
  if (!phrase || !phrase->simple || phrase->begin != at + 1) return std::nullopt;
  if (!ends_as_plural(sentence.tokens[phrase->end - 1].text)) return std::nullopt;
  if (sentence.phrase(grammar.noun, phrase->end - 1) == nullptr ||
      sentence.is(phrase->end - 1, only(grammar.person)))
    return std::nullopt;
  if (!may_end(sentence, phrase->after) && !sentence.is(phrase->after, Mark::comma)) return std::nullopt;
  return Slot{.end = phrase->after,
              .korean = before + std::string(read->digits) + "개" + (after.empty() ? "의 " : after) +
                        korean_of(sentence, *phrase, Before::modifier)};
}

/// "our code, models and data".
std::optional<Slot> read_things(const Sentence& sentence, std::size_t at) {
  const Grammar& grammar = *sentence.grammar;
  Slot slot;
  std::string_view last;
  const bool after_comma = at > 0 && sentence.is(at - 1, Mark::comma);
  for (;;) {
    if (const Phrase* const determiner = sentence.phrase(grammar.determiner, at); determiner != nullptr)
      at += determiner->words.size();
    const Phrase* const thing = sentence.phrase(grammar.thing, at);
    if (thing == nullptr) return std::nullopt;
    if (!slot.korean.empty()) slot.korean += ", ";
    slot.korean += last;
    last = thing->korean;
    slot.end = at += thing->words.size();
    bool joined = false;
    if (sentence.is(at, Mark::comma)) {
      ++at;
      joined = true;
    }
    if (const Phrase* const conjunction = sentence.phrase(grammar.conjunction, at); conjunction != nullptr) {
      at += conjunction->words.size();
      joined = true;
    }
    if (joined) continue;
    // "a corpus cleaning pipeline": no corpus
    if (sentence.is(at, Mark::word) && ends_as_ing_form(sentence.tokens[at].text) &&
        !sentence.is(at, only(grammar.stop)))
      return std::nullopt;
    // "Videos, code and data": the list began before the comma
    if (after_comma && !slot.korean.empty()) return std::nullopt;
    if (!slot.korean.empty()) slot.korean = text::josa(slot.korean, "과/와") + " ";
    slot.korean += last;
    return slot;
  }
}

/// "Language Reasoning Models (LRMs)": many, which are not the authors' work.
bool is_plural_abbreviation(std::string_view name) {
  while (!name.empty() && !ascii::is_letter(name.back())) name.remove_suffix(1);
  return name.size() > 2 && name.back() == 's' && ascii::is_upper(name[name.size() - 2]);
}

std::optional<Slot> read_subject(const Sentence& sentence, std::size_t at) {
  const Phrase* const ours = sentence.phrase(sentence.grammar->ours, at);
  if (ours != nullptr) {
    const std::size_t end = at + ours->words.size();
    const bool comma = sentence.is(end, Mark::comma);
    auto name = read_name(sentence, comma ? end + 1 : end);
    if (name && (!comma || sentence.is(name->end, Mark::comma))) {
      name->end += comma ? 1 : 0;
      return name;
    }
    if (comma) return std::nullopt;
    return Slot{.end = end, .korean = std::string(ours->korean)};
  }
  auto name = read_name(sentence, at);
  return name && is_plural_abbreviation(name->korean) ? std::nullopt : name;
}

std::optional<Slot> read_url(const Sentence& sentence, std::size_t at) {
  if (!sentence.is(at, Mark::url)) return std::nullopt;
  // "https://github.com/ name/project": a blank cut the address
  const std::string_view address = sentence.tokens[at].text;
  const bool host_alone = address.ends_with('/') && std::ranges::count(address, '/') <= 3;
  if (host_alone && sentence.is(at + 1, Mark::word)) return std::nullopt;
  // "https://a.org}{https://a.org": the rest of a command
  if (address.find_first_of("{}") != std::string_view::npos) return std::nullopt;
  return Slot{.end = at + 1, .korean = std::string(sentence.tokens[at].text)};
}

constexpr auto k_kinds = std::to_array<std::pair<std::string_view, SlotKind>>({
    {"name", SlotKind::name},
    {"titlename", SlotKind::title_name},
    {"typed", SlotKind::typed},
    {"single", SlotKind::single},
    {"informed", SlotKind::informed},
    {"np", SlotKind::phrase},
    {"studied", SlotKind::studied},
    {"place", SlotKind::place},
    {"topic", SlotKind::topic},
    {"url", SlotKind::url},
    {"things", SlotKind::things},
    {"amount", SlotKind::amount},
    {"number", SlotKind::number},
    {"metric", SlotKind::metric},
    {"rival", SlotKind::rival},
    {"subject", SlotKind::subject},
    {"others", SlotKind::others},
    {"count", SlotKind::count},
    {"influences", SlotKind::influences},
});

constexpr std::uint16_t k_not_read = 0, k_no_slot = 1, k_first_slot = 2;

}  // namespace

std::optional<SlotKind> slot_kind(std::string_view name) {
  const auto* const found = std::ranges::find(k_kinds, name, &decltype(k_kinds)::value_type::first);
  return found == k_kinds.end() ? std::nullopt : std::optional(found->second);
}

std::string_view Sentence::between(std::size_t begin, std::size_t end) const {
  if (begin >= end) return {};
  const char* const from = tokens[begin].text.data();
  const std::string_view last = tokens[end - 1].text;
  return {from, static_cast<std::size_t>(last.data() + last.size() - from)};
}

std::optional<Slot> read_slot(SlotKind kind, const Sentence& sentence, std::size_t at) {
  switch (kind) {
    case SlotKind::name:
      return read_name(sentence, at);
    case SlotKind::title_name:
      return read_title_name(sentence, at);
    case SlotKind::typed:
      return read_typed(sentence, at, false);
    case SlotKind::single:
      return read_single(sentence, at);
    case SlotKind::informed:
      return read_typed(sentence, at, true);
    case SlotKind::phrase:
      return read_phrase(sentence, at);
    case SlotKind::studied:
      return read_studied(sentence, at);
    case SlotKind::place:
      return read_place(sentence, at);
    case SlotKind::topic:
      return read_topic(sentence, at);
    case SlotKind::url:
      return read_url(sentence, at);
    case SlotKind::things:
      return read_things(sentence, at);
    case SlotKind::amount:
      return read_number(sentence, at, true);
    case SlotKind::number:
      return read_number(sentence, at, false);
    case SlotKind::metric:
      return read_metric(sentence, at);
    case SlotKind::rival:
      return read_rival(sentence, at);
    case SlotKind::subject:
      return read_subject(sentence, at);
    case SlotKind::others:
      return read_others(sentence, at);
    case SlotKind::count:
      return read_count(sentence, at);
    case SlotKind::influences:
      return read_influences(sentence, at);
  }
  return std::nullopt;
}

void SlotMemory::begin(std::size_t tokens) {
  places_.assign((tokens + 1) * k_kinds.size(), k_not_read);
  slots_.clear();
}

const Slot* SlotMemory::read(SlotKind kind, const Sentence& sentence, std::size_t at) {
  if (!sentence.has(at)) return nullptr;
  std::uint16_t& place = places_[at * k_kinds.size() + static_cast<std::size_t>(kind)];
  if (place == k_not_read) {
    auto slot = read_slot(kind, sentence, at);
    place = slot ? static_cast<std::uint16_t>(k_first_slot + slots_.size()) : k_no_slot;
    if (slot) slots_.push_back(*std::move(slot));
  }
  return place == k_no_slot ? nullptr : &slots_[place - k_first_slot];
}

}  // namespace nonmun::translate::frames
