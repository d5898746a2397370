#pragma once

#include "day_result.hpp"
#include "nonmun/daily/world.hpp"

namespace nonmun::daily {

/// A day of Hugging Face's Daily Papers. Errors: only what stops the whole run; anything else is in the
/// result, with its state.
[[nodiscard]] Result<DayResult> gather_huggingface_day(Day day, World& world);

}  // namespace nonmun::daily
