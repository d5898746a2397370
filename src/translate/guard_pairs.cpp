// The numbers of a line among each other: what is said twice, ranges and pairs.

#include <algorithm>
#include <array>

#include "guard_claims.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::translate {
namespace {

/// Whether this stands between the two ends of a range or the two members of a pair.
bool joins(std::string_view between) {
  constexpr std::array<std::string_view, 11> k_joints = {"에서", "부터", "-",    "~", "–", "및",
                                                         "와",   "과",   "또는", "/", ","};
  between = ascii::trim(between);
  return std::any_of(k_joints.begin(), k_joints.end(),
                     [&](std::string_view joint) { return between == joint; });
}

/// The text between two numbers of a line without the unit of the first.
std::string_view between(const Line& line, const Quantity& a, const Quantity& b) {
  std::string_view text = line.text.substr(a.where.end, b.where.begin - a.where.end);
  if (text.starts_with('%')) return text.substr(1);
  for (const auto& [name, unit] : guard_tables().korean_units)
    if (unit == a.unit && ascii::trim(text).starts_with(name)) return ascii::trim(text).substr(name.size());
  return text;
}

/// Whether the Korean of a line says a number of the source.
bool says(const Line& line, const Quantity& english) {
  return std::any_of(line.quantities.begin(), line.quantities.end(), [&](const Quantity& other) {
    return other.where.begin < line.quotation && same_value(other, english);
  });
}

/// Another number of that sort in the sentence of one that the source has only so often.
std::optional<std::string_view> find_neighbour(const Line& line, const Quantity& quantity,
                                               std::size_t times) {
  std::size_t found = 0, last = std::string_view::npos;
  text::Span sentence;
  for (const Quantity& english : line.source.quantities()) {
    if (!same_value(quantity, english) || english.token == last) continue;
    last = english.token;
    if (++found >= times) return std::nullopt;
    sentence = line.source.sentence_around(english.where.begin);
  }
  if (found == 0) return std::nullopt;
  for (const Quantity& english : line.source.quantities())
    if (english.where.begin >= sentence.begin && english.where.begin < sentence.end &&
        are_of_sort(quantity, english) && !says(line, english))
      return slice(line.source.text(), english.where);
  return std::nullopt;
}

/// A number that the line says more often than the source.
std::optional<std::string_view> find_repeated(const Line& line, const Quantity& quantity) {
  if (quantity.where.begin >= line.quotation) return std::nullopt;
  std::size_t times = 0;
  for (const Quantity& other : line.quantities)
    if (other.where.begin < line.quotation && are_of_sort(quantity, other) && other.value == quantity.value &&
        line.tokens[other.token].kind == TokenKind::number)
      ++times;
  return times < 2 ? std::nullopt : find_neighbour(line, quantity, times);
}

/// Two numbers of the source that are a range or a pair there: "5% to 27%", "2x and 4x".
bool are_paired(const SourceIndex& source, const Quantity& a, const Quantity& b) {
  constexpr std::size_t k_far = 3;
  if (b.token <= a.token || b.token > a.token + k_far) return false;
  const auto& tokens = source.tokens();
  for (std::size_t i = a.last + 1; i < b.token; ++i) {
    const std::string_view word = source.word(tokens[i]);
    const bool joint = word == "to" || word == "and" || word == "or";
    if (!joint && i + 1 == b.token) return false;
  }
  return true;
}

/// The other end that the source has for a range or pair of the line, one end of which is its own.
std::optional<std::string_view> find_other_end(const Line& line, const Quantity& quantity,
                                               const Quantity& partner) {
  constexpr std::size_t k_near = 4;  // readings of one number stand between
  const bool first = quantity.token < partner.token;
  const auto& all = line.source.quantities();
  std::optional<std::string_view> other;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!same_value(partner, all[i]) || !are_of_sort(partner, all[i])) continue;
    for (std::size_t j = i < k_near ? 0 : i - k_near; j < all.size() && j <= i + k_near; ++j) {
      const Quantity& end = all[j];
      if (!are_of_sort(quantity, end)) continue;
      if (!(first ? are_paired(line.source, end, all[i]) : are_paired(line.source, all[i], end))) continue;
      if (same_value(quantity, end)) return std::nullopt;
      if (!says(line, end)) other = slice(line.source.text(), end.where);
    }
  }
  return other;
}

/// Whether the source has a word twice, one right behind the other.
bool has_beside_itself(const SourceIndex& source, std::uint64_t key) {
  const auto& tokens = source.tokens();
  for (std::size_t i = 1; i < tokens.size(); ++i)
    if (tokens[i].key == key && tokens[i - 1].key == key) return true;
  return false;
}

/// 보다, 에 비해.
bool is_compared(const Line& line, std::size_t i) {
  const std::string_view behind = line.text.substr(line.tokens[i].end);
  return behind.starts_with("보다 ") || behind.starts_with("에 비해") || behind.starts_with("에 비하여");
}

}  // namespace

std::optional<std::string_view> find_other_of_pair(const Line& line, const Quantity& quantity) {
  if (!is_amount(quantity) || has_suffix(line.tokens[quantity.token])) return std::nullopt;
  if (const auto other = find_repeated(line, quantity)) return other;
  const auto at = static_cast<std::size_t>(&quantity - line.quantities.data());
  const auto paired = [&](std::size_t a, std::size_t b) {
    return b < line.quantities.size() && are_of_sort(line.quantities[a], line.quantities[b]) &&
           joins(between(line, line.quantities[a], line.quantities[b]));
  };
  if (paired(at, at + 1))
    if (const auto other = find_other_end(line, quantity, line.quantities[at + 1])) return other;
  if (at > 0 && paired(at - 1, at)) return find_other_end(line, quantity, line.quantities[at - 1]);
  return std::nullopt;
}

bool is_beside_itself(const Line& line, std::size_t i) {
  const auto& tokens = line.tokens;
  if (tokens[i].begin >= line.quotation) return false;
  for (std::size_t before = 0; before < i; ++before) {
    if (tokens[before].key != tokens[i].key || tokens[before].kind != tokens[i].kind) continue;
    const std::string_view between = slice(line.text, {tokens[before].end, tokens[i].begin});
    if (joins(between) && i - before <= 2) return !has_beside_itself(line.source, tokens[i].key);
    // Seedream 3.0: the name before the number is the same too.
    const bool apart = tokens[i].kind == TokenKind::number && !has_suffix(tokens[i]);
    if (apart && (before == 0 || tokens[before - 1].kind != TokenKind::word ||
                  tokens[before - 1].key != tokens[i - 1].key))
      continue;
    if (is_compared(line, i)) return true;
  }
  return false;
}

}  // namespace nonmun::translate
