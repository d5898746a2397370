#include "nonmun/daily/convert_snapshot.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "nonmun/core/parallel.hpp"
#include "nonmun/render/paper_json.hpp"

namespace nonmun::daily {
namespace {

constexpr std::size_t k_block = std::size_t{512} << 10;

/// Whole lines of the dump, and what is made of them.
struct Block {
  std::string input;
  parse::SnapshotPosition from, behind;
  std::string output;
  std::vector<Issue> issues;
  std::uint64_t entries = 0, held_back = 0;
  bool is_done = false, ran_out_of_memory = false;
};

void convert(Block& block) {
  const parse::ParseContext context;
  block.output.reserve(block.input.size() + block.input.size() / 4);
  parse::SnapshotReader reader(context,
                               {[&](Paper&& paper, const parse::SnapshotPosition&) {
                                  render::append_json(block.output, paper);
                                  block.output += '\n';
                                  return true;
                                },
                                [&](Issue issue) { block.issues.push_back(std::move(issue)); }},
                               block.from);
  reader.add(block.input);
  reader.finish();
  block.entries = reader.entries();
  block.held_back = reader.held_back();
}

/// Cuts the input into blocks of whole lines.
class Cutter {
 public:
  Cutter(const ReadBytes& read, parse::SnapshotPosition from) : read_(read), at_(from) {}

  /// The next block; null at the end.
  Result<std::shared_ptr<Block>> next() {
    auto block = std::make_shared<Block>();
    block->from = at_;
    std::string& input = block->input;
    input = std::exchange(rest_, {});
    std::uint64_t dropped = 0;
    std::size_t end = input.rfind('\n');
    while (!is_at_end_ && (end == input.npos || input.size() < k_block)) {
      const std::size_t size = input.size();
      input.resize(size + k_block);
      const auto got = read_(std::span(input).subspan(size));
      if (!got) return std::unexpected(got.error());
      input.resize(size + *got);
      is_at_end_ = *got == 0;
      if (const auto newest = input.rfind('\n'); newest != input.npos) end = newest;
      // Of a line that is longer than any record only so much is kept that the reader can tell.
      if (end == input.npos && input.size() > k_kept) {
        dropped += input.size() - k_kept;
        input.resize(k_kept);
      }
    }
    if (input.empty()) return std::shared_ptr<Block>{};
    if (end != input.npos && !(is_at_end_ && end + 1 == input.size())) {
      rest_ = input.substr(end + 1);
      input.resize(end + 1);
    }
    at_.offset += input.size() + dropped;
    at_.line += static_cast<std::uint64_t>(std::ranges::count(input, '\n')) + (input.back() == '\n' ? 0 : 1);
    block->behind = at_;
    return block;
  }

 private:
  static constexpr std::size_t k_kept = parse::SnapshotReader::k_longest_line + k_block;

  const ReadBytes& read_;
  parse::SnapshotPosition at_;
  std::string rest_;  ///< the beginning of a line whose end has not come
  bool is_at_end_ = false;
};

/// Converts blocks on threads of its own; they are taken back in the order in which they were given.
class Workers {
 public:
  explicit Workers(std::size_t count) {
    threads_.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
      threads_.emplace_back([this](std::stop_token stop) { run(stop); });
  }

  void give(std::shared_ptr<Block> block) {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(block);
    in_order_.push_back(std::move(block));
    changed_.notify_all();
  }

  [[nodiscard]] std::size_t in_flight() const { return in_order_.size(); }

  /// Waits for the block given first.
  std::shared_ptr<Block> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return in_order_.front()->is_done; });
    auto block = std::move(in_order_.front());
    in_order_.pop_front();
    return block;
  }

 private:
  void run(const std::stop_token& stop) {
    for (;;) {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [&] { return !waiting_.empty(); }) || stop.stop_requested()) return;
      const auto block = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      try {
        convert(*block);
      } catch (const std::bad_alloc&) {
        block->ran_out_of_memory = true;
      }
      lock.lock();
      block->is_done = true;
      changed_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<std::shared_ptr<Block>> waiting_;  ///< for a thread
  std::deque<std::shared_ptr<Block>>
      in_order_;                       ///< touched by the calling thread only, but for what it holds
  std::vector<std::jthread> threads_;  ///< last, so that they end first
};

Result<bool> pass_on(const TakeStretch& take, const Block& block) {
  if (block.ran_out_of_memory)
    return fail(ErrorKind::local_fault, "out of memory", "line " + std::to_string(block.from.line + 1));
  return take({block.output, block.behind, block.issues, block.entries, block.held_back});
}

}  // namespace

Result<void> convert_snapshot(const ReadBytes& read, const TakeStretch& take,
                              const SnapshotOptions& options) {
  const std::size_t threads = options.threads > 0 ? options.threads : threads_at_once();
  Cutter cutter(read, options.from);
  Workers workers(threads);
  bool is_read = false;
  for (;;) {
    // Two for each thread: one that it converts and one that waits for it.
    while (!is_read && workers.in_flight() < threads * 2) {
      auto block = cutter.next();
      if (!block) return std::unexpected(block.error());
      is_read = *block == nullptr;
      if (!is_read) workers.give(*std::move(block));
    }
    if (workers.in_flight() == 0) return {};
    const auto taken = pass_on(take, *workers.take());
    if (!taken) return std::unexpected(taken.error());
    if (!*taken) return {};
  }
}

}  // namespace nonmun::daily
