#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "nonmun/fetch/pause.hpp"

namespace nonmun::fetch {

/// What a `RateLimit` header says (IETF draft-09, as Hugging Face sends it with every answer):
/// `"api";r=489;t=189`.
struct RateLimit {
  unsigned remaining = 0;         ///< requests left in this window
  std::chrono::seconds reset{0};  ///< until the next window
  bool operator==(const RateLimit&) const = default;
};

/// Of several limits in the header, the one with the least remaining. Any bytes; nullopt for what is not a
/// limit. A reset beyond a day is cut to a day.
[[nodiscard]] std::optional<RateLimit> parse_rate_limit(std::string_view value);

/// A `Retry-After` header, whole seconds or an HTTP date, as the time to wait from `now`; a date in the past
/// is zero. Any bytes; nullopt for what is neither. At most a day.
[[nodiscard]] std::optional<std::chrono::seconds> parse_retry_after(std::string_view value, WallTime now);

}  // namespace nonmun::fetch
