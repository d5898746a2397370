#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "nonmun/archive/interests.hpp"
#include "nonmun/core/error.hpp"

namespace nonmun::cli {

/// Reads a profile: what its user wants to see first, as TOML.
///
///     votes_weight = 0.5
///     [keywords]
///     "speculative decoding" = 3
///     [authors]
///     "Geoffrey Hinton" = 2
///     [categories]
///     "cs.CL" = 1
///     [liked]
///     papers = ["2404.14619"]
///     weight = 1
///
/// `name` is the file's, for messages. Errors: ErrorKind::usage with line and column.
[[nodiscard]] Result<archive::Interests> read_profile(std::string_view toml, const std::string& name);

/// The same of a file. Errors: also usage for one that is not there or cannot be read.
[[nodiscard]] Result<archive::Interests> read_profile_file(const std::filesystem::path& file);

}  // namespace nonmun::cli
