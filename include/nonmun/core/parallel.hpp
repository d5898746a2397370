#pragma once

#include <cstddef>
#include <functional>

namespace nonmun {

/// How many threads a computation is shared out to: one for each processor, four at most.
[[nodiscard]] std::size_t threads_at_once();

/// How many parts `count` things are worth: at most threads_at_once(), and no part of fewer than `least`
/// things (but for the only one).
[[nodiscard]] std::size_t parts_of(std::size_t count, std::size_t least);

/// Calls work(part, begin, end) for each of `parts` consecutive parts of [0, count), at the same time;
/// returns when all are done. What a part throws is thrown again here, the earliest part's first.
void in_parts(std::size_t parts, std::size_t count,
              const std::function<void(std::size_t part, std::size_t begin, std::size_t end)>& work);

}  // namespace nonmun
