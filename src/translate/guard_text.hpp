#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "nonmun/core/ascii.hpp"
#include "nonmun/text/sentences.hpp"

// What the guards see in a text of either language: words, numbers and where they stand.
namespace nonmun::translate {

/// A character of a text that may hold any bytes; an ill-formed one is U+FFFD of length 1.
struct Character {
  char32_t point = 0;
  std::size_t length = 1;
};
[[nodiscard]] Character wide_character_at(std::string_view text, std::size_t at);

/// One of 가 to 힣.
[[nodiscard]] constexpr bool is_syllable(char32_t point) { return point >= 0xAC00 && point <= 0xD7A3; }

/// ASCII and syllables are nearly all of a Korean line.
[[nodiscard]] inline Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (byte(0) < 0x80) return {byte(0), 1};
  if (at + 2 < text.size() && (byte(0) & 0xF0) == 0xE0 && (byte(1) & 0xC0) == 0x80 &&
      (byte(2) & 0xC0) == 0x80) {
    const char32_t point = ((byte(0) & 0xFU) << 12) | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU);
    if (is_syllable(point)) return {point, 3};
  }
  return wide_character_at(text, at);
}

/// The syllable that ends a text; 0 where none does.
[[nodiscard]] inline char32_t last_syllable(std::string_view text) {
  const char32_t point = text.size() < 3 ? 0 : character_at(text, text.size() - 3).point;
  return is_syllable(point) ? point : 0;
}

/// Of a well-formed text its code points, fast: every byte counts that does not go on with a character.
[[nodiscard]] inline std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

enum class Script { other, latin, digit, hangul, foreign };
[[nodiscard]] Script wide_script_of(char32_t point);
/// Greek and the letters of formulas count as Latin: both are copied as they are. `foreign` is every other
/// script that has letters, and U+FFFD.
[[nodiscard]] inline Script script_of(char32_t point) {
  if (is_syllable(point)) return Script::hangul;
  if (point >= 0x80) return wide_script_of(point);
  const char c = static_cast<char>(point);
  return ascii::is_letter(c) ? Script::latin : ascii::is_digit(c) ? Script::digit : Script::other;
}

/// '-' and the dashes and minus signs that stand for it.
[[nodiscard]] bool is_dash(char32_t point);

enum class TokenKind { word, number, hangul, foreign };

/// A word goes on over '-', '_', '\'' and '&' between letters and digits (text-to-image, Q&A, GPT-4o). A
/// number is its digits with their commas and point; letters at its end are its suffix (80GB, 3D).
struct Token {
  TokenKind kind = TokenKind::word;
  std::size_t begin = 0, end = 0;
  std::size_t digits_end = 0;  ///< of a number: where its suffix begins, or `end`
  char after = 0;              ///< what stands between this and the token before: 0 nothing, ' ' only space,
                               ///< '-' one dash, '.' anything else
  bool joined = false;         ///< a word with joiners: of several parts
  bool has_digit = false;      ///< a word with digits: GPT-4
  bool has_capital = false;
  std::uint64_t key = 0;  ///< of a word or a number: key_of its text
};

[[nodiscard]] std::vector<Token> tokens_of(std::string_view text);

[[nodiscard]] inline std::string_view slice(std::string_view text, const Token& token) {
  return text.substr(token.begin, token.end - token.begin);
}
[[nodiscard]] inline std::string_view slice(std::string_view text, text::Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

/// A hash that is equal for spellings of one word: letter case, joiners and an English plural or possessive
/// ending are looked through.
[[nodiscard]] std::uint64_t key_of(std::string_view word);
/// As key_of, for two words as if written as one.
[[nodiscard]] std::uint64_t key_of(std::string_view first, std::string_view second);
/// A hash of the stem of an English word: also -ing, -ed, -er, -ion, -al, -ly are looked through.
[[nodiscard]] std::uint64_t stem_key_of(std::string_view word);

/// As text.ends_with, faster where it mostly is not so: the last bytes of syllables differ.
[[nodiscard]] inline bool ends_in(std::string_view text, std::string_view ending) {
  return text.size() >= ending.size() &&
         (ending.empty() || (text.back() == ending.back() && text.ends_with(ending)));
}
[[nodiscard]] inline bool ends_with_any(std::string_view text,
                                        std::initializer_list<std::string_view> endings) {
  for (const std::string_view ending : endings)
    if (ends_in(text, ending)) return true;
  return false;
}

/// Whether a joiner begins at `at`; its length.
[[nodiscard]] inline std::size_t joiner_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  const char c = text[at];
  if (c == '-' || c == '_' || c == '\'' || c == '&') return 1;
  if (static_cast<unsigned char>(c) != 0xE2 || at + 2 >= text.size()) return 0;
  const char32_t point = character_at(text, at).point;
  return (is_dash(point) && point != 0x2014) || point == 0x2019 ? 3 : 0;
}

/// The neighbouring bytes of a text, folded into 256 bits: says fast of nearly every phrase that a text has
/// not that it has not.
class Bigrams {
 public:
  Bigrams() = default;
  explicit Bigrams(std::string_view text);
  [[nodiscard]] bool may_hold(const Bigrams& phrase) const {
    // Nearly always false, and no one can guess by which of the four: they are looked at together.
    std::uint64_t missing = 0;
    for (std::size_t i = 0; i < bits_.size(); ++i) missing |= phrase.bits_[i] & ~bits_[i];
    return missing == 0;
  }

 private:
  std::array<std::uint64_t, 4> bits_{};
};

/// Whether a number has letters at its end: 80GB, 3D.
[[nodiscard]] inline bool has_suffix(const Token& number) { return number.digits_end != number.end; }

/// Calls `use(part)` for the parts of a word between its joiners.
template <typename Use>
void for_each_part(std::string_view word, Use use) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t joiner = joiner_at(word, at);
    if (joiner == 0) {
      ++at;
      continue;
    }
    if (at > begin) use(word.substr(begin, at - begin));
    at += joiner;
    begin = at;
  }
  if (begin < word.size()) use(word.substr(begin));
}

}  // namespace nonmun::translate
