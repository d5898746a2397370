#include <optional>

#include "index_row.hpp"
#include "review_row.hpp"
#include "store.hpp"

namespace nonmun::archive {
namespace {

std::string identity_of(const Review& review, const Tokenizer& tokenizer) {
  return review.file.empty() ? "title " + fold_title(review.title, tokenizer) : "file " + review.file;
}

std::string write_links(const std::vector<ReviewLink>& links) {
  std::string out;
  for (const ReviewLink& link : links) ((out += link.label) += '\t') += link.url + '\n';
  return out;
}

std::vector<ReviewLink> read_links(std::string_view text) {
  std::vector<ReviewLink> links;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    const auto tab = std::min(line.find('\t'), line.size());
    links.push_back(
        {std::string(line.substr(0, tab)), std::string(line.substr(std::min(tab + 1, line.size())))});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return links;
}

Result<void> write_review_words(Store& store, std::int64_t number, const Review& review, bool remove) {
  const ReviewWords words = review_words(review);
  auto write =
      store.db.prepare(remove ? "INSERT INTO review_words (review_words, rowid, title, excerpt, korean) "
                                "VALUES ('delete', ?1, ?2, ?3, ?4)"
                              : "INSERT INTO review_words (rowid, title, excerpt, korean) "
                                "VALUES (?1, ?2, ?3, ?4)");
  if (!write) return std::unexpected(std::move(write).error());
  return write->bind(1, number).bind(2, words.title).bind(3, words.excerpt).bind(4, words.korean).run();
}

Result<std::optional<std::pair<std::int64_t, Review>>> find_review(Store& store,
                                                                   const std::string& identity) {
  auto ask = store.db.prepare(std::string(k_select_review) + "WHERE identity = ?1");
  if (!ask) return std::unexpected(std::move(ask).error());
  const auto row = ask->bind(1, identity).step();
  if (!row) return std::unexpected(row.error());
  if (!*row) return std::nullopt;
  return std::pair(ask->number(k_review_number), read_review(*ask));
}

Result<void> write_review(Store& store, const Review& review, const std::string& identity,
                          WriteCount& count) {
  const auto old = find_review(store, identity);
  if (!old) return std::unexpected(old.error());
  if (*old && (*old)->second == review) {
    ++count.unchanged;
    return {};
  }
  *old ? ++count.changed : ++count.added;
  auto write = store.db.prepare(
      "INSERT INTO reviews (identity, title, short_name, paper, links, arxiv_date, version, excerpt, file) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (identity) DO UPDATE SET "
      "title = excluded.title, short_name = excluded.short_name, paper = excluded.paper, "
      "links = excluded.links, arxiv_date = excluded.arxiv_date, version = excluded.version, "
      "excerpt = excluded.excerpt, file = excluded.file");
  if (!write) return std::unexpected(std::move(write).error());
  const std::string links = write_links(review.links);
  write->bind(1, identity).bind(2, review.title).bind(3, review.short_name);
  if (review.paper) write->bind(4, review.paper->str());
  write->bind(5, links);
  if (review.arxiv_date) write->bind(6, to_number(*review.arxiv_date));
  if (review.version) write->bind(7, std::int64_t{*review.version});
  NONMUN_TRY(write->bind(8, review.excerpt).bind(9, review.file).run());
  const std::int64_t number = *old ? (*old)->first : store.db.last_rowid();
  if (*old) NONMUN_TRY(write_review_words(store, number, (*old)->second, true));
  return write_review_words(store, number, review, false);
}

}  // namespace

Review read_review(const Statement& row) {
  Review review;
  review.title = row.text(1);
  review.short_name = row.text(2);
  if (auto id = ArxivId::parse(row.text(3))) review.paper = std::move(*id);
  review.links = read_links(row.text(4));
  if (const auto day = row.number_or_null(5)) review.arxiv_date = to_day(*day);
  if (const auto version = row.number_or_null(6)) review.version = static_cast<int>(*version);
  review.excerpt = row.text(7);
  review.file = row.text(8);
  return review;
}

Result<WriteCount> put_reviews(Store& store, std::span<const Review> reviews) {
  auto writing = Writing::begin(store);
  if (!writing) return std::unexpected(std::move(writing).error());
  WriteCount count;
  for (const Review& review : reviews)
    NONMUN_TRY(write_review(store, review, identity_of(review, store.tokenizer), count));
  NONMUN_TRY(writing->commit());
  return count;
}

Result<std::vector<Review>> reviews(Store& store) {
  auto ask = store.db.prepare(std::string(k_select_review) + "ORDER BY number DESC");
  if (!ask) return std::unexpected(std::move(ask).error());
  std::vector<Review> found;
  for (;;) {
    const auto row = ask->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return found;
    found.push_back(read_review(*ask));
  }
}

}  // namespace nonmun::archive
