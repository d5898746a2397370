#pragma once

#include "sqlite.hpp"

namespace nonmun::archive {

/// Makes `rank_of(table, n1, n2, …)` known to a connection: BM25 as FTS5's own bm25() has it, with n the
/// number of rows in which the first, second, … phrase of the query occurs, and fixed weights for columns.
/// The built-in function counts these rows itself, which for a common word is most of a query's time.
[[nodiscard]] Result<void> add_rank_function(Connection& connection);

}  // namespace nonmun::archive
