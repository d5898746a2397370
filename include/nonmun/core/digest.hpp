#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "nonmun/core/account.hpp"
#include "nonmun/core/paper.hpp"

namespace nonmun {

/// What gave a paper points when a reader's interests ranked it.
struct Reason {
  enum class Kind { keyword, author, category, like, votes };
  Kind kind = Kind::keyword;
  /// The keyword, author or category as the reader wrote it; the liked paper's id with the words in common;
  /// empty for votes.
  std::string name;
  double points = 0;
  bool operator==(const Reason&) const = default;
};
struct Rank {
  double score = 0;         ///< the sum of all points
  std::vector<Reason> why;  ///< most points first
  bool operator==(const Rank&) const = default;
};

/// What a renderer is given: records in the order in which they are to be shown, and, from `digest` alone,
/// the account of the run. Heads (days, sources, counts) are made from the records, so that a pipe of records
/// renders to the same bytes.
struct Digest {
  std::vector<Paper> papers;
  std::optional<Account> account;
  /// Why papers stand where they do, to be shown with them; empty: not asked for.
  std::map<ArxivId, Rank> ranks = {};
};

}  // namespace nonmun
