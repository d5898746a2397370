#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include "nonmun/core/error.hpp"
#include "nonmun/daily/read_bytes.hpp"
#include "nonmun/parse/arxiv_snapshot.hpp"

namespace nonmun::daily {

/// What is made of a stretch of the dump, whole lines of it.
struct SnapshotStretch {
  std::string_view lines;          ///< the records as JSON Lines
  parse::SnapshotPosition behind;  ///< where the input is to be read on after it
  std::span<const Issue> issues;   ///< "line 7" and what was wrong there
  std::uint64_t entries = 0, held_back = 0;
};
/// Takes stretch after stretch, in the order of the input, always on the calling thread. False ends the
/// conversion.
using TakeStretch = std::function<Result<bool>(const SnapshotStretch& stretch)>;

struct SnapshotOptions {
  parse::SnapshotPosition from{};  ///< to which the input has been moved
  unsigned threads = 0;            ///< 0: as many as the machine runs at once, four at most
};

/// arXiv's metadata dump to JSON Lines, in memory that does not grow with it. The same bytes come out
/// whatever the number of threads. Errors: those of `read` and `take`; local_fault when memory runs out.
[[nodiscard]] Result<void> convert_snapshot(const ReadBytes& read, const TakeStretch& take,
                                            const SnapshotOptions& options);

}  // namespace nonmun::daily
