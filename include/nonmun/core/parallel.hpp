#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <thread>

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

/// One piece of work at a time beside its owner's own, who touches nothing that the work does until wait().
class Beside {
 public:
  Beside() = default;
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;
  /// Where there is no thread to be had, the work is done before this returns. The work before it must have
  /// been waited for.
  void begin(std::function<void()> work);
  /// Returns when nothing is being done; throws what the work threw. The destructor waits, and throws
  /// nothing.
  void wait();

 private:
  std::exception_ptr thrown_;
  std::jthread thread_;  // the last member: it ends before what it writes to
};

}  // namespace nonmun
