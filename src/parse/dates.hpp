#pragma once

#include <optional>
#include <string_view>

#include "nonmun/core/time.hpp"

// Dates in the forms that arXiv writes besides RFC 3339.
namespace nonmun::parse {

/// A date as mail writes it.
struct MailDate {
  Instant instant{};
  Day day;  ///< the date as it stands there, in its own zone
};

/// "Thu, 13 Aug 2026 00:00:00 -0400", "Mon, 2 Apr 2007 19:18:42 GMT"; the weekday may be missing. Like all
/// dates only of Day's range.
[[nodiscard]] std::optional<MailDate> read_mail_date(std::string_view text);

/// A date within a text: "Showing new listings for Tuesday, 30 June 2026", "Fri, 3 Mar 2023 (showing …)".
[[nodiscard]] std::optional<Day> find_long_date(std::string_view text);

}  // namespace nonmun::parse
