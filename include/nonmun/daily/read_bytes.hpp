#pragma once

#include <cstddef>
#include <functional>
#include <span>

#include "nonmun/core/error.hpp"

namespace nonmun::daily {

/// Fills a buffer with the next bytes of the input; 0 at its end.
using ReadBytes = std::function<Result<std::size_t>(std::span<char> into)>;

}  // namespace nonmun::daily
