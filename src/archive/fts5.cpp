#include "fts5.hpp"

#include <sqlite3.h>

namespace nonmun::archive {

fts5_api* fts5_of(Connection& connection) {
  // The documented way: https://www.sqlite.org/fts5.html#extending_fts5
  fts5_api* api = nullptr;
  ::sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(connection.handle(), "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}

}  // namespace nonmun::archive
