#include "store.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <system_error>
#include <thread>

#include "rank.hpp"
#include "schema.hpp"

namespace nonmun::archive {
namespace {

namespace fs = std::filesystem;

/// What every connection is told. The cache is in KiB; the log is cut back to 64 MiB after a large writing.
constexpr std::string_view k_read_settings = "PRAGMA cache_size = -16384; PRAGMA query_only = 1;";
constexpr std::string_view k_write_settings =
    "PRAGMA cache_size = -32768; PRAGMA journal_size_limit = 67108864; PRAGMA foreign_keys = 0;";

Result<void> make_directory(const fs::path& path) {
  std::error_code code;
  if (path.has_parent_path()) fs::create_directories(path.parent_path(), code);
  if (!code) return {};
  return fail(ErrorKind::local_fault, "the directory cannot be made: " + code.message(),
              path.parent_path().string(), "name another file, or see who owns the directory above");
}

/// Whether the log beside an archive holds anything that the file itself does not.
bool has_log(const fs::path& path) {
  std::error_code code;
  const auto size = fs::file_size(path.string() + "-wal", code);
  return !code && size > 0;
}

Result<Connection> open_for_reading(const OpenOptions& options) {
  auto connection = Connection::open(options.path, Connection::Mode::read);
  if (!connection) return connection;
  sqlite3_busy_timeout(connection->handle(), static_cast<int>(options.wait.count()));
  auto format = archive_format(*connection);
  if (format) return connection;
  // Where the files beside it cannot be made (a read-only directory), the file can still be read as it is.
  if (format.error().kind != ErrorKind::local_fault || has_log(options.path))
    return std::unexpected(std::move(format).error());
  auto unchanging = Connection::open(options.path, Connection::Mode::read_unchanging);
  if (!unchanging || !archive_format(*unchanging)) return std::unexpected(std::move(format).error());
  return unchanging;
}

Result<Connection> open_for_writing(const OpenOptions& options) {
  NONMUN_TRY(make_directory(options.path));
  auto connection = Connection::open(options.path, Connection::Mode::write);
  if (!connection) return connection;
  sqlite3_busy_timeout(connection->handle(), static_cast<int>(options.wait.count()));
  const auto format = archive_format(*connection);
  if (!format) return std::unexpected(format.error());
  if (*format != schema_steps().size()) {
    auto lock = WriterLock::take(options.path, options.command, options.wait);
    if (!lock) return std::unexpected(std::move(lock).error());
    // A record is longer than half a page of SQLite's usual size, so that a page would hold one.
    if (*format == 0) NONMUN_TRY(connection->run("PRAGMA page_size = 16384; PRAGMA journal_mode = WAL"));
    NONMUN_TRY(migrate(*connection, schema_steps()));
  }
  return connection;
}

bool is_older(Connection& connection) {
  const auto format = archive_format(connection);
  return format && *format > 0 && *format < schema_steps().size();
}

Result<Connection> open_connection(const OpenOptions& options) {
  if (options.access == Access::write) return open_for_writing(options);
  auto connection = open_for_reading(options);
  if (!connection || !is_older(*connection)) return connection;
  // Where it cannot be brought up to date, check_readable() says what to do.
  (void)open_for_writing(options);
  return open_for_reading(options);
}

}  // namespace

Result<std::unique_ptr<Store>> open_store(const OpenOptions& options, const RecordFormat& format) {
  const bool writes = options.access == Access::write;
  std::error_code code;
  if (!writes && !fs::exists(options.path, code) && !code) {
    return fail(ErrorKind::not_found, "there is no archive yet", options.path.string(),
                "it is made when something is first written to it");
  }
  if (fs::is_directory(options.path, code)) {
    return fail(ErrorKind::local_fault, "not an archive: it is a directory", options.path.string());
  }
  NONMUN_TRY(check_file(options.path));
  auto connection = open_connection(options);
  if (!connection) return std::unexpected(std::move(connection).error());
  NONMUN_TRY(check_readable(*connection, schema_steps().size()));
  NONMUN_TRY(connection->run(writes ? k_write_settings : k_read_settings));
  NONMUN_TRY(add_rank_function(*connection));
  auto tokenizer = Tokenizer::make(*connection);
  if (!tokenizer) return std::unexpected(std::move(tokenizer).error());
  return std::make_unique<Store>(Store{std::move(*connection), std::move(*tokenizer), format, options});
}

Result<Writing> Writing::begin(Store& store) {
  if (store.options.access != Access::write) {
    return fail(ErrorKind::internal, "the archive was opened for reading", store.options.path.string());
  }
  // One that writes step after step lets others in between (WriterLock::take looks every 2 ms).
  constexpr auto k_gap = std::chrono::milliseconds{4};
  if (std::chrono::steady_clock::now() - store.last_writing < k_gap) std::this_thread::sleep_for(k_gap);
  auto lock = WriterLock::take(store.options.path, store.options.command, store.options.wait);
  if (!lock) return std::unexpected(std::move(lock).error());
  auto transaction = Transaction::begin(store.db);
  if (!transaction) return std::unexpected(std::move(transaction).error());
  return Writing(store, std::move(*lock), std::move(*transaction));
}

Result<void> Writing::commit() {
  auto done = transaction_.commit();
  store_->last_writing = std::chrono::steady_clock::now();
  return done;
}

Result<Paper> read_record(const Store& store, std::string_view record) {
  auto paper = store.format.read(record);
  if (paper) return paper;
  return fail(ErrorKind::local_fault, "the archive holds a record that cannot be read: " + paper.error().what,
              store.db.path().string(), "restore a copy, or move it away and import again");
}

Result<PaperKey> key_of(const ArxivId& id) {
  if (const auto key = paper_key(id)) return *key;
  return fail(ErrorKind::usage, "an id of an archive that arXiv does not have: " + id.str());
}

}  // namespace nonmun::archive
