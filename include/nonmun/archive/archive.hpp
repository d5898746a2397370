#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "nonmun/archive/filter.hpp"
#include "nonmun/archive/results.hpp"
#include "nonmun/core/error.hpp"

namespace nonmun::archive {

/// How many papers are best written at once: few enough that a killed import loses little, many enough that
/// the disk is not the limit.
inline constexpr std::size_t k_batch = 2000;

/// Takes the next paper; false: no more are wanted.
using PaperSink = std::function<bool(Paper&&)>;
/// Takes the next record as it is kept (nonmun.paper/1, one line without its end); false: no more are wanted.
using RecordSink = std::function<Result<bool>(std::string_view record)>;

/// Everything that is known. One process may write while others read; not for use by several threads at once.
///
/// Every writing is whole or not at all, also when the process is killed or the disk is full. Errors of all
/// functions: ErrorKind::local_fault for what disk, permissions, another writer or a damaged file refuse.
class Archive {
 public:
  virtual ~Archive() = default;

  /// Lays the papers into what is known of the same ids (core/merge.hpp): a poorer source never overwrites
  /// what a richer one said. Writing the same papers again changes nothing.
  [[nodiscard]] virtual Result<WriteCount> put(std::span<const Paper> papers) = 0;
  /// As put, and remembers that these are the papers of an upstream's day, in upstream's order; what an
  /// earlier fetch of the same day had listed and this one does not is no longer listed there. The report's
  /// `source`, `category` and `day` name it.
  [[nodiscard]] virtual Result<WriteCount> put_day(const StoredDay& day, std::span<const Paper> papers) = 0;
  /// Marks papers as seen at a moment, or as unseen (nullopt). An id that is not known is left out.
  [[nodiscard]] virtual Result<void> mark_seen(std::span<const ArxivId> ids, std::optional<Instant> at) = 0;
  /// Adds reviews, the newest last; one of the same file (or, without a file, of the same title) is replaced
  /// and keeps its place.
  [[nodiscard]] virtual Result<WriteCount> put_reviews(std::span<const Review> reviews) = 0;
  [[nodiscard]] virtual Result<void> put_run(const Run& run) = 0;
  /// Keeps engines' answers under their keys; an earlier one of the same key is replaced.
  [[nodiscard]] virtual Result<void> put_translations(std::span<const KeyedTranslation> translations) = 0;
  /// Keeps vectors under their keys; an earlier one of the same key is replaced.
  [[nodiscard]] virtual Result<void> put_embeddings(std::span<const KeptEmbedding> embeddings) = 0;

  /// The papers of these ids, in the order asked for; nullopt where one is not known.
  [[nodiscard]] virtual Result<std::vector<std::optional<Paper>>> find(std::span<const ArxivId> ids) = 0;
  /// Errors: ErrorKind::not_found for an id that is not known.
  [[nodiscard]] virtual Result<History> history(const ArxivId& id) = 0;
  /// Papers that seem to be the same work as this one: an equal title, whatever its case, accents and
  /// punctuation, or behind these one that shares seven tenths of its words, and an author in common. Errors:
  /// as history.
  [[nodiscard]] virtual Result<std::vector<Related>> related(const ArxivId& id) = 0;
  /// Hands out the papers one after another. Errors: ErrorKind::usage for a filter that cannot be.
  [[nodiscard]] virtual Result<void> list(const ListRequest& request, const PaperSink& sink) = 0;
  /// As list, without reading the records. Errors: also those of the sink.
  [[nodiscard]] virtual Result<void> list_records(const ListRequest& request, const RecordSink& sink) = 0;
  /// Errors: ErrorKind::usage for a query that cannot be read, naming the place.
  [[nodiscard]] virtual Result<Found> search(const SearchRequest& request) = 0;
  [[nodiscard]] virtual Result<Stats> stats(const StatsRequest& request) = 0;

  /// An upstream's day as last fetched; nullopt when it never was. Hugging Face's category is "".
  [[nodiscard]] virtual Result<std::optional<StoredDay>> find_day(std::string_view source,
                                                                  std::string_view category, Day day) = 0;
  /// Its papers, in upstream's order.
  [[nodiscard]] virtual Result<std::vector<Paper>> papers_of(std::string_view source,
                                                             std::string_view category, Day day) = 0;
  /// All reviews, the latest added first.
  [[nodiscard]] virtual Result<std::vector<Review>> reviews() = 0;
  [[nodiscard]] virtual Result<std::optional<Translation>> find_translation(std::string_view key) = 0;
  /// The vectors of these keys, in the order asked for.
  [[nodiscard]] virtual Result<std::vector<std::optional<Embedding>>> find_embeddings(
      std::span<const std::string> keys) = 0;
  /// The latest runs, newest first.
  [[nodiscard]] virtual Result<std::vector<Run>> runs(std::size_t limit) = 0;
};

/// As list, all in one vector.
[[nodiscard]] Result<std::vector<Paper>> list_all(Archive& archive, const ListRequest& request);

}  // namespace nonmun::archive
