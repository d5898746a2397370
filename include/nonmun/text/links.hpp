#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace nonmun::text {

enum class LinkKind { url, doi, arxiv };

/// A link found in running text. `begin` and `end` are bytes; `href` is where it leads.
struct FoundLink {
  LinkKind kind = LinkKind::url;
  std::size_t begin = 0, end = 0;
  std::string href;
  bool operator==(const FoundLink&) const = default;
};

/// URLs, DOIs and arXiv ids in finished text, in order, not overlapping; trailing punctuation, an unbalanced
/// bracket and a Korean particle are left out.
[[nodiscard]] std::vector<FoundLink> find_links(std::string_view text);

/// Only the http and https URLs of find_links: what Markdown needs.
[[nodiscard]] std::vector<FoundLink> find_urls(std::string_view text);

/// What a URL leads to, as far as its host and path tell.
enum class LinkTarget { other, code, project, dataset };
[[nodiscard]] LinkTarget classify_link(std::string_view url);

}  // namespace nonmun::text
