#pragma once

#include <cstddef>
#include <string>

#include "nonmun/core/stats.hpp"

namespace nonmun::render {

/// Counts as text for a terminal: days with bars, then categories and authors. Wider names are cut.
[[nodiscard]] std::string render_stats_text(const Stats& stats, std::size_t columns);
/// One JSON object (nonmun.stats/1): papers, days[] (day, papers, votes), categories[] and authors[] (name,
/// count).
[[nodiscard]] std::string render_stats_json(const Stats& stats);
/// A plot of papers and votes by day, as an SVG document that stands for itself (no script, no outer file).
[[nodiscard]] std::string render_stats_svg(const Stats& stats);

}  // namespace nonmun::render
