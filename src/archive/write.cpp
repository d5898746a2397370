#include <algorithm>
#include <string>
#include <vector>

#include "index_row.hpp"
#include "nonmun/core/merge.hpp"
#include "nonmun/core/parallel.hpp"
#include "store.hpp"

// How papers get in. The words of the index are taken out with the same words they were put in with, which
// are made from the old record; only what changed is written.
namespace nonmun::archive {
namespace {

/// A paper on its way in, with what would be written if nothing were known of it.
struct Incoming {
  PaperKey key = 0;
  const Paper* paper = nullptr;
  std::string record;
  Result<IndexRow> row = IndexRow{};
};

Result<void> write_words(Store& store, PaperKey key, const PaperWords* old, const PaperWords& now) {
  const auto bind = [&](Statement& statement, const PaperWords& words) {
    statement.bind(1, key).bind(2, words.title).bind(3, words.abstract).bind(4, words.authors);
    statement.bind(5, words.korean).bind(6, words.marks);
  };
  if (old != nullptr) {
    auto remove = store.db.prepare(
        "INSERT INTO words (words, rowid, title, abstract, authors, korean, marks) "
        "VALUES ('delete', ?1, ?2, ?3, ?4, ?5, ?6)");
    if (!remove) return std::unexpected(std::move(remove).error());
    bind(*remove, *old);
    NONMUN_TRY(remove->run());
  }
  auto add = store.db.prepare(
      "INSERT INTO words (rowid, title, abstract, authors, korean, marks) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
  if (!add) return std::unexpected(std::move(add).error());
  bind(*add, now);
  return add->run();
}

/// Runs a statement of (text, key).
Result<void> run_pair(Store& store, std::string_view sql, std::string_view text, PaperKey key) {
  auto statement = store.db.prepare(sql);
  if (!statement) return std::unexpected(std::move(statement).error());
  return statement->bind(1, text).bind(2, key).run();
}

Result<void> write_names(Store& store, PaperKey key, const std::vector<std::string>& old,
                         const std::vector<std::string>& now) {
  for (const std::string& name : old) {
    if (!std::ranges::binary_search(now, name))
      NONMUN_TRY(run_pair(store, "DELETE FROM authors WHERE name = ?1 AND paper = ?2", name, key));
  }
  for (const std::string& name : now) {
    if (!std::ranges::binary_search(old, name))
      NONMUN_TRY(run_pair(store, "INSERT OR IGNORE INTO authors (name, paper) VALUES (?1, ?2)", name, key));
  }
  return {};
}

Result<void> write_title(Store& store, PaperKey key, const std::string* old, const std::string& now) {
  if (old != nullptr) {
    if (*old == now) return {};
    NONMUN_TRY(run_pair(store, "DELETE FROM titles WHERE folded = ?1 AND paper = ?2", *old, key));
  }
  return run_pair(store, "INSERT OR IGNORE INTO titles (folded, paper) VALUES (?1, ?2)", now, key);
}

/// Listings are only added to, but for the row of a paper that no listing was known to have shown.
Result<void> write_listings(Store& store, PaperKey key, const std::vector<ListingRow>& old,
                            const std::vector<ListingRow>& now) {
  for (const ListingRow& row : old) {
    if (std::ranges::binary_search(now, row) || !row.source.empty()) continue;
    auto remove = store.db.prepare("DELETE FROM listings WHERE day = ?1 AND paper = ?2 AND source = ''");
    if (!remove) return std::unexpected(std::move(remove).error());
    NONMUN_TRY(remove->bind(1, row.day).bind(2, key).run());
  }
  for (const ListingRow& row : now) {
    if (std::ranges::binary_search(old, row)) continue;
    auto add = store.db.prepare(
        "INSERT INTO listings (day, source, category, paper, kind) VALUES (?1, ?2, ?3, ?4, ?5) "
        "ON CONFLICT DO UPDATE SET kind = excluded.kind");
    if (!add) return std::unexpected(std::move(add).error());
    add->bind(1, row.day).bind(2, row.source).bind(3, row.category).bind(4, key).bind(5, row.kind);
    NONMUN_TRY(add->run());
  }
  return {};
}

/// When upstream stated the votes: as its answer says, or on the day of a digest that shows them.
std::optional<Instant> votes_stated_at(const Paper& paper) {
  if (paper.provenance.community && paper.provenance.community->fetched_at)
    return paper.provenance.community->fetched_at;
  if (const auto day = paper.listing_day()) return day->begin();
  return std::nullopt;
}

Result<void> write_votes(Store& store, PaperKey key, const Paper& paper) {
  const auto at = paper.votes ? votes_stated_at(paper) : std::nullopt;
  if (!at) return {};
  // Of two counts of one day the later stands, whichever was written first.
  auto add = store.db.prepare(
      "INSERT INTO votes (paper, day, votes, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE "
      "SET votes = excluded.votes, at = excluded.at "
      "WHERE excluded.at > at OR (excluded.at = at AND excluded.votes > votes)");
  if (!add) return std::unexpected(std::move(add).error());
  return add->bind(1, key)
      .bind(2, to_number(Day::of(*at)))
      .bind(3, *paper.votes)
      .bind(4, to_number(*at))
      .run();
}

Result<void> write_record(Store& store, PaperKey key, const std::string& record, const IndexRow& row) {
  auto write = store.db.prepare(
      "INSERT INTO papers (key, record, votes) VALUES (?1, ?2, ?3) "
      "ON CONFLICT DO UPDATE SET record = excluded.record, votes = excluded.votes");
  if (!write) return std::unexpected(std::move(write).error());
  return write->bind(1, key).bind(2, record).bind(3, row.votes).run();
}

/// What stands beside a record is made of what it reads back as, which may differ from the paper in memory
/// (ill-formed bytes, control characters), so that it can be made again when it is taken out.
Result<IndexRow> row_of(const RecordFormat& format, const Tokenizer& tokenizer, PaperKey key,
                        const std::string& record) {
  const auto paper = format.read(record);
  if (paper) return index_row(*paper, key, tokenizer);
  return fail(ErrorKind::invalid_data, "a paper that cannot be kept: " + paper.error().what,
              paper_id(key) ? paper_id(key)->str() : "");
}

Result<void> add_paper(Store& store, const Incoming& incoming) {
  if (!incoming.row) return std::unexpected(incoming.row.error());
  const PaperKey key = incoming.key;
  const IndexRow& row = *incoming.row;
  NONMUN_TRY(write_record(store, key, incoming.record, row));
  NONMUN_TRY(write_words(store, key, nullptr, row.words));
  NONMUN_TRY(write_title(store, key, nullptr, row.folded_title));
  NONMUN_TRY(write_names(store, key, {}, row.names));
  return write_listings(store, key, {}, row.listings);
}

Result<void> change_paper(Store& store, PaperKey key, const IndexRow& old, const std::string& record) {
  const auto made = row_of(store.format, store.tokenizer, key, record);
  if (!made) return std::unexpected(made.error());
  const IndexRow& row = *made;
  NONMUN_TRY(write_record(store, key, record, row));
  if (row.words != old.words) NONMUN_TRY(write_words(store, key, &old.words, row.words));
  NONMUN_TRY(write_title(store, key, &old.folded_title, row.folded_title));
  NONMUN_TRY(write_names(store, key, old.names, row.names));
  return write_listings(store, key, old.listings, row.listings);
}

Result<std::optional<std::string>> read_text(Store& store, PaperKey key) {
  auto statement = store.db.prepare("SELECT record FROM papers WHERE key = ?1");
  if (!statement) return std::unexpected(std::move(statement).error());
  const auto row = statement->bind(1, key).step();
  if (!row) return std::unexpected(row.error());
  if (!*row) return std::nullopt;
  return std::string(statement->text(0));
}

Result<void> write_paper(Store& store, const Incoming& incoming, WriteCount& count) {
  const PaperKey key = incoming.key;
  auto old_text = read_text(store, key);
  if (!old_text) return std::unexpected(std::move(old_text).error());
  NONMUN_TRY(write_votes(store, key, *incoming.paper));
  if (!*old_text) {
    ++count.added;
    return add_paper(store, incoming);
  }
  if (incoming.record == **old_text) {
    ++count.unchanged;
    return {};
  }
  auto old = read_record(store, **old_text);
  if (!old) return std::unexpected(std::move(old).error());
  const IndexRow old_row = index_row(*old, key, store.tokenizer);
  const Paper merged = merge(std::move(*old), *incoming.paper);
  const std::string text = store.format.write(merged);
  if (text == **old_text) {
    ++count.unchanged;
    return {};
  }
  ++count.changed;
  return change_paper(store, key, old_row, text);
}

/// What does not depend on the archive is made in parts at the same time.
Result<void> make_rows(Store& store, std::vector<Incoming>& incoming) {
  constexpr std::size_t k_least = 50;
  const auto parts = parts_of(incoming.size(), k_least);
  std::vector<Tokenizer> tokenizers;
  for (std::size_t part = 0; part < parts; ++part) {
    auto tokenizer = Tokenizer::make(store.db);
    if (!tokenizer) return std::unexpected(std::move(tokenizer).error());
    tokenizers.push_back(*std::move(tokenizer));
  }
  in_parts(parts, incoming.size(), [&](std::size_t part, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      Incoming& next = incoming[i];
      next.record = store.format.write(*next.paper);
      next.row = row_of(store.format, tokenizers[part], next.key, next.record);
    }
  });
  return {};
}

}  // namespace

Result<WriteCount> write_papers(Store& store, std::span<const Paper> papers) {
  std::vector<Incoming> incoming;
  incoming.reserve(papers.size());
  for (const Paper& paper : papers) {
    const auto key = key_of(paper.id);
    if (!key) return std::unexpected(key.error());
    incoming.push_back({*key, &paper, {}});
  }
  // FTS5 writes out what it has collected whenever a key is lower than the one before. Records of one id keep
  // their order.
  std::ranges::sort(incoming, [](const Incoming& a, const Incoming& b) {
    return a.key != b.key ? a.key < b.key : a.paper < b.paper;
  });
  NONMUN_TRY(make_rows(store, incoming));
  WriteCount count;
  for (const Incoming& next : incoming) NONMUN_TRY(write_paper(store, next, count));
  return count;
}

Result<WriteCount> put_papers(Store& store, std::span<const Paper> papers) {
  auto writing = Writing::begin(store);
  if (!writing) return std::unexpected(std::move(writing).error());
  auto count = write_papers(store, papers);
  if (count) NONMUN_TRY(writing->commit());
  return count;
}

}  // namespace nonmun::archive
