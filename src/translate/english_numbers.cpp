#include <algorithm>
#include <optional>

#include "nonmun/core/ascii.hpp"
#include "number_text.hpp"

namespace nonmun::translate {
namespace {

class EnglishReader {
 public:
  EnglishReader(std::string_view text, const std::vector<Token>& tokens) : text_(text), tokens_(tokens) {
    found_.reserve(24);
  }

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
  using NumberWord = GuardTables::NumberWord;

  Quantity& add(Decimal value, Unit unit, std::size_t token, NumberKind kind = NumberKind::plain) {
    found_.push_back({.value = value,
                      .unit = unit,
                      .kind = kind,
                      .token = token,
                      .last = token,
                      .where = {tokens_[token].begin, tokens_[token].end}});
    return found_.back();
  }

  [[nodiscard]] std::string_view part_after(std::size_t i) const {
    if (i + 1 >= tokens_.size() || tokens_[i + 1].kind != TokenKind::word || tokens_[i + 1].after == '.')
      return {};
    std::string_view first;
    for_each_part(slice(text_, tokens_[i + 1]), [&](std::string_view part) {
      if (first.empty()) first = part;
    });
    return first;
  }

  void digits(std::size_t i) {
    const Token& token = tokens_[i];
    const Decimal value = read_decimal(text_.substr(token.begin, token.digits_end - token.begin));
    if (is_enumerator(text_, token)) {
      add(value, k_no_unit, i, NumberKind::enumerator);
      return;
    }
    const std::string_view suffix = text_.substr(token.digits_end, token.end - token.digits_end);
    if (!suffix.empty()) {
      suffixed(i, value, suffix);
    } else {
      const std::string_view next = part_after(i);
      Unit unit = unit_sign(text_, token.end);
      if (unit == k_no_unit && !next.empty()) unit = unit_of_word(next);
      const int scale = next.empty() ? scale_behind_thin_space(i) : scale_of_word(next);
      if (scale > 0) unit = unit_word(text_, tokens_, i + 2);
      const bool dimension = ascii::equal_ignoring_case(next, "D") || next.starts_with("dimensional");
      add(value, unit, i, dimension ? NumberKind::name : NumberKind::plain);
      if (scale > 0) add(scaled(value, scale), unit, i).last = i + 1;
      if (const auto power = power_after(text_, token.end)) add(scaled({1, 0}, *power), k_no_unit, i);
    }
    const bool fraction = i > 0 && tokens_[i - 1].kind == TokenKind::number &&
                          tokens_[i - 1].end + 1 == token.begin && text_[token.begin - 1] == '/';
    if (fraction) add(value, k_no_unit, i).divided = true;
  }

  /// 300\\,k: the letter belongs to its number as if it stood right behind.
  [[nodiscard]] int scale_behind_thin_space(std::size_t i) const {
    const bool thin = i + 1 < tokens_.size() && text_.substr(tokens_[i].end).starts_with("\\,") &&
                      tokens_[i + 1].begin == tokens_[i].end + 2;
    return thin ? scale_of(slice(text_, tokens_[i + 1])) : 0;
  }

  void suffixed(std::size_t i, Decimal value, std::string_view suffix) {
    if (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th") {
      add(value, k_no_unit, i, NumberKind::ordinal);
      return;
    }
    Unit unit = unit_of_word(suffix);
    const int scale = scale_of(suffix);
    if (unit == k_no_unit && scale == 0) {
      add(value, k_no_unit, i, NumberKind::name);
      return;
    }
    if (scale > 0 && unit == k_no_unit) unit = unit_word(text_, tokens_, i + 1);
    add(scaled(value, scale), unit, i);
  }

  void words(std::size_t i) {
    const Token& token = tokens_[i];
    if (!token.joined && !token.has_digit) {
      if (is_scale_of_another(i)) return;
      if (const auto* readings = guard_tables().number_words.find(token.key)) {
        said(i, slice(text_, token), *readings, part_after(i));
        compound(i, (*readings)[0].value);
      }
      return;
    }
    std::optional<Decimal> before;
    const std::string_view word = slice(text_, token);
    for_each_part(word, [&](std::string_view part) {
      if (ascii::is_digit(part[0])) {  // top-5, GPT-4, LLaMA-2-7B
        const std::size_t end = std::min(part.find_first_not_of("0123456789."), part.size());
        const Decimal value = read_decimal(part.substr(0, end));
        add(value, k_no_unit, i, token.has_capital ? NumberKind::name : NumberKind::plain);
        if (const int scale = scale_of(part.substr(end)); scale > 0) add(scaled(value, scale), k_no_unit, i);
        return;
      }
      const auto* readings = guard_tables().number_words.find(key_of(part));
      if (readings == nullptr) return;
      // three-fold: the unit stands in the same word
      const auto behind = static_cast<std::size_t>(part.data() - word.data()) + part.size();
      said(i, part, *readings,
           behind < word.size() ? word.substr(behind + joiner_at(word, behind)) : part_after(i));
      if (const int scale = scale_of_word(part); scale > 0 && before)
        add(scaled(*before, scale), unit_word(text_, tokens_, i + 1), i);
      before = (*readings)[0].value;
    });
  }

  void said(std::size_t i, std::string_view word, const std::vector<NumberWord>& readings,
            std::string_view next) {
    const Unit unit = next.empty() ? k_no_unit : unit_of_word(next);
    const bool dimension = next.starts_with("dimensional");
    for (const NumberWord& reading : readings) {
      add(reading.value, reading.unit != k_no_unit ? reading.unit : unit, i,
          reading.ordinal ? NumberKind::ordinal
          : dimension     ? NumberKind::name
                          : NumberKind::plain);
      if (word.ends_with("th") || word.ends_with("ths") || word.starts_with("third") ||
          word.starts_with("quarter"))
        add(reading.value, k_no_unit, i).divided = true;
    }
  }

  /// The thousand of "six thousand" is no number of its own.
  [[nodiscard]] bool is_scale_of_another(std::size_t i) const {
    return i > 0 && tokens_[i].after != '.' && !found_.empty() && found_.back().token + 1 >= i &&
           scale_of_word(slice(text_, tokens_[i])) > 0;
  }

  /// "three million", "two orders of magnitude".
  void compound(std::size_t i, Decimal value) {
    const std::string_view next = part_after(i);
    if (next.empty()) return;
    if (const int scale = scale_of_word(next); scale > 0)
      add(scaled(value, scale), unit_word(text_, tokens_, i + 2), i).last = i + 1;
    if (ascii::equal_ignoring_case(next, "orders") && value.exponent == 0)
      add(scaled({1, 0}, static_cast<int>(std::min<std::uint64_t>(value.mantissa, 30))),
          guard_tables().multiple, i);
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<Quantity> found_;
};

}  // namespace

std::vector<Quantity> english_quantities(std::string_view text, const std::vector<Token>& tokens) {
  return EnglishReader(text, tokens).read();
}

}  // namespace nonmun::translate
