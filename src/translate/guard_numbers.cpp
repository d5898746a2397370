// Numbers that the source has not.

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "guard_claims.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::translate {
namespace {

/// 약 2.4 for 2.36: what stands in the source, rounded to the places of the line.
bool is_rounded(const Line& line, const Quantity& quantity, const Quantity& english) {
  const std::string_view before = ascii::trim(line.text.substr(0, quantity.where.begin));
  if (!ends_with_any(before, {"약", "거의", "대략"})) return false;
  const double unit = std::pow(10.0, quantity.value.exponent);
  return std::abs(to_double(english.value) - to_double(quantity.value)) <= unit / 2 * 1.0001 &&
         english.value.exponent < quantity.value.exponent;
}

/// "first … third": three things were told one by one.
bool is_last_of_list(const SourceIndex& source, const Quantity& listed) {
  return std::none_of(source.quantities().begin(), source.quantities().end(), [&](const Quantity& other) {
    return other.kind == listed.kind && to_double(other.value) == to_double(listed.value) + 1;
  });
}

bool fits_kind(const SourceIndex& source, NumberKind korean, const Quantity& english) {
  const bool listed = english.kind == NumberKind::ordinal || english.kind == NumberKind::enumerator;
  switch (korean) {
    case NumberKind::plain:
      return english.kind == NumberKind::plain;
    case NumberKind::count:
      return english.kind == NumberKind::plain || (listed && is_last_of_list(source, english));
    case NumberKind::name:
      return english.kind == NumberKind::name;
    default:
      return english.kind != NumberKind::name;
  }
}

/// A dimension (3차원, 3D) is not the digit of another name: the 4 of GPT-4 is none.
bool is_digit_of_word(const Line& line, const Quantity& english) {
  const Token& token = line.source.tokens()[english.token];
  return token.kind == TokenKind::word && token.has_digit;
}

bool stands_in(const Line& line, const Quantity& quantity) {
  const auto& all = line.source.quantities();
  if (quantity.kind == NumberKind::name) {
    const Token& token = line.tokens[quantity.token];
    const std::string_view digits = line.text.substr(token.begin, token.digits_end - token.begin);
    if (line.source.has_word(key_of(digits, "d"))) return true;
  }
  return std::any_of(all.begin(), all.end(), [&](const Quantity& english) {
    return same_value(quantity, english) && fits_kind(line.source, quantity.kind, english) &&
           (quantity.kind != NumberKind::name || !is_digit_of_word(line, english));
  });
}

/// Digits behind a name: "Llama 3", "MATH 500". The source has the two so, has the name with other digits, or
/// says nothing about it.
enum class NameNumber { none, same, other };
NameNumber name_number(const Line& line, std::size_t i) {
  const Token& token = line.tokens[i];
  if (i == 0 || token.after == '.' || token.after == 0) return NameNumber::none;
  if (line.tokens[i - 1].kind != TokenKind::word || !line.tokens[i - 1].has_capital) return NameNumber::none;
  const std::string_view before = line.slice_of(line.tokens[i - 1]);
  std::string_view last;
  for_each_part(before, [&](std::string_view part) { last = part; });
  const std::string_view digits = line.slice_of(token);
  for (const std::string_view name : {before, last})
    if (line.source.has_word(key_of(name, digits)) || line.source.has_pair(name, digits))
      return NameNumber::same;
  const auto& tokens = line.source.tokens();
  for (std::size_t j = 1; j < tokens.size(); ++j)
    if (tokens[j].kind == TokenKind::number && tokens[j].after != '.' && !has_suffix(tokens[j]) &&
        tokens[j - 1].key == line.tokens[i - 1].key)
      return NameNumber::other;
  return NameNumber::none;
}

template <typename Where>  // a token, a span
void flag(const Line& line, const Where& where, Findings& findings) {
  add(findings, Guard::numbers, quoted(slice(line.text, where)) + " is not in the source", where.begin,
      where.end);
}
void flag(const Line& line, const Quantity& quantity, Findings& findings) {
  flag(line, quantity.where, findings);
}

/// An enumerator follows the one before it in its line, or in the quotation at the end of that; the first is
/// 1 or the source's.
bool follows(const Line& line, const Quantity& enumerator) {
  const std::size_t begin = enumerator.where.begin < line.quotation ? 0 : line.quotation;
  const Quantity* before = nullptr;
  for (const Quantity& other : line.quantities)
    if (other.kind == NumberKind::enumerator && other.where.begin >= begin &&
        other.where.begin < enumerator.where.begin)
      before = &other;
  const double value = to_double(enumerator.value);
  if (before != nullptr) return value == to_double(before->value) + 1;
  const auto& all = line.source.quantities();
  return value == 1 || std::any_of(all.begin(), all.end(),
                                   [&](const Quantity& english) { return same_value(enumerator, english); });
}

bool has_letters(const Token& token) { return token.kind == TokenKind::number && has_suffix(token); }

/// A bullet's number that only other sentences have, where the cited ones have a number of that sort which
/// the bullet has not.
const Quantity* find_displaced(const Line& line, const Quantity& quantity) {
  if (line.cited.empty() || quantity.kind == NumberKind::name || quantity.kind == NumberKind::enumerator)
    return nullptr;
  const Quantity* displaced = nullptr;
  for (const Quantity& english : line.source.quantities()) {
    if (!line.cites(english.where.begin)) continue;
    if (same_value(quantity, english)) return nullptr;
    if (english.kind != NumberKind::plain || english.unit != quantity.unit || english.divided) continue;
    if (const Token& token = line.source.tokens()[english.token]; token.has_digit && token.has_capital)
      continue;
    if (quantity.unit == k_no_unit && quantity.kind == NumberKind::ordinal) continue;
    if (has_letters(line.tokens[quantity.token]) != has_letters(line.source.tokens()[english.token]))
      continue;
    const bool said = std::any_of(line.quantities.begin(), line.quantities.end(),
                                  [&](const Quantity& other) { return same_value(other, english); });
    if (!said) displaced = &english;
  }
  return displaced;
}

void flag_other(const Line& line, text::Span where, std::string_view other, Findings& findings) {
  add(findings, Guard::numbers, quoted(slice(line.text, where)) + " where the source says " + quoted(other),
      where.begin, where.end);
}

/// What the source says in the place of a number that it has elsewhere.
std::optional<std::string_view> find_other(const Line& line, const Quantity& quantity) {
  if (const Quantity* displaced = find_displaced(line, quantity))
    return slice(line.source.text(), displaced->where);
  for (const auto find : {find_other_count, find_other_of_pair, find_other_in_quotation})
    if (const auto other = find(line, quantity)) return other;
  return std::nullopt;
}

/// A name with digits that stands beside itself.
bool flag_itself(const Line& line, std::size_t i, Findings& findings) {
  if (!is_beside_itself(line, i)) return false;
  const Token& token = line.tokens[i];
  add(findings, Guard::numbers, quoted(line.slice_of(token)) + " beside itself", token.begin, token.end);
  return true;
}

void check_claim(const Line& line, const Quantity& quantity, Findings& findings) {
  const Token& token = line.tokens[quantity.token];
  const bool digits = token.kind == TokenKind::number;
  const NameNumber name = digits ? name_number(line, quantity.token) : NameNumber::none;
  if (name == NameNumber::same) return;
  if (name == NameNumber::other && quantity.unit == k_no_unit && !line.source.has_word(token.key))
    return flag(line, quantity, findings);
  const bool verbatim = digits && has_suffix(token) && line.known[quantity.token];
  if (!verbatim && !stands_in(line, quantity)) {
    const auto& all = line.source.quantities();
    const bool rounded = std::any_of(
        all.begin(), all.end(), [&](const Quantity& english) { return is_rounded(line, quantity, english); });
    if (!rounded) flag(line, quantity, findings);
    return;
  }
  if (const auto other = find_other(line, quantity)) flag_other(line, quantity.where, *other, findings);
}

/// Digits with letters, which are a number of one sort: 3D, FP4, 7B.
void check_name(const Line& line, std::size_t i, Findings& findings) {
  const Token& token = line.tokens[i];
  if (token.joined) return;
  auto other = find_other_name(line, i);
  if (!other) other = find_other_name_in_quotation(line, i);
  if (other) flag_other(line, {token.begin, token.end}, *other, findings);
}

/// The numbers of the words of a line: top-10 where the source has it otherwise.
void check_word_numbers(const Line& line, const Token& token, Findings& findings) {
  for_each_part(line.slice_of(token), [&](std::string_view part) {
    if (!std::all_of(part.begin(), part.end(), ascii::is_digit)) return;
    const Quantity number{.value = read_decimal(part), .where = {token.begin, token.end}};
    if (!line.source.has_word(key_of(part)) && !stands_in(line, number))
      add(findings, Guard::numbers, quoted(part) + " is not in the source", token.begin, token.end);
  });
}

}  // namespace

bool same_value(const Quantity& korean, const Quantity& english) {
  if (!korean.divided) return !english.divided && english.value == korean.value;
  // 4분의 1: 1/4, a quarter, four times fewer, 25 %, 0.25
  if (english.value == korean.value) return english.divided || english.unit == guard_tables().multiple;
  const double share = to_double(english.value) * to_double(korean.value);
  return std::abs(share - 100) < 0.5 || std::abs(share - 1) < 0.005;  // 25%, 0.25
}

bool is_name_number(const Line& line, const Quantity& quantity) {
  const Token& token = line.tokens[quantity.token];
  if (token.kind != TokenKind::number) return false;
  return (has_suffix(token) && line.known[quantity.token]) ||
         name_number(line, quantity.token) == NameNumber::same;
}

void check_numbers(const Line& line, Findings& findings) {
  for (const Quantity& quantity : line.quantities) {
    const Token& token = line.tokens[quantity.token];
    if (token.kind == TokenKind::number && flag_itself(line, quantity.token, findings)) continue;
    const Quoted quoted = token.kind == TokenKind::number ? quoted_digits(line, quantity.token) : Quoted::no;
    if (quoted == Quoted::wrong || (quantity.kind == NumberKind::enumerator && !follows(line, quantity)))
      flag(line, quantity, findings);
    else if (quoted == Quoted::no && quantity.kind != NumberKind::enumerator)
      check_claim(line, quantity, findings);
    if (quoted == Quoted::no && has_letters(token) && line.known[quantity.token])
      check_name(line, quantity.token, findings);
  }
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    const Token& token = line.tokens[i];
    if (token.kind != TokenKind::word || !token.has_digit || !line.known[i]) continue;
    if (flag_itself(line, i, findings)) continue;
    const Quoted quoted = quoted_digits(line, i);
    if (quoted == Quoted::wrong)
      flag(line, token, findings);
    else if (!line.source.has_word(token.key))
      check_word_numbers(line, token, findings);
    else if (quoted == Quoted::no)
      check_name(line, i, findings);
  }
}

}  // namespace nonmun::translate
