#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "nonmun/core/paper.hpp"
#include "nonmun/core/review.hpp"
#include "nonmun/render/options.hpp"

namespace nonmun::render {

/// How Markdown writes a review's links.
enum class ReviewLinks {
  labels,  ///< "[Github] [arXiv](2024/02/16 version v1)": the layout of the Korean blog's index, to the byte
  urls,    ///< a list with "[Github](https://…) [arXiv](https://…) (2024/02/16 version v1)"
};

struct ReviewOptions {
  Format format = Format::md;  ///< md, text, json or jsonl
  ReviewLinks links = ReviewLinks::labels;
  /// The longest excerpt in code points, its ".." included; nullopt: whole.
  std::optional<std::size_t> excerpt_length = 400;
  /// How many reviews there are in all, where fewer are shown.
  std::optional<std::size_t> total;
  /// The newest version on arXiv, of papers where it is known. A review of an older one says so, but not in
  /// ReviewLinks::labels.
  std::map<ArxivId, int> newest_versions;
  /// Columns of Format::text.
  std::size_t columns = 80;
};

/// An index of reviews in the order given: Markdown and text with the count; JSON is one object with the
/// total and the reviews; JSON Lines a review (nonmun.review/1) a line. Ends with a line break unless it is
/// empty.
[[nodiscard]] std::string render_reviews(std::span<const Review> reviews, const ReviewOptions& options);

/// Appends a review as one compact JSON object (nonmun.review/1, docs/schema/review.json) without a line
/// break and with its whole excerpt. Always valid UTF-8 and valid JSON.
void append_json(std::string& out, const Review& review);

/// The JSON Schema (draft 2020-12) of nonmun.review/1: docs/schema/review.json.
[[nodiscard]] std::string_view review_schema();

/// A text of more than `length` code points cut behind a sentence or a word and followed by "..", together at
/// most `length`; a shorter one as it is. A text that already ends in ".." keeps one.
[[nodiscard]] std::string cut_excerpt(std::string_view text, std::size_t length);

/// What a review of a paper begins with: title, id, the version on hand and its date, links.
/// The short name is the writer's to give, unless the title ends in it.
[[nodiscard]] Review start_review(const Paper& paper);

/// The file of a new review: front matter with what is known, and sections to fill in. parse_review_file
/// reads it back; the sections say nothing until they are filled in.
[[nodiscard]] std::string review_template(const Review& review, Day date);

}  // namespace nonmun::render
