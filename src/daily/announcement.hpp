#pragma once

#include "day_result.hpp"
#include "nonmun/core/taxonomy.hpp"
#include "nonmun/daily/world.hpp"

namespace nonmun::daily {

/// What arXiv announced in a category (or an archive) on a day: the newest announcement from the category's
/// listing page and its feed, each covering for the other; an older one from the API by time of submission,
/// which is marked as approximate. Errors: only what stops the whole run; anything else is in the result,
/// with its state.
[[nodiscard]] Result<DayResult> gather_announcement(const Category& category, Day day, World& world);

/// The newest announcement that the category's page or feed shows: the calendar's newest, or the one before
/// when it is not there yet.
[[nodiscard]] Result<DayResult> gather_newest_announcement(const Category& category, World& world);

}  // namespace nonmun::daily
