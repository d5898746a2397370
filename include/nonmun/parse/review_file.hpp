#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "nonmun/core/review.hpp"
#include "nonmun/parse/parsed.hpp"

namespace nonmun::parse {

/// A review that stands in a file of its own.
struct ReviewFile {
  Review review;            ///< `excerpt` is the whole text in one line; `file` is context.where
  std::optional<Day> date;  ///< when it was written, as the file says
  std::vector<Issue> issues;
};

/// Reads a Markdown file with front matter ("---" lines) as review_template writes it: id, title, short_name,
/// version, arxiv_date, links, date. Keys it does not know are left alone; a value that cannot be is dropped
/// with an issue. Without a title in the front matter the first heading is it. The text comes without
/// mark-up, comments, code, pictures, and headings under which nothing stands. Errors:
/// ErrorKind::invalid_data when there is no front matter, it does not end, or there is no title.
[[nodiscard]] Result<ReviewFile> parse_review_file(std::string_view text, const ParseContext& context);

}  // namespace nonmun::parse
