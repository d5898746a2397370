#include "url_scan.hpp"

#include <algorithm>

#include "utf8.hpp"

namespace nonmun::text {
namespace {

/// Where the scheme begins whose "://" is at `colon`, or nothing.
std::optional<std::size_t> scheme_before(std::string_view text, std::size_t from, std::size_t colon) {
  const auto matches = [&](std::string_view scheme) {
    if (colon < from + scheme.size()) return false;
    const std::string_view found = text.substr(colon - scheme.size(), scheme.size());
    return std::equal(found.begin(), found.end(), scheme.begin(),
                      [](char a, char b) { return (a | 0x20) == b; });
  };
  const std::size_t length = matches("https") ? 5 : matches("http") ? 4 : 0;
  if (length == 0) return std::nullopt;
  const std::size_t begin = colon - length;
  if (begin > from && is_ascii_alnum(as_point(text[begin - 1]))) return std::nullopt;
  return begin;
}

bool stops_url(char32_t c) {
  if (c < 0x80)
    return c <= 0x20 || c == 0x7F || std::string_view("<>\"{}|\\^`").find(static_cast<char>(c)) < 9;
  return is_white_space(c) || is_hangul(c) || c == 0xFFFD || (c >= 0xFDD0 && c <= 0xFDEF) ||
         (c >= 0x2018 && c <= 0x2026) || (c >= 0x3001 && c <= 0x301F) || (c >= 0xFF01 && c <= 0xFF0F) ||
         (c >= 0xFF1A && c <= 0xFF1F) || c == 0xAB || c == 0xBB;
}

}  // namespace

std::optional<std::size_t> url_end(std::string_view text, std::size_t begin) {
  const std::string_view rest = text.substr(begin);
  const std::size_t colon =
      begin + (rest.substr(0, 5).ends_with('s') || rest.substr(0, 5).ends_with('S') ? 5 : 4);
  const std::size_t host = colon + 3;
  if (text.substr(std::min(colon, text.size()), 3) != "://" || scheme_before(text, begin, colon) != begin) {
    return std::nullopt;
  }
  if (host >= text.size() || !is_alphanumeric(decode_at(text, host).point)) return std::nullopt;
  std::size_t end = host;
  std::size_t round = 0;
  std::size_t square = 0;
  while (end < text.size()) {
    const Decoded next = decode_at(text, end);
    if (!next.valid || stops_url(next.point)) break;
    if (next.point == '(') ++round;
    if (next.point == '[') ++square;
    if (next.point == ')' && round-- == 0) break;
    if (next.point == ']' && square-- == 0) break;
    end += next.length;
  }
  while (end > host && std::string_view(".,;:!?'*([").find(text[end - 1]) != std::string_view::npos) --end;
  return end;
}

std::optional<UrlSpan> next_url(std::string_view text, std::size_t from) {
  for (std::size_t colon = text.find("://", from); colon != std::string_view::npos;
       colon = text.find("://", colon + 3)) {
    const std::optional<std::size_t> begin = scheme_before(text, from, colon);
    const std::optional<std::size_t> end = begin ? url_end(text, *begin) : std::nullopt;
    if (end) return UrlSpan{*begin, *end};
  }
  return std::nullopt;
}

}  // namespace nonmun::text
