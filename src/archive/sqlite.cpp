#include "sqlite.hpp"

#include <sqlite3.h>

#include <utility>

namespace nonmun::archive {
namespace {

constexpr std::string_view k_keep_a_copy =
    "restore a copy, or move it away and import again; what sqlite3's .recover saves can be imported";

Error explain(int code, std::string message, std::string where) {
  const auto fault = [&](std::string what, std::string_view hint) {
    return Error{ErrorKind::local_fault, std::move(what), std::move(where), std::string(hint)};
  };
  switch (code & 0xFF) {
    case SQLITE_NOTADB:
      return fault("not an archive: it is no SQLite database", "name another file");
    case SQLITE_CORRUPT:
      return fault("the archive is damaged", k_keep_a_copy);
    case SQLITE_FULL:
      return fault("the disk is full; nothing of this step was written", "make room and run it again");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return fault("another program is writing the archive", "try again when it is done");
    case SQLITE_READONLY:
      return fault("the archive may not be written", "see who owns the file and its directory");
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
      return fault("the archive cannot be opened", "see who owns the file and its directory");
    case SQLITE_IOERR:
      return fault("the disk refuses to read or write the archive", "see that it is there and has room");
    case SQLITE_NOMEM:
      return fault("not enough memory", {});
    case SQLITE_TOOBIG:
      return fault("a record is too large for the archive", {});
    case SQLITE_INTERRUPT:
      return {ErrorKind::interrupted, "interrupted", std::move(where), {}};
    default:
      return {ErrorKind::internal, "SQLite: " + std::move(message), std::move(where), {}};
  }
}

}  // namespace

Connection::Connection(::sqlite3* handle, std::filesystem::path path)
    : handle_(handle), path_(std::move(path)) {}

Connection::Connection(Connection&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)),
      path_(std::move(other.path_)),
      statements_(std::move(other.statements_)) {
  other.statements_.clear();
}

Connection::~Connection() {
  for (const auto& [text, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(handle_);
}

Result<Connection> Connection::open(const std::filesystem::path& path, Mode mode) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  flags |= mode == Mode::write || mode == Mode::memory ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                                       : SQLITE_OPEN_READONLY;
  if (mode == Mode::memory) flags |= SQLITE_OPEN_MEMORY;
  std::string name = path.string();
  if (mode == Mode::read_unchanging) {
    std::string uri = "file:";
    for (const char c : name) {
      if (c == '%' || c == '?' || c == '#') {
        constexpr std::string_view k_hex = "0123456789ABCDEF";
        uri += {'%', k_hex[static_cast<unsigned char>(c) >> 4], k_hex[static_cast<unsigned char>(c) & 15]};
      } else {
        uri += c;
      }
    }
    name = uri + "?immutable=1";
    flags |= SQLITE_OPEN_URI;
  } else if (name.starts_with("file:") || name.starts_with(":")) {
    name.insert(0, "./");  // a file of that name, not what SQLite takes it for
  }
  ::sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &handle, flags, nullptr);
  Connection connection(handle, path);
  if (code != SQLITE_OK) return std::unexpected(connection.error(code));
  return connection;
}

Error Connection::error(int code) const {
  return explain(code, handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code), path_.string());
}

Result<void> Connection::run(std::string_view sql) {
  const int code = sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return std::unexpected(error(code));
  return {};
}

Result<Statement> Connection::prepare(std::string_view sql) {
  // Few texts are kept: those of queries are as many as there are combinations of filters.
  auto found = statements_.find(std::string(sql));
  if (found == statements_.end()) {
    ::sqlite3_stmt* made = nullptr;
    const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &made, nullptr);
    if (code != SQLITE_OK) return std::unexpected(error(code));
    found = statements_.emplace(sql, made).first;
  }
  return Statement(*this, found->second);
}

Result<std::int64_t> Connection::number(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return std::unexpected(std::move(statement).error());
  const auto row = statement->step();
  if (!row) return std::unexpected(row.error());
  return *row ? statement->number(0) : 0;
}

std::vector<std::string> Connection::statements() const {
  std::vector<std::string> texts;
  for (const auto& [text, statement] : statements_) texts.push_back(text);
  return texts;
}

std::int64_t Connection::last_rowid() const { return sqlite3_last_insert_rowid(handle_); }

Statement::Statement(const Connection& connection, ::sqlite3_stmt* statement)
    : connection_(&connection), statement_(statement) {}

Statement::Statement(Statement&& other) noexcept
    : connection_(other.connection_),
      statement_(std::exchange(other.statement_, nullptr)),
      fault_(other.fault_) {}

Statement::~Statement() {
  if (statement_ != nullptr) reset();
}

Statement& Statement::bind(int at, std::int64_t value) {
  if (const int code = sqlite3_bind_int64(statement_, at, value); code != SQLITE_OK) fault_ = code;
  return *this;
}

Statement& Statement::bind(int at, std::optional<std::int64_t> value) {
  if (value) return bind(at, *value);
  if (const int code = sqlite3_bind_null(statement_, at); code != SQLITE_OK) fault_ = code;
  return *this;
}

Statement& Statement::bind(int at, std::string_view text) {
  // An empty view may have no address, which SQLite would take for NULL.
  const char* const data = text.data() != nullptr ? text.data() : "";
  const int code = sqlite3_bind_text64(statement_, at, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (code != SQLITE_OK) fault_ = code;
  return *this;
}

Statement& Statement::bind_blob(int at, std::string_view bytes) {
  const char* const data = bytes.data() != nullptr ? bytes.data() : "";
  if (const int code = sqlite3_bind_blob64(statement_, at, data, bytes.size(), SQLITE_STATIC);
      code != SQLITE_OK)
    fault_ = code;
  return *this;
}

Statement& Statement::bind_all(const std::vector<Value>& values) {
  int at = 0;
  for (const Value& value : values) {
    ++at;
    if (const auto* const number = std::get_if<std::int64_t>(&value)) bind(at, *number);
    if (const auto* const text = std::get_if<std::string>(&value)) bind(at, std::string_view(*text));
    if (std::holds_alternative<std::nullptr_t>(value)) bind(at, std::optional<std::int64_t>());
  }
  return *this;
}

Result<bool> Statement::step() {
  if (fault_ != 0) return std::unexpected(connection_->error(fault_));
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return std::unexpected(connection_->error(code));
}

Result<void> Statement::run() {
  auto row = step();
  while (row && *row) row = step();
  sqlite3_reset(statement_);
  if (!row) return std::unexpected(std::move(row).error());
  return {};
}

void Statement::reset() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  fault_ = 0;
}

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_, column); }

std::optional<std::int64_t> Statement::number_or_null(int column) const {
  if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::nullopt;
  return number(column);
}

double Statement::real(int column) const { return sqlite3_column_double(statement_, column); }

std::string_view Statement::text(int column) const {
  const auto* const bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Result<Transaction> Transaction::begin(Connection& connection) {
  NONMUN_TRY(connection.run("BEGIN IMMEDIATE"));
  return Transaction(connection);
}

Result<Transaction> Transaction::begin_reading(Connection& connection) {
  NONMUN_TRY(connection.run("BEGIN"));
  return Transaction(connection);
}

Transaction::Transaction(Transaction&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)) {}

Transaction::~Transaction() {
  // A full disk may have rolled it back already; then there is nothing left to do.
  if (connection_ != nullptr && sqlite3_get_autocommit(connection_->handle()) == 0)
    (void)connection_->run("ROLLBACK");
}

Result<void> Transaction::commit() {
  auto done = connection_->run("COMMIT");
  if (done) connection_ = nullptr;
  return done;
}

}  // namespace nonmun::archive
