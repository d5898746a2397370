#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "nonmun/archive/archive.hpp"

namespace nonmun::archive {

/// How a record is written down and read back (nonmun.paper/1): render/paper_json and parse/paper_json,
/// handed in because this room stands between them.
struct RecordFormat {
  std::string (*write)(const Paper& paper);
  Result<Paper> (*read)(std::string_view json);
};

enum class Access {
  read,   ///< the file must be there; an older format is brought up to date first, else nothing is changed
  write,  ///< the file and its directories are made on first use; an older format is brought up to date
};

struct OpenOptions {
  std::filesystem::path path;
  Access access = Access::read;
  /// How long a writing waits for another writer.
  std::chrono::milliseconds wait = std::chrono::seconds{10};
  std::string command{};  ///< "nonmun import": what another writer is told of who holds the archive
};

struct Store;

/// The archive in one SQLite file in WAL mode; docs/archive.md describes it.
class SqliteArchive final : public Archive {
 public:
  /// Errors: ErrorKind::not_found when there is no file to read; ErrorKind::local_fault for what the system
  /// refuses, for a file that is no archive (foreign, damaged, cut short) and for one made by a newer
  /// program. None of these changes the file.
  [[nodiscard]] static Result<std::unique_ptr<SqliteArchive>> open(const OpenOptions& options,
                                                                   const RecordFormat& format);
  ~SqliteArchive() override;
  SqliteArchive(const SqliteArchive&) = delete;
  SqliteArchive& operator=(const SqliteArchive&) = delete;

  [[nodiscard]] Result<WriteCount> put(std::span<const Paper> papers) override;
  [[nodiscard]] Result<WriteCount> put_day(const StoredDay& day, std::span<const Paper> papers) override;
  [[nodiscard]] Result<void> mark_seen(std::span<const ArxivId> ids, std::optional<Instant> at) override;
  [[nodiscard]] Result<WriteCount> put_reviews(std::span<const Review> reviews) override;
  [[nodiscard]] Result<void> put_run(const Run& run) override;
  [[nodiscard]] Result<std::vector<std::optional<Paper>>> find(std::span<const ArxivId> ids) override;
  [[nodiscard]] Result<History> history(const ArxivId& id) override;
  [[nodiscard]] Result<std::vector<Related>> related(const ArxivId& id) override;
  [[nodiscard]] Result<void> list(const ListRequest& request, const PaperSink& sink) override;
  [[nodiscard]] Result<void> list_records(const ListRequest& request, const RecordSink& sink) override;
  [[nodiscard]] Result<Found> search(const SearchRequest& request) override;
  [[nodiscard]] Result<Stats> stats(const StatsRequest& request) override;
  [[nodiscard]] Result<std::optional<StoredDay>> find_day(std::string_view source, std::string_view category,
                                                          Day day) override;
  [[nodiscard]] Result<std::vector<Paper>> papers_of(std::string_view source, std::string_view category,
                                                     Day day) override;
  [[nodiscard]] Result<std::vector<Review>> reviews() override;
  [[nodiscard]] Result<void> put_translations(std::span<const KeyedTranslation> translations) override;
  [[nodiscard]] Result<std::optional<Translation>> find_translation(std::string_view key) override;
  [[nodiscard]] Result<void> put_embeddings(std::span<const KeptEmbedding> embeddings) override;
  [[nodiscard]] Result<std::vector<std::optional<Embedding>>> find_embeddings(
      std::span<const std::string> keys) override;
  [[nodiscard]] Result<std::vector<Run>> runs(std::size_t limit) override;

 private:
  explicit SqliteArchive(std::unique_ptr<Store> store);
  std::unique_ptr<Store> store_;
};

}  // namespace nonmun::archive
