#include "nonmun/core/day_range.hpp"

#include "support/show.hpp"

using nonmun::Instant;
using nonmun::resolve_days;

namespace {

Instant at(std::string_view text) { return nonmun::Timestamp::parse(text).value().instant; }

std::string resolved(std::string_view text, std::string_view now = "2025-07-14T16:00:00Z") {
  const auto range = resolve_days(text, at(now));
  return range ? range->first.str() + ".." + range->last.str() : "refused";
}

}  // namespace

TEST_CASE("days are asked for in every documented form") {
  CHECK(resolved("2024-04-24") == "2024-04-24..2024-04-24");
  CHECK(resolved("today") == "2025-07-14..2025-07-14");
  CHECK(resolved("yesterday") == "2025-07-13..2025-07-13");
  CHECK(resolved("-3d") == "2025-07-11..2025-07-11");
  CHECK(resolved("-0d") == "2025-07-14..2025-07-14");
  CHECK(resolved("2024-W17") == "2024-04-22..2024-04-28");
  CHECK(resolved("2024-W01") == "2024-01-01..2024-01-07");
  CHECK(resolved("2020-W53") == "2020-12-28..2021-01-03");
  CHECK(resolved("2026-W01") == "2025-12-29..2026-01-04");
  CHECK(resolved("2024-04") == "2024-04-01..2024-04-30");
  CHECK(resolved("2024-02") == "2024-02-01..2024-02-29");
  CHECK(resolved("2024-04-22..2024-04-26") == "2024-04-22..2024-04-26");
  CHECK(resolved("-3d..today") == "2025-07-11..2025-07-14");
  CHECK(resolved("2024-03..2024-04") == "2024-03-01..2024-04-30");
  CHECK(resolved("2024-01-01..2024-12-31") == "2024-01-01..2024-12-31");
}

TEST_CASE("today is the UTC day, whatever the clock on a Korean wall shows") {
  // 08:00 on 15 July in Seoul.
  CHECK(resolved("today", "2025-07-14T23:00:00Z") == "2025-07-14..2025-07-14");
  CHECK(resolved("today", "2025-07-15T00:00:00Z") == "2025-07-15..2025-07-15");
}

TEST_CASE("a day that cannot exist is a usage error") {
  for (const char* text : {"", "2025-02-30", "2024-W00", "2024-W54", "2025-W53", "2024-13", "2024-00",
                           "tomorrow", "-d", "3d", "-3", "2024-04-26..2024-04-22", "2024-04-24..",
                           "..2024-04-24", "..", "2020-01-01..2024-01-01", "2024"}) {
    CAPTURE(text);
    const auto range = resolve_days(text, at("2025-07-14T16:00:00Z"));
    REQUIRE_FALSE(range);
    CHECK(range.error().kind == nonmun::ErrorKind::usage);
  }
}

TEST_CASE("a range knows its days and whether it was relative") {
  const auto range = resolve_days("-1d..today", at("2025-07-14T16:00:00Z")).value();
  CHECK(range.relative);
  CHECK(range.days().size() == 2);
  CHECK_FALSE(resolve_days("2024-04-24", at("2025-07-14T16:00:00Z")).value().relative);
}
