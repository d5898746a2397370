#pragma once

#include <cstddef>
#include <vector>

#include "nonmun/core/account.hpp"
#include "nonmun/core/paper.hpp"
#include "nonmun/parse/parsed.hpp"

namespace nonmun::daily {

/// One day of one upstream (of arXiv: of one category): what it gave and what is to be said of it.
struct DayResult {
  DayReport report;
  std::vector<Paper> papers;
  std::size_t held_back = 0;
  std::size_t filtered = 0;  ///< entries of other days
  std::vector<Issue> issues;
  std::vector<Error> failures;

  /// Takes what one answer held; its issues then also name the day.
  void add(parse::Parsed parsed);
};

}  // namespace nonmun::daily
