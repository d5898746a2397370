#include "frame_lexicon.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "nonmun/core/ascii.hpp"
#include "nonmun/core/table.hpp"

namespace nonmun::data {
extern const std::string_view glossary;
extern const std::string_view frame_words;
extern const std::string_view frame_verbs;
}  // namespace nonmun::data

namespace nonmun::translate::frames {
namespace {

constexpr std::size_t k_longest_word = 40;
constexpr std::size_t k_slots = 8192;
constexpr std::size_t k_expected_rows = 4096;

std::size_t hash(std::string_view word) {
  std::size_t value = word.size();
  for (const char c : word) value = value * 31 + static_cast<unsigned char>(c);
  return value ^ (value >> 13);
}

/// Calls `use` for each piece of the text between blanks.
template <typename Use>
void for_each_word(std::string_view text, Use use) {
  while (!(text = ascii::trim(text)).empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    use(text.substr(0, end));
    text.remove_prefix(end);
  }
}

std::string plural(std::string_view noun) {
  std::string out(noun);
  const char last = noun.back();
  if (last == 'y' && noun.size() > 1 &&
      std::string_view("aeiou").find(noun[noun.size() - 2]) == std::string::npos)
    return out.replace(out.size() - 1, 1, "ies");
  return out + (last == 's' || last == 'x' || noun.ends_with("ch") || noun.ends_with("sh") ? "es" : "s");
}

}  // namespace

const Lexicon& Lexicon::built_in() {
  static const Lexicon lexicon;
  return lexicon;
}

struct Lexicon::Row {
  WordId first = 0;
  ClassId in = 0;
  std::uint32_t begin = 0, size = 0;  ///< in phrase_words_
  std::string_view korean, note;
};

Lexicon::Lexicon() : slots_(k_slots) {
  std::vector<Row> rows;
  rows.reserve(k_expected_rows);
  phrase_words_.reserve(2 * k_expected_rows);
  words_.reserve(k_expected_rows);
  spelling_.reserve(k_expected_rows);
  make_class("none");
  read_tables(rows);
  place(rows);
}

void Lexicon::read_tables(std::vector<Row>& rows) {
  for_each_row<4>(data::frame_words, [&](const TableRow<4>& row, std::size_t) {
    add(rows, row[0], row[1], row[2], row[3]);
    if (row[0] == "type" || row[0] == "thing") add_plural(rows, row[0], row[1], row[2], row[3]);
  });
  // behind the words: "complexities" there is not the plural of the glossary's "complexity"
  for_each_row<5>(data::glossary, [&](const TableRow<5>& row, std::size_t) {
    const std::string_view rule = row[3];
    if (row[2] != "noun" || row[1].empty() || (!rule.empty() && rule != "suggest" && rule != "force")) return;
    add(rows, "noun", row[0], row[1], {});
    add_plural(rows, "noun", row[0], row[1], {});
  });
  for_each_row<4>(data::frame_verbs, [&](const TableRow<4>& row, std::size_t) {
    for_each_word(row[1], [&](std::string_view form) {
      if (row[0] != "verb") add(rows, row[0], form, row[2], row[3]);
      add(rows, "verb", form, {}, {});
    });
  });
}

/// Puts the phrases of each word together, the longest first, those of one length as the tables have them.
void Lexicon::place(std::vector<Row>& rows) {
  std::uint32_t sum = 0;
  for (const Row& row : rows) ++words_[row.first].count;
  for (Word& word : words_) {
    word.first = sum;
    sum += word.count;
    word.count = 0;
  }
  phrases_.resize(rows.size());
  for (const Row& row : rows) {
    Word& word = words_[row.first];
    word.begins |= only(row.in);
    if (row.size == 1) word.alone |= only(row.in);
    std::uint32_t at = word.first + word.count++;
    for (; at > word.first && phrases_[at - 1].words.size() < row.size; --at) phrases_[at] = phrases_[at - 1];
    phrases_[at] = {.words = std::span(phrase_words_).subspan(row.begin, row.size),
                    .korean = row.korean,
                    .note = row.note,
                    .in = row.in};
  }
}

void Lexicon::add_plural(std::vector<Row>& rows, std::string_view class_name, std::string_view english,
                         std::string_view korean, std::string_view note) {
  plurals_.push_back(plural(english));
  add(rows, class_name, plurals_.back(), korean, note);
}

void Lexicon::add(std::vector<Row>& rows, std::string_view class_name, std::string_view english,
                  std::string_view korean, std::string_view note) {
  Row row{.in = make_class(class_name),
          .begin = static_cast<std::uint32_t>(phrase_words_.size()),
          .korean = korean,
          .note = note};
  for_each_word(english, [&](std::string_view word) { phrase_words_.push_back(make_word(word)); });
  row.size = static_cast<std::uint32_t>(phrase_words_.size()) - row.begin;
  if (row.size == 0) return;
  row.first = phrase_words_[row.begin];
  rows.push_back(row);
}

ClassId Lexicon::make_class(std::string_view name) {
  // rows of a class stand together
  const auto found = std::ranges::find(classes_.rbegin(), classes_.rend(), name);
  if (found != classes_.rend()) return static_cast<ClassId>(classes_.rend() - found - 1);
  classes_.push_back(name);
  assert(classes_.size() <= 8 * sizeof(Classes));
  return static_cast<ClassId>(classes_.size() - 1);
}

std::size_t Lexicon::slot_of(std::string_view lower) const {
  std::size_t slot = hash(lower) % k_slots;
  while (slots_[slot] != 0 && spelling_[slots_[slot]] != lower) slot = (slot + 1) % k_slots;
  return slot;
}

WordId Lexicon::make_word(std::string_view word) {
  // names in the glossary have capitals
  if (std::ranges::any_of(word, ascii::is_upper)) {
    plurals_.push_back(ascii::lower(word));
    word = plurals_.back();
  }
  WordId& id = slots_[slot_of(word)];
  if (id == 0) {
    assert(words_.size() < k_slots / 2);
    id = static_cast<WordId>(words_.size());
    words_.emplace_back();
    spelling_.push_back(word);
  }
  return id;
}

WordId Lexicon::id(std::string_view word) const {
  if (word.size() > k_longest_word) return 0;
  std::array<char, k_longest_word> lower;
  for (std::size_t i = 0; i < word.size(); ++i) lower[i] = ascii::lower(word[i]);
  return slots_[slot_of({lower.data(), word.size()})];
}

ClassId Lexicon::class_named(std::string_view name) const {
  const auto found = std::ranges::find(classes_, name);
  return found == classes_.end() ? ClassId{0} : static_cast<ClassId>(found - classes_.begin());
}

const Phrase* Lexicon::longest(ClassId id, std::span<const Token> tokens) const {
  const Word& word = words_[tokens.front().id];
  for (const Phrase& phrase : std::span(phrases_).subspan(word.first, word.count)) {
    if (phrase.in != id || phrase.words.size() > tokens.size()) continue;
    if (std::ranges::equal(phrase.words, tokens.first(phrase.words.size()), {}, {}, &Token::id))
      return &phrase;
  }
  return nullptr;
}

Grammar::Grammar(const Lexicon& words)
    : determiner(words.class_named("determiner")),
      adjective(words.class_named("adjective")),
      novelty(words.class_named("novelty")),
      noun(words.class_named("noun")),
      type(words.class_named("type")),
      stop(words.class_named("stop")),
      preposition(words.class_named("preposition")),
      finite(words.class_named("finite")),
      unsafe(words.class_named("unsafe")),
      conjunction(words.class_named("conjunction")),
      verb(words.class_named("verb")),
      gerund(words.class_named("gerund")),
      linker(words.class_named("linker")),
      purpose(words.class_named("purpose")),
      topic(words.class_named("topic")),
      thing(words.class_named("thing")),
      called(words.class_named("called")),
      self(words.class_named("self")),
      others(words.class_named("others")),
      ours(words.class_named("ours")),
      report(words.class_named("report")),
      that(words.class_named("that")),
      opener(words.class_named("opener")),
      lead(words.class_named("lead")),
      approximate(words.class_named("approximate")),
      exceeding(words.class_named("exceeding")),
      unit(words.class_named("unit")),
      name_joint(words.class_named("name_joint")),
      no_subject(words.class_named("no_subject")),
      withdrawn(words.class_named("withdrawn")),
      apposition(words.class_named("apposition")),
      joining(words.class_named("joining")),
      restriction(words.class_named("restriction")),
      vague(words.class_named("vague")),
      comparative(words.class_named("comparative")),
      change(words.class_named("change")),
      both(words.class_named("both")),
      superlative(words.class_named("superlative")),
      of_alone(words.class_named("of_alone")),
      range(words.class_named("range")),
      after_verb(words.class_named("after_verb")),
      condition(words.class_named("condition")),
      scope(words.class_named("scope")),
      no_scope(words.class_named("no_scope")),
      means(words.class_named("means")),
      relative(words.class_named("relative")),
      later(words.class_named("later")),
      pairing(words.class_named("pairing")),
      partner(words.class_named("partner")),
      quantity(words.class_named("quantity")),
      leaning(words.class_named("leaning")),
      relief(words.class_named("relief")),
      elsewhere(words.class_named("elsewhere")),
      suffix(words.class_named("suffix")),
      referring(words.class_named("referring")),
      between(words.class_named("between")),
      similar(words.class_named("similar")),
      narrowing(words.class_named("narrowing")),
      numeral(words.class_named("numeral")),
      of_head(words.class_named("of_head")),
      person(words.class_named("person")),
      general_name(words.class_named("general_name")),
      infinitive(words.class_named("infinitive")),
      inside(words.class_named("inside")),
      alternative(words.class_named("alternative")),
      no_place(words.class_named("no_place")),
      dashed(words.class_named("dashed")),
      degree(words.class_named("degree")),
      participle(words.class_named("participle")),
      by_amount(words.class_named("by_amount")),
      manner(words.class_named("manner")),
      sequel(words.class_named("sequel")),
      spanning(words.class_named("spanning")),
      pointer(words.class_named("pointer")),
      clause(words.class_named("clause")),
      input(words.class_named("input")),
      supposition(words.class_named("supposition")) {}

const Grammar& Grammar::built_in() {
  static const Grammar grammar(Lexicon::built_in());
  return grammar;
}

}  // namespace nonmun::translate::frames
