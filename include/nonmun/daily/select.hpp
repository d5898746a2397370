#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "nonmun/core/digest.hpp"

namespace nonmun::daily {

/// What the user wants left out.
struct Selection {
  std::optional<int> min_votes;      ///< papers with fewer votes, or none known, are left out
  std::optional<std::size_t> limit;  ///< papers after the first so many are left out
};

/// Leaves out what was not asked for and accounts for it.
void select(Digest& digest, const Selection& selection);

/// Removes all fields but these (top-level keys of the record) and `id` and `title`, without which there is
/// no record. Keys that the record does not have change nothing.
void keep_fields(Paper& paper, const std::vector<std::string>& keys);

}  // namespace nonmun::daily
