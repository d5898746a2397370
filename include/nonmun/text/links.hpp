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
/// bracket and a Korean particle are left out. An address without "https://" is found where its host is known
/// (github.com/a/b) or begins with "www."; e-mail addresses and other dotted words are not links. A bare
/// arXiv id must look like one for its year; after "arXiv:", which then belongs to the link, less strictly.
[[nodiscard]] std::vector<FoundLink> find_links(std::string_view text);

/// Only the http and https URLs of find_links that are written in full: what Markdown needs.
[[nodiscard]] std::vector<FoundLink> find_urls(std::string_view text);

/// The DOIs of a metadata field, which holds one or several and nothing else: here a DOI may hold any
/// character but white space ("10.1175/1520-0469(1996)053<0946:ASTFHH>2.0.CO;2").
[[nodiscard]] std::vector<FoundLink> find_dois(std::string_view field);

/// What a URL leads to, as far as its host and path tell.
enum class LinkTarget { other, code, project, dataset };
[[nodiscard]] LinkTarget classify_link(std::string_view url);

}  // namespace nonmun::text
