#include "day_result.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace nonmun::daily {

void DayResult::add(parse::Parsed parsed) {
  report.fetched += parsed.entries;
  held_back += parsed.held_back;
  std::ranges::move(parsed.papers, std::back_inserter(papers));
  const std::string place = report.day.str() + ' ' + (report.category.empty() ? "" : report.category + ' ');
  for (Issue& issue : parsed.issues) issues.push_back({place + issue.where, std::move(issue.what)});
}

}  // namespace nonmun::daily
