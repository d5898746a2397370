#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/parse/parsed.hpp"

namespace nonmun::parse {

/// A part of a listing page: "New submissions (showing 79 of 79 entries)", "Thu, 13 Aug 2026 (showing first
/// 50 of 92 entries )".
struct ListingSection {
  std::string heading;               ///< as it stands there
  std::string kind;                  ///< new, cross, replace; empty on pages that are cut by day
  std::optional<Day> day;            ///< the announcement of its papers
  std::optional<std::size_t> shown;  ///< how many of its entries stand on this page, as it says
  std::optional<std::size_t> of;     ///< how many it has on all pages, as it says
  std::size_t entries = 0;           ///< how many were found
};

/// A page of https://arxiv.org/list/{category}/….
struct ArxivListing {
  enum class Page {
    newest,  ///< /new: the newest announcement, with abstracts
    recent,  ///< /recent, /pastweek: the last five, day by day, without abstracts and replacements
    month,   ///< /YYYY-MM: by id; its papers have no day and so no Listing
  };
  Page page = Page::newest;
  Parsed parsed;           ///< parsed.total: "Total of 528 entries", on all pages
  std::optional<Day> day;  ///< of the newest announcement on the page
  std::string category;    ///< which the page is of, else the one that was asked for
  std::vector<ListingSection> sections;
  std::optional<std::size_t> first, last;  ///< of "1-50", where the page shows a part of the total
};

/// Reads a listing page; its counts are checked against what was found, and what does not agree becomes an
/// issue: a caller must not take such a page for the whole. A page that says that there are no updates has a
/// day and no entries. Errors: ErrorKind::invalid_data when it is no listing.
[[nodiscard]] Result<ArxivListing> parse_arxiv_listing(std::string_view html, const ParseContext& context);

}  // namespace nonmun::parse
