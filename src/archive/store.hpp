#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "nonmun/archive/paper_key.hpp"
#include "nonmun/archive/sqlite_archive.hpp"
#include "sqlite.hpp"
#include "tokens.hpp"
#include "writer_lock.hpp"

namespace nonmun::archive {

/// An open archive: what the functions of this room work on.
struct Store {
  Connection db;
  Tokenizer tokenizer;
  RecordFormat format;
  OpenOptions options;
  std::chrono::steady_clock::time_point last_writing{};
};

[[nodiscard]] Result<std::unique_ptr<Store>> open_store(const OpenOptions& options,
                                                        const RecordFormat& format);

/// One writing, whole or not at all: the lock and a transaction. Undone unless committed.
class Writing {
 public:
  [[nodiscard]] static Result<Writing> begin(Store& store);
  [[nodiscard]] Result<void> commit();

 private:
  Writing(Store& store, WriterLock lock, Transaction transaction)
      : store_(&store), lock_(std::move(lock)), transaction_(std::move(transaction)) {}
  Store* store_;
  WriterLock lock_;  // let go of after the transaction's end
  Transaction transaction_;
};

/// A record as it stands in the archive. Errors: ErrorKind::local_fault for one that cannot be read.
[[nodiscard]] Result<Paper> read_record(const Store& store, std::string_view record);
/// The key of an id. Errors: ErrorKind::usage for an id without one.
[[nodiscard]] Result<PaperKey> key_of(const ArxivId& id);

// One file for each.
[[nodiscard]] Result<std::optional<Translation>> find_translation(Store& store, std::string_view key);
[[nodiscard]] Result<void> put_translations(Store& store, std::span<const KeyedTranslation> translations);
[[nodiscard]] Result<std::vector<std::optional<Embedding>>> find_embeddings(
    Store& store, std::span<const std::string> keys);
[[nodiscard]] Result<void> put_embeddings(Store& store, std::span<const KeptEmbedding> embeddings);
[[nodiscard]] Result<WriteCount> put_papers(Store& store, std::span<const Paper> papers);
[[nodiscard]] Result<WriteCount> put_day(Store& store, const StoredDay& day, std::span<const Paper> papers);
[[nodiscard]] Result<std::optional<StoredDay>> find_day(Store& store, std::string_view source,
                                                        std::string_view category, Day day);
[[nodiscard]] Result<std::vector<Paper>> papers_of(Store& store, std::string_view source,
                                                   std::string_view category, Day day);
[[nodiscard]] Result<void> mark_seen(Store& store, std::span<const ArxivId> ids, std::optional<Instant> at);
[[nodiscard]] Result<void> put_run(Store& store, const Run& run);
[[nodiscard]] Result<std::vector<Run>> runs(Store& store, std::size_t limit);
[[nodiscard]] Result<WriteCount> put_reviews(Store& store, std::span<const Review> reviews);
[[nodiscard]] Result<std::vector<Review>> reviews(Store& store);
[[nodiscard]] Result<std::optional<Paper>> find_paper(Store& store, PaperKey key);
[[nodiscard]] Result<History> history(Store& store, const ArxivId& id);
[[nodiscard]] Result<std::vector<Related>> related(Store& store, const ArxivId& id);
[[nodiscard]] Result<void> list(Store& store, const ListRequest& request, const PaperSink& sink);
[[nodiscard]] Result<void> list_records(Store& store, const ListRequest& request, const RecordSink& sink);
[[nodiscard]] Result<Found> search(Store& store, const SearchRequest& request);
[[nodiscard]] Result<Stats> stats(Store& store, const StatsRequest& request);

/// Writes papers inside of a writing; used by put_papers and put_day.
[[nodiscard]] Result<WriteCount> write_papers(Store& store, std::span<const Paper> papers);

}  // namespace nonmun::archive
