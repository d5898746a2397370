#include "guard_tables.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string>

#include "guard_text.hpp"
#include "nonmun/core/ascii.hpp"
#include "nonmun/core/table.hpp"

namespace nonmun::data {
extern const std::string_view guard_number_words, guard_units, guard_directions, guard_negations, guard_meta,
    guard_abbreviations, guard_counters, guard_counted, guard_negated, guard_particles, guard_word_ends,
    guard_sentence_ends, glossary;
}  // namespace nonmun::data

namespace nonmun::translate {
namespace {

Unit unit_named(GuardTables& tables, std::string_view name) {
  if (name.empty()) return k_no_unit;
  auto& names = tables.unit_names;
  auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) found = names.insert(names.end(), name);
  return static_cast<Unit>(found - names.begin());
}

void read_units(GuardTables& tables) {
  tables.unit_names.emplace_back();
  for_each_row<3>(data::guard_units, [&](const TableRow<3>& row, std::size_t) {
    const Unit unit = unit_named(tables, row[2]);
    if (row[0] == "en")
      tables.english_units[key_of(row[1])] = unit;
    else
      tables.korean_units.emplace_back(row[1], unit);
  });
  std::sort(tables.korean_units.begin(), tables.korean_units.end(), [](const auto& a, const auto& b) {
    return a.first.size() != b.first.size() ? a.first.size() > b.first.size() : a < b;
  });
  tables.percent = unit_named(tables, "percent");
  tables.multiple = unit_named(tables, "multiple");
  tables.degree = unit_named(tables, "degree");
  tables.year = unit_named(tables, "year");
  for_each_row<3>(data::guard_number_words, [&](const TableRow<3>& row, std::size_t) {
    const bool ordinal = row[2] == "ordinal";
    tables.number_words[key_of(row[0])].push_back(
        {read_decimal(row[1]), ordinal ? k_no_unit : unit_named(tables, row[2]), ordinal});
  });
}

std::vector<std::uint64_t> keys_of(std::string_view words) {
  std::vector<std::uint64_t> keys;
  for (const Token& word : tokens_of(words)) keys.push_back(word.key);
  return keys;
}

/// The longest first; words of a length in the order of the table, whose text both are parts of.
bool is_longer(std::string_view a, std::string_view b) {
  return a.size() != b.size() ? a.size() > b.size() : std::less<>{}(a.data(), b.data());
}

void read_counters(GuardTables& tables) {
  for_each_row<3>(data::guard_counters, [&](const TableRow<3>& row, std::size_t) {
    const NumberKind kind = row[1] == "ordinal" ? NumberKind::ordinal
                            : row[1] == "name"  ? NumberKind::name
                                                : NumberKind::count;
    tables.counters.push_back({row[0], kind, keys_of(row[2])});
  });
  std::sort(tables.counters.begin(), tables.counters.end(),
            [](const auto& a, const auto& b) { return is_longer(a.korean, b.korean); });
}

/// A Korean word and English ones for it.
void add_noun(GuardTables& tables, std::string_view korean, const std::vector<std::uint64_t>& english) {
  auto& nouns = tables.nouns[character_at(korean, 0).point];
  const auto at = std::find_if(nouns.begin(), nouns.end(),
                               [&](const Noun& noun) { return noun.korean.size() <= korean.size(); });
  const auto known = std::find_if(at, nouns.end(), [&](const Noun& noun) { return noun.korean == korean; });
  if (known != nouns.end())
    known->english.insert(known->english.end(), english.begin(), english.end());
  else
    nouns.insert(at, {korean, english});
}

void read_nouns(GuardTables& tables) {
  for_each_row<2>(data::guard_counted,
                  [&](const TableRow<2>& row, std::size_t) { add_noun(tables, row[0], keys_of(row[1])); });
  // Terms of several words have them in the same order, if there are as many.
  for_each_row<3>(data::glossary, [&](const TableRow<3>& row, std::size_t) {
    const auto english = tokens_of(row[0]), korean = tokens_of(row[1]);
    if (korean.empty() || (korean.size() != english.size() && korean.size() > 1)) return;
    const std::size_t more = english.size() - korean.size();
    for (std::size_t i = 0; i < korean.size(); ++i)
      if (korean[i].kind == TokenKind::hangul)
        add_noun(tables, slice(row[1], korean[i]), {english[i + more].key});
  });
}

Direction direction_named(std::string_view name) {
  return name == "up"       ? Direction::up
         : name == "down"   ? Direction::down
         : name == "better" ? Direction::better
                            : Direction::worse;
}

PhrasePlace place_named(std::string_view name) {
  return name == "start"        ? PhrasePlace::start
         : name == "start_with" ? PhrasePlace::start_with
         : name == "word"       ? PhrasePlace::word
         : name == "whole"      ? PhrasePlace::whole
                                : PhrasePlace::anywhere;
}

template <typename Use>
void for_each_word(std::string_view list, Use use) {
  while (!list.empty()) {
    const std::size_t space = std::min(list.find(' '), list.size());
    if (space > 0) use(list.substr(0, space));
    list.remove_prefix(std::min(space + 1, list.size()));
  }
}

void read_particles(GuardTables& tables) {
  for_each_row<3>(data::guard_particles, [&](const TableRow<3>& row, std::size_t) {
    tables.particles.push_back({row[0], row[1], row[2] == "consonant"});
  });
  std::sort(tables.particles.begin(), tables.particles.end(),
            [](const auto& a, const auto& b) { return is_longer(a.vowel, b.vowel); });
  for (const ParticlePair& pair : tables.particles)
    for (const bool consonant_form : {true, false}) {
      const std::string_view form = consonant_form ? pair.consonant : pair.vowel;
      tables.particle_forms[last_syllable(form)].push_back(
          {.form = form,
           .other = consonant_form ? pair.vowel : pair.consonant,
           .consonant_form = consonant_form,
           .vowel_may_keep = pair.vowel_may_keep});
    }
  for_each_row<2>(data::guard_sentence_ends, [&](const TableRow<2>& row, std::size_t) {
    tables.no_sentence_ends[last_syllable(row[1])].push_back({row[0], row[1]});
  });
  for_each_row<4>(data::guard_word_ends, [&](const TableRow<4>& row, std::size_t) {
    WordEnd end{.whole = row[1] == "whole", .unless = {}, .english = {}};
    for_each_word(row[2], [&](std::string_view before) { end.unless.push_back(before); });
    for_each_word(row[3], [&](std::string_view word) { end.english.push_back(key_of(word)); });
    tables.word_ends.emplace(row[0], std::move(end));
  });
}

/// The place of a syllable among all, from 가 on; past the last for what is none.
std::size_t syllable_of(char32_t point) { return is_syllable(point) ? point - 0xAC00 : 0x2BFF; }

}  // namespace

GuardTables read_guard_tables() {
  GuardTables tables;
  read_units(tables);
  read_counters(tables);
  read_nouns(tables);
  for_each_row<3>(data::guard_directions, [&](const TableRow<3>& row, std::size_t) {
    (row[0] == "en" ? tables.english_directions : tables.korean_directions)
        .add(row[1], direction_named(row[2]));
  });
  for_each_row<3>(data::guard_negations, [&](const TableRow<3>& row, std::size_t) {
    const bool sure = row[2] == "sure";
    if (row[0] == "ko")
      tables.korean_negations.add(row[1], sure              ? NegationMark::sure
                                          : row[2] == "use" ? NegationMark::use
                                                            : NegationMark::maybe);
    else if (sure || row[2] == "ended")
      tables.english_negations[key_of(row[1])] = sure;
    else
      tables.english_maybe.push_back(row[1]);
    if (row[2] == "ends") tables.english_ends.push_back(row[1]);
  });
  for_each_row<3>(data::guard_negated, [&](const TableRow<3>& row, std::size_t) {
    Negated negated{.korean = {}, .negative = row[2] == "self"};
    for (const Token& word : tokens_of(row[1])) negated.korean.push_back(slice(row[1], word));
    if (row[2] != "self")
      for (const std::string_view korean : negated.korean) add_noun(tables, korean, {key_of(row[0])});
    if (negated.negative) tables.english_negations[key_of(row[0])] = true;
    tables.negated[stem_key_of(row[0])] = std::move(negated);
  });
  for_each_row<3>(data::guard_meta, [&](const TableRow<3>& row, std::size_t) {
    tables.meta.push_back({place_named(row[0]), row[1], row[2], Bigrams(row[1])});
  });
  for_each_row<2>(data::guard_abbreviations, [&](const TableRow<2>& row, std::size_t) {
    tables.abbreviations.push_back({row[0], row[1], key_of(row[0]), keys_of(row[1])});
  });
  read_particles(tables);
  return tables;
}

void DirectionStems::add(std::string_view stem, Direction direction) {
  stems_[static_cast<unsigned char>(stem[2])].emplace_back(stem, direction);
}

unsigned DirectionStems::of(std::string_view word) const {
  unsigned found = 0;
  if (word.size() < 3) return found;
  for (const auto& [stem, direction] : stems_[static_cast<unsigned char>(word[2])])
    if (word.starts_with(stem)) found |= static_cast<unsigned>(direction);
  return found;
}

void NegationMarks::add(std::string_view part, NegationMark mark) {
  const std::size_t first = syllable_of(character_at(part, 0).point);
  first_.set(first);
  parts_[first].push_back({part, mark});
}

unsigned NegationMarks::marks_in(std::string_view word) const {
  unsigned marks = 0;
  for (std::size_t at = 0; at < word.size();) {
    const Character c = character_at(word, at);
    const std::size_t first = syllable_of(c.point);
    if (first_[first])
      for (const Part& part : *parts_.find(first))
        if (word.substr(at).starts_with(part.text)) marks |= static_cast<unsigned>(part.mark);
    at += c.length;
  }
  return marks;
}

Decimal read_decimal(std::string_view digits) {
  Decimal decimal;
  bool point = false;
  int places = 0, kept = 0;
  for (const char c : digits) {
    if (c == '.') {
      point = true;
    } else if (ascii::is_digit(c)) {
      if (kept < 18) {
        decimal.mantissa = decimal.mantissa * 10 + static_cast<std::uint64_t>(c - '0');
        if (decimal.mantissa != 0) ++kept;
        places += point ? 1 : 0;
      } else if (!point) {
        --places;
      }
    }
  }
  decimal.exponent = -places;
  if (decimal.mantissa == 0) return {};
  while (decimal.mantissa % 10 == 0) {
    decimal.mantissa /= 10;
    ++decimal.exponent;
  }
  return decimal;
}

double to_double(const Decimal& decimal) {
  return static_cast<double>(decimal.mantissa) * std::pow(10.0, decimal.exponent);
}

}  // namespace nonmun::translate
