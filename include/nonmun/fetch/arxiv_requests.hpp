#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/core/arxiv_id.hpp"
#include "nonmun/fetch/endpoints.hpp"
#include "nonmun/fetch/http_client.hpp"

namespace nonmun::fetch {

/// Asks arXiv's API for these papers, at most 200 ids and 4,000 bytes of URL a request (a longer request line
/// is refused with 400); answers are good for a day, as arXiv asks. Equal ids are asked for once, in the
/// order given, of several versions the first. The answers come in any order and leave unknown ids out: match
/// them by id.
[[nodiscard]] std::vector<Request> arxiv_id_list_requests(const Endpoints& endpoints,
                                                          std::span<const VersionedArxivId> ids);

/// In which order the API gives what it found. Relevance falls; the others do, unless they shall rise.
enum class SearchOrder { relevance, submitted, updated };

/// A stretch of what a query finds.
struct SearchPage {
  std::string query{};  ///< as arXiv reads it (fetch/arxiv_query.hpp), not encoded
  std::size_t start = 0, size = 0;
  SearchOrder order = SearchOrder::relevance;
  bool rising = false;
};

/// The largest page that the API gives without trouble, and how far it goes into what it found: what lies
/// beyond is refused with 500.
inline constexpr std::size_t k_search_page = 200;
inline constexpr std::size_t k_search_window = 10'000;

/// Asks for a page of a search. An answer is good for a day, as arXiv asks, but not beyond the next
/// announcement, for only then its data change; `announced_at` is the newest.
[[nodiscard]] Request arxiv_search_request(const Endpoints& endpoints, const SearchPage& page,
                                           Instant announced_at);

/// Asks for the entries from `skip` (0-based) of the newest announcement in a category or an archive, as many
/// as a page has (2,000): `/list/{category}/new`. An answer is good until the next announcement: until then
/// nothing changes, if it is of the newest one at all, whose time is `announced_at`.
[[nodiscard]] Request arxiv_listing_request(const Endpoints& endpoints, std::string_view category,
                                            std::size_t skip, Instant announced_at);

/// Asks for a category's announcement feed, which is rebuilt at midnight US Eastern, four hours after the
/// announcement.
[[nodiscard]] Request arxiv_feed_request(const Endpoints& endpoints, std::string_view category,
                                         Instant announced_at);

/// What a harvest asks arXiv's OAI-PMH service for: all records of a set that were changed in a span of days.
struct OaiList {
  std::string metadata = "arXiv";  ///< "arXiv", "arXivRaw" or "oai_dc"
  std::string set{};               ///< "cs:cs:CL"; empty: all
  std::optional<Day> from{}, until{};
};

/// Asks for the first page of a list, and for the page that a resumption token stands for. Their answers are
/// large and nobody asks for them twice: the cache leaves them alone.
[[nodiscard]] Request arxiv_oai_request(const Endpoints& endpoints, const OaiList& list);
[[nodiscard]] Request arxiv_oai_request(const Endpoints& endpoints, std::string_view token);

/// Asks the OAI-PMH service for one paper (arXivRaw): for when the API cannot be asked. It knows all
/// versions' dates, and the text of the newest only.
[[nodiscard]] Request arxiv_record_request(const Endpoints& endpoints, const ArxivId& id);

/// Asks for a paper's text as arXiv shows it in HTML: `/html/{id}`. A version's page is good for a month (it
/// changes only when arXiv converts it anew), the newest version's for a day. 404: there is none.
[[nodiscard]] Request arxiv_html_request(const Endpoints& endpoints, const VersionedArxivId& id);

/// Whether an answer of arXiv's API is its error feed: one entry whose id lies under arxiv.org/api/errors
/// (its title and the HTTP status may look like success).
[[nodiscard]] bool is_arxiv_error_feed(std::string_view body);

}  // namespace nonmun::fetch
