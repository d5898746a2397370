#pragma once

#include <optional>
#include <vector>

#include "nonmun/core/account.hpp"
#include "nonmun/core/paper.hpp"

namespace nonmun {

/// What a renderer is given: records in the order in which they are to be shown, and, from `digest` alone,
/// the account of the run. Heads (days, sources, counts) are made from the records, so that a pipe of records
/// renders to the same bytes.
struct Digest {
  std::vector<Paper> papers;
  std::optional<Account> account;
};

}  // namespace nonmun
