#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nonmun/archive/paper_key.hpp"
#include "store.hpp"

// How a filter is answered. One of its conditions gives the keys, the others are checked key by key, each
// with a look into an index: no question reads all papers, and one with a limit stops early.
namespace nonmun::archive {

/// A filter as the tables know it.
struct Conditions {
  std::string words;  ///< an FTS5 expression; empty: none
  std::optional<std::int64_t> since, until, min_votes;
  std::vector<std::pair<std::string, std::string>> authors;  ///< of folded names: first, and past the last
  Seen seen = Seen::any;
  [[nodiscard]] bool has_window() const { return since || until; }
};
/// Errors: ErrorKind::usage for a keyword or a name in which there is nothing to look for, and for a period
/// that runs backwards.
[[nodiscard]] Result<Conditions> conditions_of(const Filter& filter, const Tokenizer& tokenizer);

/// The folded names (index_row.hpp) that someone means by a name: the first, and past the last. Errors: usage
/// for a name without letters.
[[nodiscard]] Result<std::pair<std::string, std::string>> author_range(const std::string& name,
                                                                       const Tokenizer& tokenizer);

using Keys = std::vector<PaperKey>;

/// What must hold of a paper.
class Check {
 public:
  /// `author_keys` are those of each author's papers, sorted.
  Check(Store& store, const Conditions& conditions, std::vector<Keys> author_keys);
  [[nodiscard]] Result<bool> holds(PaperKey key) const;

 private:
  Store* store_;
  std::vector<Keys> author_keys_;
  std::string words_, sql_;
  std::vector<Value> values_;
};

/// Everything of the conditions but the words, for keys that are known to have them.
[[nodiscard]] Result<Check> check_without_words(Store& store, Conditions conditions);

/// Calls `take` with the key of each paper for which the conditions hold, in an order, until it says false.
using KeySink = std::function<Result<bool>(PaperKey)>;
[[nodiscard]] Result<void> for_each_key(Store& store, const Conditions& conditions, Order order,
                                        const KeySink& take);

}  // namespace nonmun::archive
