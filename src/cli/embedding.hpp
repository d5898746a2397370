#pragma once

#include <optional>
#include <span>

#include "commands.hpp"
#include "nonmun/archive/interests.hpp"

namespace nonmun::cli {

/// With --rank embeddings, the vectors of papers, keywords and liked papers; nullopt where they could not be
/// had: then `digest` has an account that says why. Errors: usage for a server without a model or a key;
/// interrupted.
[[nodiscard]] Result<std::optional<archive::Embedded>> embed_papers(const Session& session, Digest& digest,
                                                                    const archive::Interests& interests,
                                                                    std::span<const Paper> liked);

}  // namespace nonmun::cli
