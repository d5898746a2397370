#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "nonmun/core/review.hpp"

namespace nonmun::render {

/// As append_json, with an excerpt and, where it is newer than the one read, the paper's version.
void append_review(std::string& out, const Review& review, std::string_view excerpt,
                   std::optional<int> newest_version);

}  // namespace nonmun::render
