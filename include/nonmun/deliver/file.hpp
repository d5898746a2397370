#pragma once

#include <filesystem>
#include <string_view>

#include "nonmun/core/error.hpp"

namespace nonmun::deliver {

/// Writes a whole file or nothing: into a temporary file beside it, flushed to disk, then renamed over it. A
/// reader sees the old content or the new, never a part; on any failure the old file stays and the temporary
/// one is removed. Follows a symbolic link at `path` to the file it names; keeps the mode of a file that is
/// replaced. What is no regular file (/dev/stdout, a FIFO) is written to directly, for it cannot be renamed
/// over. Errors: ErrorKind::local_fault with the system's own reason.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& path, std::string_view content);

/// All bytes of a file. Errors: ErrorKind::not_found, or local_fault when it cannot be read.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path);

/// All bytes until the end of a descriptor (stdin). Errors: ErrorKind::local_fault.
[[nodiscard]] Result<std::string> read_descriptor(int descriptor, std::string_view name);

/// How writing to a stream ended.
enum class Written { all, reader_gone };

/// Writes all bytes to a descriptor. A reader that has closed its end (EPIPE) is no error: a closed pipe is
/// done. Errors: ErrorKind::local_fault (a full disk behind `>`).
[[nodiscard]] Result<Written> write_descriptor(int descriptor, std::string_view content,
                                               std::string_view name);

}  // namespace nonmun::deliver
