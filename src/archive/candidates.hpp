#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "nonmun/archive/paper_key.hpp"
#include "store.hpp"

// How a filter is answered. One of its conditions gives the keys, the others are checked key by key, each with
// a look into an index; so that no question reads all papers, and one with a limit stops early.
namespace nonmun::archive {

/// A filter as the tables know it.
struct Conditions {
  std::string words;  ///< an FTS5 expression; empty: none
  std::optional<std::int64_t> since, until, min_votes;
  std::vector<std::pair<std::string, std::string>> authors;  ///< ranges of folded names, [first, past the last)
  Seen seen = Seen::any;
  [[nodiscard]] bool has_window() const { return since || until; }
};
/// Errors: ErrorKind::usage for a keyword or a name in which there is nothing to look for, and for a period
/// that runs backwards.
[[nodiscard]] Result<Conditions> conditions_of(const Filter& filter, const Tokenizer& tokenizer);

/// What must hold of a paper beside what gave its key.
class Check {
 public:
  [[nodiscard]] static Result<Check> make(Store& store, const Conditions& conditions);
  [[nodiscard]] Result<bool> holds(PaperKey key);
  /// The words are known to be there.
  void skip_words() { words_.clear(); }

 private:
  Check(Store& store, const Conditions& conditions) : store_(&store), words_(conditions.words) {}
  Store* store_;
  std::string words_, sql_;
  std::vector<Value> values_;
  std::vector<std::vector<PaperKey>> authors_;  ///< each sorted
};

/// Calls `take` with the key of each paper for which the conditions hold, in an order, until it says false.
using KeySink = std::function<Result<bool>(PaperKey)>;
[[nodiscard]] Result<void> for_each_key(Store& store, const Conditions& conditions, Order order,
                                        const KeySink& take);

/// Keys of the newest papers that have the words, at most so many, newest first.
[[nodiscard]] Result<std::vector<PaperKey>> keys_with_words(Store& store, std::string_view words,
                                                            std::size_t limit);

}  // namespace nonmun::archive
