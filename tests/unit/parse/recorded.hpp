#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

// Answers of the real upstreams, kept outside the project. Tests that use them say so and pass without them.
namespace recorded {

inline std::filesystem::path folder() {
  if (const char* set = std::getenv("NONMUN_SHARED")) return std::filesystem::path(set) / "recorded";
  return std::filesystem::path(NONMUN_SOURCE_DIR) / ".." / "shared" / "recorded";
}

inline std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The files below a folder with an extension, in order; empty when the folder is not there.
inline std::vector<std::filesystem::path> files(const std::string& below, const std::string& extension) {
  std::vector<std::filesystem::path> found;
  std::error_code error;
  for (const auto& each : std::filesystem::directory_iterator(folder() / below, error)) {
    if (each.path().extension() == extension) found.push_back(each.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

inline std::string fixture(const std::string& name) {
  return read(std::filesystem::path(NONMUN_SOURCE_DIR) / "tests" / "data" / "parse" / name);
}

}  // namespace recorded
