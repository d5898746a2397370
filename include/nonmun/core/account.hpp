#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "nonmun/core/day_state.hpp"
#include "nonmun/core/error.hpp"
#include "nonmun/core/time.hpp"

namespace nonmun {

/// Why a record that was fetched is not shown, and how often.
struct AccountReason {
  std::string reason;
  std::size_t count = 0;
  bool operator==(const AccountReason&) const = default;
};

/// What one upstream said of one day.
struct DayReport {
  std::string source;  ///< "huggingface", "arxiv"
  Day day;
  DayState state = DayState::published;
  std::size_t fetched = 0;  ///< entries in upstream's answer, the unusable ones included
  std::string note{};       ///< why the state is what it is, one line, English; may be empty
  std::string category{};   ///< arXiv only: each category is announced, and reported, for itself
  /// The day was put together from something near it (arXiv: the time of submission), because upstream no
  /// longer says what was listed on it.
  bool approximate = false;
  bool operator==(const DayReport&) const = default;
};

/// The account of every record a run saw: fetched = shown + merged + filtered + held back.
struct Account {
  std::size_t fetched = 0;
  std::size_t shown = 0;
  std::size_t merged = 0;    ///< the same paper seen again: on another day, twice in a day, by another source
  std::size_t filtered = 0;  ///< left out because the user asked so
  std::size_t held_back = 0;  ///< entries that could not become a record; each is in `issues`
  std::vector<DayReport> days;
  std::vector<Issue> issues;    ///< one for each entry held back, and one for each field dropped
  std::vector<Error> failures;  ///< sources and steps that failed (an enrichment, a page)

  /// fetched == shown + merged + filtered + held_back.
  [[nodiscard]] bool balances() const { return fetched == shown + merged + filtered + held_back; }
};

}  // namespace nonmun
