#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "nonmun/core/error.hpp"

namespace nonmun::fetch {

/// Names of files that are being written begin so; one left behind by a killed process is no entry of
/// anything.
inline constexpr std::string_view k_unfinished = ".unfinished-";

/// The whole file. Errors: not_found if there is none, local_fault otherwise.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path);

/// Writes beside the target and renames: a reader sees the old file or the new one, never a part, also when
/// the process is killed. Not synced to the disk: a lost entry after a power cut is fetched again, and
/// readers verify what they read. Creates missing directories, readable by the user only. The content is
/// `head` and then `body`. Errors: local_fault.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& path, std::string_view head,
                                      std::string_view body = {});

}  // namespace nonmun::fetch
