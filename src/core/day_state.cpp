#include "nonmun/core/day_state.hpp"

namespace nonmun {

std::string_view to_string(DayState state) {
  switch (state) {
    case DayState::published:
      return "published";
    case DayState::filling:
      return "filling";
    case DayState::not_yet:
      return "not_yet";
    case DayState::weekend:
      return "weekend";
    case DayState::holiday:
      return "holiday";
    case DayState::stale:
      return "stale";
    case DayState::outage:
      return "outage";
  }
  return "published";
}

}  // namespace nonmun
