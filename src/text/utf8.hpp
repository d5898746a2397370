#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// UTF-8, one code point at a time, and the character classes that the whole room shares.
namespace nonmun::text {

inline constexpr char32_t k_replacement = 0xFFFD;

/// One step through bytes that need not be well-formed. An ill-formed sequence gives U+FFFD, `valid` false
/// and the length of its maximal subpart (at least 1), as the Unicode Standard recommends.
struct Decoded {
  char32_t point = 0;
  std::size_t length = 0;
  bool valid = true;
};

/// The code point at `at`; `at` must be below text.size().
[[nodiscard]] inline Decoded decode_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[at + k]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4) return {k_replacement, 1, false};
  const std::size_t left = text.size() - at;
  // The second byte is narrower after some lead bytes: no overlong forms, surrogates, nothing above U+10FFFF.
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (left < 2 || byte(1) < low || byte(1) > high) return {k_replacement, 1, false};
  char32_t point = lead & (0xFFu >> (length + 1));
  point = (point << 6) | (byte(1) & 0x3F);
  for (std::size_t k = 2; k < length; ++k) {
    if (k >= left || (byte(k) & 0xC0) != 0x80) return {k_replacement, k, false};
    point = (point << 6) | (byte(k) & 0x3F);
  }
  return {point, length, true};
}

/// The code point that ends at `end` (which must be above 0); for well-formed text.
[[nodiscard]] inline char32_t decode_before(std::string_view text, std::size_t end) {
  std::size_t start = end - 1;
  while (start > 0 && end - start < 4 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
  return decode_at(text, start).point;
}

inline void append_utf8(std::string& out, char32_t point) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | (point >> 6));
    put(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    put(0xE0 | (point >> 12));
    put(0x80 | ((point >> 6) & 0x3F));
    put(0x80 | (point & 0x3F));
  } else {
    put(0xF0 | (point >> 18));
    put(0x80 | ((point >> 12) & 0x3F));
    put(0x80 | ((point >> 6) & 0x3F));
    put(0x80 | (point & 0x3F));
  }
}

[[nodiscard]] constexpr bool is_ascii_digit(char32_t c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_ascii_upper(char32_t c) { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] constexpr bool is_ascii_lower(char32_t c) { return c >= 'a' && c <= 'z'; }
[[nodiscard]] constexpr bool is_ascii_letter(char32_t c) { return is_ascii_upper(c) || is_ascii_lower(c); }
[[nodiscard]] constexpr bool is_ascii_alnum(char32_t c) { return is_ascii_letter(c) || is_ascii_digit(c); }
[[nodiscard]] constexpr bool is_ascii_punctuation(char32_t c) {
  return (c >= 0x21 && c <= 0x2F) || (c >= 0x3A && c <= 0x40) || (c >= 0x5B && c <= 0x60) ||
         (c >= 0x7B && c <= 0x7E);
}
/// The digit or letter plain `char`s: a byte of a longer sequence is none of these.
[[nodiscard]] constexpr char32_t as_point(char c) { return static_cast<unsigned char>(c); }

/// Unicode's White_Space, which includes the ASCII ones, NEL, the no-break spaces and the separators.
[[nodiscard]] constexpr bool is_white_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

/// Hangul syllables and letters, the halfwidth and compatibility ones included.
[[nodiscard]] constexpr bool is_hangul(char32_t c) {
  return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3131 && c <= 0x318E) ||
         (c >= 0xA960 && c <= 0xA97C) || (c >= 0xD7B0 && c <= 0xD7FB) || (c >= 0xFFA1 && c <= 0xFFDC);
}

/// Unicode letters and digits (ASCII decided without a table).
[[nodiscard]] bool is_alphanumeric(char32_t point);

}  // namespace nonmun::text
