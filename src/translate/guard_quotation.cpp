// Numbers among the Latin words of a line: in what it quotes of the source, and against that.

#include <algorithm>

#include "guard_claims.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::translate {
namespace {

constexpr std::size_t k_fewest_words = 4;

/// Whether a token stands in a run of Latin words that is long enough to be a quotation.
bool is_in_quotation(const Line& line, std::size_t i) {
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

}  // namespace

std::size_t quotation_begin(std::string_view text, const std::vector<Token>& tokens) {
  std::size_t words = 0, begin = text.size();
  for (std::size_t i = tokens.size(); i-- > 0 && is_latin(tokens[i]);) {
    words += tokens[i].kind == TokenKind::word ? 1 : 0;
    const bool opens = tokens[i].begin > 0 && text[tokens[i].begin - 1] == '(';
    if (opens && words >= k_fewest_words) begin = tokens[i].begin;
  }
  return begin;
}

std::vector<int> quoted_sentences(const Line& line) {
  std::vector<int> found;
  if (line.quotation == line.text.size()) return found;
  KeySet quoted(line.tokens.size());
  std::size_t words = 0;
  for (const Token& token : line.tokens) {
    if (token.begin < line.quotation) continue;
    quoted.insert(token.key);
    ++words;
  }
  for (int number = 1; number <= static_cast<int>(line.source.source().sentences.size()); ++number) {
    const auto sentence = line.source.sentence_tokens(number);
    const auto common = static_cast<std::size_t>(std::count_if(
        sentence.begin(), sentence.end(), [&](const Token& token) { return quoted.contains(token.key); }));
    if (common * 10 >= std::min(sentence.size(), words) * 7 && common > 0) found.push_back(number);
  }
  return found;
}

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

std::optional<std::string_view> find_other_in_quotation(const Line& line, const Quantity& quantity) {
  if (quantity.where.begin >= line.quotation) return std::nullopt;
  std::optional<std::string_view> other;
  for (const Quantity& quoted : line.quoted) {
    if (same_value(quantity, quoted)) return std::nullopt;
    if (!are_of_sort(quantity, quoted)) continue;
    const bool said =
        std::any_of(line.quantities.begin(), line.quantities.end(), [&](const Quantity& before) {
          return before.where.begin < line.quotation && same_value(before, quoted);
        });
    if (!said) other = slice(line.text, quoted.where);
  }
  return other;
}

std::optional<std::string_view> find_other_name_in_quotation(const Line& line, std::size_t i) {
  const std::size_t begin = line.quotation;
  if (line.tokens[i].begin >= begin) return std::nullopt;
  const std::string_view word = line.slice_of(line.tokens[i]);
  std::optional<std::string_view> other;
  bool same = false;
  for (const Token& quoted : line.tokens) {
    if (quoted.begin < begin || !has_digits(quoted)) continue;
    for_each_part(line.slice_of(quoted), [&](std::string_view part) {
      same = same || ascii::equal_ignoring_case(part, word);
      const bool said = std::any_of(line.tokens.begin(), line.tokens.end(), [&](const Token& before) {
        return before.begin < begin && before.key == key_of(part);
      });
      if (differ_in_digits(part, word) && !said) other = part;
    });
  }
  return same ? std::nullopt : other;
}

}  // namespace nonmun::translate
