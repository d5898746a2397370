#include <algorithm>
#include <iterator>
#include <map>
#include <span>
#include <utility>

#include "index_row.hpp"
#include "store.hpp"

// What is known of one paper.
namespace nonmun::archive {
namespace {

Result<Paper> known_paper(Store& store, const ArxivId& id) {
  const auto key = key_of(id);
  if (!key) return std::unexpected(key.error());
  auto paper = find_paper(store, *key);
  if (!paper) return std::unexpected(std::move(paper).error());
  if (*paper) return std::move(**paper);
  return fail(ErrorKind::not_found, "not in the archive: " + id.str(), store.db.path().string());
}

std::vector<std::string> names_of(const Paper& paper, const Tokenizer& tokenizer) {
  std::vector<std::string> names;
  if (!paper.authors) return names;
  for (const Author& author : *paper.authors) {
    if (author.is_person()) names.push_back(fold_name(author.name, tokenizer));
  }
  std::ranges::sort(names);
  names.erase(std::ranges::unique(names).begin(), names.end());
  return names;
}

/// Whether two folded names may be one person's: the same, or one with the given names shortened ("hinton g"
/// of "hinton geoffrey e").
bool may_be_same(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  return a == b || (a.find(' ') != a.npos && b.starts_with(a));
}

std::size_t count_shared(const std::vector<std::string>& first, const std::vector<std::string>& second) {
  return static_cast<std::size_t>(std::ranges::count_if(first, [&](const std::string& name) {
    return std::ranges::any_of(second, [&](const std::string& other) { return may_be_same(name, other); });
  }));
}

/// Titles that have this share of their words in common are taken for one, changed a little.
constexpr double k_like = 0.7;
/// So many authors of a paper are followed, each to so many of the newest papers, and so many of these are
/// read.
constexpr std::size_t k_authors = 10;
constexpr std::int64_t k_papers_each = 200;
constexpr std::size_t k_read = 100;

std::vector<std::string> title_words(std::string_view title, const Tokenizer& tokenizer) {
  std::vector<std::string> words;
  for (Token& token : tokenizer.tokens(title)) words.push_back(std::move(token.text));
  std::ranges::sort(words);
  words.erase(std::ranges::unique(words).begin(), words.end());
  return words;
}

/// The share of two titles' words that both have, from 0 to 1.
double likeness(const std::vector<std::string>& first, const std::vector<std::string>& second) {
  std::vector<std::string> both;
  std::ranges::set_intersection(first, second, std::back_inserter(both));
  const std::size_t all = first.size() + second.size() - both.size();
  return all == 0 ? 0 : static_cast<double>(both.size()) / static_cast<double>(all);
}

Result<std::vector<PaperKey>> keys_of(Statement& ask) {
  std::vector<PaperKey> keys;
  for (;;) {
    const auto row = ask.step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return keys;
    keys.push_back(ask.number(0));
  }
}

Result<std::vector<PaperKey>> keys_of_title(Store& store, const std::string& folded) {
  auto ask = store.db.prepare("SELECT paper FROM titles WHERE folded = ?1 ORDER BY paper LIMIT 100");
  if (!ask) return std::unexpected(std::move(ask).error());
  ask->bind(1, folded);
  return keys_of(*ask);
}

/// Papers of the same people, those with most of them first.
Result<std::vector<PaperKey>> keys_of_authors(Store& store, const std::vector<std::string>& names) {
  std::map<PaperKey, int> shared;
  for (const std::string& name : std::span(names).first(std::min(names.size(), k_authors))) {
    auto ask = store.db.prepare("SELECT paper FROM authors WHERE name = ?1 ORDER BY paper DESC LIMIT ?2");
    if (!ask) return std::unexpected(std::move(ask).error());
    ask->bind(1, name).bind(2, k_papers_each);
    const auto keys = keys_of(*ask);
    if (!keys) return keys;
    for (const PaperKey key : *keys) ++shared[key];
  }
  std::vector<std::pair<int, PaperKey>> ordered;
  for (const auto& [key, count] : shared) ordered.emplace_back(-count, key);
  std::ranges::sort(ordered);
  ordered.resize(std::min(ordered.size(), k_read));
  std::vector<PaperKey> keys;
  for (const auto& [count, key] : ordered) keys.push_back(key);
  return keys;
}

}  // namespace

Result<History> history(Store& store, const ArxivId& id) {
  const auto paper = known_paper(store, id);
  if (!paper) return std::unexpected(paper.error());
  const PaperKey key = *paper_key(id);
  History found;
  auto votes = store.db.prepare("SELECT day, votes FROM votes WHERE paper = ?1 ORDER BY day");
  if (!votes) return std::unexpected(std::move(votes).error());
  votes->bind(1, key);
  for (;;) {
    const auto row = votes->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) break;
    found.votes.push_back({to_day(votes->number(0)), static_cast<int>(votes->number(1))});
  }
  auto listings = store.db.prepare(
      "SELECT day, source, category, kind FROM listings WHERE paper = ?1 AND source <> '' "
      "ORDER BY day, source, category");
  if (!listings) return std::unexpected(std::move(listings).error());
  listings->bind(1, key);
  for (;;) {
    const auto row = listings->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) break;
    Listing& listing = found.listed.emplace_back();
    listing.day = to_day(listings->number(0));
    listing.source = listings->text(1);
    listing.category = listings->text(2);
    listing.kind = listings->text(3);
  }
  auto seen = store.db.prepare("SELECT at FROM seen WHERE paper = ?1");
  if (!seen) return std::unexpected(std::move(seen).error());
  const auto row = seen->bind(1, key).step();
  if (!row) return std::unexpected(row.error());
  if (*row) found.seen = to_instant(seen->number(0));
  return found;
}

Result<std::vector<Related>> related(Store& store, const ArxivId& id) {
  const auto paper = known_paper(store, id);
  if (!paper) return std::unexpected(paper.error());
  const PaperKey own = *paper_key(id);
  const auto names = names_of(*paper, store.tokenizer);
  const auto equal = keys_of_title(store, fold_title(paper->title, store.tokenizer));
  if (!equal) return std::unexpected(equal.error());
  const auto by_authors = keys_of_authors(store, names);
  if (!by_authors) return std::unexpected(by_authors.error());
  const auto words = title_words(paper->title, store.tokenizer);
  std::vector<Related> found;
  const auto take = [&](PaperKey key, double least_likeness) -> Result<void> {
    if (key == own) return {};
    auto other = find_paper(store, key);
    if (!other) return std::unexpected(std::move(other).error());
    if (!*other || likeness(words, title_words((*other)->title, store.tokenizer)) < least_likeness) return {};
    const std::size_t shared = count_shared(names, names_of(**other, store.tokenizer));
    if (shared > 0) found.push_back({std::move(**other), shared});
    return {};
  };
  for (const PaperKey key : *equal) NONMUN_TRY(take(key, 0));
  for (const PaperKey key : *by_authors) {
    if (std::ranges::find(*equal, key) == equal->end()) NONMUN_TRY(take(key, k_like));
  }
  return found;
}

}  // namespace nonmun::archive
