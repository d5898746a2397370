#include "nonmun/text/unicode.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "clean.hpp"
#include "utf8.hpp"

namespace nonmun::text {
namespace {

/// Index of the first byte above 0x7F at or after `from`, or the size.
std::size_t skip_ascii(std::string_view bytes, std::size_t from) {
  constexpr std::uint64_t k_high_bits = 0x8080808080808080ULL;
  std::size_t at = from;
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, 8);
    if ((word & k_high_bits) != 0) break;
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at;
}

const icu::Normalizer2* nfc() {
  static const icu::Normalizer2* const normalizer = [] {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* found = icu::Normalizer2::getNFCInstance(status);
    return U_SUCCESS(status) ? found : nullptr;
  }();
  return normalizer;
}

int leading_class(char32_t point) {
  return point < 0x300
             ? 0
             : u_getIntPropertyValue(static_cast<UChar32>(point), UCHAR_LEAD_CANONICAL_COMBINING_CLASS);
}

/// ICU puts marks into canonical order by insertion, quadratic in the length of a run of marks. A run longer
/// than anything that occurs in writing is therefore ordered here first, which changes nothing in the result.
std::string order_long_runs(std::string_view text) {
  constexpr std::size_t k_long = 32;
  struct Mark {
    char32_t point;
    std::size_t order;  // its class, then its place in the run
  };
  std::string out;
  out.reserve(text.size());
  std::vector<Mark> run;
  const auto flush = [&] {
    if (run.size() > k_long) {
      std::sort(run.begin(), run.end(), [](const Mark& a, const Mark& b) { return a.order < b.order; });
    }
    for (const Mark& mark : run) append_utf8(out, mark.point);
    run.clear();
  };
  const auto add = [&](char32_t point) {
    const std::size_t mark_class = u_getCombiningClass(static_cast<UChar32>(point));
    run.push_back({point, (mark_class << 32) + run.size()});
  };
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode_at(text, at);
    if (leading_class(next.point) == 0) {
      flush();
      out.append(text.substr(at, next.length));
    } else if (next.point == 0x0F73 || next.point == 0x0F75 || next.point == 0x0F81) {
      // The three starters that decompose into marks.
      add(0x0F71);
      add(next.point - 1);
    } else {
      add(next.point);
    }
    at += next.length;
  }
  flush();
  return out;
}

/// Whether a run of marks long enough for order_long_runs occurs.
bool has_long_run(std::string_view text) {
  std::size_t run = 0;
  for (std::size_t at = skip_ascii(text, 0); at < text.size();) {
    const Decoded next = decode_at(text, at);
    run = leading_class(next.point) == 0 ? 0 : run + 1;
    if (run > 32) return true;
    at += next.length;
    if (run == 0) at = skip_ascii(text, at);
  }
  return false;
}

std::string normalize(std::string_view text) {
  const icu::Normalizer2* normalizer = nfc();
  if (normalizer == nullptr) return std::string(text);
  std::string ordered;
  if (has_long_run(text)) {
    ordered = order_long_runs(text);
    text = ordered;
  }
  std::string out;
  out.reserve(text.size());
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode status = U_ZERO_ERROR;
  normalizer->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink,
                            nullptr, status);
  return U_SUCCESS(status) ? out : std::string(text);
}

/// Everything below U+0300 is NFC, whatever stands beside it.
bool is_surely_nfc(std::string_view text) {
  for (std::size_t at = skip_ascii(text, 0); at < text.size(); ++at) {
    // The lead byte of U+0300 and above; Hangul syllables and most other letters take the longer way.
    if (static_cast<unsigned char>(text[at]) >= 0xCC) return false;
  }
  return true;
}

}  // namespace

bool is_alphanumeric(char32_t point) {
  return point < 0x80 ? is_ascii_alnum(point) : u_isalnum(static_cast<UChar32>(point)) != 0;
}

bool is_valid_utf8(std::string_view bytes) {
  for (std::size_t at = skip_ascii(bytes, 0); at < bytes.size(); at = skip_ascii(bytes, at)) {
    const Decoded next = decode_at(bytes, at);
    if (!next.valid) return false;
    at += next.length;
  }
  return true;
}

Repaired repair_utf8(std::string_view bytes) {
  Repaired repaired;
  repaired.text.reserve(bytes.size());
  std::size_t start = 0;
  for (std::size_t at = skip_ascii(bytes, 0); at < bytes.size(); at = skip_ascii(bytes, at)) {
    const Decoded next = decode_at(bytes, at);
    if (!next.valid) {
      repaired.text.append(bytes.substr(start, at - start));
      append_utf8(repaired.text, k_replacement);
      repaired.offsets.push_back(at);
      start = at + next.length;
    }
    at += next.length;
  }
  repaired.text.append(bytes.substr(start));
  return repaired;
}

bool is_nfc(std::string_view text) {
  if (!is_valid_utf8(text)) return false;
  if (is_surely_nfc(text)) return true;
  // The span check works in UTF-8 without copying.
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = nfc();
  return normalizer != nullptr && !has_long_run(text) &&
         normalizer->isNormalizedUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                                      status) != 0 &&
         U_SUCCESS(status);
}

std::string to_nfc(std::string_view text) {
  if (is_nfc(text)) return std::string(text);
  return is_valid_utf8(text) ? normalize(text) : normalize(repair_utf8(text).text);
}

std::string to_single_line(std::string_view text) { return clean(text, Lines::joined).text; }

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t ascii_end = skip_ascii(text, at);
    count += ascii_end - at;
    at = ascii_end;
    for (; at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80; ++count)
      at += decode_at(text, at).length;
  }
  return count;
}

}  // namespace nonmun::text
