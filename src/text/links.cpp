#include "nonmun/text/links.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "link_ids.hpp"
#include "link_targets.hpp"
#include "utf8.hpp"

namespace nonmun::text {
namespace {

constexpr std::string_view k_scheme_end = "://";
constexpr std::size_t k_longest_bare_host = 64;

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
         (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFFFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool starts_with_scheme(std::string_view text) {
  constexpr std::string_view k_http = "http";
  if (text.size() < 8) return false;
  for (std::size_t i = 0; i < k_http.size(); ++i) {
    if ((text[i] | 0x20) != k_http[i]) return false;
  }
  const std::string_view rest = text.substr((text[4] | 0x20) == 's' ? 5 : 4);
  return rest.starts_with(k_scheme_end);
}

/// The end of the URL whose host begins at `begin`.
std::size_t url_end(std::string_view text, std::size_t begin) {
  std::size_t round = 0, square = 0;
  std::size_t at = begin;
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
  while (at > begin && k_trailing.find(text[at - 1]) != std::string_view::npos) --at;
  return at;
}

/// The length of the scheme that ends before "://" at `colon`, 0 if it is none that is followed.
std::size_t scheme_length(std::string_view text, std::size_t colon, bool ftp) {
  const auto ends_in = [&](std::string_view scheme) {
    if (colon < scheme.size()) return false;
    for (std::size_t i = 0; i < scheme.size(); ++i) {
      if ((text[colon - scheme.size() + i] | 0x20) != scheme[i]) return false;
    }
    return true;
  };
  if (ends_in("https")) return 5;
  if (ends_in("http")) return 4;
  if (ftp && ends_in("ftp")) return 3;
  return 0;
}

bool begins_host(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  return is_ascii_alnum(as_point(text[at])) || static_cast<unsigned char>(text[at]) >= 0x80;
}

/// Appends the URLs written in full.
void add_urls(std::string_view text, bool ftp, std::vector<FoundLink>& links) {
  for (std::size_t at = 0;;) {
    const std::size_t colon = text.find(k_scheme_end, at);
    if (colon == std::string_view::npos) return;
    const std::size_t host = colon + k_scheme_end.size();
    const std::size_t scheme = scheme_length(text, colon, ftp);
    at = host;
    if (scheme == 0 || colon - scheme < (links.empty() ? 0 : links.back().end) || !begins_host(text, host))
      continue;
    const std::size_t end = url_end(text, host);
    if (end == host) continue;
    links.push_back(
        {LinkKind::url, colon - scheme, end, std::string(text.substr(colon - scheme, end - colon + scheme))});
    at = end;
  }
}

bool is_host_byte(char c) { return is_ascii_alnum(as_point(c)) || c == '.' || c == '-'; }

/// An address without scheme whose host ends before the '/' at `slash`: "github.com/a/b", "www.a.org/b".
std::optional<FoundLink> bare_url(std::string_view text, std::size_t slash, std::size_t floor) {
  std::size_t begin = slash;
  while (begin > floor && slash - begin <= k_longest_bare_host && is_host_byte(text[begin - 1])) --begin;
  if (begin == slash || slash - begin > k_longest_bare_host || !is_ascii_alnum(as_point(text[begin]))) {
    return std::nullopt;
  }
  if (begin > 0) {
    const char before = text[begin - 1];
    constexpr std::string_view k_joined = "/@_~%&=+#\\$^";
    if (k_joined.find(before) != std::string_view::npos || static_cast<unsigned char>(before) >= 0x80)
      return std::nullopt;
  }
  const std::string_view host = text.substr(begin, slash - begin);
  const bool www = host.size() > 6 && (host.starts_with("www.") || host.starts_with("WWW.")) &&
                   host.find('.', 4) != std::string_view::npos;
  // The host decides first, so that the rest is read once only.
  constexpr std::size_t k_enough_path = 80;
  if (!www && !known_target(text.substr(begin, slash - begin + k_enough_path))) return std::nullopt;
  const std::size_t end = url_end(text, begin);
  const std::string_view address = text.substr(begin, end - begin);
  if (end <= slash || (!www && !known_target(address))) return std::nullopt;
  return FoundLink{LinkKind::url, begin, end, "https://" + std::string(address)};
}

/// Whether a URL is the text of the same link before it, as Hugging Face leaves `\href{URL}{URL}`:
/// `URL{URL}`.
bool repeats(std::string_view text, const FoundLink& before, const FoundLink& url) {
  const std::string_view between = text.substr(before.end, url.begin - before.end);
  return (between == "{" || between == "}{") && before.href == url.href;
}

/// Appends what stands in [begin, end) but URLs written in full.
void add_bare(std::string_view text, std::size_t begin, std::size_t end, std::vector<FoundLink>& links) {
  const std::string_view part = text.substr(0, end);
  std::size_t floor = begin;
  const auto add = [&](std::optional<FoundLink> link) {
    if (!link) return false;
    floor = link->end;
    links.push_back(*std::move(link));
    return true;
  };
  for (std::size_t at = begin; at < end; at = std::max(at + 1, floor)) {
    const char c = part[at];
    if (c == '/') {
      if (!add(bare_url(part, at, floor))) add(old_arxiv_id(part, at, floor));
    } else if (is_ascii_digit(as_point(c)) && (at == begin || !is_ascii_digit(as_point(part[at - 1])))) {
      if (!add(doi_at(part, at))) add(new_arxiv_id(part, at, floor));
    }
  }
}

}  // namespace

std::vector<FoundLink> find_urls(std::string_view text) {
  std::vector<FoundLink> links;
  add_urls(text, false, links);
  return links;
}

std::vector<FoundLink> find_links(std::string_view text) {
  std::vector<FoundLink> urls;
  add_urls(text, true, urls);
  std::vector<FoundLink> links;
  std::size_t at = 0;
  for (FoundLink& url : urls) {
    add_bare(text, at, url.begin, links);
    at = url.end;
    if (links.empty() || !repeats(text, links.back(), url)) links.push_back(std::move(url));
  }
  add_bare(text, at, text.size(), links);
  return links;
}

}  // namespace nonmun::text
