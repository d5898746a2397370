#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace nonmun::cli {

/// The process's environment variables, taken once in main and faked in tests.
class Environment {
 public:
  Environment() = default;
  explicit Environment(std::map<std::string, std::string, std::less<>> variables)
      : variables_(std::move(variables)) {}
  [[nodiscard]] static Environment of_process();

  /// A variable's value; nullopt when it is not set. An empty value counts as set.
  [[nodiscard]] std::optional<std::string> find(std::string_view name) const;
  /// As find, but an empty value counts as not set, as the XDG specification has it.
  [[nodiscard]] std::optional<std::string> find_filled(std::string_view name) const;

 private:
  std::map<std::string, std::string, std::less<>> variables_;
};

/// Where the program keeps its files (XDG Base Directory Specification): $XDG_CONFIG_HOME/nonmun and so on,
/// with the specification's defaults below $HOME; relative values are ignored, as the specification asks. A
/// folder is empty when neither says where it is (of_process fills in HOME from the user's account).
struct Directories {
  std::filesystem::path config, cache, state, data;
  [[nodiscard]] static Directories of(const Environment& environment);
};

}  // namespace nonmun::cli
