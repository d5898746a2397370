#pragma once

#include <optional>
#include <string>

#include "nonmun/cli/options.hpp"

namespace nonmun::cli {

/// The zone of --tz, else the system's: an IANA name.
[[nodiscard]] std::string zone_name(const Options& options);

/// The date on a wall calendar in that zone; nullopt for a zone that is not known.
[[nodiscard]] std::optional<Day> wall_date(const Options& options, Instant now);

/// "2024-04-24 09:00" in that zone; UTC's for a zone that is not known.
[[nodiscard]] std::string wall_time(const Options& options, Instant instant);

}  // namespace nonmun::cli
