#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "nonmun/core/day_state.hpp"
#include "nonmun/core/time.hpp"

namespace nonmun {

/// What US Eastern clocks show minus UTC at a moment: -4 h (daylight saving) or -5 h. The rule of the Energy
/// Policy Act of 2005, in force since 2007; before that the 1987 rule.
[[nodiscard]] std::chrono::hours us_eastern_offset(Instant instant);

/// The moment at which US Eastern clocks show `hour` o'clock on `date` (never an hour that is skipped or
/// repeated: those lie between 1 and 3).
[[nodiscard]] Instant from_us_eastern(Day date, int hour);

/// Days without papers, as data: one line per day, "2026-01-01<TAB>reason"; '#' begins a comment. A line
/// "year<TAB>2026" says that the table is complete for that year.
class HolidayTable {
 public:
  /// Errors: ErrorKind::invalid_data with the line number.
  [[nodiscard]] static Result<HolidayTable> parse(std::string_view tsv);
  /// arXiv's announcement holidays, by the US Eastern date of the announcement that does not happen.
  [[nodiscard]] static const HolidayTable& arxiv();
  /// UTC days on which Hugging Face listed nothing although they were weekdays.
  [[nodiscard]] static const HolidayTable& huggingface();

  [[nodiscard]] bool contains(Day day) const;
  /// Whether the holidays of that year are known at all.
  [[nodiscard]] bool knows_year(int year) const;

 private:
  std::vector<Day> days_;
  std::vector<int> years_;
};

/// arXiv announces at 20:00 US Eastern, Sunday to Thursday, but for its holidays. An announcement is named by
/// the date on /list/{cat}/new: the UTC date of that moment (Sunday 20:00 Eastern is Monday's).
struct ArxivDay {
  Day day;                               ///< the UTC date that names it
  Instant announced_at;                  ///< 20:00 US Eastern on the evening before
  bool happens = true;                   ///< false on weekends and holidays
  DayState state = DayState::published;  ///< published, not_yet, weekend or holiday at the moment asked for
  bool holidays_known = true;            ///< false when the table has no year for it: it may be a holiday
};

/// What arXiv's announcement named `day` is, seen from `now`.
[[nodiscard]] ArxivDay arxiv_day(Day day, Instant now, const HolidayTable& holidays = HolidayTable::arxiv());

/// The newest announcement that has happened by `now`.
[[nodiscard]] ArxivDay newest_arxiv_day(Instant now, const HolidayTable& holidays = HolidayTable::arxiv());

/// The submissions that arXiv announces on `day` unless a moderator holds them: those after `after`, until
/// `until`. The cut-off is 14:00 US Eastern on working days; an announcement that does not happen leaves its
/// submissions to the next one.
struct SubmissionWindow {
  Instant after, until;
  bool operator==(const SubmissionWindow&) const = default;
};
[[nodiscard]] SubmissionWindow submission_window(Day day,
                                                 const HolidayTable& holidays = HolidayTable::arxiv());

/// The announcement that happened before the one named `day`.
[[nodiscard]] Day previous_arxiv_day(Day day, const HolidayTable& holidays = HolidayTable::arxiv());

/// The state of a Hugging Face day (a UTC day) by the calendar and by how many papers upstream lists for it.
[[nodiscard]] DayState huggingface_state(Day day, Instant now, std::size_t papers,
                                         const HolidayTable& holidays = HolidayTable::huggingface());

}  // namespace nonmun
