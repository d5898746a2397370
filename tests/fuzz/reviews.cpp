// Any bytes as an index of reviews, as reviews in JSON and as the file of a review: every entry is a review
// or held back with an issue, and what was read can be written and read again to the same.
#include <algorithm>
#include <cstdint>

#include "nonmun/parse/review_file.hpp"
#include "nonmun/parse/review_index.hpp"
#include "nonmun/parse/review_json.hpp"
#include "nonmun/render/review.hpp"
#include "parsed_properties.hpp"

namespace nonmun::fuzz {
namespace {

void check_json(const std::vector<Review>& reviews) {
  render::ReviewOptions options;
  options.excerpt_length.reset();
  for (const auto format : {render::Format::json, render::Format::jsonl}) {
    options.format = format;
    const std::string written = render::render_reviews(reviews, options);
    require(text::is_valid_utf8(written), "written JSON is valid UTF-8");
    const auto again = parse::parse_review_json(written);
    require(again && again->issues.empty(), "written JSON can be read");
    require(again->reviews == reviews, "reviews written as JSON read back as they were");
  }
}

std::string read_and_write(const std::string& index, std::size_t count,
                           const render::ReviewOptions& options) {
  const auto read = parse::parse_review_index(index);
  require(read && read->reviews.size() == count, "a written index has all its reviews");
  return render::render_reviews(read->reviews, options);
}

/// What is written of what was read of what was written stays the same. The layout of labels escapes nothing:
/// there a text that looks like a link becomes one, which may bring the next in front, so that each bracket
/// may take a round.
void check_index(const std::vector<Review>& reviews, render::ReviewLinks links) {
  render::ReviewOptions options;
  options.links = links;
  std::string first = render::render_reviews(reviews, options);
  require(text::is_valid_utf8(first), "a written index is valid UTF-8");
  if (links == render::ReviewLinks::labels) {
    for (auto left = std::ranges::count(first, '['); left >= 0; --left)
      first = read_and_write(first, reviews.size(), options);
  }
  const std::string second = read_and_write(first, reviews.size(), options);
  require(first == second, "an index that was read is written the same");
}

void check_reviews(const Result<parse::ParsedReviews>& parsed) {
  if (!parsed) return require(!parsed.error().what.empty(), "an error says what it is");
  require(parsed->entries == parsed->reviews.size() + parsed->held_back,
          "every entry is a review or held back");
  require(parsed->issues.size() >= parsed->held_back, "what is held back has an issue");
  for (const Review& review : parsed->reviews) {
    require(!review.title.empty() && !has_control(review.title, true), "a title is a line of text");
    require(!has_control(review.excerpt, true), "an excerpt is a line of text");
  }
  check_json(parsed->reviews);
  check_index(parsed->reviews, render::ReviewLinks::labels);
  check_index(parsed->reviews, render::ReviewLinks::urls);
}

void check_file(std::string_view bytes) {
  auto file = parse::parse_review_file(bytes, {"reviews/a.md", {}, {}});
  if (!file) return require(!file.error().what.empty(), "an error says what it is");
  check_json({file->review});
  const auto again =
      parse::parse_review_file(render::review_template(file->review, Day{}), {"reviews/a.md", {}, {}});
  require(again && again->issues.empty(), "a written file can be read");
  file->review.excerpt.clear();
  require(again->review == file->review, "a new file reads back to the review it was made from");
}

}  // namespace
}  // namespace nonmun::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  nonmun::fuzz::check_reviews(nonmun::parse::parse_review_index(bytes));
  nonmun::fuzz::check_reviews(nonmun::parse::parse_review_json(bytes));
  nonmun::fuzz::check_file(bytes);
  return 0;
}
