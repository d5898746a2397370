#pragma once

#include <string_view>
#include <vector>

#include "nonmun/core/time.hpp"

namespace nonmun {

/// Days asked for in words, resolved: rising, without gaps, at least one.
struct DayRange {
  Day first, last;
  bool relative = false;  ///< said in terms of now (today, -3d): the program then says which day it took

  [[nodiscard]] std::vector<Day> days() const;
  [[nodiscard]] bool is_single() const { return first == last; }
  bool operator==(const DayRange&) const = default;
};

/// Resolves "2024-04-24", "today", "yesterday", "-3d", "2024-W17", "2024-04" or "A..B" of any of these at a
/// moment. `today` is the UTC day running at `now`. At most 366 days. Errors: ErrorKind::usage for what
/// cannot exist ("2025-02-30", "2024-W60", a range that runs backwards). Days in the future resolve: the
/// caller says that they are not published.
[[nodiscard]] Result<DayRange> resolve_days(std::string_view text, Instant now);

}  // namespace nonmun
