#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "nonmun/core/review.hpp"
#include "nonmun/parse/parsed.hpp"

namespace nonmun::parse {

/// A collection of reviews as one input gave it: entries == reviews.size() + held_back.
struct ParsedReviews {
  std::vector<Review> reviews;  ///< in input order
  std::size_t entries = 0;
  std::size_t held_back = 0;         ///< entries that could not become a review; each has an issue
  std::vector<Issue> issues;         ///< also of fields dropped from entries that survived
  std::optional<std::size_t> total;  ///< how many the collection has in all; its page may show fewer
};

/// Reads an index of reviews: the plain text of a Korean blog's list (a line "(451)", then one line for each
/// review: title, "[Github] [arXiv](2024/02/16 version v1)", excerpt), and the Markdown that render_reviews
/// writes. Other lines of the page are left out; behind the count they become issues. Errors:
/// ErrorKind::invalid_data when nothing in the text is an index of reviews.
[[nodiscard]] Result<ParsedReviews> parse_review_index(std::string_view text,
                                                       const ParseContext& context = {});

}  // namespace nonmun::parse
