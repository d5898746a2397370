#include "schema.hpp"

#include <array>
#include <fstream>
#include <string>
#include <system_error>

namespace nonmun::data {
extern const std::string_view archive_schema_1, archive_schema_2, archive_schema_3;
}

namespace nonmun::archive {
namespace {

using namespace std::string_view_literals;

Result<void> check_not_newer(const Connection& connection, std::size_t format, std::size_t newest) {
  if (format <= newest) return {};
  return fail(ErrorKind::local_fault,
              "made by a newer nonmun (format " + std::to_string(format) + "; this one knows " +
                  std::to_string(newest) + ")",
              connection.path().string(), "update nonmun");
}

std::uint32_t big_endian(const char* bytes, int size) {
  std::uint32_t number = 0;
  for (int at = 0; at < size; ++at) number = number << 8 | static_cast<unsigned char>(bytes[at]);
  return number;
}

}  // namespace

std::span<const SchemaStep> schema_steps() {
  static const std::array steps{SchemaStep{data::archive_schema_1}, SchemaStep{data::archive_schema_2},
                                SchemaStep{data::archive_schema_3}};
  return steps;
}

Result<void> check_file(const std::filesystem::path& path) {
  std::error_code code;
  const auto size = std::filesystem::file_size(path, code);
  if (code || size == 0) return {};
  const auto refuse = [&](std::string what, std::string hint) {
    return fail(ErrorKind::local_fault, std::move(what), path.string(), std::move(hint));
  };
  std::ifstream file(path, std::ios::binary);
  std::array<char, 100> header{};
  if (!file.read(header.data(), std::min<std::streamsize>(100, static_cast<std::streamsize>(size)))) {
    if (!file.is_open()) return {};  // SQLite says why
    return refuse("cannot be read", {});
  }
  if (size < 512 || std::string_view(header.data(), 16) != "SQLite format 3\0"sv)
    return refuse("not an archive: it is no SQLite database", "name another file");
  // The header's size is the truth unless a log holds newer pages, or an old program left it stale.
  const auto log = std::filesystem::file_size(path.string() + "-wal", code);
  if (!code && log > 0) return {};
  const bool is_current = big_endian(&header[24], 4) == big_endian(&header[92], 4);
  const std::uint32_t page_field = big_endian(&header[16], 2);
  const std::uint64_t page = page_field == 1 ? 65536 : page_field;
  const std::uint64_t pages = big_endian(&header[28], 4);
  if (is_current && size < page * pages) {
    return refuse("the archive is cut short: " + std::to_string(size) + " of " +
                      std::to_string(page * pages) + " bytes are left",
                  "restore a copy, or move it away and import again");
  }
  return {};
}

Result<std::size_t> archive_format(Connection& connection) {
  // Another run may make the archive, all at once, between these looks at it: the second time it has.
  for (int look = 0; look < 2; ++look) {
    const auto application = connection.number("PRAGMA application_id");
    if (!application) return std::unexpected(application.error());
    const auto format = connection.number("PRAGMA user_version");
    if (!format) return std::unexpected(format.error());
    if (*application == k_application_id && *format > 0) return static_cast<std::size_t>(*format);
    const auto tables = connection.number("SELECT count(*) FROM sqlite_schema");
    if (!tables) return std::unexpected(tables.error());
    if (*application == 0 && *format == 0 && *tables == 0) return std::size_t{0};
  }
  return fail(ErrorKind::local_fault, "not an archive: it is another program's SQLite database",
              connection.path().string(), "name another file");
}

Result<void> check_readable(Connection& connection, std::size_t newest) {
  const auto format = archive_format(connection);
  if (!format) return std::unexpected(format.error());
  NONMUN_TRY(check_not_newer(connection, *format, newest));
  if (*format == newest) return {};
  return fail(ErrorKind::local_fault,
              "made by an older nonmun (format " + std::to_string(*format) + "; this one reads " +
                  std::to_string(newest) + ")",
              connection.path().string(), "anything that writes to it brings it up to date");
}

Result<void> migrate(Connection& connection, std::span<const SchemaStep> steps) {
  const auto format = archive_format(connection);
  if (!format) return std::unexpected(format.error());
  NONMUN_TRY(check_not_newer(connection, *format, steps.size()));
  for (;;) {
    // Another process may have done the same meanwhile: what is left to do is known inside of the
    // transaction.
    const auto done = archive_format(connection);
    if (!done) return std::unexpected(done.error());
    if (*done >= steps.size()) return {};
    auto transaction = Transaction::begin(connection);
    if (!transaction) return std::unexpected(std::move(transaction).error());
    const auto from = archive_format(connection);
    if (!from) return std::unexpected(from.error());
    if (*from != *done) continue;
    NONMUN_TRY(connection.run(steps[*from].sql));
    NONMUN_TRY(connection.run("PRAGMA application_id = " + std::to_string(k_application_id) +
                              "; PRAGMA user_version = " + std::to_string(*from + 1)));
    NONMUN_TRY(transaction->commit());
  }
}

}  // namespace nonmun::archive
