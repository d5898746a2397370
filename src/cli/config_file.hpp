#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/cli/environment.hpp"
#include "nonmun/core/error.hpp"

namespace nonmun::cli {

/// One key of the configuration file, checked.
struct ConfigEntry {
  std::string table;  ///< a command's name, "endpoints", or empty for the top
  std::string key;
  std::vector<std::string> values;  ///< as a flag would be given them; several for a list of files
  std::string where;                ///< "/home/a/.config/nonmun/config.toml:3"
};

/// Reads and checks a configuration, whoever it is for: every key is known, stands where it may and has a
/// value that every command it is for can take. File names are resolved against `folder`, "~/" against
/// `home`. `name` is the file's name for messages. Errors: ErrorKind::usage with line and column.
[[nodiscard]] Result<std::vector<ConfigEntry>> read_config(std::string_view toml, const std::string& name,
                                                           const std::filesystem::path& folder,
                                                           const std::filesystem::path& home);

/// The same of a file. A file that is not there is an empty configuration, unless it must exist.
[[nodiscard]] Result<std::vector<ConfigEntry>> read_config_file(const std::filesystem::path& file,
                                                                bool must_exist,
                                                                const Environment& environment);

}  // namespace nonmun::cli
