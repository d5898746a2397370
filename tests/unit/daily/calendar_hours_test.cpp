// The calendar of core, held hour by hour against the time zones of ICU.
#include <map>
#include <string>

#include "nonmun/core/calendar.hpp"
#include "nonmun/text/zone.hpp"
#include "support/show.hpp"

using namespace nonmun;

namespace {

/// What a clock on the wall of a zone shows: its date and its hour.
struct Wall {
  Day date;
  int hour;
};

Wall wall_of(const std::string& zone, Instant now) {
  const Instant shown = now + text::utc_offset(zone, now).value();
  const Day date = Day::of(shown);
  return {date,
          static_cast<int>(std::chrono::duration_cast<std::chrono::hours>(shown - date.begin()).count())};
}

/// The newest announcement by a walk back over New York's evenings.
Day newest_by_walking(const Wall& new_york) {
  const auto announces = [](Day evening) {
    const std::chrono::weekday weekday{evening.date};
    return weekday != std::chrono::Friday && weekday != std::chrono::Saturday &&
           !HolidayTable::arxiv().contains(evening);
  };
  Day evening = new_york.hour >= 20 ? new_york.date : new_york.date.plus(-1);
  while (!announces(evening)) evening = evening.plus(-1);
  return evening.plus(1);
}

DayState state_by_walking(Day day, const Wall& new_york) {
  const Day evening = day.plus(-1);
  const std::chrono::weekday weekday{day.date};
  if (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday) return DayState::weekend;
  if (HolidayTable::arxiv().contains(evening)) return DayState::holiday;
  const bool has_been = new_york.date > evening || (new_york.date == evening && new_york.hour >= 20);
  return has_been ? DayState::published : DayState::not_yet;
}

}  // namespace

TEST_CASE("each hour from 2023 to 2030 has the right announcement, seen from Seoul, UTC and New York") {
  const Instant end = Day::parse("2031-01-01").value().begin();
  std::size_t hours = 0, wrong = 0;
  std::map<DayState, std::size_t> seen;
  for (Instant now = Day::parse("2023-01-01").value().begin(); now < end; now += std::chrono::hours{1}) {
    ++hours;
    const Wall new_york = wall_of("America/New_York", now);
    const ArxivDay newest = newest_arxiv_day(now);
    if (newest.day != newest_by_walking(new_york)) ++wrong;
    if (newest.announced_at > now || newest.state != DayState::published) ++wrong;
    for (const char* zone : {"Asia/Seoul", "UTC", "America/New_York"}) {
      // Whoever asks for the date on the wall, in whichever zone.
      const Day day = wall_of(zone, now).date;
      const ArxivDay found = arxiv_day(day, now);
      ++seen[found.state];
      if (found.state != state_by_walking(day, new_york)) ++wrong;
      const Wall announced = wall_of("America/New_York", found.announced_at);
      if (announced.date != day.plus(-1) || announced.hour != 20) ++wrong;
      if (found.happens != (found.state != DayState::weekend && found.state != DayState::holiday)) ++wrong;
    }
  }
  CHECK(wrong == 0);
  CHECK(hours == 8 * 365 * 24 + 2 * 24);
  // Every state was met, so that nothing was compared with itself alone.
  for (const DayState state : {DayState::published, DayState::not_yet, DayState::weekend, DayState::holiday})
    CHECK(seen[state] > 0);
}

TEST_CASE("the submissions of an announcement are those between two cut-offs at 14:00 in New York") {
  Instant until{};
  for (Day day = Day::parse("2023-01-02").value(); day < Day::parse("2031-01-01").value();
       day = day.plus(1)) {
    if (day.is_weekend() || HolidayTable::arxiv().contains(day.plus(-1))) continue;
    const SubmissionWindow window = submission_window(day);
    const Wall cut_off = wall_of("America/New_York", window.until);
    REQUIRE(cut_off.hour == 14);
    REQUIRE_FALSE(cut_off.date.is_weekend());
    // No submission is left out and none is announced twice.
    if (until != Instant{}) REQUIRE(window.after == until);
    until = window.until;
  }
}
