#pragma once

#include <optional>
#include <string_view>

#include "nonmun/parse/review_index.hpp"

namespace nonmun::parse {

/// Reviews as an input gave them, and the day on which they were written, as far as it says.
struct AnyReviews {
  ParsedReviews parsed;
  std::optional<Day> date;
};

/// Reads reviews in whatever form they come: nonmun.review/1, a Markdown file with front matter, an index.
/// Errors: ErrorKind::invalid_data for what is none of these.
[[nodiscard]] Result<AnyReviews> parse_any_reviews(std::string_view text, const ParseContext& context = {});

}  // namespace nonmun::parse
