#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/parse/parsed.hpp"

namespace nonmun::parse {

/// The most items that rss.arxiv.org puts into a feed. It then drops new papers, the lowest ids first, and
/// says nothing: a feed of this size must be taken for cut off.
inline constexpr std::size_t k_feed_limit = 2000;

/// An announcement feed of rss.arxiv.org.
struct ArxivFeed {
  Parsed parsed;  ///< each paper with one Listing: day, category and kind as the feed says
  /// The announcement it shows (the date on /list/{cat}/new). A weekend's or a holiday's feed has a day, and
  /// no papers. A stale feed shows an older day than the one on which it was built, or the papers of one.
  std::optional<Day> day;
  std::vector<std::string> categories;  ///< of its query, as the feed names them: "cs.CL" of /rss/cs.CL+cs.LG
  std::optional<Instant> built_at;
  bool truncated = false;  ///< it holds k_feed_limit items
};

/// Reads RSS 2.0 and Atom. An entry whose day is not the feed's keeps its own and becomes an issue. Errors:
/// ErrorKind::usage when the feed says that the query was wrong, ErrorKind::invalid_data for anything else
/// that is no announcement feed (an answer of the API among them). External entities are never read.
[[nodiscard]] Result<ArxivFeed> parse_arxiv_feed(std::string_view body, const ParseContext& context);

}  // namespace nonmun::parse
