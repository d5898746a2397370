// Numbers that the source has not.

#include <algorithm>
#include <cmath>
#include <string>

#include "guard_line.hpp"
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

bool stands_in(const Line& line, const Quantity& quantity) {
  const auto& all = line.source.quantities();
  return std::any_of(all.begin(), all.end(), [&](const Quantity& english) {
    return same_value(quantity, english) && fits_kind(line.source, quantity.kind, english);
  });
}

bool is_latin(const Token& token) { return token.kind == TokenKind::word || token.kind == TokenKind::number; }
bool has_digits(const Token& token) { return token.kind == TokenKind::number || token.has_digit; }

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

void flag(const Line& line, const Quantity& quantity, Findings& findings) {
  add(findings, Guard::numbers, quoted(slice(line.text, quantity.where)) + " is not in the source",
      quantity.where.begin, quantity.where.end);
}

/// An enumerator follows the one before it in its line; one that stands alone is the source's.
bool follows(const Line& line, const Quantity& enumerator) {
  const Quantity* before = nullptr;
  for (const Quantity& other : line.quantities)
    if (other.kind == NumberKind::enumerator && other.where.begin < enumerator.where.begin) before = &other;
  const double value = to_double(enumerator.value);
  if (before != nullptr ? value == to_double(before->value) + 1 : value == 1) return true;
  const auto& all = line.source.quantities();
  return std::any_of(all.begin(), all.end(), [&](const Quantity& english) {
    return same_value(enumerator, english) && (english.kind == NumberKind::plain || before == nullptr);
  });
}

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
    if (quantity.unit == k_no_unit && quantity.kind == NumberKind::ordinal) continue;
    if (has_suffix(line.tokens[quantity.token]) != has_suffix(line.source.tokens()[english.token])) continue;
    const bool said = std::any_of(line.quantities.begin(), line.quantities.end(),
                                  [&](const Quantity& other) { return same_value(other, english); });
    if (!said) displaced = &english;
  }
  return displaced;
}

bool is_counter(std::string_view word) {
  const auto& counters = guard_tables().counters;
  return std::any_of(counters.begin(), counters.end(), [&](const Counter& counter) {
    return word.starts_with(counter.korean) && word.size() <= counter.korean.size() + 3;
  });
}

/// The English words for what a number of the line counts: for the last noun that its phrase has.
std::vector<std::uint64_t> counted_by(const Line& line, const Quantity& quantity) {
  constexpr std::size_t k_far = 3;
  std::vector<std::uint64_t> keys;
  for (const Counter& counter : guard_tables().counters)
    if (!counter.english.empty() &&
        ascii::trim(line.text.substr(quantity.where.end)).starts_with(counter.korean))
      return counter.english;
  for (std::size_t i = quantity.last + 1; i < line.tokens.size() && i <= quantity.last + k_far + 1; ++i) {
    const Token& token = line.tokens[i];
    if (token.after == '.' || token.kind == TokenKind::number) break;
    const std::string_view word = line.slice_of(token);
    if (token.kind == TokenKind::word) {
      keys = {token.key};
      continue;
    }
    for (const Counted& counted : guard_tables().counted)
      if (word.starts_with(counted.korean)) {
        keys = counted.english;
        break;
      }
    // 네 도시의 이미지: what stands before 의 is counted, but for a counter.
    if (ends_with_any(word, {"을", "를", "은", "는", "과", "와", "에서", "으로", "에", "이", "가", "로"}) ||
        (word.ends_with("의") && !is_counter(word)))
      break;
  }
  return keys;
}

/// Whether one of the words follows a number of the source: before the next number, or, loosely, behind
/// others too (30 open and 3 closed models).
enum class Reach { strict, loose };
bool counts(const SourceIndex& source, const Quantity& quantity, const std::vector<std::uint64_t>& words,
            Reach reach) {
  const bool loose = reach == Reach::loose;
  const std::size_t far = loose ? 9 : 5;
  const auto is_one = [&](std::uint64_t key) {
    return std::find(words.begin(), words.end(), key) != words.end();
  };
  const auto& tokens = source.tokens();
  for (std::size_t i = quantity.last; i < tokens.size() && i <= quantity.last + far; ++i) {
    const Token& token = tokens[i];
    const bool behind = i > quantity.last;
    if (behind && !loose && (has_digits(token) || token.after == '.')) return false;
    if (behind && is_one(token.key)) return true;
    bool found = false;
    if (token.joined)
      for_each_part(source.word(token),
                    [&](std::string_view part) { found = found || is_one(key_of(part)); });
    if (found) return true;
  }
  return false;
}

/// What the source has before the thing that a number of the line stands before, if it is always another.
const Quantity* find_other_count(const Line& line, const Quantity& quantity) {
  const bool name = quantity.kind == NumberKind::name;
  const bool count = quantity.kind == NumberKind::count || quantity.kind == NumberKind::plain;
  if (quantity.unit != k_no_unit || quantity.divided || !(name || count)) return nullptr;
  if (!name && has_suffix(line.tokens[quantity.token]))
    return nullptr;  // 7B is part of what it stands before
  const std::vector<std::uint64_t> words = counted_by(line, quantity);
  if (words.empty()) return nullptr;
  const Quantity* other = nullptr;
  for (const Quantity& english : line.source.quantities()) {
    if (english.divided || english.kind != (name ? NumberKind::name : NumberKind::plain)) continue;
    const bool same = same_value(quantity, english);
    if (same && counts(line.source, english, words, Reach::loose)) return nullptr;
    if (!same && counts(line.source, english, words, Reach::strict)) other = &english;
  }
  return other;
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
  const Quantity* displaced = find_displaced(line, quantity);
  if (displaced == nullptr) displaced = find_other_count(line, quantity);
  if (displaced != nullptr)
    add(findings, Guard::numbers,
        quoted(slice(line.text, quantity.where)) + " where the source says " +
            quoted(slice(line.source.text(), displaced->where)),
        quantity.where.begin, quantity.where.end);
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

/// Whether a token stands in a run of Latin words that is long enough to be a quotation.
bool is_in_quotation(const Line& line, std::size_t i) {
  constexpr std::size_t k_fewest_words = 4;
  std::size_t words = 0;
  for (std::size_t at = i; at > 0 && is_latin(line.tokens[at - 1]); --at)
    words += line.tokens[at - 1].kind == TokenKind::word ? 1 : 0;
  for (std::size_t at = i + 1; at < line.tokens.size() && is_latin(line.tokens[at]); ++at)
    words += line.tokens[at].kind == TokenKind::word ? 1 : 0;
  return words >= k_fewest_words;
}

/// How many words stand before and behind two places of line and source alike, three at most on each side.
/// Outside a quotation only spaces and dashes may divide them.
std::size_t words_alike(const Line& line, std::size_t i, std::size_t j, bool quotation) {
  constexpr std::size_t k_far = 3;
  const auto& source = line.source.tokens();
  std::size_t alike = 0;
  const auto same = [&](std::size_t at, std::size_t in) {
    return is_latin(line.tokens[at]) && line.tokens[at].key == source[in].key;
  };
  const auto beside = [&](std::size_t later) {
    return quotation || line.tokens[later].after == ' ' || line.tokens[later].after == '-';
  };
  for (std::size_t far = 1;
       far <= k_far && i >= far && j >= far && same(i - far, j - far) && beside(i - far + 1); ++far)
    ++alike;
  for (std::size_t far = 1; far <= k_far && i + far < line.tokens.size() && j + far < source.size() &&
                            same(i + far, j + far) && beside(i + far);
       ++far)
    ++alike;
  return alike;
}

/// Digits among Latin words, as in a quotation, stand beside the words that they stand beside in the source.
enum class Quoted { no, right, wrong };
Quoted quoted_digits(const Line& line, std::size_t i) {
  const auto& tokens = line.source.tokens();
  const std::uint64_t key = line.tokens[i].key;
  const bool quotation = is_in_quotation(line, i);
  std::size_t best = 0, best_of_others = 0;
  for (std::size_t j = 0; j < tokens.size(); ++j) {
    if (!has_digits(tokens[j])) continue;
    std::size_t& most = tokens[j].key == key ? best : best_of_others;
    most = std::max(most, words_alike(line, i, j, quotation));
  }
  return best_of_others > best ? Quoted::wrong : best > 0 ? Quoted::right : Quoted::no;
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
    const Quoted quoted = line.tokens[quantity.token].kind == TokenKind::number
                              ? quoted_digits(line, quantity.token)
                              : Quoted::no;
    if (quoted == Quoted::wrong || (quantity.kind == NumberKind::enumerator && !follows(line, quantity)))
      flag(line, quantity, findings);
    else if (quoted == Quoted::no && quantity.kind != NumberKind::enumerator)
      check_claim(line, quantity, findings);
  }
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    const Token& token = line.tokens[i];
    if (token.kind != TokenKind::word || !token.has_digit || !line.known[i]) continue;
    if (quoted_digits(line, i) == Quoted::wrong)
      add(findings, Guard::numbers, quoted(line.slice_of(token)) + " is not in the source", token.begin,
          token.end);
    else if (!line.source.has_word(token.key))
      check_word_numbers(line, token, findings);
  }
}

}  // namespace nonmun::translate
