#include "nonmun/core/time.hpp"

#include "support/show.hpp"

using nonmun::Day;
using nonmun::Timestamp;

TEST_CASE("a day is read strictly and written back") {
  CHECK(Day::parse("2024-04-24").value().str() == "2024-04-24");
  CHECK(Day::parse("2024-02-29").value().str() == "2024-02-29");
  for (const char* text : {"", "2024-4-24", "2024-13-01", "2025-02-29", "2025-02-30", "24-04-2024",
                           "2024-04-24 ", "2024/04/24", "2024-04-2x", "+024-04-24", "0000-01-01"}) {
    CAPTURE(text);
    const auto day = Day::parse(text);
    REQUIRE_FALSE(day);
    CHECK(day.error().kind == nonmun::ErrorKind::usage);
  }
}

TEST_CASE("a day begins and ends at midnight UTC") {
  const Day day = Day::parse("2024-04-24").value();
  CHECK(nonmun::format_instant(day.begin()) == "2024-04-24T00:00:00Z");
  CHECK(nonmun::format_instant(day.end()) == "2024-04-25T00:00:00Z");
  CHECK(Day::of(day.end() - std::chrono::seconds{1}) == day);
  CHECK(Day::of(day.end()) == day.plus(1));
}

TEST_CASE("a timestamp is read with every zone and written in UTC") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"2024-04-22T23:12:21.000Z", "2024-04-22T23:12:21Z"},
      {"2024-04-22T23:12:21Z", "2024-04-22T23:12:21Z"},
      {"2024-04-22t23:12:21z", "2024-04-22T23:12:21Z"},
      {"2024-04-22T23:12Z", "2024-04-22T23:12:00Z"},
      {"2007-04-22T23:12:21-04:00", "2007-04-23T03:12:21Z"},
      {"2024-04-23T08:12:21+0900", "2024-04-22T23:12:21Z"},
      {"2026-08-13T04:00:13.123456+00:00", "2026-08-13T04:00:13Z"},
      {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"},
      {"2026-04-03", "2026-04-03"},
  }));
  CAPTURE(text);
  CHECK(Timestamp::parse(text).value().str() == expected);
}

TEST_CASE("what is no timestamp is refused") {
  for (const char* text :
       {"", "yesterday", "2024-04-22T", "2024-04-22T25:00:00Z", "2024-04-22T23:60:00Z",
        "2024-04-22T23:12:21+9", "2024-04-22T23:12:21.Z", "2024-04-22T23:12:21Zx", "2024-04-31"}) {
    CAPTURE(text);
    REQUIRE_FALSE(Timestamp::parse(text));
    CHECK(Timestamp::parse(text).error().kind == nonmun::ErrorKind::invalid_data);
  }
}

TEST_CASE("what is read as a time can be written and read again") {
  for (const std::string_view text : {"1900-01-01", "1900-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
                                      "1900-01-01T05:00:00+05:00", "9999-12-31T18:59:59-05:00"}) {
    const auto time = Timestamp::parse(text);
    INFO(text);
    REQUIRE(time);
    CHECK(Timestamp::parse(time->str()) == *time);
  }
  // In UTC these lie a day before the first year and a day behind the last.
  CHECK_FALSE(Timestamp::parse("1900-01-01T00:00:00+05:00"));
  CHECK_FALSE(Timestamp::parse("9999-12-31T23:59:59-05:00"));
}
