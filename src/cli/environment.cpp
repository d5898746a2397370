#include "nonmun/cli/environment.hpp"

#include <pwd.h>
#include <unistd.h>

namespace nonmun::cli {
namespace {

std::filesystem::path base_directory(const Environment& environment, std::string_view variable,
                                     std::string_view below_home) {
  if (const auto value = environment.find_filled(variable); value && value->starts_with('/'))
    return std::filesystem::path(*value) / "nonmun";
  if (const auto home = environment.find_filled("HOME"); home && home->starts_with('/'))
    return std::filesystem::path(*home) / below_home / "nonmun";
  return {};
}

}  // namespace

Environment Environment::of_process() {
  std::map<std::string, std::string, std::less<>> variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const auto equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) continue;
    variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  // Some schedulers start jobs without HOME; the account then says where it is.
  if (auto& home = variables["HOME"]; home.empty()) {
    if (const passwd* account = getpwuid(getuid()); account != nullptr && account->pw_dir != nullptr)
      home = account->pw_dir;
  }
  return Environment(std::move(variables));
}

std::optional<std::string> Environment::find(std::string_view name) const {
  const auto found = variables_.find(name);
  if (found == variables_.end()) return std::nullopt;
  return found->second;
}

std::optional<std::string> Environment::find_filled(std::string_view name) const {
  auto value = find(name);
  if (value && value->empty()) return std::nullopt;
  return value;
}

Directories Directories::of(const Environment& environment) {
  return {.config = base_directory(environment, "XDG_CONFIG_HOME", ".config"),
          .cache = base_directory(environment, "XDG_CACHE_HOME", ".cache"),
          .state = base_directory(environment, "XDG_STATE_HOME", ".local/state"),
          .data = base_directory(environment, "XDG_DATA_HOME", ".local/share")};
}

}  // namespace nonmun::cli
