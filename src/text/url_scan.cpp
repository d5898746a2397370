#include "url_scan.hpp"

#include <algorithm>
#include <array>

#include "utf8.hpp"

namespace nonmun::text {
namespace {

constexpr std::string_view k_scheme_end = "://";

/// Where the scheme begins whose "://" is at `colon`, or nothing. A letter before it is no hindrance: sources
/// lose the space before a URL ("available athttps://…").
std::optional<std::size_t> scheme_before(std::string_view text, std::size_t from, std::size_t colon,
                                         Schemes schemes) {
  const auto matches = [&](std::string_view scheme) {
    if (colon < from + scheme.size()) return false;
    const std::string_view found = text.substr(colon - scheme.size(), scheme.size());
    return std::equal(found.begin(), found.end(), scheme.begin(),
                      [](char a, char b) { return (a | 0x20) == b; });
  };
  if (matches("https")) return colon - 5;
  if (matches("http")) return colon - 4;
  if (schemes == Schemes::web_and_ftp && matches("ftp")) return colon - 3;
  return std::nullopt;
}

/// Bytes that no URL holds where it stands in running text.
constexpr std::array<bool, 256> k_ends_url = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c <= 0x20; ++c) table[c] = true;
  for (const char c : {'<', '>', '"', '{', '}', '|', '\\', '^', '`', '\x7F'}) {
    table[static_cast<unsigned char>(c)] = true;
  }
  return table;
}();

/// Characters beyond ASCII at which a URL ends: white space, Hangul and other East Asian text (a particle or
/// a word written onto it), typographic punctuation, what is not text.
bool ends_url(char32_t c) {
  return c < 0xA0 || is_white_space(c) || is_hangul(c) || c == 0xAB || c == 0xBB || c == 0xB7 ||
         (c >= 0x200B && c <= 0x206F) || (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFDD0 && c <= 0xFDEF) || (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFFFF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

bool starts_with_scheme(std::string_view text) {
  constexpr std::string_view k_http = "http";
  if (text.size() < 8) return false;
  for (std::size_t i = 0; i < k_http.size(); ++i) {
    if ((text[i] | 0x20) != k_http[i]) return false;
  }
  const std::string_view rest = text.substr((text[4] | 0x20) == 's' ? 5 : 4);
  return rest.starts_with("://");
}

/// The end of the URL whose "://" is at `colon`, or nothing where no host follows.
std::optional<std::size_t> end_of_address(std::string_view text, std::size_t colon) {
  const std::size_t host = colon + k_scheme_end.size();
  if (host >= text.size() || !is_alphanumeric(decode_at(text, host).point)) return std::nullopt;
  const std::size_t end = address_end(text, host);
  return end > host ? std::optional(end) : std::nullopt;
}

}  // namespace

std::size_t address_end(std::string_view text, std::size_t host) {
  std::size_t round = 0, square = 0;
  std::size_t at = host;
  while (at < text.size()) {
    const char c = text[at];
    if (k_ends_url[static_cast<unsigned char>(c)]) break;
    if (c == '(' || c == '[') {
      // Another URL in brackets is no part of this one: `https://a.b(https://a.b)`.
      if (starts_with_scheme(text.substr(at + 1))) break;
      ++(c == '(' ? round : square);
    } else if (c == ')' || c == ']') {
      std::size_t& open = c == ')' ? round : square;
      if (open == 0) break;
      --open;
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      const Decoded decoded = decode_at(text, at);
      if (!decoded.valid || ends_url(decoded.point)) break;
      at += decoded.length;
      continue;
    }
    ++at;
  }
  constexpr std::string_view k_trailing = ".,;:!?'*([";
  while (at > host && k_trailing.find(text[at - 1]) != std::string_view::npos) --at;
  return at;
}

std::optional<UrlSpan> next_url(std::string_view text, std::size_t from, Schemes schemes) {
  for (std::size_t colon = text.find(k_scheme_end, from); colon != std::string_view::npos;
       colon = text.find(k_scheme_end, colon + k_scheme_end.size())) {
    const std::optional<std::size_t> begin = scheme_before(text, from, colon, schemes);
    if (!begin) continue;
    if (const auto end = end_of_address(text, colon)) return UrlSpan{*begin, *end};
  }
  return std::nullopt;
}

std::optional<std::size_t> url_end(std::string_view text, std::size_t begin) {
  constexpr std::size_t k_longest_scheme = 5;
  const std::size_t colon =
      text.substr(0, begin + k_longest_scheme + k_scheme_end.size()).find(k_scheme_end, begin);
  if (colon == std::string_view::npos || scheme_before(text, begin, colon, Schemes::web) != begin)
    return std::nullopt;
  return end_of_address(text, colon);
}

}  // namespace nonmun::text
