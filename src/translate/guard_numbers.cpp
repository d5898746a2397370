#include "guard_numbers.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "nonmun/core/ascii.hpp"

namespace nonmun::translate {
namespace {

Decimal scaled(Decimal value, int exponent) {
  if (value.mantissa != 0) value.exponent += exponent;
  return value;
}

/// 10^k of K, M, B, T; 0 for none.
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
  if (word.ends_with('s')) word.remove_suffix(1);
  for (const auto& [name, scale] : k_scales)
    if (ascii::equal_ignoring_case(name, word)) return scale;
  return 0;
}

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && ascii::is_space(text[at])) ++at;
  return at;
}

bool sign_at(std::string_view text, std::size_t at, std::string_view sign) {
  return text.substr(std::min(at, text.size())).starts_with(sign);
}

/// The unit that a sign after a number says: %, ％, ×, °.
Unit unit_sign(std::string_view text, std::size_t at) {
  const GuardTables& tables = guard_tables();
  at = skip_space(text, at);
  if (sign_at(text, at, "\\%") || sign_at(text, at, "%") || sign_at(text, at, "％")) return tables.percent;
  if (sign_at(text, at, "×")) {
    // 2 × 3 is a product.
    const std::size_t next = skip_space(text, at + 2);
    return next < text.size() && ascii::is_digit(text[next]) ? k_no_unit : tables.multiple;
  }
  return k_no_unit;
}

Unit english_unit(std::uint64_t key) {
  const auto& units = guard_tables().english_units;
  const auto found = units.find(key);
  return found == units.end() ? k_no_unit : found->second;
}

/// The unit in the word after a number, looked for behind `at`.
Unit unit_word(std::string_view text, const std::vector<Token>& tokens, std::size_t next) {
  if (next >= tokens.size() || tokens[next].kind != TokenKind::word || tokens[next].after == '.')
    return k_no_unit;
  const std::string_view word = slice(text, tokens[next]);
  Unit unit = k_no_unit;
  bool first = true;
  for_each_part(word, [&](std::string_view part) {
    if (first) unit = english_unit(key_of(part));
    first = false;
  });
  return unit;
}

/// A range takes the unit of its end: 3~5%.
void share_units(std::string_view text, std::vector<Quantity>& quantities) {
  for (std::size_t i = quantities.size(); i-- > 1;) {
    Quantity& before = quantities[i - 1];
    if (before.unit != k_no_unit || quantities[i].unit == k_no_unit ||
        before.where.end > quantities[i].where.begin)
      continue;
    const std::string_view between =
        ascii::trim(text.substr(before.where.end, quantities[i].where.begin - before.where.end));
    const bool range = between == "~" || between == "to" || between == "and" || between == "or" ||
                       between == "/" || between == "," ||
                       (!between.empty() && character_at(between, 0).length == between.size() &&
                        is_dash(character_at(between, 0).point));
    if (range) before.unit = quantities[i].unit;
  }
}

/// Digits written high or low, as in 10⁶; the exponent, if that is what follows "10".
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
  while (at < text.size() && power < 100) {
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

class EnglishReader {
 public:
  EnglishReader(std::string_view text, const std::vector<Token>& tokens) : text_(text), tokens_(tokens) {}

  std::vector<Quantity> read() && {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind == TokenKind::number)
        digits(i);
      else if (tokens_[i].kind == TokenKind::word)
        words(i);
    }
    share_units(text_, found_);
    return std::move(found_);
  }

 private:
  void add(Decimal value, Unit unit, const Token& token, bool divided = false, bool in_name = false) {
    found_.push_back({value, unit, {token.begin, token.end}, divided, in_name});
  }

  void digits(std::size_t i) {
    const Token& token = tokens_[i];
    const Decimal value = read_decimal(text_.substr(token.begin, token.digits_end - token.begin));
    const std::string_view suffix = text_.substr(token.digits_end, token.end - token.digits_end);
    Unit unit = suffix.empty() ? unit_sign(text_, token.end) : english_unit(key_of(suffix));
    if (unit == k_no_unit && suffix.empty()) unit = unit_word(text_, tokens_, i + 1);
    int scale = scale_of(suffix);
    if (scale > 0 && unit == k_no_unit) unit = unit_word(text_, tokens_, i + 1);
    if (suffix.empty() && i + 1 < tokens_.size() && tokens_[i + 1].after != '.') {
      bool first = true;
      for_each_part(slice(text_, tokens_[i + 1]), [&](std::string_view part) {
        if (first) scale = scale_of_word(part);
        first = false;
      });
      if (scale > 0) unit = unit_word(text_, tokens_, i + 2);
    }
    add(value, unit, token);
    if (scale > 0) add(scaled(value, scale), unit, token);
    if (const auto power = power_after(text_, token.end)) {
      add(scaled({1, 0}, *power), k_no_unit, token);
    }
    if (i > 0 && tokens_[i - 1].kind == TokenKind::number && tokens_[i - 1].end + 1 == token.begin &&
        text_[token.begin - 1] == '/')
      add(value, k_no_unit, token, true);
  }

  void words(std::size_t i) {
    const Token& token = tokens_[i];
    const std::string_view word = slice(text_, token);
    const auto& table = guard_tables().number_words;
    std::optional<Decimal> before;
    for_each_part(word, [&](std::string_view part) {
      if (ascii::is_digit(part[0])) {  // top-5, GPT-4, LLaMA-2-7B
        const std::size_t end = std::min(part.find_first_not_of("0123456789."), part.size());
        const Decimal value = read_decimal(part.substr(0, end));
        const bool name = std::any_of(word.begin(), word.end(), ascii::is_upper);
        add(value, k_no_unit, token, false, name);
        if (const int scale = scale_of(part.substr(end)); scale > 0)
          add(scaled(value, scale), k_no_unit, token, false, false);
        return;
      }
      if (part.size() > 13 || part.size() < 1) return;
      const auto found = table.find(key_of(part));
      if (found == table.end()) return;
      for (const auto& reading : found->second) {
        Unit unit = reading.unit;
        if (unit == k_no_unit) {
          bool own = false;  // three-fold: the unit stands in the same word
          for_each_part(word, [&](std::string_view p) {
            if (own && unit == k_no_unit) unit = english_unit(key_of(p));
            own = own || p.data() == part.data();
          });
          if (unit == k_no_unit) unit = unit_word(text_, tokens_, i + 1);
        }
        add(reading.value, unit, token);
        if (part.ends_with("th") || part.ends_with("ths") || part.starts_with("third") ||
            part.starts_with("quarter"))
          add(reading.value, k_no_unit, token, true);
      }
      if (found->second.size() == 1) {
        const Decimal value = found->second[0].value;
        const int scale = scale_of_word(part);
        if (scale > 0 && before) add(scaled(*before, scale), k_no_unit, token);
        before = value;
      }
    });
    compound(i);
  }

  /// "three million", "twenty-one", "two orders of magnitude".
  void compound(std::size_t i) {
    const auto number = [&](std::size_t at) -> std::optional<Decimal> {
      if (at >= tokens_.size() || tokens_[at].kind != TokenKind::word) return std::nullopt;
      const auto found = guard_tables().number_words.find(tokens_[at].key);
      if (found == guard_tables().number_words.end()) return std::nullopt;
      return found->second[0].value;
    };
    const auto value = number(i);
    if (!value || i + 1 >= tokens_.size() || tokens_[i + 1].after == '.') return;
    const std::string_view next = slice(text_, tokens_[i + 1]);
    if (const int scale = scale_of_word(next); scale > 0)
      add(scaled(*value, scale), unit_word(text_, tokens_, i + 2), tokens_[i]);
    if (ascii::equal_ignoring_case(next, "orders") && value->exponent == 0)
      add(scaled({1, 0}, static_cast<int>(std::min<std::uint64_t>(value->mantissa, 30))),
          guard_tables().multiple, tokens_[i]);
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<Quantity> found_;
};

struct KoreanScale {
  std::string_view word;
  int exponent;
};
constexpr std::array<KoreanScale, 9> k_korean_scales = {{{"천만", 7},
                                                         {"백만", 6},
                                                         {"천억", 11},
                                                         {"백억", 10},
                                                         {"만", 4},
                                                         {"억", 8},
                                                         {"조", 12},
                                                         {"천", 3},
                                                         {"백", 2}}};

class KoreanReader {
 public:
  KoreanReader(std::string_view line, const std::vector<Token>& tokens) : line_(line), tokens_(tokens) {}

  std::vector<Quantity> read() && {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind == TokenKind::number)
        i = digits(i);
      else if (tokens_[i].kind == TokenKind::hangul)
        multiple(i);
    }
    share_units(line_, found_);
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool is_enumeration(std::size_t i) const {
    const Token& token = tokens_[i];
    if (token.end - token.begin > 2 || token.digits_end != token.end) return false;
    if (sign_at(line_, token.end, ")")) {
      // "(1) …" and "1) …", not "(n = 1)"
      const bool opened = token.begin > 0 && line_[token.begin - 1] == '(';
      return opened || token.begin == 0 || line_[token.begin - 1] == ' ';
    }
    const bool begins = token.begin == 0 || line_[token.begin - 1] == '(';
    return begins && (sign_at(line_, token.end, ". ") || sign_at(line_, token.end, "."));
  }

  /// Reads a number and what belongs to it; the last token that does.
  std::size_t digits(std::size_t i) {
    const Token& token = tokens_[i];
    if (is_enumeration(i)) return i;
    Quantity quantity{.value = read_decimal(line_.substr(token.begin, token.digits_end - token.begin)),
                      .where = {token.begin, token.end}};
    const std::string_view suffix = line_.substr(token.digits_end, token.end - token.digits_end);
    if (const int scale = scale_of(suffix); scale > 0) quantity.value = scaled(quantity.value, scale);
    if (!suffix.empty()) {
      quantity.unit = english_unit(key_of(suffix));
    } else {
      if (const auto power = power_after(line_, token.end); power && quantity.value == Decimal{1, 1})
        quantity.value = scaled({1, 0}, *power);
      i = korean_scales(i, quantity);
      if (quantity.unit == k_no_unit) quantity.unit = unit_sign(line_, quantity.where.end);
      if (quantity.unit == k_no_unit) quantity.unit = korean_unit(quantity.where.end);
      if (quantity.unit == k_no_unit && quantity.where.end == token.end)
        quantity.unit = unit_word(line_, tokens_, i + 1);
    }
    const std::size_t behind = skip_space(line_, quantity.where.end);
    if (sign_at(line_, behind, "분의")) {
      quantity.divided = true;
      quantity.unit = k_no_unit;
      // The numerator is part of it.
      if (i + 2 < tokens_.size() && tokens_[i + 2].kind == TokenKind::number) {
        quantity.where.end = tokens_[i + 2].end;
        i += 2;
      }
    }
    found_.push_back(quantity);
    return i;
  }

  /// 1억 2천만, 12만 5,000, 3 trillion: reads on while scales follow.
  std::size_t korean_scales(std::size_t i, Quantity& quantity) {
    double sum = 0;
    bool any = false;
    Decimal total = quantity.value;
    for (;;) {
      const std::size_t at = skip_space(line_, tokens_[i].end);
      const auto scale = std::find_if(k_korean_scales.begin(), k_korean_scales.end(),
                                      [&](const KoreanScale& s) { return sign_at(line_, at, s.word); });
      if (scale == k_korean_scales.end()) {
        if (i + 1 < tokens_.size() && tokens_[i + 1].kind == TokenKind::word && tokens_[i + 1].after != '.') {
          if (const int power = scale_of_word(slice(line_, tokens_[i + 1])); power > 0 && !any) {
            quantity.value = scaled(quantity.value, power);
            quantity.where.end = tokens_[i + 1].end;
            return i + 1;
          }
        }
        break;
      }
      // "3 조각", "2 만족", "5천" — a scale apart from its number must end the word or take a counter.
      if (at != tokens_[i].end && !ends_word(at + scale->word.size())) break;
      const Decimal part =
          read_decimal(line_.substr(tokens_[i].begin, tokens_[i].digits_end - tokens_[i].begin));
      total = scaled(part, scale->exponent);
      sum += to_double(total);
      quantity.where.end = at + scale->word.size();
      any = true;
      // A further part: a number right behind, "2천만".
      const std::size_t next = i + 2;
      const bool further = next < tokens_.size() && tokens_[next].kind == TokenKind::number &&
                           tokens_[next].digits_end == tokens_[next].end &&
                           skip_space(line_, quantity.where.end) == tokens_[next].begin;
      if (!further) {
        ++i;
        break;
      }
      const std::size_t behind = skip_space(line_, tokens_[next].end);
      const bool scaled_again =
          std::any_of(k_korean_scales.begin(), k_korean_scales.end(),
                      [&](const KoreanScale& s) { return sign_at(line_, behind, s.word); });
      i = next;
      if (!scaled_again) {
        const Decimal last = read_decimal(slice(line_, tokens_[i]));
        sum += to_double(last);
        quantity.where.end = tokens_[i].end;
        break;
      }
    }
    if (!any) return i;
    // One part keeps its digits exactly; a sum is whole.
    const bool one = sum == to_double(total);
    quantity.value =
        one ? total : read_decimal(std::to_string(static_cast<std::uint64_t>(std::min(sum, 1e18))));
    return i;
  }

  [[nodiscard]] bool ends_word(std::size_t at) const {
    return at >= line_.size() || script_of(character_at(line_, at).point) != Script::hangul ||
           sign_at(line_, at, "개") || sign_at(line_, at, "명") || sign_at(line_, at, "여") ||
           sign_at(line_, at, "건");
  }

  [[nodiscard]] Unit korean_unit(std::size_t at) const {
    at = skip_space(line_, at);
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

  /// 두 배, 세 배, 열 배.
  void multiple(std::size_t i) {
    constexpr std::array<std::pair<std::string_view, unsigned>, 10> k_native = {{{"두", 2},
                                                                                 {"세", 3},
                                                                                 {"네", 4},
                                                                                 {"다섯", 5},
                                                                                 {"여섯", 6},
                                                                                 {"일곱", 7},
                                                                                 {"여덟", 8},
                                                                                 {"아홉", 9},
                                                                                 {"열", 10},
                                                                                 {"수십", 0}}};
    if (i + 1 >= tokens_.size() || tokens_[i + 1].after != ' ') return;
    const std::string_view next = slice(line_, tokens_[i + 1]);
    if (!next.starts_with("배") || next.starts_with("배치") || next.starts_with("배경") ||
        next.starts_with("배열"))
      return;
    for (const auto& [word, value] : k_native) {
      if (value == 0 || slice(line_, tokens_[i]) != word) continue;
      found_.push_back({.value = read_decimal(std::to_string(value)),
                        .unit = guard_tables().multiple,
                        .where = {tokens_[i].begin, tokens_[i + 1].end}});
    }
  }

  std::string_view line_;
  const std::vector<Token>& tokens_;
  std::vector<Quantity> found_;
};

}  // namespace

std::vector<Quantity> english_quantities(std::string_view text, const std::vector<Token>& tokens) {
  return EnglishReader(text, tokens).read();
}

std::vector<Quantity> korean_quantities(std::string_view line, const std::vector<Token>& tokens) {
  return KoreanReader(line, tokens).read();
}

}  // namespace nonmun::translate
