#include "sentence_breaks.hpp"

#include <unicode/uchar.h>

#include <array>
#include <cstdint>

#include "utf8.hpp"

// The rules are written out here because ICU's own iterator, a table machine over UText, takes ten times the
// instructions for text that is nearly all ASCII. What a code point is still comes from ICU.
namespace nonmun::text {
namespace {

/// Sentence_Break of the Unicode Character Database; `extend` is Extend and Format, `separator` Sep and LF.
enum class Kind : std::uint8_t {
  other,
  lower,
  upper,
  letter,
  number,
  blank,
  close,
  goes_on,
  extend,
  separator,
  carriage_return,
  full_stop,
  end_mark
};

constexpr bool ends_sentence(Kind kind) { return kind >= Kind::separator; }
constexpr bool ends_paragraph(Kind kind) { return kind == Kind::separator || kind == Kind::carriage_return; }
constexpr bool is_terminator(Kind kind) { return kind == Kind::full_stop || kind == Kind::end_mark; }

constexpr auto k_ascii = [] {
  std::array<Kind, 0x80> kinds{};
  for (char c = 'a'; c <= 'z'; ++c) kinds[static_cast<std::size_t>(c)] = Kind::lower;
  for (char c = 'A'; c <= 'Z'; ++c) kinds[static_cast<std::size_t>(c)] = Kind::upper;
  for (char c = '0'; c <= '9'; ++c) kinds[static_cast<std::size_t>(c)] = Kind::number;
  for (const char c : {'\t', '\v', '\f', ' '}) kinds[static_cast<std::size_t>(c)] = Kind::blank;
  for (const char c : {'"', '\'', '(', ')', '[', ']', '{', '}'})
    kinds[static_cast<std::size_t>(c)] = Kind::close;
  for (const char c : {',', '-', ':'}) kinds[static_cast<std::size_t>(c)] = Kind::goes_on;
  kinds['\n'] = Kind::separator;
  kinds['\r'] = Kind::carriage_return;
  kinds['.'] = Kind::full_stop;
  kinds['!'] = kinds['?'] = Kind::end_mark;
  return kinds;
}();

Kind kind_of(char32_t point) {
  switch (u_getIntPropertyValue(static_cast<UChar32>(point), UCHAR_SENTENCE_BREAK)) {
    case U_SB_LOWER:
      return Kind::lower;
    case U_SB_UPPER:
      return Kind::upper;
    case U_SB_OLETTER:
      return Kind::letter;
    case U_SB_NUMERIC:
      return Kind::number;
    case U_SB_SP:
      return Kind::blank;
    case U_SB_CLOSE:
      return Kind::close;
    case U_SB_SCONTINUE:
      return Kind::goes_on;
    case U_SB_EXTEND:
    case U_SB_FORMAT:
      return Kind::extend;
    case U_SB_SEP:
    case U_SB_LF:
      return Kind::separator;
    case U_SB_CR:
      return Kind::carriage_return;
    case U_SB_ATERM:
      return Kind::full_stop;
    case U_SB_STERM:
      return Kind::end_mark;
    default:
      return Kind::other;
  }
}

struct Point {
  Kind kind = Kind::other;
  std::size_t end = 0;
};

/// The code point at `at`, which must be below text.size().
Point point_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < k_ascii.size()) return {k_ascii[byte], at + 1};
  const Decoded decoded = decode_at(text, at);
  return {kind_of(decoded.point), at + decoded.length};
}

/// SB5: marks belong to what they stand on.
std::size_t past_marks(std::string_view text, std::size_t at) {
  while (at < text.size() && static_cast<unsigned char>(text[at]) >= k_ascii.size()) {
    const Point point = point_at(text, at);
    if (point.kind != Kind::extend) break;
    at = point.end;
  }
  return at;
}

std::size_t past(Kind kind, std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const Point point = point_at(text, at);
    if (point.kind != kind) break;
    at = past_marks(text, point.end);
  }
  return at;
}

/// SB3 and SB4: past one paragraph separator.
std::size_t past_separator(std::string_view text, Point point) {
  return point.kind == Kind::carriage_return && point.end < text.size() && text[point.end] == '\n'
             ? point.end + 1
             : point.end;
}

/// SB8: whether the next letter is a small one, and no sentence may end before it.
bool goes_on_small(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const Point point = point_at(text, at);
    if (point.kind == Kind::lower) return true;
    if (point.kind == Kind::upper || point.kind == Kind::letter || ends_sentence(point.kind)) return false;
    at = point.end;
  }
  return false;
}

}  // namespace

std::size_t find_sentence_break(std::string_view text, std::size_t begin) {
  Kind before = Kind::other;
  for (std::size_t at = begin; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < k_ascii.size() && !ends_sentence(k_ascii[byte])) {
      before = k_ascii[byte];
      ++at;
      continue;
    }
    const Point point = point_at(text, at);
    at = point.end;
    if (!ends_sentence(point.kind)) {
      if (point.kind != Kind::extend) before = point.kind;
      continue;
    }
    if (ends_paragraph(point.kind)) return past_separator(text, point);
    const bool after_letter = before == Kind::upper || before == Kind::lower;
    before = Kind::other;
    at = past_marks(text, at);
    if (at == text.size()) break;
    const bool full_stop = point.kind == Kind::full_stop;
    const Kind next = point_at(text, at).kind;
    if (full_stop && (next == Kind::number || (next == Kind::upper && after_letter))) continue;  // SB6, SB7
    at = past(Kind::blank, text, past(Kind::close, text, at));
    if (at == text.size()) break;
    const Point last = point_at(text, at);
    if (ends_paragraph(last.kind)) return past_separator(text, last);
    if (last.kind == Kind::goes_on || is_terminator(last.kind)) continue;  // SB8a
    if (!full_stop || !goes_on_small(text, at)) return at;
  }
  return text.size();
}

}  // namespace nonmun::text
