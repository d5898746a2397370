#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "nonmun/core/time.hpp"

namespace nonmun::text {

/// What clocks of an IANA zone ("Asia/Seoul") show minus UTC at a moment; nullopt for a zone that ICU does not
/// know.
[[nodiscard]] std::optional<std::chrono::minutes> utc_offset(std::string_view iana_zone, Instant instant);

/// The machine's zone by TZ or /etc/localtime, as an IANA name; "UTC" when neither tells.
[[nodiscard]] std::string system_zone();

}  // namespace nonmun::text
