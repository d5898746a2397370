#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "nonmun/core/time.hpp"

namespace nonmun {

struct NameCount {
  std::string name;
  std::size_t count = 0;
  bool operator==(const NameCount&) const = default;
};
struct DayCount {
  Day day;
  std::size_t papers = 0;
  long long votes = 0;  ///< of the papers of that day, as known now
  bool operator==(const DayCount&) const = default;
};
struct Stats {
  std::size_t papers = 0;
  std::vector<DayCount> days;         ///< earliest first; only days that have papers
  std::vector<NameCount> categories;  ///< most first, then by name
  std::vector<NameCount> authors;     ///< most first, then by name
};

}  // namespace nonmun
