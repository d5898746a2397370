#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace nonmun {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// All of the text as a number without sign; nullopt for anything else, the empty text included.
inline std::optional<int> read_number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || !is_digit(digits.front()) || error != std::errc{} ||
      end != digits.data() + digits.size())
    return std::nullopt;
  return value;
}

/// Appends a number with leading zeros.
inline void append_padded(std::string& out, int value, int width) {
  char digits[12];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  for (auto length = end - digits; length < width; ++length) out += '0';
  out.append(digits, end);
}

}  // namespace nonmun
