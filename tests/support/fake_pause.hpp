#pragma once

#include <atomic>
#include <chrono>

#include "nonmun/core/time.hpp"
#include "nonmun/fetch/pause.hpp"

namespace nonmun::test {

/// Time that passes only by sleeping, in no time; shared by threads if need be. The wall clock can be set.
class FakePause final : public fetch::Pause {
 public:
  using milliseconds = std::chrono::milliseconds;

  explicit FakePause(Instant start = Instant{std::chrono::sys_days{std::chrono::year{2025} / 7 / 14}})
      : wall_offset_(milliseconds{start.time_since_epoch()}.count()) {}

  [[nodiscard]] fetch::WallTime wall_now() const override {
    return fetch::WallTime{milliseconds{passed_ + wall_offset_}};
  }
  [[nodiscard]] std::chrono::steady_clock::time_point steady_now() const override {
    return std::chrono::steady_clock::time_point{} + std::chrono::hours{1000} + milliseconds{passed_};
  }
  [[nodiscard]] bool sleep(milliseconds time) override {
    if (stopped) return false;
    if (time.count() > 0) passed_ += time.count();
    return true;
  }

  /// Time slept so far.
  [[nodiscard]] milliseconds passed() const { return milliseconds{passed_}; }
  /// Lets time pass without a sleep: a transfer that takes its time.
  void advance(milliseconds time) { passed_ += time.count(); }
  /// The wall clock is set; the steady one does not notice.
  void jump_wall(milliseconds by) { wall_offset_ += by.count(); }

  std::atomic<bool> stopped{false};

 private:
  std::atomic<long long> passed_{0};
  std::atomic<long long> wall_offset_;
};

}  // namespace nonmun::test
