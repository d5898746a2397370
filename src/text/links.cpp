#include "nonmun/text/links.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "link_ids.hpp"
#include "link_targets.hpp"
#include "url_scan.hpp"
#include "utf8.hpp"

namespace nonmun::text {
namespace {

constexpr std::size_t k_longest_bare_host = 64;

/// The URLs written in full.
std::vector<FoundLink> urls_of(std::string_view text) {
  std::vector<FoundLink> urls;
  std::size_t at = 0;
  while (const std::optional<UrlSpan> url = next_url(text, at, Schemes::web_and_ftp)) {
    urls.push_back(
        {LinkKind::url, url->begin, url->end, std::string(text.substr(url->begin, url->end - url->begin))});
    at = url->end;
  }
  return urls;
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
  const std::size_t end = address_end(text, begin);
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

/// The bytes at which a link without scheme is recognised: the slash behind a host, the digits of an id.
constexpr std::array<bool, 256> k_may_link = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view("/0123456789")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

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
    while (at < end && !k_may_link[static_cast<unsigned char>(part[at])]) ++at;
    if (at == end) break;
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
  std::vector<FoundLink> urls = urls_of(text);
  std::erase_if(urls, [](const FoundLink& url) { return (url.href.front() | 0x20) == 'f'; });
  return urls;
}

std::vector<FoundLink> find_links(std::string_view text) {
  std::vector<FoundLink> urls = urls_of(text);
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
