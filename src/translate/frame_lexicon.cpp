#include "frame_lexicon.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <utility>

#include "nonmun/core/ascii.hpp"
#include "nonmun/core/table.hpp"
#include "nonmun/translate/glossary.hpp"

namespace nonmun::data {
extern const std::string_view frame_words;
extern const std::string_view frame_verbs;
}  // namespace nonmun::data

namespace nonmun::translate::frames {
namespace {

constexpr std::size_t k_longest_word = 40;

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

Lexicon::Lexicon() {
  make_class("none");
  for (const auto& [english, term] : Glossary::built_in().terms()) {
    if (term.part == "noun" && (term.rule == TermRule::suggest || term.rule == TermRule::force))
      add_noun(english, term.korean);
  }
  for_each_row<4>(data::frame_words, [&](const TableRow<4>& row, std::size_t) {
    add(row[0], row[1], row[2], row[3]);
    if (row[0] == "type" || row[0] == "thing") add(row[0], plural(row[1]), row[2], row[3]);
  });
  for_each_row<4>(data::frame_verbs, [&](const TableRow<4>& row, std::size_t) {
    for_each_word(row[1], [&](std::string_view form) {
      if (row[0] != "verb") add(row[0], form, row[2], row[3]);
      add("verb", form, {}, {});
    });
  });
  for (Word& word : words_) {
    std::ranges::sort(word.entries, std::greater{}, [&](const Entry& entry) {
      return std::pair(phrases_[entry.phrase].words.size(),
                       std::numeric_limits<std::uint32_t>::max() - entry.phrase);
    });
  }
}

void Lexicon::add_noun(std::string_view english, std::string_view korean) {
  add("noun", english, korean, {});
  add("noun", plural(english), korean, {});
}

void Lexicon::add(std::string_view class_name, std::string_view english, std::string_view korean,
                  std::string_view note) {
  const ClassId in = make_class(class_name);
  Phrase phrase{.words = {}, .korean = std::string(korean), .note = std::string(note)};
  for_each_word(english,
                [&](std::string_view word) { phrase.words.push_back(make_word(ascii::lower(word))); });
  if (phrase.words.empty()) return;
  Word& first = words_[phrase.words.front()];
  first.begins |= only(in);
  if (phrase.words.size() == 1) first.alone |= only(in);
  first.entries.push_back({in, static_cast<std::uint32_t>(phrases_.size())});
  phrases_.push_back(std::move(phrase));
}

ClassId Lexicon::make_class(std::string_view name) {
  const auto [place, added] = classes_.try_emplace(std::string(name), static_cast<ClassId>(classes_.size()));
  assert(classes_.size() <= 8 * sizeof(Classes));
  return place->second;
}

WordId Lexicon::make_word(std::string_view lower) {
  const auto [place, added] = ids_.try_emplace(std::string(lower), static_cast<WordId>(words_.size()));
  if (added) words_.emplace_back();
  return place->second;
}

WordId Lexicon::id(std::string_view word) const {
  if (word.size() > k_longest_word) return 0;
  std::array<char, k_longest_word> lower;
  std::ranges::transform(word, lower.begin(), [](char c) { return ascii::lower(c); });
  const auto found = ids_.find(std::string_view(lower.data(), word.size()));
  return found == ids_.end() ? WordId{0} : found->second;
}

ClassId Lexicon::class_named(std::string_view name) const {
  const auto found = classes_.find(name);
  return found == classes_.end() ? ClassId{0} : found->second;
}

const Phrase* Lexicon::longest(ClassId id, std::span<const Token> tokens) const {
  for (const Entry& entry : words_[tokens.front().id].entries) {
    if (entry.in != id) continue;
    const Phrase& phrase = phrases_[entry.phrase];
    if (phrase.words.size() > tokens.size()) continue;
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
      superlative(words.class_named("superlative")) {}

const Grammar& Grammar::built_in() {
  static const Grammar grammar(Lexicon::built_in());
  return grammar;
}

}  // namespace nonmun::translate::frames
