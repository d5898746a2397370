#include "rank.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "fts5.hpp"

namespace nonmun::archive {
namespace {

/// Of title, abstract, authors, korean, marks; of the reviews' title, excerpt, korean the first three.
constexpr std::array<double, 5> k_weights{8, 1, 3, 2, 0};
constexpr double k_saturation = 1.2, k_length = 0.75;

void rank_of(const Fts5ExtensionApi* api, Fts5Context* fts, sqlite3_context* context, int count,
             sqlite3_value** arguments) {
  sqlite3_int64 rows = 0, total = 0;
  int length = 0, hits = 0;
  int code = api->xRowCount(fts, &rows);
  if (code == SQLITE_OK) code = api->xColumnTotalSize(fts, -1, &total);
  if (code == SQLITE_OK) code = api->xColumnSize(fts, -1, &length);
  if (code == SQLITE_OK) code = api->xInstCount(fts, &hits);
  if (code != SQLITE_OK) return sqlite3_result_error_code(context, code);

  std::vector<double> frequency(static_cast<std::size_t>(std::max(count, api->xPhraseCount(fts))));
  for (int hit = 0; hit < hits; ++hit) {
    int phrase = 0, column = 0, offset = 0;
    if (api->xInst(fts, hit, &phrase, &column, &offset) != SQLITE_OK) break;
    frequency[static_cast<std::size_t>(phrase)] +=
        k_weights[static_cast<std::size_t>(column) % k_weights.size()];
  }
  const double average = rows > 0 ? std::max(1.0, static_cast<double>(total) / static_cast<double>(rows)) : 1;
  const double norm = k_saturation * (1 - k_length + k_length * length / average);
  double score = 0;
  for (int phrase = 0; phrase < count; ++phrase) {
    const double found_in = sqlite3_value_double(arguments[phrase]);
    const double rare = std::log((static_cast<double>(rows) - found_in + 0.5) / (found_in + 0.5));
    const double often = frequency[static_cast<std::size_t>(phrase)];
    // As in bm25(): a phrase that most rows have still counts for a little.
    score += std::max(rare, 1e-6) * often * (k_saturation + 1) / (often + norm);
  }
  sqlite3_result_double(context, score);
}

}  // namespace

Result<void> add_rank_function(Connection& connection) {
  fts5_api* const api = fts5_of(connection);
  if (api == nullptr || api->xCreateFunction(api, "rank_of", nullptr, rank_of, nullptr) != SQLITE_OK)
    return fail(ErrorKind::local_fault, "this SQLite has no full-text index (FTS5)");
  return {};
}

}  // namespace nonmun::archive
