#include <algorithm>
#include <unordered_map>

#include "candidates.hpp"
#include "index_row.hpp"
#include "match.hpp"
#include "nonmun/archive/query.hpp"
#include "review_row.hpp"
#include "snippet.hpp"
#include "store.hpp"

// Search by relevance. What many papers have is ranked among the newest of them and those with the words in
// their title, since looking at each of 400,000 papers takes longer than anyone waits.
namespace nonmun::archive {
namespace {

/// So many papers are ranked.
constexpr std::size_t k_ranked = 8'000;
/// How many rows with a phrase are counted; that of more is estimated.
constexpr std::size_t k_counted = 500;

struct Scored {
  double score = 0;
  std::int64_t key = 0;
};

bool is_better(const Scored& a, const Scored& b) {
  return a.score != b.score ? a.score > b.score : a.key > b.key;
}

std::string_view table_name(Table table) { return table == Table::words ? "words" : "review_words"; }

/// In about how many rows a phrase occurs: counted among the newest, and from how far back these reach.
Result<std::int64_t> rows_with(Store& store, Table table, const std::string& phrase) {
  const std::string name(table_name(table));
  auto ask = store.db.prepare("SELECT rowid FROM " + name + " WHERE " + name +
                              " MATCH ?1 ORDER BY rowid DESC LIMIT ?2");
  if (!ask) return std::unexpected(std::move(ask).error());
  ask->bind(1, phrase).bind(2, static_cast<std::int64_t>(k_counted));
  std::int64_t count = 0, first = 0, last = 0;
  for (;;) {
    const auto row = ask->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) break;
    last = ask->number(0);
    if (count++ == 0) first = last;
  }
  if (count < static_cast<std::int64_t>(k_counted) || table != Table::words || first == last) return count;
  const auto newest = store.db.number("SELECT max(key) FROM papers");
  if (!newest) return newest;
  const auto oldest = store.db.number("SELECT min(key) FROM papers");
  if (!oldest) return oldest;
  return count * (*newest - *oldest + 1) / (*newest - last + 1);
}

/// The newest papers (or reviews) with the words, each with its score; whether there are more.
Result<bool> rank(Store& store, Table table, const Match& match, const Check* check,
                  std::vector<Scored>& found) {
  const std::string name(table_name(table));
  std::string sql = "SELECT rowid, rank_of(" + name;
  std::vector<Value> values{match.text};
  for (const std::string& phrase : match.phrases) {
    const auto rows = rows_with(store, table, phrase);
    if (!rows) return std::unexpected(rows.error());
    values.emplace_back(*rows);
    sql += ", ?" + std::to_string(values.size());
  }
  sql += ") FROM " + name + " WHERE " + name + " MATCH ?1 ORDER BY rowid DESC";
  auto ask = store.db.prepare(sql);
  if (!ask) return std::unexpected(std::move(ask).error());
  ask->bind_all(values);
  std::size_t looked_at = 0;
  for (;;) {
    const auto row = ask->step();
    if (!row) return row;
    if (!*row) return false;
    if (looked_at++ == k_ranked) return true;
    const std::int64_t key = ask->number(0);
    if (check != nullptr) {
      const auto holds = check->holds(key);
      if (!holds) return holds;
      if (!*holds) continue;
    }
    found.push_back({ask->real(1), key});
  }
}

void remove_repeated(std::vector<Scored>& found) {
  std::ranges::sort(found, [](const Scored& a, const Scored& b) {
    return a.key != b.key ? a.key > b.key : a.score > b.score;
  });
  const auto is_same = [](const Scored& a, const Scored& b) { return a.key == b.key; };
  found.erase(std::unique(found.begin(), found.end(), is_same), found.end());
}

/// A query that is a title finds that paper first.
Result<void> raise_equal_titles(Store& store, const SearchRequest& request, const Check& check,
                                std::vector<Scored>& found) {
  constexpr double k_raise = 1e6;
  const std::string folded = fold_title(request.query, store.tokenizer);
  if (folded.empty()) return {};
  auto ask = store.db.prepare("SELECT paper FROM titles WHERE folded = ?1 ORDER BY paper LIMIT 100");
  if (!ask) return std::unexpected(std::move(ask).error());
  ask->bind(1, folded);
  for (;;) {
    const auto row = ask->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return {};
    const std::int64_t key = ask->number(0);
    const auto at = std::ranges::find(found, key, &Scored::key);
    if (at != found.end()) {
      at->score += k_raise;
      continue;
    }
    const auto holds = check.holds(key);
    if (!holds) return std::unexpected(holds.error());
    if (*holds) found.push_back({k_raise, key});
  }
}

/// The expression of a query together with what else the papers must have.
Match within(Match match, const Conditions& conditions) {
  if (match.kind == Match::Kind::expression && !conditions.words.empty())
    match.text = '(' + match.text + " AND " + conditions.words + ')';
  return match;
}

Result<void> search_papers(Store& store, const SearchRequest& request, const QueryNode& query,
                           const Wanted& wanted, Found& out) {
  const auto conditions = conditions_of(request.within, store.tokenizer);
  if (!conditions) return std::unexpected(conditions.error());
  const auto check = check_without_words(store, *conditions);
  if (!check) return std::unexpected(check.error());
  const Match found_by = within(match(query, Table::words, store.tokenizer), *conditions);
  if (found_by.kind == Match::Kind::ignored) {
    return fail(ErrorKind::usage, "nothing to look for", "query \"" + request.query.substr(0, 100) + "\"",
                "a query has letters or digits; of Korean two syllables or more");
  }
  if (found_by.kind == Match::Kind::nothing) return {};
  std::vector<Scored> found;
  const auto more = rank(store, Table::words, found_by, &*check, found);
  if (!more) return std::unexpected(more.error());
  out.cut = *more;
  if (*more) {
    Match titles = found_by;
    titles.text = "title : (" + match(query, Table::words, store.tokenizer).text + ')';
    const auto done = rank(store, Table::words, within(std::move(titles), *conditions), &*check, found);
    if (!done) return std::unexpected(done.error());
    remove_repeated(found);
  }
  // Titles stand for themselves, not for what else is asked for.
  if (conditions->words.empty()) NONMUN_TRY(raise_equal_titles(store, request, *check, found));
  out.ranked = found.size();
  const std::size_t end = std::min(found.size(), request.offset + request.limit);
  std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(end), is_better);
  for (std::size_t at = request.offset; at < end; ++at) {
    auto paper = find_paper(store, found[at].key);
    if (!paper) return std::unexpected(std::move(paper).error());
    if (!*paper) continue;
    auto snippets = snippets_of(**paper, wanted, store.tokenizer);
    out.papers.push_back({std::move(**paper), found[at].score, std::move(snippets)});
  }
  return {};
}

Result<void> search_reviews(Store& store, const SearchRequest& request, const QueryNode& query,
                            const Wanted& wanted, Found& out) {
  const Match found_by = match(query, Table::review_words, store.tokenizer);
  if (found_by.kind != Match::Kind::expression || request.offset > 0) return {};
  std::vector<Scored> found;
  const auto more = rank(store, Table::review_words, found_by, nullptr, found);
  if (!more) return std::unexpected(more.error());
  std::ranges::sort(found, is_better);
  for (const Scored& scored : found) {
    if (out.reviews.size() == request.limit) return {};
    auto ask = store.db.prepare(std::string(k_select_review) + "WHERE number = ?1");
    if (!ask) return std::unexpected(std::move(ask).error());
    const auto row = ask->bind(1, scored.key).step();
    if (!row) return std::unexpected(row.error());
    if (!*row) continue;
    Review review = read_review(*ask);
    auto snippets = snippets_of(review, wanted, store.tokenizer);
    out.reviews.push_back({std::move(review), scored.score, std::move(snippets)});
  }
  return {};
}

}  // namespace

Result<Found> search(Store& store, const SearchRequest& request) {
  const auto query = parse_query(request.query);
  if (!query) return std::unexpected(query.error());
  const Wanted wanted = wanted_by(*query, store.tokenizer);
  Found found;
  NONMUN_TRY(search_papers(store, request, *query, wanted, found));
  NONMUN_TRY(search_reviews(store, request, *query, wanted, found));
  return found;
}

}  // namespace nonmun::archive
