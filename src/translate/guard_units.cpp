// Units of numbers, and which way they went.

#include <algorithm>
#include <string>

#include "guard_line.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::translate {
namespace {

unsigned english_directions(const SourceIndex& source, text::Span sentence) {
  unsigned found = 0;
  for (const Token& token : source.tokens_in(sentence)) {
    if (token.kind != TokenKind::word) continue;
    for_each_part(source.word(token), [&](std::string_view part) {
      found |= guard_tables().english_directions.of(ascii::lower(part));
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
    const unsigned found = guard_tables().korean_directions.of(line.slice_of(token));
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
    source |= english_directions(line.source, sentence);
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

/// Whether a number has another unit in the source, and no time the line's; the source's, if it has one. A
/// bare number may be a year or be given its percent or degrees, but nothing else.
struct OtherUnit {
  bool differs = false;
  Unit unit = k_no_unit;
};
OtherUnit other_unit(const Line& line, const Quantity& quantity) {
  OtherUnit other;
  if (quantity.unit == k_no_unit) return other;
  for (const Quantity& english : line.source.quantities()) {
    if (!same_value(quantity, english)) continue;
    if (english.unit == quantity.unit) return {};
    if (english.unit != k_no_unit) other = {.differs = true, .unit = english.unit};
    const GuardTables& tables = guard_tables();
    const bool may_be_bare =
        quantity.unit == tables.percent || quantity.unit == tables.year || quantity.unit == tables.degree;
    if (english.unit == k_no_unit && !may_be_bare) other.differs = true;
  }
  return other;
}

}  // namespace

void check_units(const Line& line, Findings& findings) {
  const GuardTables& tables = guard_tables();
  for (const Quantity& quantity : line.quantities) {
    if (const OtherUnit other = other_unit(line, quantity);
        other.differs && !is_name_number(line, quantity)) {
      const std::string_view unit = other.unit == k_no_unit ? "things" : tables.unit_names[other.unit];
      add(findings, Guard::units,
          quoted(slice(line.text, quantity.where)) + ": the source counts " + std::string(unit) + ", not " +
              std::string(tables.unit_names[quantity.unit]),
          quantity.where.begin, quantity.where.end);
    }
    check_direction(line, quantity, findings);
  }
}

}  // namespace nonmun::translate
