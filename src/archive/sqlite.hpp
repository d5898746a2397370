#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "nonmun/core/error.hpp"

struct sqlite3;
struct sqlite3_stmt;

// SQLite as values and Results: its codes and its messages stop here.
namespace nonmun::archive {

using Value = std::variant<std::nullptr_t, std::int64_t, std::string>;

class Statement;

/// One connection. Statements are made once and kept.
class Connection {
 public:
  enum class Mode { read, read_unchanging, write, memory };
  /// `memory` has no file, whatever the path; `read_unchanging` trusts that nobody writes, which lets a file
  /// be read where no lock can be taken.
  [[nodiscard]] static Result<Connection> open(const std::filesystem::path& path, Mode mode);
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) = delete;
  ~Connection();

  /// One or more statements, the rows of which are dropped.
  [[nodiscard]] Result<void> run(std::string_view sql);
  /// The statement for this text, ready to be bound. Not to be asked for again while it is in use.
  [[nodiscard]] Result<Statement> prepare(std::string_view sql);
  /// The only value of the only row.
  [[nodiscard]] Result<std::int64_t> number(std::string_view sql);

  /// The texts of all statements made so far.
  [[nodiscard]] std::vector<std::string> statements() const;
  [[nodiscard]] Error error(int code) const;
  [[nodiscard]] std::int64_t last_rowid() const;
  [[nodiscard]] ::sqlite3* handle() const { return handle_; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  Connection(::sqlite3* handle, std::filesystem::path path);
  ::sqlite3* handle_ = nullptr;
  std::filesystem::path path_;
  std::unordered_map<std::string, ::sqlite3_stmt*> statements_;
};

/// A statement in use; reset when it goes out of scope. Values are bound from 1, columns read from 0. What a
/// binding cannot do is told by the next step.
class Statement {
 public:
  Statement(const Connection& connection, ::sqlite3_stmt* statement);
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  Statement& bind(int at, std::int64_t value);
  Statement& bind(int at, std::optional<std::int64_t> value);
  /// The text must live until the statement is reset.
  Statement& bind(int at, std::string_view text);
  /// As bind, for a column of bytes.
  Statement& bind_blob(int at, std::string_view bytes);
  Statement& bind_all(const std::vector<Value>& values);

  /// Goes to the next row; false: there is none.
  [[nodiscard]] Result<bool> step();
  /// Runs to the end and can be bound again.
  [[nodiscard]] Result<void> run();
  void reset();

  [[nodiscard]] std::int64_t number(int column) const;
  [[nodiscard]] std::optional<std::int64_t> number_or_null(int column) const;
  [[nodiscard]] double real(int column) const;
  /// Also the bytes of a BLOB. Valid until the next step.
  [[nodiscard]] std::string_view text(int column) const;

 private:
  const Connection* connection_;
  ::sqlite3_stmt* statement_;
  int fault_ = 0;
};

/// A transaction that is rolled back unless it is committed.
class Transaction {
 public:
  /// Takes the right to write at once, waiting as the connection waits.
  [[nodiscard]] static Result<Transaction> begin(Connection& connection);
  /// To read one state of the archive, and to take its lock once and not for every statement.
  [[nodiscard]] static Result<Transaction> begin_reading(Connection& connection);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  [[nodiscard]] Result<void> commit();

 private:
  explicit Transaction(Connection& connection) : connection_(&connection) {}
  Connection* connection_;
};

/// Shorthand inside functions that return a Result: leaves with the error of `expression`.
#define NONMUN_TRY(expression)                                                                  \
  do {                                                                                          \
    if (auto tried_ = (expression); !tried_) return std::unexpected(std::move(tried_).error()); \
  } while (false)

}  // namespace nonmun::archive
