#pragma once

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "commands.hpp"

namespace nonmun::cli {

/// The key of a service: what stands in the file, else in the first of the environment's variables that is
/// filled; empty where there is none. Errors: usage for a file that others can read or that cannot be read,
/// and for a key with a control character.
[[nodiscard]] Result<std::string> service_key(const Session& session,
                                              const std::optional<std::filesystem::path>& file,
                                              std::initializer_list<std::string_view> variables);

}  // namespace nonmun::cli
