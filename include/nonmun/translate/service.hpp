#pragma once

#include <chrono>
#include <string>

namespace nonmun::translate {

/// Where a service is, and how long it is waited for.
struct ServiceOptions {
  std::string url{};  ///< the base; paths are appended
  std::string key{};  ///< empty: none is sent
  int tries = 3;
  std::chrono::milliseconds timeout = std::chrono::minutes{2};  ///< of one answer
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
};

}  // namespace nonmun::translate
