#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nonmun/translate/guards.hpp"
#include "support.hpp"

namespace nonmun::test {

inline Bullet bullet_with(std::string_view ko, std::vector<int> src = {}) {
  Bullet bullet;
  bullet.ko = ko;
  bullet.src = std::move(src);
  return bullet;
}

/// The details of what one guard finds, each with "; " behind it.
inline std::string details_of(translate::Guard guard, const std::vector<translate::Finding>& findings) {
  std::string details;
  for (const translate::Finding& finding : findings)
    if (finding.guard == guard) details += finding.detail + "; ";
  return details;
}

/// Korean as it comes from elsewhere: any register, nothing cited.
inline translate::GuardOptions of_others() { return {.strict_speech = false, .cites = false}; }

/// What one guard finds in a line.
inline std::string flagged(translate::Guard guard, std::string_view line, const translate::Source& source,
                           const translate::GuardOptions& options = of_others()) {
  return details_of(guard, translate::check_bullet(bullet_with(line), source, options));
}
inline std::string flagged(translate::Guard guard, std::string_view line) {
  return flagged(guard, line, source_with("A title", ""));
}

/// Of these lines, those in which a guard finds something.
inline std::vector<std::string> those_flagged(translate::Guard guard, const std::vector<std::string>& lines) {
  std::vector<std::string> found;
  for (const std::string& line : lines)
    if (!flagged(guard, line).empty()) found.push_back(line);
  return found;
}

/// What a guard finds in each line of a summary: "-" or "x".
inline std::string marks(translate::Guard guard, const std::vector<std::string>& lines,
                         const translate::GuardOptions& options = of_others()) {
  std::vector<Bullet> bullets;
  for (const std::string& line : lines) bullets.push_back(bullet_with(line));
  std::string marks;
  for (const auto& findings : translate::check_summary(bullets, source_with("A title", ""), options))
    marks += details_of(guard, findings).empty() ? '-' : 'x';
  return marks;
}

}  // namespace nonmun::test
