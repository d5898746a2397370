#include <algorithm>

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
  const auto names = names_of(*paper, store.tokenizer);
  const std::string title = fold_title(paper->title, store.tokenizer);
  auto ask = store.db.prepare(
      "SELECT p.record FROM titles t JOIN papers p ON p.key = t.paper "
      "WHERE t.folded = ?1 AND t.paper <> ?2 ORDER BY t.paper LIMIT 100");
  if (!ask) return std::unexpected(std::move(ask).error());
  ask->bind(1, title).bind(2, *paper_key(id));
  std::vector<Related> found;
  for (;;) {
    const auto row = ask->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return found;
    auto other = read_record(store, ask->text(0));
    if (!other) return std::unexpected(std::move(other).error());
    const std::size_t shared = count_shared(names, names_of(*other, store.tokenizer));
    if (shared > 0) found.push_back({std::move(*other), shared});
  }
}

}  // namespace nonmun::archive
