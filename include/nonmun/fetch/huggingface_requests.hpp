#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "nonmun/core/arxiv_id.hpp"
#include "nonmun/fetch/endpoints.hpp"
#include "nonmun/fetch/http_client.hpp"

namespace nonmun::fetch {

/// The most that Hugging Face gives on a page (its default, 50, silently cuts a day off).
inline constexpr std::size_t k_huggingface_page_limit = 100;

/// Asks for one page (from 0) of a day: `/api/daily_papers?date=D&limit=100&p=P`, in this order, which
/// recordings are matched by. The first page is good for 24 h when it was fetched after the day's end,
/// because only votes still change; else, and further pages, which votes may shift, for 5 minutes. Errors:
/// ErrorKind::not_yet for a day that has not begun in UTC, which upstream would refuse with 400.
[[nodiscard]] Result<Request> huggingface_page_request(const Endpoints& endpoints, Day day, std::size_t page,
                                                       Instant now);

/// Asks for one paper, `/api/papers/ID`; 404 means that Hugging Face has not indexed it.
[[nodiscard]] Request huggingface_paper_request(const Endpoints& endpoints, const ArxivId& id);

/// What the caller's parser says of a page: this room does not parse.
struct PageContent {
  std::size_t entries = 0;         ///< the unusable ones included: they count towards a full page
  std::vector<std::string> ids{};  ///< of the usable ones
};
using ReadPage = std::function<Result<PageContent>(const Response&)>;

/// A day as upstream gave it.
struct DayPages {
  /// In page order, duplicates between pages possible. No page at all: upstream refused a weekend day, which
  /// means the same as an empty list.
  std::vector<Response> pages;
  /// The day has several pages and they would not hold still; `pages` then also keeps what earlier passes had
  /// and the last had not.
  bool unsettled = false;
  /// A later page could not be had: the day is incomplete.
  std::optional<Error> failure;
  std::vector<Issue> issues;
};

/// Gathers all pages of a day. The list is sorted by votes, so a vote between two pages moves a paper across
/// their border: a day of more than one page is read again from page 0 until two passes agree on the ids,
/// three passes at most. Errors: not_yet; unavailable when the first page cannot be had or read (with
/// upstream's own words where it has some); what the client says otherwise.
[[nodiscard]] Result<DayPages> huggingface_day(HttpClient& client, const Endpoints& endpoints, Day day,
                                               Instant now, const ReadPage& read_page);

}  // namespace nonmun::fetch
