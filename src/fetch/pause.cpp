#include "nonmun/fetch/pause.hpp"

#include <time.h>

#include <algorithm>

namespace nonmun::fetch {

using namespace std::chrono;

WallTime SystemPause::wall_now() const { return floor<milliseconds>(system_clock::now()); }

steady_clock::time_point SystemPause::steady_now() const { return steady_clock::now(); }

bool SystemPause::sleep(milliseconds time) {
  // Short slices, because a flag set by another thread wakes nobody; a signal ends the slice by itself.
  constexpr milliseconds k_slice{100};
  const auto end = steady_clock::now() + time;
  for (;;) {
    if (stop_ && stop_->load()) return false;
    const auto left = ceil<milliseconds>(end - steady_clock::now());
    if (left <= milliseconds{0}) return true;
    const auto slice = std::min(left, k_slice);
    const timespec wait{0, static_cast<long>(slice.count()) * 1'000'000};
    nanosleep(&wait, nullptr);
  }
}

}  // namespace nonmun::fetch
