#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include "sqlite.hpp"

namespace nonmun::archive {

/// "nonm": the application_id in an archive's header, by which it is known from other SQLite files.
inline constexpr std::int64_t k_application_id = 0x6e6f6e6d;

/// What brings an archive from one format to the next; its place in the list is the number of that format.
struct SchemaStep {
  std::string_view sql;
};

/// The steps of this program, from an empty file to the newest format.
[[nodiscard]] std::span<const SchemaStep> schema_steps();

/// Looks at a file before SQLite does: refuses one that is no database, or that is shorter than it says.
/// Errors: ErrorKind::local_fault. An empty or missing file is fine.
[[nodiscard]] Result<void> check_file(const std::filesystem::path& path);

/// The format of the archive that a connection has open; 0 for a database without anything in it. Errors:
/// ErrorKind::local_fault for another program's database.
[[nodiscard]] Result<std::size_t> archive_format(Connection& connection);

/// Refuses an archive of a newer format than the newest known, and of an older one.
[[nodiscard]] Result<void> check_readable(Connection& connection, std::size_t newest);

/// Brings the archive to the newest format, each step in a transaction of its own: after a failure it has the
/// format of the last step that was done. Refuses a newer format.
[[nodiscard]] Result<void> migrate(Connection& connection, std::span<const SchemaStep> steps);

}  // namespace nonmun::archive
