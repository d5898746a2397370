#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "nonmun/core/time.hpp"

namespace nonmun::text {

/// What clocks in a time zone ("Asia/Seoul", "UTC", "America/New_York") show minus UTC at a moment; nullopt
/// for a zone that ICU's data do not have.
[[nodiscard]] std::optional<std::chrono::minutes> utc_offset(std::string_view iana_zone, Instant instant);

/// The IANA name of the time zone that the system is set to: TZ, else /etc/timezone, else where
/// /etc/localtime leads, else "UTC". A TZ of the form "KST-9" gives the zone of that offset, "Etc/GMT-9".
[[nodiscard]] std::string system_zone();

}  // namespace nonmun::text
