#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/core/review.hpp"

/// The links of a review in a line of an index: "[Project Page] [Github](url) [arXiv](2024/02/16 version
/// v1)".
namespace nonmun::parse {

/// How the line is written: "\[" is a bracket only in Markdown.
enum class ReviewText { plain, markdown };

/// "[label]" and what stands in the brackets behind it.
struct LinkGroup {
  std::string_view label;
  std::string_view url;            ///< as it stands there; may be empty
  std::string_view note;           ///< of arXiv's: "2024/02/16 version v1"; may be empty
  std::size_t begin = 0, end = 0;  ///< bytes
};

/// The run of links in a line behind its title: it is known by the first label that names a kind of link.
/// Empty when there is none.
[[nodiscard]] std::vector<LinkGroup> find_link_groups(std::string_view line, ReviewText kind);

/// The run of links that begins exactly at `at`.
[[nodiscard]] std::vector<LinkGroup> read_link_groups(std::string_view line, std::size_t at, ReviewText kind);

/// Takes links into a review, and from arXiv's the id, the date and the version. Returns what could not be
/// understood, for an issue; empty when all could.
[[nodiscard]] std::string take_link_groups(Review& review, const std::vector<LinkGroup>& groups,
                                           ReviewText kind);

/// Sets the paper from a link that leads to arXiv, and the version that the link names; what is known stays.
void take_arxiv_url(Review& review, std::string_view url);

/// "2024-02-16", also with "/" or "." between the numbers.
[[nodiscard]] std::optional<Day> read_review_day(std::string_view text);

/// "3", "v3"; from 1 to 9999.
[[nodiscard]] std::optional<int> read_review_version(std::string_view text);

/// Percent-encoded bytes as the text that they stand for, in one line: a path of a file, not an address.
[[nodiscard]] std::string decode_percent(std::string_view text);

/// The address that was written as a Markdown link's destination.
[[nodiscard]] std::string undo_destination(std::string_view destination);

}  // namespace nonmun::parse
