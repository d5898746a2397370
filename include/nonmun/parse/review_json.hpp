#pragma once

#include <string_view>

#include "nonmun/parse/review_index.hpp"

namespace nonmun::parse {

/// Reads reviews as nonmun.review/1: JSON Lines, arrays, or a collection {"total": …, "reviews": […]}, in any
/// mixture of white space. Each issue names the line on which its object begins. A review without a title is
/// held back, and so is one of a newer major schema; a field of a wrong type is dropped and the review
/// survives. Unknown keys are left out. Errors: ErrorKind::invalid_data when there are objects and none of
/// them is a review or a collection.
[[nodiscard]] Result<ParsedReviews> parse_review_json(std::string_view text,
                                                      const ParseContext& context = {});

}  // namespace nonmun::parse
