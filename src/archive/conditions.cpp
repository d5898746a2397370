#include <algorithm>

#include "candidates.hpp"
#include "index_row.hpp"
#include "match.hpp"
#include "nonmun/text/unicode.hpp"

namespace nonmun::archive {
namespace {

constexpr std::string_view k_any_mark = "marks : \"";

std::string mark(std::string_view word) { return std::string(k_any_mark) + std::string(word) + '"'; }

std::string_view mark_of(Has has) {
  switch (has) {
    case Has::code:
      return k_mark_code;
    case Has::project:
      return k_mark_project;
    case Has::video:
      return k_mark_video;
  }
  return k_mark_code;
}

Result<std::string> keyword_expression(const std::string& keyword, const Tokenizer& tokenizer) {
  const Match found = match_keyword(keyword, tokenizer);
  if (found.kind == Match::Kind::expression) return found.text;
  return std::unexpected(no_words(keyword));
}

std::string category_expression(const std::vector<const Category*>& categories) {
  std::string out;
  for (const Category* const category : categories)
    (out += out.empty() ? "(" : " OR ") += mark(category_mark(category->canonical));
  return out + ')';
}

Result<std::string> words_of(const Filter& filter, const Tokenizer& tokenizer) {
  std::vector<std::string> all, none;
  for (const std::string& keyword : filter.keywords) {
    auto expression = keyword_expression(keyword, tokenizer);
    if (!expression) return expression;
    all.push_back(std::move(*expression));
  }
  for (const std::string& keyword : filter.without) {
    auto expression = keyword_expression(keyword, tokenizer);
    if (!expression) return expression;
    none.push_back(std::move(*expression));
  }
  if (!filter.categories.empty()) all.push_back(category_expression(filter.categories));
  for (const Has has : filter.has) all.push_back(mark(mark_of(has)));
  if (all.empty() && !none.empty()) all.push_back(mark(k_mark_all));
  std::string out;
  for (const std::string& expression : all) (out += out.empty() ? "" : " AND ") += expression;
  if (all.size() > 1) out = '(' + out + ')';
  for (const std::string& expression : none) out = '(' + out + " NOT " + expression + ')';
  return out;
}

}  // namespace

Result<std::pair<std::string, std::string>> author_range(const std::string& name,
                                                         const Tokenizer& tokenizer) {
  std::string folded = fold_name(text::to_nfc(name), tokenizer);
  if (folded.empty()) {
    return fail(ErrorKind::usage, "no name: \"" + name + "\"", {},
                "write Hinton, \"G. Hinton\" or \"Geoffrey Hinton\"");
  }
  // A family name alone is whole ('!' follows the space, and no name has it); given names may be shortened.
  std::string end = folded + (folded.find(' ') == folded.npos ? "!" : "\U0010FFFF");
  return std::pair(std::move(folded), std::move(end));
}

Result<Conditions> conditions_of(const Filter& filter, const Tokenizer& tokenizer) {
  Conditions conditions;
  if (filter.since && filter.until && *filter.until < *filter.since) {
    return fail(ErrorKind::usage,
                "a period that ends before it begins: " + filter.since->str() + " to " + filter.until->str());
  }
  if (filter.since) conditions.since = to_number(*filter.since);
  if (filter.until) conditions.until = to_number(*filter.until);
  if (filter.min_votes) conditions.min_votes = *filter.min_votes;
  conditions.seen = filter.seen;
  auto words = words_of(filter, tokenizer);
  if (!words) return std::unexpected(std::move(words).error());
  conditions.words = std::move(*words);
  for (const std::string& name : filter.authors) {
    auto range = author_range(name, tokenizer);
    if (!range) return std::unexpected(std::move(range).error());
    conditions.authors.push_back(std::move(*range));
  }
  return conditions;
}

}  // namespace nonmun::archive
