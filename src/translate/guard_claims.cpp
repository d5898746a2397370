// Numbers, their units and directions, negations: what a line claims.

#include <algorithm>
#include <cmath>
#include <string>

#include "guard_line.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::translate {
namespace {

bool same_value(const Quantity& korean, const Quantity& english) {
  if (!korean.divided) return !english.divided && english.value == korean.value;
  if (english.value == korean.value) return true;  // 4분의 1: 1/4, a quarter, four times fewer
  const double share = to_double(english.value) * to_double(korean.value);
  return std::abs(share - 100) < 0.5 || std::abs(share - 1) < 0.005;  // 25%, 0.25
}

/// 약 2.4 for 2.36: what stands in the source, rounded to the places of the line.
bool is_rounded(const Line& line, const Quantity& quantity, const Quantity& english) {
  constexpr std::string_view k_about = "약";
  std::string_view before = line.text.substr(0, quantity.where.begin);
  before = ascii::trim(before);
  if (!before.ends_with(k_about) && !before.ends_with("거의") && !before.ends_with("대략")) return false;
  const double unit = std::pow(10.0, quantity.value.exponent);
  return std::abs(to_double(english.value) - to_double(quantity.value)) <= unit / 2 * 1.0001 &&
         english.value.exponent < quantity.value.exponent;
}

/// Digits that are part of a name that the source has: "Llama 3", "MATH 500".
bool is_part_of_name(const Line& line, std::size_t i) {
  const Token& token = line.tokens[i];
  if (token.key != 0 && line.known[i]) return true;
  if (i == 0 || line.tokens[i - 1].kind != TokenKind::word || token.after == '.') return false;
  const std::string_view before = line.slice_of(line.tokens[i - 1]);
  if (line.source.has_word(key_of(before, line.slice_of(token)))) return true;
  std::string_view last;
  for_each_part(before, [&](std::string_view part) { last = part; });
  return line.source.has_word(key_of(last, line.slice_of(token)));
}

bool is_name_number(const Line& line, const Quantity& quantity) {
  for (std::size_t i = 0; i < line.tokens.size(); ++i)
    if (line.tokens[i].begin == quantity.where.begin && line.tokens[i].kind == TokenKind::number)
      return is_part_of_name(line, i);
  return false;
}

/// The numbers of the words of a line: top-10 where the source has it otherwise.
void check_word_numbers(const Line& line, Findings& findings) {
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    const Token& token = line.tokens[i];
    if (token.kind != TokenKind::word || !line.known[i] || line.source.has_word(token.key)) continue;
    for_each_part(line.slice_of(token), [&](std::string_view part) {
      if (!std::all_of(part.begin(), part.end(), ascii::is_digit)) return;
      const Quantity number{.value = read_decimal(part), .where = {}};
      const auto& all = line.source.quantities();
      if (line.source.has_word(key_of(part)) ||
          std::any_of(all.begin(), all.end(), [&](const Quantity& q) { return same_value(number, q); }))
        return;
      add(findings, Guard::numbers, quoted(part) + " is not in the source", token.begin, token.end);
    });
  }
}

Direction directions_of_word(std::string_view lower,
                             const std::vector<std::pair<std::string_view, Direction>>& table) {
  unsigned found = 0;
  for (const auto& [stem, direction] : table)
    if (lower.starts_with(stem)) found |= static_cast<unsigned>(direction);
  return static_cast<Direction>(found);
}

unsigned english_directions(std::string_view sentence) {
  unsigned found = 0;
  for (const Token& token : tokens_of(sentence)) {
    if (token.kind != TokenKind::word) continue;
    for_each_part(slice(sentence, token), [&](std::string_view part) {
      found |=
          static_cast<unsigned>(directions_of_word(ascii::lower(part), guard_tables().english_directions));
    });
  }
  return found;
}

constexpr unsigned bit(Direction direction) { return static_cast<unsigned>(direction); }

/// The direction word that governs a number of the line: the first of the next words, up to a comma or the
/// next number.
struct Governor {
  unsigned directions = 0;
  text::Span where;
};
Governor governor_of(const Line& line, const Quantity& quantity) {
  std::size_t words = 0;
  for (const Token& token : line.tokens) {
    if (token.begin < quantity.where.end) continue;
    if (token.kind == TokenKind::number || ++words > 6) break;
    if (line.text.substr(quantity.where.end, token.begin - quantity.where.end).find(',') !=
        std::string_view::npos)
      break;
    if (token.kind != TokenKind::hangul) continue;
    const unsigned found = bit(directions_of_word(line.slice_of(token), guard_tables().korean_directions));
    if (found != 0) return {found, {token.begin, token.end}};
  }
  return {};
}

void check_direction(const Line& line, const Quantity& quantity, Findings& findings) {
  const Governor governor = governor_of(line, quantity);
  if (governor.directions == 0) return;
  unsigned source = 0;
  for (const Quantity& english : line.source.quantities()) {
    if (!same_value(quantity, english)) continue;
    const text::Span sentence = line.source.sentence_around(english.where.begin);
    source |= english_directions(slice(line.source.text(), sentence));
  }
  const bool up = (source & (bit(Direction::up) | bit(Direction::better))) != 0;
  const bool down = (source & (bit(Direction::down) | bit(Direction::worse))) != 0;
  const bool falls = (governor.directions & (bit(Direction::down) | bit(Direction::worse))) != 0;
  const bool rises = (governor.directions & (bit(Direction::up) | bit(Direction::better))) != 0;
  const bool against = (falls && !rises && up && !down) ||
                       (rises && !falls && (governor.directions & bit(Direction::up)) != 0 && down && !up);
  if (against)
    add(findings, Guard::units,
        quoted(slice(line.text, governor.where)) + " beside " + quoted(slice(line.text, quantity.where)) +
            ": the source says the opposite",
        quantity.where.begin, governor.where.end);
}

bool contains_any(std::string_view text, const std::vector<std::string_view>& marks) {
  return std::any_of(marks.begin(), marks.end(),
                     [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

enum class Negation { none, maybe, sure };

/// How surely a stretch of the source negates something. "not only" and "not just" do not.
Negation negation_of(std::string_view text, const std::vector<Token>& tokens) {
  const GuardTables& tables = guard_tables();
  Negation found = Negation::none;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind != TokenKind::word) continue;
    const std::string_view word = slice(text, tokens[i]);
    const auto next_is = [&](std::string_view other) {
      return i + 1 < tokens.size() && ascii::equal_ignoring_case(slice(text, tokens[i + 1]), other);
    };
    if (tables.english_negations.contains(tokens[i].key)) {
      if (!next_is("only") && !next_is("just") && !next_is("merely") && !next_is("longer") &&
          !next_is("necessarily") && found != Negation::sure)
        found = Negation::sure;
      else
        found = std::max(found, Negation::maybe);
      continue;
    }
    if (word.ends_with("n't") || word.ends_with("n’t")) {
      found = Negation::sure;
      continue;
    }
    if (found != Negation::none) continue;
    for_each_part(word, [&](std::string_view part) {
      const std::string lower = ascii::lower(part);
      if (std::any_of(tables.english_maybe.begin(), tables.english_maybe.end(), [&](std::string_view stem) {
            return lower.starts_with(stem) || lower.ends_with("less");
          }))
        found = Negation::maybe;
    });
  }
  return found;
}

}  // namespace

void check_numbers(const Line& line, Findings& findings) {
  for (const Quantity& quantity : line.quantities) {
    const auto& all = line.source.quantities();
    if (std::any_of(all.begin(), all.end(), [&](const Quantity& q) { return same_value(quantity, q); }))
      continue;
    if (is_name_number(line, quantity)) continue;
    if (std::any_of(all.begin(), all.end(), [&](const Quantity& q) { return is_rounded(line, quantity, q); }))
      continue;
    add(findings, Guard::numbers, quoted(slice(line.text, quantity.where)) + " is not in the source",
        quantity.where.begin, quantity.where.end);
  }
  check_word_numbers(line, findings);
}

void check_units(const Line& line, Findings& findings) {
  const GuardTables& tables = guard_tables();
  for (const Quantity& quantity : line.quantities) {
    if (quantity.unit != k_no_unit) {
      bool seen = false, fits = false;
      Unit other = k_no_unit;
      for (const Quantity& english : line.source.quantities()) {
        if (!same_value(quantity, english)) continue;
        seen = true;
        fits = fits || english.unit == quantity.unit || english.unit == k_no_unit;
        if (english.unit != k_no_unit) other = english.unit;
      }
      if (seen && !fits && !is_name_number(line, quantity))
        add(findings, Guard::units,
            quoted(slice(line.text, quantity.where)) + ": the source counts " +
                std::string(tables.unit_names[other]) + ", not " +
                std::string(tables.unit_names[quantity.unit]),
            quantity.where.begin, quantity.where.end);
    }
    check_direction(line, quantity, findings);
  }
}

void check_negation(const Line& line, Findings& findings) {
  const GuardTables& tables = guard_tables();
  std::string hangul;  // what the source itself says between brackets is no negation of the line
  bool sure = false;
  text::Span where;
  for (const Token& token : line.tokens) {
    if (token.kind != TokenKind::hangul) continue;
    const std::string_view word = line.slice_of(token);
    hangul.append(word).append(" ");
    if (!sure && contains_any(word, tables.korean_negations)) {
      sure = true;
      where = {token.begin, token.end};
    }
  }
  const bool cites = line.src != nullptr && !line.src->empty();
  if (sure) {
    Negation source = Negation::none;
    if (cites) {
      for (const int number : *line.src)
        source = std::max(source, negation_of(line.source.text(), line.source.sentence_tokens(number)));
    } else {
      source = negation_of(line.source.text(), line.source.tokens());
    }
    if (source == Negation::none)
      add(findings, Guard::negation, quoted(slice(line.text, where)) + ": the source negates nothing",
          where.begin, where.end);
    return;
  }
  if (!cites || line.src->size() != 1 || contains_any(hangul, tables.korean_maybe)) return;
  if (negation_of(line.source.text(), line.source.sentence_tokens(line.src->front())) == Negation::sure)
    add(findings, Guard::negation,
        "the negation of sentence " + std::to_string(line.src->front()) + " is missing", 0, line.text.size());
}

}  // namespace nonmun::translate
