#include "number_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "nonmun/core/ascii.hpp"

namespace nonmun::translate {
namespace {

/// The dollar and backslash of "$\times$" and "\%" are no part of the sign.
std::size_t skip_tex(std::string_view text, std::size_t at) {
  if (sign_at(text, at, "$")) ++at;
  if (sign_at(text, at, "\\")) ++at;
  return at;
}

}  // namespace

Decimal scaled(Decimal value, int exponent) {
  if (value.mantissa != 0) value.exponent += exponent;
  return value;
}

int scale_of(std::string_view suffix) {
  if (suffix.size() != 1 && !(suffix.size() == 2 && ascii::lower(suffix[1]) == 'n')) return 0;
  switch (suffix[0]) {
    case 'K':
    case 'k':
      return 3;
    case 'M':
      return 6;
    case 'B':
      return 9;
    case 'T':
      return 12;
    default:
      return 0;
  }
}

int scale_of_word(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, int>, 5> k_scales = {
      {{"hundred", 2}, {"thousand", 3}, {"million", 6}, {"billion", 9}, {"trillion", 12}}};
  if (word.size() < 7 || word.size() > 9) return 0;
  if (word.ends_with('s')) word.remove_suffix(1);
  for (const auto& [name, scale] : k_scales)
    if (ascii::equal_ignoring_case(name, word)) return scale;
  return 0;
}

std::optional<int> power_after(std::string_view text, std::size_t at) {
  int power = 0;
  bool any = false;
  if (at < text.size() && text[at] == '^') {
    ++at;
    if (at < text.size() && text[at] == '{') ++at;
    for (; at < text.size() && ascii::is_digit(text[at]) && power < 100; ++at, any = true)
      power = power * 10 + (text[at] - '0');
    return any ? std::optional(power) : std::nullopt;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80 && power < 100) {
    const Character c = character_at(text, at);
    int digit = -1;
    if (c.point == 0xB9) digit = 1;
    if (c.point == 0xB2) digit = 2;
    if (c.point == 0xB3) digit = 3;
    if (c.point == 0x2070 || (c.point >= 0x2074 && c.point <= 0x2079))
      digit = static_cast<int>(c.point - 0x2070);
    if (digit < 0) break;
    power = power * 10 + digit;
    any = true;
    at += c.length;
  }
  return any ? std::optional(power) : std::nullopt;
}

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && ascii::is_space(text[at])) ++at;
  return at;
}

bool sign_at(std::string_view text, std::size_t at, std::string_view sign) {
  return text.substr(std::min(at, text.size())).starts_with(sign);
}

Unit unit_sign(std::string_view text, std::size_t at) {
  const GuardTables& tables = guard_tables();
  at = skip_tex(text, skip_space(text, at));
  if (at >= text.size()) return k_no_unit;
  if (sign_at(text, at, "%") || sign_at(text, at, "％")) return tables.percent;
  for (const std::string_view times : {"times", "×"}) {
    if (!sign_at(text, at, times)) continue;
    // 2 × 3 is a product.
    std::size_t next = at + times.size();
    if (sign_at(text, next, "$")) ++next;
    next = skip_space(text, next);
    return next < text.size() && ascii::is_digit(text[next]) ? k_no_unit : tables.multiple;
  }
  if (sign_at(text, at, "°")) return tables.degree;
  return k_no_unit;
}

Unit unit_of_word(std::string_view word) {
  Unit unit = k_no_unit;
  bool first = true;
  for_each_part(word, [&](std::string_view part) {
    if (const Unit* found = first ? guard_tables().english_units.find(key_of(part)) : nullptr) unit = *found;
    first = false;
  });
  return unit;
}

Unit unit_word(std::string_view text, const std::vector<Token>& tokens, std::size_t next) {
  if (next >= tokens.size() || tokens[next].kind != TokenKind::word || tokens[next].after == '.')
    return k_no_unit;
  return unit_of_word(slice(text, tokens[next]));
}

void share_units(std::string_view text, std::vector<Quantity>& quantities) {
  for (std::size_t i = quantities.size(); i-- > 1;) {
    Quantity& before = quantities[i - 1];
    if (before.unit != k_no_unit || quantities[i].unit == k_no_unit || before.kind != quantities[i].kind ||
        before.where.end > quantities[i].where.begin)
      continue;
    std::string_view between =
        ascii::trim(text.substr(before.where.end, quantities[i].where.begin - before.where.end));
    if (between.ends_with('$')) between.remove_suffix(1);
    const bool range = between == "~" || between == "to" || between == "and" || between == "or" ||
                       between == "/" || between == "," || between == "에서" ||
                       (!between.empty() && character_at(between, 0).length == between.size() &&
                        is_dash(character_at(between, 0).point));
    if (range) before.unit = quantities[i].unit;
  }
}

bool is_enumerator(std::string_view text, const Token& number) {
  if (number.end - number.begin > 2 || has_suffix(number)) return false;
  const char before = number.begin == 0 ? ' ' : text[number.begin - 1];
  // "(1) …" and "1) …", not "(n = 1)"
  if (sign_at(text, number.end, ")")) return before == '(' || before == ' ' || before == ',';
  return (number.begin == 0 || before == '(') && sign_at(text, number.end, ".");
}

}  // namespace nonmun::translate
