#include "frame_patterns.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <deque>
#include <span>

#include "frame_phrases.hpp"
#include "nonmun/core/table.hpp"

namespace nonmun::data {
extern const std::string_view frame_patterns;
}  // namespace nonmun::data

namespace nonmun::translate::frames {
namespace {

/// One of several words, marks or classes, once or (`repeats`) as often as it comes.
struct Element {
  std::vector<WordId> words;
  std::vector<ClassId> classes;
  std::vector<Mark> marks;
  std::optional<SlotKind> slot;
  bool clause_end = false;  ///< the clause may end here
  bool whole_end = false;   ///< and nothing follows that narrows what was said
  bool bare_end = false;    ///< nor tells what for
  bool repeats = false;
  bool farther = false;  ///< stands farther on in the clause
  bool at_begin = false;
  std::string_view capture;
};

struct Pattern {
  std::string_view frame, role;
  std::vector<const Element*> elements;
  std::vector<const Element*> needed_words;  ///< each with words one of which must be in the sentence
  Classes needed = 0;                        ///< every class that must be in the sentence
  Classes first = 0;                         ///< what must begin where the pattern begins
  bool elided = false;                       ///< a result without its subject
  bool anywhere = false;                     ///< a cue, wherever it stands
  bool whole = false;                        ///< what limits it may not be left out
  bool number = false;                       ///< it says how much
  bool present_release = false;              ///< it says that something is published, not that it will be
  std::optional<Template> korean;
};

/// Calls `use` with each piece between `divider`.
template <typename Use>
void for_each_part(std::string_view text, char divider, Use use) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(divider), text.size());
    use(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

class Patterns {
 public:
  static const Patterns& built_in() {
    static const Patterns patterns;
    return patterns;
  }
  /// What a row of the table gives: its patterns differ in what is optional.
  struct Row {
    Classes needed = 0;  ///< by all of them
    std::vector<Pattern> patterns;
  };
  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }

 private:
  /// Elements of a row that are there together or, if they are optional, not at all.
  struct Group {
    std::vector<const Element*> elements;
    bool optional = false;
  };

  Patterns() {
    for_each_row<4>(data::frame_patterns, [&](const TableRow<4>& row, std::size_t) {
      const std::vector<Group> groups = read_groups(row[2]);
      std::vector<const Element*> elements;
      rows_.emplace_back().needed = ~Classes{0};
      expand(row, groups, elements);
    });
  }

  std::vector<Group> read_groups(std::string_view source) {
    std::vector<Group> groups;
    bool inside = false;
    for_each_part(source, ' ', [&](std::string_view word) {
      if (word.empty()) return;
      const bool opens = word.starts_with('('), closes = word.ends_with(")?");
      if (opens) word.remove_prefix(1);
      if (!inside) groups.emplace_back();
      inside = (inside || opens) && !closes;
      if (closes) word.remove_suffix(1);
      if (word.ends_with('?') || closes) {
        groups.back().optional = true;
        word.remove_suffix(1);
      }
      groups.back().elements.push_back(&elements_.emplace_back(element(word)));
    });
    return groups;
  }

  /// Once for each choice of what is optional, the fullest first.
  void expand(const TableRow<4>& row, std::span<const Group> groups, std::vector<const Element*>& elements) {
    if (groups.empty()) return add(row, elements);
    const std::size_t size = elements.size();
    elements.insert(elements.end(), groups.front().elements.begin(), groups.front().elements.end());
    expand(row, groups.subspan(1), elements);
    elements.resize(size);
    if (groups.front().optional) expand(row, groups.subspan(1), elements);
  }

  void add(const TableRow<4>& row, const std::vector<const Element*>& elements) {
    Pattern pattern{.frame = row[0], .role = row[1], .elements = elements, .needed_words = {}, .korean = {}};
    for (const Element* const each : elements) {
      if (each->repeats || !each->marks.empty()) continue;
      if (each->classes.size() == 1 && each->words.empty()) pattern.needed |= only(each->classes.front());
      if (each->classes.empty() && !each->words.empty()) pattern.needed_words.push_back(each);
    }
    const Element& first = *elements.front();
    if (!first.repeats && first.words.empty() && first.marks.empty() && !first.farther)
      for (const ClassId id : first.classes) pattern.first |= only(id);
    pattern.elided = pattern.role == "result" && row[3].size() > 1 && is_verb_first(first);
    pattern.anywhere = row[3] == "~";
    pattern.present_release =
        pattern.role == "release" && pattern.frame.find(".will") == std::string_view::npos;
    pattern.whole = elements.back()->whole_end;
    pattern.number = std::ranges::any_of(elements, [](const Element* each) {
      return each->slot == SlotKind::amount || each->slot == SlotKind::number;
    });
    if (row[3] != "-" && row[3] != "~") pattern.korean.emplace(row[3]);
    rows_.back().needed &= pattern.needed;
    rows_.back().patterns.push_back(std::move(pattern));
  }

  static bool is_verb_first(const Element& first) {
    return !first.slot && first.words.empty() && (first.repeats || !first.classes.empty());
  }

  static Element element(std::string_view word) {
    const Lexicon& lexicon = Lexicon::built_in();
    Element out;
    if (word == "$" || word == "!" || word == "!!") {
      out.clause_end = true;
      out.whole_end = word != "$";
      out.bare_end = word == "!!";
    } else if (word == "^") {
      out.at_begin = true;
    } else if (word.starts_with('{')) {
      word = word.substr(1, word.size() - 2);
      const std::size_t colon = word.find(':');
      out.capture = word.substr(0, colon);
      out.slot = slot_kind(word.substr(std::min(colon, word.size() - 1) + 1));
    } else {
      if (word.ends_with('*')) {
        out.repeats = true;
        word.remove_suffix(1);
      }
      if (word.starts_with("..")) {
        out.farther = true;
        word.remove_prefix(2);
      }
      for_each_part(word, '|', [&](std::string_view choice) {
        if (choice == ",") {
          out.marks.push_back(Mark::comma);
        } else if (choice == ":") {
          out.marks.push_back(Mark::colon);
        } else if (choice == "-") {
          out.marks.push_back(Mark::dash);
        } else if (choice.starts_with('@')) {
          const std::size_t colon = std::min(choice.find(':'), choice.size());
          out.classes.push_back(lexicon.class_named(choice.substr(1, colon - 1)));
          out.capture = choice.substr(std::min(colon + 1, choice.size()));
        } else {
          out.words.push_back(lexicon.id(choice));
        }
      });
    }
    return out;
  }

  std::deque<Element> elements_;
  std::vector<Row> rows_;
};

/// Past a word, mark or class; `at` if it is not there. `phrase`: that of the class.
std::size_t take(const Element& element, const Sentence& sentence, std::size_t at, const Phrase*& phrase) {
  if (!sentence.has(at)) return at;
  const Token& token = sentence.tokens[at];
  if (std::ranges::count(element.marks, token.mark) > 0) return at + 1;
  if (token.id != 0 && std::ranges::count(element.words, token.id) > 0) return at + 1;
  for (const ClassId id : element.classes) {
    if (const Phrase* const found = sentence.phrase(id, at); found != nullptr) {
      phrase = found;
      return at + found->words.size();
    }
  }
  return at;
}

/// Whether a word of the element's classes comes before the clause ends or another begins.
bool stands_farther(const Element& element, const Sentence& sentence, std::size_t at) {
  Classes wanted = 0;
  for (const ClassId id : element.classes) wanted |= only(id);
  for (; sentence.has(at) && !sentence.is(at, Mark::stop) && !sentence.is(at, Mark::semicolon); ++at) {
    if (sentence.is(at, wanted)) return true;
    if (sentence.is(at, only(sentence.grammar->relative))) return false;
  }
  return false;
}

/// "outperforms it by 5 points for small models": whether "by" at `at` goes on with what it was measured on.
bool is_measured_within(const Sentence& sentence, std::size_t at) {
  const Grammar& grammar = *sentence.grammar;
  if (!sentence.is(at, only(grammar.by_amount))) return false;
  for (; sentence.has(at) && (sentence.is(at, Mark::word) || sentence.is(at, Mark::number)); ++at)
    if (sentence.is(at, only(grammar.scope)) && sentence.phrase(grammar.no_scope, at) == nullptr) return true;
  return false;
}

/// The token after what the pattern takes from `at` on; nullopt where it does not fit.
std::optional<std::size_t> match(const Pattern& pattern, const Sentence& sentence, std::size_t at,
                                 SlotMemory& slots, Captures& captures, std::string_view& role) {
  captures.clear();
  role = pattern.role;
  for (const Element* const each : pattern.elements) {
    const Element& element = *each;
    if (element.clause_end) {
      if (!may_end(sentence, at)) return std::nullopt;
      const std::size_t next = sentence.is(at, Mark::comma) ? at + 1 : at;
      if (element.whole_end &&
          (sentence.is(next, only(sentence.grammar->restriction)) ||
           sentence.is(at, only(sentence.grammar->relative)) || is_measured_within(sentence, at)))
        return std::nullopt;
      if (element.bare_end && sentence.is(at, only(sentence.grammar->infinitive))) return std::nullopt;
    } else if (element.at_begin) {
      if (at != 0) return std::nullopt;
    } else if (element.farther) {
      if (!stands_farther(element, sentence, at)) return std::nullopt;
    } else if (element.slot) {
      const Slot* const slot = slots.read(*element.slot, sentence, at);
      if (slot == nullptr) return std::nullopt;
      at = slot->end;
      captures.emplace_back(element.capture, slot->korean);
    } else {
      const Phrase* phrase = nullptr;
      std::size_t next = take(element, sentence, at, phrase);
      if (next == at && !element.repeats) return std::nullopt;
      while (element.repeats && next != at) {
        at = next;
        next = take(element, sentence, at, phrase);
      }
      at = next;
      if (phrase != nullptr && !element.repeats) {
        if (!element.capture.empty()) captures.emplace_back(element.capture, phrase->korean);
        if (pattern.role == "=" && !phrase->note.empty()) role = phrase->note;
      }
    }
  }
  return at;
}

/// Whether a clause begins at `at`.
bool clause_begins(const Sentence& sentence, std::size_t at) {
  const Grammar& grammar = *sentence.grammar;
  if (at == 0) return true;
  const Token& before = sentence.tokens[at - 1];
  switch (before.mark) {
    case Mark::comma:
    case Mark::semicolon:
    case Mark::colon:
    case Mark::dash:
      return true;
    case Mark::word:
      // most words are in no table
      if (before.id == 0) return false;
      if (sentence.lexicon->is(before.id, only(grammar.lead))) return sentence.is(at, only(grammar.self));
      return at > 1 && sentence.lexicon->is(before.id, only(grammar.that)) &&
             sentence.is(at - 2, only(grammar.report));
    default:
      return false;
  }
}

/// Where a verb may stand whose subject came before.
bool elided_clause_begins(const Sentence& sentence, std::size_t at) {
  if (at < 2) return false;
  if (sentence.is(at - 1, Mark::comma)) return true;
  return sentence.is(at - 1, only(sentence.grammar->joining));
}

/// Whether the sentence is about the authors' own work.
bool is_about_own_work(const Sentence& sentence) {
  const Grammar& grammar = *sentence.grammar;
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
    if (sentence.phrase(grammar.ours, i) != nullptr || sentence.is(i, only(grammar.self))) return true;
    if (clause_begins(sentence, i) && read_slot(SlotKind::title_name, sentence, i)) return true;
  }
  return false;
}

/// "RedNet is best, achieving …": whether a name that is not the paper's own begins a clause before `end`.
bool names_another(const Sentence& sentence, std::size_t end) {
  for (std::size_t i = 0; i < end; ++i)
    if ((clause_begins(sentence, i) || sentence.is(i - 1, only(sentence.grammar->that))) &&
        read_slot(SlotKind::name, sentence, i) && !read_slot(SlotKind::title_name, sentence, i))
      return true;
  return false;
}

/// Whether what is said from `begin` on holds only under a condition that stands before it: "once trained,
/// …", "where …"; a result also only for what it was measured on: "on English text, …".
bool is_limited_before(const Sentence& sentence, std::size_t begin, bool result) {
  const Grammar& grammar = *sentence.grammar;
  for (std::size_t i = 0; i < begin; ++i) {
    const bool part_begins = i == 0 || sentence.is(i - 1, Mark::comma) || sentence.is(i - 1, Mark::colon) ||
                             sentence.is(i - 1, Mark::semicolon) || sentence.is(i - 1, Mark::dash) ||
                             sentence.is(i - 1, only(grammar.that));
    if (!part_begins) continue;
    if (sentence.is(i, only(grammar.condition))) return true;
    if (result && sentence.is(i, only(grammar.scope)) && sentence.phrase(grammar.no_scope, i) == nullptr)
      return true;
  }
  return false;
}

/// "it improves when combined, achieving 90%": whether a condition stands anywhere before `begin`.
bool is_supposed_before(const Sentence& sentence, std::size_t begin) {
  for (std::size_t i = 0; i < begin; ++i)
    if (sentence.is(i, only(sentence.grammar->supposition))) return true;
  return false;
}

/// "… using one image", "with limited data": what a result was reached from; a number also "with one more
/// model".
bool is_limited_behind(const Sentence& sentence, std::size_t end, bool number) {
  const Grammar& grammar = *sentence.grammar;
  return sentence.phrase(grammar.input, end) != nullptr ||
         (number && sentence.is(end, only(grammar.means) | only(grammar.condition)));
}

bool is_safe(const Sentence& sentence, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < std::min(end, sentence.tokens.size()); ++i)
    if (sentence.is(i, only(sentence.grammar->unsafe))) return false;
  return true;
}

}  // namespace

std::optional<Fit> Fitter::fit(const Sentence& sentence, Register speech) {
  const std::size_t size = sentence.tokens.size();
  Classes present = 0;
  begins_.clear();
  elided_.clear();
  present_.assign(sentence.lexicon->word_count(), false);
  slots_.begin(size);
  for (std::size_t i = 0; i < size; ++i) {
    const WordId id = sentence.tokens[i].id;
    present |= sentence.lexicon->begins(id);
    present_[id] = true;
    if (clause_begins(sentence, i)) begins_.push_back(i);
    if (elided_clause_begins(sentence, i)) elided_.push_back(i);
  }
  const auto has_word = [&](const Element* element) {
    return std::ranges::any_of(element->words, [&](WordId id) { return present_[id]; });
  };
  std::string_view role;
  const auto match_at = [&](const Pattern& pattern, std::size_t at) {
    if (pattern.first != 0 && (sentence.lexicon->begins(sentence.tokens[at].id) & pattern.first) == 0)
      return std::optional<std::size_t>();
    return match(pattern, sentence, at, slots_, captures_, role);
  };
  const auto try_pattern = [&](const Pattern& pattern) -> std::optional<Fit> {
    if ((pattern.needed & ~present) != 0 || !std::ranges::all_of(pattern.needed_words, has_word))
      return std::nullopt;
    if (pattern.anywhere) {
      for (std::size_t i = 0; i < size; ++i)
        if (match_at(pattern, i)) return Fit{pattern.frame, role, {}};
      return std::nullopt;
    }
    for (const std::size_t at : pattern.elided ? elided_ : begins_) {
      const auto end = match_at(pattern, at);
      if (!end) continue;
      if (!pattern.korean) return Fit{pattern.frame, role, {}};
      if (!is_safe(sentence, at, *end)) continue;
      // what others find wrong is told so, a finding is not
      if (role == "problem" && !begins_sentence(sentence, at)) continue;
      if (pattern.whole && (is_limited_before(sentence, at, role == "result") ||
                            (role == "result" && is_limited_behind(sentence, *end, pattern.number))))
        continue;
      // "we introduce attention into …"
      if (role == "proposal" && sentence.is(*end, only(sentence.grammar->elsewhere))) continue;
      if (pattern.present_release && sentence.phrase(sentence.grammar->later, *end) != nullptr) continue;
      if (pattern.elided &&
          (is_supposed_before(sentence, at) || !is_about_own_work(sentence) || names_another(sentence, at)))
        continue;
      if (auto korean = pattern.korean->fill(captures_, speech))
        return Fit{pattern.frame, role, *std::move(korean)};
    }
    return std::nullopt;
  };
  for (const Patterns::Row& row : Patterns::built_in().rows()) {
    if ((row.needed & ~present) != 0) continue;
    for (const Pattern& pattern : row.patterns)
      if (auto found = try_pattern(pattern)) return found;
  }
  return std::nullopt;
}

}  // namespace nonmun::translate::frames
