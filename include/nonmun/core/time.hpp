#pragma once

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

#include "nonmun/core/error.hpp"

namespace nonmun {

/// A moment in UTC, to the second.
using Instant = std::chrono::sys_seconds;

/// A calendar day. Whose day it is (Hugging Face's UTC day, arXiv's announcement) the context says.
struct Day {
  std::chrono::sys_days date;

  /// "2024-04-24", strictly; a date that does not exist ("2025-02-30") is ErrorKind::usage.
  [[nodiscard]] static Result<Day> parse(std::string_view text);
  /// The UTC day in which a moment lies.
  [[nodiscard]] static Day of(Instant instant);
  /// Midnight UTC at which the day begins.
  [[nodiscard]] Instant begin() const { return Instant{date}; }
  /// Midnight UTC at which the next day begins.
  [[nodiscard]] Instant end() const { return Instant{date + std::chrono::days{1}}; }
  [[nodiscard]] Day plus(int days) const { return {date + std::chrono::days{days}}; }
  [[nodiscard]] bool is_weekend() const;
  /// Whether it lies in the years 1900 to 9999: others are not read, in no form of a date.
  [[nodiscard]] bool is_in_range() const;
  /// "2024-04-24".
  [[nodiscard]] std::string str() const;
  auto operator<=>(const Day&) const = default;
};

/// A moment as an upstream states it: to the second, or only its date (Hugging Face cuts times to midnight
/// since April 2026; the date part stays right).
struct Timestamp {
  Instant instant{};
  bool date_only = false;

  /// RFC 3339 with any offset or "Z", seconds and fraction optional, or a bare date. Fractions are cut.
  /// Errors: ErrorKind::invalid_data.
  [[nodiscard]] static Result<Timestamp> parse(std::string_view text);
  /// "2024-04-22T23:12:21Z", or "2026-04-03" when only the date is known.
  [[nodiscard]] std::string str() const;
  auto operator<=>(const Timestamp&) const = default;
};

/// "2024-04-22T23:12:21Z".
[[nodiscard]] std::string format_instant(Instant instant);

/// What time it is for deciding which day it is. NONMUN_NOW replaces it for one run; pauses between requests
/// never follow it (fetch/pause.hpp).
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
};

class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant instant) : instant_(instant) {}
  [[nodiscard]] Instant now() const override { return instant_; }

 private:
  Instant instant_;
};

}  // namespace nonmun
