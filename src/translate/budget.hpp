#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace nonmun::translate {

/// What a run may spend, held before a call is made. For several threads.
class Budget {
 public:
  explicit Budget(double limit) : limit_(limit) {}

  /// Sets aside what a call may cost: `most`, or what the dearest one did cost, for estimates may be too low.
  /// Where that might be too much, first waits for the calls in flight, which mostly cost less than was set
  /// aside for them. False: it would be too much. `most` is then what was set aside.
  [[nodiscard]] bool reserve(double& most) {
    std::unique_lock lock(mutex_);
    const auto fits = [&] { return spent_ + reserved_ + std::max(most, dearest_) <= limit_; };
    settled_.wait(lock, [&] { return fits() || in_flight_ == 0; });
    if (!fits()) return false;
    most = std::max(most, dearest_);
    reserved_ += most;
    ++in_flight_;
    return true;
  }

  /// What a call did cost for which `most` was set aside.
  void settle(double most, double cost) {
    const std::lock_guard lock(mutex_);
    spent_ += cost;
    dearest_ = std::max(dearest_, cost);
    reserved_ -= most;
    if (--in_flight_ == 0) reserved_ = 0;  // no crumbs of rounding
    settled_.notify_all();
  }

  [[nodiscard]] double spent() {
    const std::lock_guard lock(mutex_);
    return spent_;
  }

 private:
  const double limit_;
  std::mutex mutex_;
  std::condition_variable settled_;
  double spent_ = 0, reserved_ = 0, dearest_ = 0;
  std::size_t in_flight_ = 0;
};

}  // namespace nonmun::translate
