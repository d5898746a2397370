#pragma once

#include <span>

#include "nonmun/core/digest.hpp"
#include "nonmun/daily/world.hpp"

namespace nonmun::daily {

/// Which upstreams single papers are asked of.
struct LookupSources {
  bool huggingface = true, arxiv = true;
};

/// The papers of these ids, in the order asked for, each from whatever knows it: from the archive, if an
/// upstream said it once and the version is the one asked for, else from the upstreams. All records of a
/// paper are one. Where arXiv's API cannot be asked, its OAI-PMH service is, and the account says so; of a
/// paper asked for twice the first version counts. An id that nobody knows, and a version that is another
/// than the one shown, is a failure of kind not_found in the account (an issue, when nobody told the version
/// shown), an upstream that cannot be asked one of kind unavailable. Errors: only what stops the whole run.
[[nodiscard]] Result<Digest> look_up(std::span<const VersionedArxivId> ids, LookupSources sources,
                                     World& world);

}  // namespace nonmun::daily
