#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/core/arxiv_id.hpp"
#include "nonmun/core/time.hpp"

namespace nonmun {

/// The name of a review's JSON contract.
inline constexpr std::string_view k_review_schema = "nonmun.review/1";

struct ReviewLink {
  std::string label;  ///< "Project Page", "Github", "arXiv"
  std::string url;    ///< empty: not known
  bool operator==(const ReviewLink&) const = default;
};

/// What someone wrote after reading a paper. It stands for itself: the paper need not be known.
struct Review {
  std::string title;
  std::string short_name;        ///< "SPIN", as the writer calls the work; may be empty
  std::optional<ArxivId> paper;  ///< absent: not known
  std::vector<ReviewLink> links;
  std::optional<Day> arxiv_date;  ///< of the version that was read
  std::optional<int> version;     ///< that was read
  std::string excerpt;            ///< of the review's text
  std::string file;               ///< where the whole of it stands; empty: nowhere
  bool operator==(const Review&) const = default;
};

/// Whether a text looks like what a work is called for short: "SPIN", "CoT-decoding", "Mamba 2", but not
/// "Extended Abstract" or "2024".
[[nodiscard]] bool is_short_name(std::string_view text);

/// "Title (SPIN)", or the title alone.
[[nodiscard]] std::string full_title(const Review& review);

/// Sets title and short name from "Title (SPIN)"; brackets that hold no short name stay in the title. The
/// inverse of full_title: what is written again is the same text.
void set_full_title(Review& review, std::string_view full);

/// The longest label of a link, in bytes: what is longer in square brackets is part of a sentence.
inline constexpr std::size_t k_longest_link_label = 60;

/// A label (a line of valid UTF-8) as an index can hold it: without square brackets, and not too long.
[[nodiscard]] std::string tidy_link_label(std::string_view label);

/// Whether a label in square brackets names a kind of link wherever it stands: "Github", "Project Page",
/// "arXiv", however it is capitalised. Others ("Weights", "CLS") do only next to such a one.
[[nodiscard]] bool is_link_label(std::string_view label);

/// Whether a link's label means the paper on arXiv, however it is capitalised.
[[nodiscard]] bool is_arxiv_label(std::string_view label);

}  // namespace nonmun
