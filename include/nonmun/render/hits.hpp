#pragma once

#include <span>
#include <string>
#include <vector>

#include "nonmun/core/digest.hpp"
#include "nonmun/core/paper.hpp"
#include "nonmun/core/review.hpp"
#include "nonmun/render/options.hpp"

namespace nonmun::render {

/// A paper in a list, and the pieces of its text that were found, each one line with the words asked for
/// between two stars.
struct Hit {
  const Paper* paper = nullptr;
  std::vector<std::string> found;
  const Rank* rank = nullptr;  ///< why it stands here, if that is to be said
};
struct ReviewEntry {
  const Review* review = nullptr;
  std::vector<std::string> found;
};

/// A list for a terminal: of each paper its id, day, votes and first category, its title, its first authors
/// and what was found; then the reviews. Wrapped to the options' columns.
[[nodiscard]] std::string render_hits(std::span<const Hit> papers, std::span<const ReviewEntry> reviews,
                                      const RenderOptions& options);

}  // namespace nonmun::render
