#pragma once

#include "sqlite.hpp"

struct fts5_api;

namespace nonmun::archive {

/// The functions that FTS5 gives to extensions; nullptr when SQLite was built without it.
[[nodiscard]] fts5_api* fts5_of(Connection& connection);

}  // namespace nonmun::archive
