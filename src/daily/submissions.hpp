#pragma once

#include <string>

#include "day_result.hpp"
#include "nonmun/core/taxonomy.hpp"
#include "nonmun/daily/world.hpp"

namespace nonmun::daily {

/// Fills in the announcement of a category on an earlier day with what was submitted for it. That is
/// approximate: moderators hold papers back, and replacements are not found by time of submission. Errors:
/// only what stops the whole run.
[[nodiscard]] Result<DayResult> gather_submissions(const Category& category, DayResult result, World& world);

}  // namespace nonmun::daily
