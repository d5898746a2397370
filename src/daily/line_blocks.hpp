#pragma once

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "nonmun/core/parallel.hpp"
#include "nonmun/daily/read_bytes.hpp"
#include "nonmun/parse/arxiv_snapshot.hpp"

// Input of any size, read in blocks of whole lines which threads turn into something, in memory that does not
// grow with it.
namespace nonmun::daily {

/// Whole lines of the input.
struct LineBlock {
  std::string lines;
  parse::SnapshotPosition from, behind;
};

/// Cuts the input into blocks of whole lines.
class LineCutter {
 public:
  /// `read` must outlive it; `begin` is input that was read already.
  LineCutter(const ReadBytes& read, parse::SnapshotPosition from, std::string begin = {})
      : read_(read), at_(from), rest_(std::move(begin)) {}

  /// The next block; one without lines at the end. Of a line longer than any record so much is kept that a
  /// reader can tell.
  Result<LineBlock> next();

 private:
  const ReadBytes& read_;
  parse::SnapshotPosition at_;
  std::string rest_;  ///< the beginning of a line whose end has not come
  bool is_at_end_ = false;
};

/// Makes something of each block on threads of its own; what was made is taken back in the order of the
/// input.
template <class Made>
class BlockWorkers {
 public:
  struct Job {
    LineBlock block;
    Made made{};
    bool is_done = false, ran_out_of_memory = false;
  };

  BlockWorkers(std::size_t count, std::function<Made(const LineBlock&)> make) : make_(std::move(make)) {
    threads_.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
      threads_.emplace_back([this](std::stop_token stop) { run(stop); });
  }

  void give(LineBlock block) {
    auto job = std::make_shared<Job>();
    job->block = std::move(block);
    const std::lock_guard lock(mutex_);
    waiting_.push_back(job);
    in_order_.push_back(std::move(job));
    changed_.notify_all();
  }

  [[nodiscard]] std::size_t in_flight() const { return in_order_.size(); }

  /// Waits for the block given first.
  std::shared_ptr<Job> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return in_order_.front()->is_done; });
    auto job = std::move(in_order_.front());
    in_order_.pop_front();
    return job;
  }

 private:
  void run(const std::stop_token& stop) {
    for (;;) {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [&] { return !waiting_.empty(); }) || stop.stop_requested()) return;
      const auto job = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      try {
        job->made = make_(job->block);
      } catch (const std::bad_alloc&) {
        job->ran_out_of_memory = true;
      }
      lock.lock();
      job->is_done = true;
      changed_.notify_all();
    }
  }

  std::function<Made(const LineBlock&)> make_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<std::shared_ptr<Job>> waiting_;   ///< for a thread
  std::deque<std::shared_ptr<Job>> in_order_;  ///< touched by the calling thread only, but for what it holds
  std::vector<std::jthread> threads_;          ///< last, so that they end first
};

/// Calls `make` for each block, on threads, and `take` on the calling thread with each block and what was
/// made of it, in order; false ends it. Errors: those of reading and of `take`; local_fault when memory runs
/// out.
template <class Made>
Result<void> for_each_block(LineCutter& cutter, std::size_t threads,
                            std::function<Made(const LineBlock&)> make,
                            const std::function<Result<bool>(const LineBlock&, Made&)>& take) {
  BlockWorkers<Made> workers(threads, std::move(make));
  bool is_read = false;
  for (;;) {
    // Two for each thread: one that it works on and one that waits for it.
    while (!is_read && workers.in_flight() < threads * 2) {
      auto block = cutter.next();
      if (!block) return std::unexpected(std::move(block).error());
      is_read = block->lines.empty();
      if (!is_read) workers.give(*std::move(block));
    }
    if (workers.in_flight() == 0) return {};
    const auto job = workers.take();
    if (job->ran_out_of_memory)
      return fail(ErrorKind::local_fault, "out of memory",
                  "line " + std::to_string(job->block.from.line + 1));
    const auto taken = take(job->block, job->made);
    if (!taken) return std::unexpected(taken.error());
    if (!*taken) return {};
  }
}

}  // namespace nonmun::daily
