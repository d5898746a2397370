#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace nonmun::translate {

/// Where a service is, and how long it is waited for.
struct ServiceOptions {
  std::string url{};  ///< the base; paths are appended
  std::string key{};  ///< empty: none is sent
  int tries = 3;
  std::chrono::milliseconds timeout = std::chrono::minutes{2};  ///< of one answer
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();

  /// What no message may hold: the key and, where it has two, its parts.
  [[nodiscard]] std::vector<std::string> secrets() const {
    if (key.empty()) return {};
    const std::size_t colon = key.find(':');
    if (colon == key.npos) return {key};
    return {key, key.substr(0, colon), key.substr(colon + 1)};
  }
};

}  // namespace nonmun::translate
