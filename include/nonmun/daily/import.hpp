#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "nonmun/archive/archive.hpp"
#include "nonmun/core/account.hpp"
#include "nonmun/daily/read_bytes.hpp"

namespace nonmun::daily {

/// What was put into the archive, over all inputs so far.
struct ImportReport {
  /// Its `shown` are the records that are now in the archive. At most 1,000 issues are kept.
  Account account;
  std::size_t more_issues = 0;  ///< those that are not kept
  archive::WriteCount written;
};

/// Puts the papers of an input, in any format that parse_any knows, into the archive, and reviews as well
/// (parse_any_reviews). JSON Lines (ours, and
/// arXiv's metadata dump) may be of any size: they are read on threads, and written batch by batch, each
/// whole or not at all, in memory that does not grow; whoever runs the same again after an interruption
/// changes nothing that is there already. Errors: ErrorKind::invalid_data for an input that is none of the
/// formats; those of reading and of the archive.
[[nodiscard]] Result<void> import_papers(const ReadBytes& read, const std::string& name,
                                         archive::Archive& archive, ImportReport& report,
                                         const std::function<void(const ImportReport&)>& on_batch = {});

}  // namespace nonmun::daily
