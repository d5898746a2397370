#pragma once

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <numeric>
#include <set>

namespace nonmun::translate {

/// What a run may spend, held before a call is made. For several threads.
class Budget {
 public:
  explicit Budget(double limit) : limit_(limit) {}

  /// Sets aside what a call may cost: `most`, or what the dearest one did cost, for estimates may be too low;
  /// so may those of the calls in flight. Where that might be too much, first waits for these, which mostly
  /// cost less than was set aside for them. False: it would be too much.
  [[nodiscard]] bool reserve(double most) {
    std::unique_lock lock(mutex_);
    const auto fits = [&] { return spent_ + set_aside() + std::max(most, dearest_) <= limit_; };
    settled_.wait(lock, [&] { return fits() || in_flight_.empty(); });
    if (!fits()) return false;
    in_flight_.insert(most);
    return true;
  }

  /// What a call did cost for which `most` was set aside.
  void settle(double most, double cost) {
    const std::lock_guard lock(mutex_);
    spent_ += cost;
    dearest_ = std::max(dearest_, cost);
    in_flight_.erase(in_flight_.find(most));
    settled_.notify_all();
  }

  [[nodiscard]] double spent() {
    const std::lock_guard lock(mutex_);
    return spent_;
  }

 private:
  [[nodiscard]] double set_aside() const {
    return std::accumulate(in_flight_.begin(), in_flight_.end(), 0.0,
                           [&](double sum, double most) { return sum + std::max(most, dearest_); });
  }

  const double limit_;
  std::mutex mutex_;
  std::condition_variable settled_;
  double spent_ = 0, dearest_ = 0;
  std::multiset<double> in_flight_;  ///< their estimates
};

}  // namespace nonmun::translate
