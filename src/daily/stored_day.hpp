#pragma once

#include <optional>

#include "day_result.hpp"
#include "nonmun/daily/world.hpp"

// Days that the archive has: taken from there when upstream will not change them any more, kept there when
// they were asked for. What the archive cannot do never stops a run: it is noted in the world, which goes on
// without it.
namespace nonmun::daily {

/// The day as the archive has it, when it need not be asked for, or (cached_only) must not be.
[[nodiscard]] std::optional<DayResult> take_stored_day(const DayReport& asked, World& world);

/// Puts a day that was asked for into the archive. `settled`: it need not be asked for again. Of a day that
/// is not whole only the papers are kept.
void keep_day(const DayResult& result, bool settled, World& world);

/// Puts papers into the archive.
void keep_papers(const std::vector<Paper>& papers, World& world);

}  // namespace nonmun::daily
