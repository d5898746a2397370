#pragma once

#include <cstdint>
#include <optional>

#include "nonmun/core/arxiv_id.hpp"

namespace nonmun::archive {

/// A paper's key in the archive. Keys rise with submission: months since January 1991 times 100,000, plus the
/// number of the paper in its month; for the ids until March 2007 ("hep-th/9901001") plus the archive's
/// ordinal times 1,000 and its number. Keys are persisted: neither the rule nor the ordinals may ever change.
using PaperKey = std::int64_t;

/// nullopt for an id of an archive that has no ordinal; ArxivId::parse lets none through.
[[nodiscard]] std::optional<PaperKey> paper_key(const ArxivId& id);
/// The id of a key; nullopt for a number that is no key.
[[nodiscard]] std::optional<ArxivId> paper_id(PaperKey key);

}  // namespace nonmun::archive
