#pragma once

#include <string_view>

#include "nonmun/core/review.hpp"
#include "sqlite.hpp"

namespace nonmun::archive {

/// The columns that read_review reads; conditions follow.
inline constexpr std::string_view k_select_review =
    "SELECT number, title, short_name, paper, links, arxiv_date, version, excerpt, file FROM reviews ";
inline constexpr int k_review_number = 0;

[[nodiscard]] Review read_review(const Statement& row);

}  // namespace nonmun::archive
