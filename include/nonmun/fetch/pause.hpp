#pragma once

#include <atomic>
#include <chrono>

namespace nonmun::fetch {

/// A moment on the wall clock, fine enough for the spacing between requests.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// Time as politeness needs it: real clocks and real waiting, whatever NONMUN_NOW says. Tests put one in its
/// place that never sleeps.
class Pause {
 public:
  virtual ~Pause() = default;
  [[nodiscard]] virtual WallTime wall_now() const = 0;
  [[nodiscard]] virtual std::chrono::steady_clock::time_point steady_now() const = 0;
  /// Waits; false if the run was stopped in the meantime.
  [[nodiscard]] virtual bool sleep(std::chrono::milliseconds time) = 0;
};

/// The machine's clocks. `stop`, if given, must outlive it; a signal handler may set it, and a sleep ends
/// soon after.
class SystemPause final : public Pause {
 public:
  explicit SystemPause(const std::atomic<bool>* stop = nullptr) : stop_(stop) {}
  [[nodiscard]] WallTime wall_now() const override;
  [[nodiscard]] std::chrono::steady_clock::time_point steady_now() const override;
  [[nodiscard]] bool sleep(std::chrono::milliseconds time) override;

 private:
  const std::atomic<bool>* stop_;
};

}  // namespace nonmun::fetch
