#pragma once

#include <string_view>

namespace nonmun {

/// What is known of one day of one upstream.
enum class DayState {
  published,  ///< closed, and has papers
  filling,    ///< has papers, more may come before its end
  not_yet,    ///< has not begun, or nothing is listed yet
  weekend,    ///< no papers because it is a weekend
  holiday,    ///< no papers because of a holiday
  stale,      ///< upstream's answer is out of date, or empty where papers were expected
  outage,     ///< upstream could not be asked
};

[[nodiscard]] std::string_view to_string(DayState state);

}  // namespace nonmun
