#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "nonmun/core/ascii.hpp"
#include "number_text.hpp"

namespace nonmun::translate {
namespace {

struct KoreanScale {
  std::string_view word;
  int exponent;
};
constexpr std::array<KoreanScale, 9> k_scales = {{{"천만", 7},
                                                  {"백만", 6},
                                                  {"천억", 11},
                                                  {"백억", 10},
                                                  {"만", 4},
                                                  {"억", 8},
                                                  {"조", 12},
                                                  {"천", 3},
                                                  {"백", 2}}};

/// Native numerals as they stand before what they count; "한" is also an article, and left out.
constexpr std::array<std::pair<std::string_view, std::uint64_t>, 11> k_numerals = {{{"두", 2},
                                                                                    {"세", 3},
                                                                                    {"네", 4},
                                                                                    {"다섯", 5},
                                                                                    {"여섯", 6},
                                                                                    {"일곱", 7},
                                                                                    {"여덟", 8},
                                                                                    {"아홉", 9},
                                                                                    {"열", 10},
                                                                                    {"열한", 11},
                                                                                    {"열두", 12}}};

class KoreanReader {
 public:
  KoreanReader(std::string_view line, const std::vector<Token>& tokens) : line_(line), tokens_(tokens) {}

  std::vector<Quantity> read() && {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind == TokenKind::number)
        i = digits(i);
      else if (tokens_[i].kind == TokenKind::hangul)
        numeral(i);
    }
    share_units(line_, found_);
    return std::move(found_);
  }

 private:
  /// Reads a number and what belongs to it; the last token that does.
  std::size_t digits(std::size_t i) {
    const Token& token = tokens_[i];
    Quantity quantity{.value = read_decimal(line_.substr(token.begin, token.digits_end - token.begin)),
                      .token = i,
                      .last = i,
                      .where = {token.begin, token.end}};
    if (is_enumerator(line_, token)) {
      quantity.kind = NumberKind::enumerator;
      found_.push_back(quantity);
      return i;
    }
    const std::string_view suffix = line_.substr(token.digits_end, token.end - token.digits_end);
    if (!suffix.empty()) {
      quantity.unit = unit_of_word(suffix);
      const int scale = scale_of(suffix);
      if (scale > 0) quantity.value = scaled(quantity.value, scale);
      const bool nth = suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th";
      if (nth) quantity.kind = NumberKind::ordinal;
      if (!nth && scale == 0 && quantity.unit == k_no_unit) quantity.kind = NumberKind::name;
    } else {
      if (const auto power = power_after(line_, token.end); power && quantity.value == Decimal{1, 1})
        quantity.value = scaled({1, 0}, *power);
      scales(quantity);
      if (quantity.unit == k_no_unit) quantity.unit = unit_sign(line_, quantity.where.end);
      if (quantity.unit == k_no_unit) quantity.unit = unit_behind(quantity.where.end);
      if (quantity.unit == k_no_unit && quantity.where.end == token.end)
        quantity.unit = unit_word(line_, tokens_, i + 1);
    }
    if (quantity.unit == k_no_unit && quantity.kind == NumberKind::plain)
      quantity.kind = kind_behind(quantity.where.end);
    if (token.after == 0 && i > 0 && slice(line_, tokens_[i - 1]).ends_with("제"))
      quantity.kind = NumberKind::ordinal;
    divide(quantity);
    found_.push_back(quantity);
    return quantity.last;
  }

  /// 4분의 1, 1/4: the numerator is part of it.
  void divide(Quantity& quantity) {
    const std::size_t next = quantity.token + 1;
    if (next < tokens_.size() && tokens_[next].kind == TokenKind::number && !has_suffix(tokens_[next]) &&
        quantity.value == Decimal{1, 0} && sign_at(line_, quantity.where.end, "/") &&
        tokens_[next].begin == quantity.where.end + 1) {
      quantity.value = read_decimal(slice(line_, tokens_[next]));
      quantity.divided = true;
      quantity.last = next;
      quantity.where.end = tokens_[next].end;
      return;
    }
    // 5분의 음악 are five minutes.
    const std::size_t numerator = quantity.last + 2;
    if (!sign_at(line_, skip_space(line_, quantity.where.end), "분의") || numerator >= tokens_.size() ||
        tokens_[numerator].after != ' ')
      return;
    const std::string_view word = slice(line_, tokens_[numerator]);
    if (tokens_[numerator].kind != TokenKind::number && !word.starts_with("일") && !word.starts_with("이"))
      return;
    quantity.divided = true;
    quantity.unit = k_no_unit;
    quantity.kind = NumberKind::plain;
    quantity.last = numerator;
    quantity.where.end = tokens_[numerator].end;
  }

  /// 1억 2천만, 12만 5,000, 3 trillion: reads on while scales follow.
  void scales(Quantity& quantity) {
    double sum = 0;
    bool any = false;
    Decimal total = quantity.value;
    std::size_t i = quantity.token;
    for (;;) {
      const std::size_t at = skip_space(line_, tokens_[i].end);
      const auto* const scale = find_scale(at);
      if (scale == nullptr) {
        if (!any) english_scale(quantity);
        break;
      }
      // "3 조각", "2 만족": a scale apart from its number must end the word or take a counter.
      if (at != tokens_[i].end && !ends_word(at + scale->word.size())) break;
      total = scaled(read_decimal(line_.substr(tokens_[i].begin, tokens_[i].digits_end - tokens_[i].begin)),
                     scale->exponent);
      sum += to_double(total);
      quantity.where.end = at + scale->word.size();
      any = true;
      // A further part: a number right behind, "2천만".
      const std::size_t next = i + 2;
      const bool further = next < tokens_.size() && tokens_[next].kind == TokenKind::number &&
                           !has_suffix(tokens_[next]) &&
                           skip_space(line_, quantity.where.end) == tokens_[next].begin;
      if (!further) {
        quantity.last = i + 1;
        break;
      }
      i = quantity.last = next;
      if (find_scale(skip_space(line_, tokens_[i].end)) == nullptr) {
        sum += to_double(read_decimal(slice(line_, tokens_[i])));
        quantity.where.end = tokens_[i].end;
        break;
      }
    }
    if (!any) return;
    // One part keeps its digits exactly; a sum is whole.
    const bool one = sum == to_double(total);
    quantity.value =
        one ? total : read_decimal(std::to_string(static_cast<std::uint64_t>(std::min(sum, 1e18))));
  }

  void english_scale(Quantity& quantity) {
    const std::size_t next = quantity.token + 1;
    if (next >= tokens_.size() || tokens_[next].kind != TokenKind::word || tokens_[next].after == '.') return;
    const int power = scale_of_word(slice(line_, tokens_[next]));
    if (power == 0) return;
    quantity.value = scaled(quantity.value, power);
    quantity.where.end = tokens_[next].end;
    quantity.last = next;
  }

  [[nodiscard]] const KoreanScale* find_scale(std::size_t at) const {
    const auto* const found = std::find_if(k_scales.begin(), k_scales.end(), [&](const KoreanScale& scale) {
      return sign_at(line_, at, scale.word);
    });
    return found == k_scales.end() ? nullptr : found;
  }

  [[nodiscard]] bool ends_word(std::size_t at) const {
    return at >= line_.size() || script_of(character_at(line_, at).point) != Script::hangul ||
           sign_at(line_, at, "개") || sign_at(line_, at, "명") || sign_at(line_, at, "여") ||
           sign_at(line_, at, "건");
  }

  [[nodiscard]] Unit unit_behind(std::size_t at) const {
    at = skip_space(line_, at);
    if (at >= line_.size() || static_cast<unsigned char>(line_[at]) < 0x80) return k_no_unit;
    for (const auto& [name, unit] : guard_tables().korean_units) {
      if (!sign_at(line_, at, name)) continue;
      const std::string_view rest = line_.substr(at + name.size());
      // 2배치, 3분할, 4도메인, 2주요, 3일반: the unit is only the beginning of a word.
      constexpr std::array<std::string_view, 22> k_words = {"치", "열", "포", "경", "할", "류", "산", "야",
                                                            "석", "메", "입", "구", "요", "제", "반", "관",
                                                            "기", "차", "계", "리", "점", "출"};
      if (std::any_of(k_words.begin(), k_words.end(),
                      [&](std::string_view w) { return rest.starts_with(w); }))
        return k_no_unit;
      return unit;
    }
    return k_no_unit;
  }

  [[nodiscard]] const Counter* counter_behind(std::size_t at) const {
    at = skip_space(line_, at);
    if (sign_at(line_, at, "여") || sign_at(line_, at, "+")) at += line_[at] == '+' ? 1 : 3;  // 100여 개, 10+
    at = skip_space(line_, at);
    for (const Counter& counter : guard_tables().counters)
      if (sign_at(line_, at, counter.korean)) return &counter;
    return nullptr;
  }
  [[nodiscard]] NumberKind kind_behind(std::size_t at) const {
    const Counter* counter = counter_behind(at);
    return counter == nullptr ? NumberKind::plain : counter->kind;
  }

  [[nodiscard]] static bool may_begin_numeral(std::string_view word) {
    constexpr std::u32string_view k_first = U"두세네다여일아열절";
    return k_first.find(character_at(word, 0).point) != std::u32string_view::npos;
  }

  /// 두 배, 세 가지, 네 번째, 절반.
  void numeral(std::size_t i) {
    const Token& token = tokens_[i];
    const std::string_view word = slice(line_, token);
    if (!may_begin_numeral(word)) return;
    Quantity quantity{
        .value = {}, .kind = NumberKind::count, .token = i, .last = i, .where = {token.begin, token.end}};
    if (word.starts_with("절반")) {
      quantity.value = {2, 0};
      quantity.kind = NumberKind::plain;
      quantity.divided = true;
      found_.push_back(quantity);
      return;
    }
    for (const auto& [numeral, value] : k_numerals) {
      if (!word.starts_with(numeral)) continue;
      const bool apart = word.size() == numeral.size();
      if (apart && (i + 1 >= tokens_.size() || tokens_[i + 1].after != ' ')) continue;
      const std::size_t behind = token.begin + numeral.size();
      const std::size_t next = apart ? i + 1 : i;
      const bool multiple =
          sign_at(line_, apart ? tokens_[next].begin : behind, "배") && unit_behind(behind) != k_no_unit;
      const Counter* counter = counter_behind(behind);
      // 세대 and 열 것 are other words.
      const bool sure =
          apart ? numeral.size() > 3 || numeral != "열" : counter != nullptr && counter->korean.size() > 3;
      if (!multiple && !(counter != nullptr && sure) && !(apart && sure)) continue;
      quantity.value = read_decimal(std::to_string(value));
      if (multiple) {
        quantity.unit = guard_tables().multiple;
        quantity.kind = NumberKind::plain;
      } else if (counter != nullptr) {
        quantity.kind = counter->kind;
      }
      if (multiple || counter != nullptr) {
        quantity.last = next;
        quantity.where.end = tokens_[next].end;
      }
      found_.push_back(quantity);
      return;
    }
  }

  std::string_view line_;
  const std::vector<Token>& tokens_;
  std::vector<Quantity> found_;
};

}  // namespace

std::vector<Quantity> korean_quantities(std::string_view line, const std::vector<Token>& tokens) {
  return KoreanReader(line, tokens).read();
}

}  // namespace nonmun::translate
