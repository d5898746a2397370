#include "nonmun/archive/sqlite_archive.hpp"

#include "store.hpp"

namespace nonmun::archive {
namespace {

/// Reads in one transaction.
template <class Read>
auto reading(Store& store, const Read& read) -> decltype(read()) {
  const auto transaction = Transaction::begin_reading(store.db);
  if (!transaction) return std::unexpected(transaction.error());
  return read();
}

}  // namespace

SqliteArchive::SqliteArchive(std::unique_ptr<Store> store) : store_(std::move(store)) {}
SqliteArchive::~SqliteArchive() = default;

Result<std::unique_ptr<SqliteArchive>> SqliteArchive::open(const OpenOptions& options,
                                                           const RecordFormat& format) {
  auto store = open_store(options, format);
  if (!store) return std::unexpected(std::move(store).error());
  return std::unique_ptr<SqliteArchive>(new SqliteArchive(std::move(*store)));
}

Result<WriteCount> SqliteArchive::put(std::span<const Paper> papers) { return put_papers(*store_, papers); }
Result<WriteCount> SqliteArchive::put_day(const StoredDay& day, std::span<const Paper> papers) {
  return archive::put_day(*store_, day, papers);
}
Result<void> SqliteArchive::mark_seen(std::span<const ArxivId> ids, std::optional<Instant> at) {
  return archive::mark_seen(*store_, ids, at);
}
Result<WriteCount> SqliteArchive::put_reviews(std::span<const Review> reviews) {
  return archive::put_reviews(*store_, reviews);
}
Result<void> SqliteArchive::put_run(const Run& run) { return archive::put_run(*store_, run); }

Result<std::vector<std::optional<Paper>>> SqliteArchive::find(std::span<const ArxivId> ids) {
  return reading(*store_, [&]() -> Result<std::vector<std::optional<Paper>>> {
    std::vector<std::optional<Paper>> papers;
    for (const ArxivId& id : ids) {
      const auto key = key_of(id);
      if (!key) return std::unexpected(key.error());
      auto paper = find_paper(*store_, *key);
      if (!paper) return std::unexpected(std::move(paper).error());
      papers.push_back(std::move(*paper));
    }
    return papers;
  });
}
Result<History> SqliteArchive::history(const ArxivId& id) {
  return reading(*store_, [&] { return archive::history(*store_, id); });
}
Result<std::vector<Related>> SqliteArchive::related(const ArxivId& id) {
  return reading(*store_, [&] { return archive::related(*store_, id); });
}
Result<void> SqliteArchive::list(const ListRequest& request, const PaperSink& sink) {
  return reading(*store_, [&] { return archive::list(*store_, request, sink); });
}
Result<void> SqliteArchive::list_records(const ListRequest& request, const RecordSink& sink) {
  return reading(*store_, [&] { return archive::list_records(*store_, request, sink); });
}
Result<Found> SqliteArchive::search(const SearchRequest& request) {
  return reading(*store_, [&] { return archive::search(*store_, request); });
}
Result<Stats> SqliteArchive::stats(const StatsRequest& request) {
  return reading(*store_, [&] { return archive::stats(*store_, request); });
}
Result<std::optional<StoredDay>> SqliteArchive::find_day(std::string_view source, std::string_view category,
                                                         Day day) {
  return archive::find_day(*store_, source, category, day);
}
Result<std::vector<Paper>> SqliteArchive::papers_of(std::string_view source, std::string_view category,
                                                    Day day) {
  return archive::papers_of(*store_, source, category, day);
}
Result<std::vector<Review>> SqliteArchive::reviews() { return archive::reviews(*store_); }
Result<void> SqliteArchive::put_translations(std::span<const KeyedTranslation> translations) {
  return archive::put_translations(*store_, translations);
}
Result<std::optional<Translation>> SqliteArchive::find_translation(std::string_view key) {
  return archive::find_translation(*store_, key);
}
Result<void> SqliteArchive::put_embeddings(std::span<const KeptEmbedding> embeddings) {
  return archive::put_embeddings(*store_, embeddings);
}
Result<std::vector<std::optional<Embedding>>> SqliteArchive::find_embeddings(
    std::span<const std::string> keys) {
  return reading(*store_, [&] { return archive::find_embeddings(*store_, keys); });
}
Result<std::vector<Run>> SqliteArchive::runs(std::size_t limit) { return archive::runs(*store_, limit); }

Result<std::vector<Paper>> list_all(Archive& archive, const ListRequest& request) {
  std::vector<Paper> papers;
  auto done = archive.list(request, [&](Paper&& paper) {
    papers.push_back(std::move(paper));
    return true;
  });
  if (!done) return std::unexpected(std::move(done).error());
  return papers;
}

}  // namespace nonmun::archive
