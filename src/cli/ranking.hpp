#pragma once

#include "commands.hpp"
#include "nonmun/core/merge.hpp"

namespace nonmun::cli {

/// How many papers a list ranks at most.
inline constexpr std::size_t k_most_ranked = 5000;

/// With --rank profile or embeddings, puts the papers that fit the user's interests best first, days staying
/// together if `grouping` says so; each paper gets a key `rank`, and with --why the digest its ranks. Liked
/// papers come from the digest and the archive; one that is in neither is named on stderr and left out. Where
/// embeddings could not be had the digest's account says so. Errors: usage of the profile and of the
/// embeddings' server.
[[nodiscard]] Result<void> rank_by_profile(const Session& session, Digest& digest, Grouping grouping);

}  // namespace nonmun::cli
