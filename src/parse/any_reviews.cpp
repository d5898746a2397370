#include "nonmun/parse/any_reviews.hpp"

#include <utility>

#include "nonmun/parse/review_file.hpp"
#include "nonmun/parse/review_json.hpp"

namespace nonmun::parse {
namespace {

Result<AnyReviews> undated(Result<ParsedReviews> parsed) {
  if (!parsed) return std::unexpected(std::move(parsed).error());
  return AnyReviews{*std::move(parsed), {}};
}

}  // namespace

Result<AnyReviews> parse_any_reviews(std::string_view text, const ParseContext& context) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin != text.npos && (text[begin] == '{' || text[begin] == '['))
    return undated(parse_review_json(text, context));
  if (!text.starts_with("---")) return undated(parse_review_index(text, context));
  auto file = parse_review_file(text, context);
  if (!file) return std::unexpected(std::move(file).error());
  AnyReviews one{{}, file->date};
  one.parsed.entries = 1;
  one.parsed.issues = std::move(file->issues);
  one.parsed.reviews.push_back(std::move(file->review));
  return one;
}

}  // namespace nonmun::parse
