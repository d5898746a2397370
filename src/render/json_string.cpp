#include "json_string.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

namespace nonmun::render {
namespace {

constexpr std::uint64_t k_ones = 0x0101010101010101ULL;
constexpr std::uint64_t k_high = 0x8080808080808080ULL;
constexpr std::string_view k_replacement = "\xEF\xBF\xBD";

/// How many of the eight bytes at `text` can be copied as they stand before the first that cannot: ASCII
/// without controls, quote and backslash. Carries only mark bytes behind the first marked one.
std::size_t plain_bytes_of_eight(const char* text) {
  std::uint64_t word;
  std::memcpy(&word, text, sizeof word);
  const std::uint64_t quote = word ^ (k_ones * '"'), backslash = word ^ (k_ones * '\\'),
                      del = word ^ (k_ones * 0x7F);
  const std::uint64_t marks =
      (word | (word - k_ones * 0x20) | (quote - k_ones) | (backslash - k_ones) | (del - k_ones)) & k_high;
  if (marks == 0) return sizeof word;
  // Elsewhere the first byte is not the lowest: then the caller looks at each.
  return std::endian::native == std::endian::little ? static_cast<std::size_t>(std::countr_zero(marks)) / 8
                                                    : 0;
}

bool is_tail(unsigned char byte) { return (byte & 0xC0) == 0x80; }

/// What stands at the beginning of a text that does not begin with ASCII.
struct Sequence {
  std::size_t size = 1;  ///< bytes to pass
  bool valid = false;
};

/// Table 3-7 of the Unicode Standard; the size of an ill-formed sequence is that of its maximal subpart.
Sequence read_sequence(const char* text, std::size_t size) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || size < 2) return {};
  unsigned char low = 0x80, high = 0xBF;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  if (byte(1) < low || byte(1) > high) return {};
  for (std::size_t i = 2; i < length; ++i) {
    if (i >= size || !is_tail(byte(i))) return {i, false};
  }
  return {length, true};
}

void append_escape(std::string& out, unsigned char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    default:
      break;
  }
  constexpr char k_hex[] = "0123456789abcdef";
  out += "\\u00";
  out += k_hex[c >> 4];
  out += k_hex[c & 15];
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  const char* const data = text.data();
  const std::size_t size = text.size();
  std::size_t copied = 0, at = 0;
  const auto copy_run = [&] { out.append(data + copied, at - copied); };
  while (at < size) {
    if (at + 8 <= size) {
      const std::size_t plain = plain_bytes_of_eight(data + at);
      at += plain;
      if (plain == 8) continue;
    }
    const auto c = static_cast<unsigned char>(data[at]);
    if (c >= 0x80) {
      const Sequence sequence = read_sequence(data + at, size - at);
      // C1 controls (U+0080 to U+009F) can steer a terminal as the others do.
      const bool control = sequence.valid && c == 0xC2 && static_cast<unsigned char>(data[at + 1]) < 0xA0;
      if (sequence.valid && !control) {
        at += sequence.size;
        continue;
      }
      copy_run();
      if (control)
        append_escape(out, static_cast<unsigned char>(data[at + 1]));
      else
        out += k_replacement;
      at += sequence.size;
      copied = at;
    } else if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F) {
      copy_run();
      append_escape(out, c);
      copied = ++at;
    } else {
      ++at;
    }
  }
  copy_run();
  out += '"';
}

}  // namespace nonmun::render
