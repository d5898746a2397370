#include "nonmun/core/calendar.hpp"

#include "support/show.hpp"

using namespace nonmun;
using std::chrono::hours;

namespace {

Instant at(std::string_view text) { return Timestamp::parse(text).value().instant; }
Day day(std::string_view text) { return Day::parse(text).value(); }

}  // namespace

TEST_CASE("US Eastern time changes on the second Sunday of March and the first of November") {
  CHECK(us_eastern_offset(at("2026-03-08T06:59:59Z")) == hours{-5});
  CHECK(us_eastern_offset(at("2026-03-08T07:00:00Z")) == hours{-4});
  CHECK(us_eastern_offset(at("2026-11-01T05:59:59Z")) == hours{-4});
  CHECK(us_eastern_offset(at("2026-11-01T06:00:00Z")) == hours{-5});
  CHECK(us_eastern_offset(at("2006-04-02T07:00:00Z")) == hours{-4});
  CHECK(us_eastern_offset(at("2006-03-12T07:00:00Z")) == hours{-5});
}

TEST_CASE("arXiv announces at 20:00 US Eastern on the evening before the day that names it") {
  CHECK(arxiv_day(day("2026-08-12"), at("2026-08-13T00:00:00Z")).announced_at == at("2026-08-12T00:00:00Z"));
  CHECK(arxiv_day(day("2026-01-14"), at("2026-08-13T00:00:00Z")).announced_at == at("2026-01-14T01:00:00Z"));
  // The evening of the change itself, which falls on a Sunday.
  CHECK(arxiv_day(day("2026-03-09"), at("2026-08-13T00:00:00Z")).announced_at == at("2026-03-09T00:00:00Z"));
  CHECK(arxiv_day(day("2026-11-02"), at("2026-08-13T00:00:00Z")).announced_at == at("2026-11-02T01:00:00Z"));
}

TEST_CASE("arXiv's day is not yet there a second before the announcement") {
  CHECK(arxiv_day(day("2026-08-12"), at("2026-08-11T23:59:59Z")).state == DayState::not_yet);
  CHECK(arxiv_day(day("2026-08-12"), at("2026-08-12T00:00:00Z")).state == DayState::published);
}

TEST_CASE("arXiv's weekends and holidays have no announcement") {
  const Instant now = at("2026-12-31T12:00:00Z");
  CHECK(arxiv_day(day("2026-08-15"), now).state == DayState::weekend);
  CHECK(arxiv_day(day("2026-08-16"), now).state == DayState::weekend);
  // The evening of Thanksgiving, a Thursday, would have been Friday's announcement.
  CHECK(arxiv_day(day("2026-11-27"), now).state == DayState::holiday);
  CHECK(arxiv_day(day("2026-11-26"), now).state == DayState::published);
  CHECK(arxiv_day(day("2026-11-27"), now).holidays_known);
  CHECK_FALSE(arxiv_day(day("2027-11-26"), now).holidays_known);
}

TEST_CASE("the newest announcement is found across weekends and holidays") {
  CHECK(newest_arxiv_day(at("2026-08-16T12:00:00Z")).day == day("2026-08-14"));
  CHECK(newest_arxiv_day(at("2026-08-16T23:59:59Z")).day == day("2026-08-14"));
  CHECK(newest_arxiv_day(at("2026-08-17T00:00:00Z")).day == day("2026-08-17"));
  CHECK(newest_arxiv_day(at("2026-11-29T12:00:00Z")).day == day("2026-11-26"));
}

TEST_CASE("each state of a Hugging Face day is reached") {
  const Day monday = day("2025-07-14");
  CHECK(huggingface_state(monday, at("2025-07-13T23:59:59Z"), 0) == DayState::not_yet);
  CHECK(huggingface_state(monday, at("2025-07-14T00:10:00Z"), 0) == DayState::not_yet);
  CHECK(huggingface_state(monday, at("2025-07-14T16:00:00Z"), 12) == DayState::filling);
  CHECK(huggingface_state(monday, at("2025-07-15T00:00:00Z"), 12) == DayState::published);
  CHECK(huggingface_state(monday, at("2025-07-15T00:00:00Z"), 0) == DayState::stale);
  CHECK(huggingface_state(day("2025-07-12"), at("2025-07-12T10:00:00Z"), 0) == DayState::weekend);
  CHECK(huggingface_state(day("2025-01-01"), at("2025-01-02T10:00:00Z"), 0) == DayState::holiday);
}

TEST_CASE("a holiday table with a bad line is refused with its number") {
  const auto table = HolidayTable::parse("# note\n2026-01-01\tNew Year\n2026-02-30\tno such day\n");
  REQUIRE_FALSE(table);
  CHECK(table.error().where == "line 3");
  CHECK_FALSE(HolidayTable::parse("year\tsoon\n"));
}

TEST_CASE("the submissions announced on a day are those of arXiv's table") {
  const auto window = [](std::string_view text) { return submission_window(day(text)); };
  // Tuesday evening: from Monday 14:00 to Tuesday 14:00, daylight saving.
  CHECK(window("2026-08-12") == SubmissionWindow{at("2026-08-10T18:00:00Z"), at("2026-08-11T18:00:00Z")});
  // Sunday evening: Thursday to Friday; Monday evening: Friday to Monday.
  CHECK(window("2026-08-10") == SubmissionWindow{at("2026-08-06T18:00:00Z"), at("2026-08-07T18:00:00Z")});
  CHECK(window("2026-08-11") == SubmissionWindow{at("2026-08-07T18:00:00Z"), at("2026-08-10T18:00:00Z")});
  // Standard time, and the week in which the clocks change.
  CHECK(window("2026-01-14") == SubmissionWindow{at("2026-01-12T19:00:00Z"), at("2026-01-13T19:00:00Z")});
  CHECK(window("2026-03-10") == SubmissionWindow{at("2026-03-06T19:00:00Z"), at("2026-03-09T18:00:00Z")});
  // Thanksgiving's submissions wait for Sunday's announcement.
  CHECK(window("2026-11-30") == SubmissionWindow{at("2026-11-25T19:00:00Z"), at("2026-11-27T19:00:00Z")});
  CHECK(previous_arxiv_day(day("2026-11-30")) == day("2026-11-26"));
}
