#include "candidates.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <tuple>

#include "index_row.hpp"

namespace nonmun::archive {
namespace {

constexpr std::int64_t k_lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t k_highest = std::numeric_limits<std::int64_t>::max();

/// More keys than this are not collected but gone through in order.
constexpr std::size_t k_few = 20'000;

/// Reads a column of keys; nullopt when there are more than `most`.
Result<std::optional<Keys>> read_keys(Store& store, std::string_view sql, const std::vector<Value>& values,
                                      std::size_t most = std::numeric_limits<std::size_t>::max()) {
  auto ask = store.db.prepare(sql);
  if (!ask) return std::unexpected(std::move(ask).error());
  ask->bind_all(values);
  Keys keys;
  for (;;) {
    const auto row = ask->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) break;
    if (keys.size() == most) return std::nullopt;
    keys.push_back(ask->number(0));
  }
  std::ranges::sort(keys);
  keys.erase(std::ranges::unique(keys).begin(), keys.end());
  return keys;
}

Result<std::vector<Keys>> keys_of_authors(Store& store, const Conditions& conditions) {
  std::vector<Keys> all;
  for (const auto& [first, end] : conditions.authors) {
    auto keys = read_keys(store, "SELECT paper FROM authors WHERE name >= ?1 AND name < ?2", {first, end});
    if (!keys) return std::unexpected(std::move(keys).error());
    all.push_back(std::move(**keys));
  }
  return all;
}

std::int64_t first_day(const Conditions& conditions) { return conditions.since.value_or(k_lowest); }
std::int64_t last_day(const Conditions& conditions) { return conditions.until.value_or(k_highest); }

/// As ?1 and ?2.
std::vector<Value> window_of(const Conditions& conditions) {
  std::vector<Value> values;
  values.emplace_back(first_day(conditions));
  values.emplace_back(last_day(conditions));
  return values;
}

/// Keys that one of the conditions gave, and the conditions that are left to check.
struct Few {
  Keys keys;
  Conditions left;
};

/// The fewest keys that one of the conditions gives; nullopt where each gives many.
Result<std::optional<Few>> fewest_keys(Store& store, const Conditions& conditions, Order order,
                                       const std::vector<Keys>& author_keys) {
  std::optional<Few> fewest;
  const auto offer = [&](const Keys& keys) {
    if (!fewest || keys.size() < fewest->keys.size()) fewest = {keys, conditions};
  };
  for (const Keys& keys : author_keys) offer(keys);
  // Gives up where others are known to be fewer.
  const auto ask = [&](std::string_view sql, const std::vector<Value>& values,
                       void (*take_out)(Conditions&)) -> Result<void> {
    auto keys = read_keys(store, sql, values, fewest ? fewest->keys.size() : k_few);
    if (!keys) return std::unexpected(std::move(keys).error());
    if (!*keys) return {};
    fewest = {std::move(**keys), conditions};
    take_out(fewest->left);
    return {};
  };
  if (conditions.has_window()) {
    NONMUN_TRY(ask("SELECT paper FROM listings WHERE day BETWEEN ?1 AND ?2", window_of(conditions),
                   [](Conditions& left) { left.since = left.until = std::nullopt; }));
  }
  if (conditions.min_votes) {
    NONMUN_TRY(ask("SELECT key FROM papers WHERE votes >= ?1", {*conditions.min_votes},
                   [](Conditions& left) { left.min_votes = std::nullopt; }));
  }
  if (conditions.seen == Seen::seen)
    NONMUN_TRY(ask("SELECT paper FROM seen", {}, [](Conditions& left) { left.seen = Seen::any; }));
  // Newest first is the index's own order, so that words need not be collected.
  if (!conditions.words.empty() && order != Order::newest) {
    NONMUN_TRY(ask("SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid DESC", {conditions.words},
                   [](Conditions& left) { left.words.clear(); }));
  }
  return fewest;
}

/// Those of the keys that have the words, newest first, and only as far as they are asked for. Where keys
/// stand close together the index is gone through once for all of them: each beginning may walk far to find
/// what is not there.
class KeysWithWords {
 public:
  KeysWithWords(Store& store, const std::string& words, const Keys& keys)
      : store_(&store), words_(words), keys_(&keys), begin_(keys.size()), end_(keys.size()) {}

  /// The next of them; nullopt at the end.
  Result<std::optional<PaperKey>> next() {
    if (words_.empty()) return begin_ == 0 ? std::nullopt : std::optional((*keys_)[--begin_]);
    for (;;) {
      if (!ask_) {
        if (begin_ == 0) return std::nullopt;
        NONMUN_TRY(begin_run());
      }
      const auto row = ask_->step();
      if (!row) return std::unexpected(row.error());
      if (!*row)
        ask_.reset();
      else if (const PaperKey key = ask_->number(0); is_in_run(key))
        return key;
    }
  }

 private:
  /// Asks for the words between the highest key left and the first large gap below it.
  Result<void> begin_run() {
    constexpr PaperKey k_gap = 2'000;
    end_ = begin_--;
    while (begin_ > 0 && (*keys_)[begin_] - (*keys_)[begin_ - 1] < k_gap) --begin_;
    auto ask = store_->db.prepare(
        "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC");
    if (!ask) return std::unexpected(std::move(ask).error());
    ask->bind(1, words_).bind(2, (*keys_)[begin_]).bind(3, (*keys_)[end_ - 1]);
    ask_.emplace(std::move(*ask));
    return {};
  }

  [[nodiscard]] bool is_in_run(PaperKey key) const {
    const auto first = keys_->begin();
    return std::binary_search(first + static_cast<std::ptrdiff_t>(begin_),
                              first + static_cast<std::ptrdiff_t>(end_), key);
  }

  Store* store_;
  const std::string& words_;
  const Keys* keys_;
  std::size_t begin_, end_;  // of the run; what lies before it is left
  std::optional<Statement> ask_;
};

/// The papers of the most votes first, those whose votes are not known last. Keys that stand close together
/// are gone through in the index, which is quicker than a look for each.
Result<Keys> by_votes(Store& store, const Keys& keys) {
  constexpr PaperKey k_gap = 10;
  std::vector<std::pair<std::int64_t, PaperKey>> ranked;
  for (std::size_t begin = 0, end = 0; begin < keys.size(); begin = end) {
    for (end = begin + 1; end < keys.size() && keys[end] - keys[end - 1] < k_gap;) ++end;
    auto ask = store.db.prepare(
        "SELECT key, votes FROM papers INDEXED BY votes_of_papers WHERE key BETWEEN ?1 AND ?2");
    if (!ask) return std::unexpected(std::move(ask).error());
    ask->bind(1, keys[begin]).bind(2, keys[end - 1]);
    for (std::size_t at = begin;;) {
      const auto row = ask->step();
      if (!row) return std::unexpected(row.error());
      if (!*row) break;
      const PaperKey key = ask->number(0);
      while (at < end && keys[at] < key) ++at;
      if (at < end && keys[at] == key) ranked.emplace_back(ask->number_or_null(1).value_or(k_lowest), key);
    }
  }
  std::ranges::sort(ranked, std::greater());
  Keys ordered;
  for (const auto& [votes, key] : ranked) ordered.push_back(key);
  return ordered;
}

Result<Keys> by_title(Store& store, const Keys& keys) {
  std::vector<std::pair<std::string, PaperKey>> titled;
  for (const PaperKey key : keys) {
    auto ask = store.db.prepare("SELECT record FROM papers WHERE key = ?1");
    if (!ask) return std::unexpected(std::move(ask).error());
    const auto row = ask->bind(1, key).step();
    if (!row) return std::unexpected(row.error());
    if (!*row) continue;
    const auto paper = read_record(store, ask->text(0));
    if (!paper) return std::unexpected(paper.error());
    titled.emplace_back(fold_title(paper->title, store.tokenizer), key);
  }
  std::ranges::sort(titled);
  Keys ordered;
  for (const auto& [title, key] : titled) ordered.push_back(key);
  return ordered;
}

/// In the order in which the listings of the period had them; those whose place is not known behind the
/// others.
Result<Keys> as_listed(Store& store, const Conditions& conditions, const Keys& keys) {
  struct Placed {
    bool is_unknown = true;
    std::int64_t day = 0;
    std::string source, category;
    std::int64_t place = 0;
    PaperKey key = 0;
    auto operator<=>(const Placed&) const = default;
  };
  std::vector<Placed> placed;
  for (const PaperKey key : keys) {
    auto ask = store.db.prepare(
        "SELECT day, source, category, place FROM listings WHERE paper = ?1 AND day BETWEEN ?2 AND ?3 "
        "AND place IS NOT NULL ORDER BY day, source, category LIMIT 1");
    if (!ask) return std::unexpected(std::move(ask).error());
    ask->bind(1, key).bind(2, first_day(conditions)).bind(3, last_day(conditions));
    const auto row = ask->step();
    if (!row) return std::unexpected(row.error());
    if (*row)
      placed.push_back(
          {false, ask->number(0), std::string(ask->text(1)), std::string(ask->text(2)), ask->number(3), key});
    else
      placed.push_back({true, 0, {}, {}, 0, key});
  }
  std::ranges::sort(placed);
  Keys ordered;
  for (const Placed& each : placed) ordered.push_back(each.key);
  return ordered;
}

Result<Keys> in_order(Store& store, const Conditions& conditions, const Keys& keys, Order order) {
  switch (order) {
    case Order::votes:
      return by_votes(store, keys);
    case Order::title:
      return by_title(store, keys);
    case Order::listed:
      return as_listed(store, conditions, keys);
    case Order::newest:
      break;
  }
  return Keys(keys.rbegin(), keys.rend());
}

/// Goes through keys that one condition gave.
Result<void> from_few(Store& store, const Conditions& conditions, const Few& few,
                      std::vector<Keys> author_keys, Order order, const KeySink& take) {
  Conditions others = few.left;
  others.words.clear();
  const Check check(store, others, std::move(author_keys));
  KeysWithWords source(store, few.left.words, few.keys);
  Keys kept;
  for (;;) {
    const auto key = source.next();
    if (!key) return std::unexpected(key.error());
    if (!*key) break;
    const auto holds = check.holds(**key);
    if (!holds) return std::unexpected(holds.error());
    if (!*holds) continue;
    if (order != Order::newest) {
      kept.push_back(**key);
      continue;
    }
    const auto more = take(**key);
    if (!more) return std::unexpected(more.error());
    if (!*more) return {};
  }
  // They came the highest first.
  std::ranges::reverse(kept);
  const auto ordered = in_order(store, conditions, kept, order);
  if (!ordered) return std::unexpected(ordered.error());
  for (const PaperKey key : *ordered) {
    const auto more = take(key);
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
  }
  return {};
}

/// Goes through a column of keys that a statement gives in order. Whether `take` wants more.
Result<bool> go_through(Store& store, std::string_view sql, const std::vector<Value>& values,
                        const Check& check, const KeySink& take) {
  auto ask = store.db.prepare(sql);
  if (!ask) return std::unexpected(std::move(ask).error());
  ask->bind_all(values);
  for (;;) {
    const auto row = ask->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return true;
    const PaperKey key = ask->number(0);
    const auto holds = check.holds(key);
    if (!holds) return holds;
    if (!*holds) continue;
    const auto more = take(key);
    if (!more || !*more) return more;
  }
}

/// The lowest and the highest key of a window, found day by day without reading the days.
Result<std::pair<PaperKey, PaperKey>> key_range(Store& store, const Conditions& conditions) {
  std::pair range{k_lowest, k_highest};
  if (!conditions.has_window()) return range;
  range = {k_highest, k_lowest};
  const auto first = store.db.number("SELECT min(day) FROM listings");
  if (!first) return std::unexpected(first.error());
  const auto last = store.db.number("SELECT max(day) FROM listings");
  if (!last) return std::unexpected(last.error());
  const std::int64_t end = std::min(last_day(conditions), *last);
  for (std::int64_t day = std::max(first_day(conditions), *first); day <= end; ++day) {
    auto ask = store.db.prepare("SELECT min(paper) FROM listings WHERE day = ?1");
    if (!ask) return std::unexpected(std::move(ask).error());
    auto row = ask->bind(1, day).step();
    if (!row) return std::unexpected(row.error());
    const auto lowest = ask->number_or_null(0);
    if (!lowest) continue;
    auto ask_highest = store.db.prepare("SELECT max(paper) FROM listings WHERE day = ?1");
    if (!ask_highest) return std::unexpected(std::move(ask_highest).error());
    row = ask_highest->bind(1, day).step();
    if (!row) return std::unexpected(row.error());
    range = {std::min(range.first, *lowest), std::max(range.second, ask_highest->number(0))};
  }
  return range;
}

constexpr std::string_view k_newest_first =
    "SELECT rowid FROM words WHERE words MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC";

/// Goes through all papers in order, where no condition gives few.
Result<void> from_many(Store& store, const Conditions& conditions, std::vector<Keys> author_keys, Order order,
                       const KeySink& take) {
  Conditions others = conditions;
  others.words.clear();
  const std::string words = conditions.words.empty() ? "marks : \"all\"" : conditions.words;
  if (order == Order::newest) {
    const auto range = key_range(store, conditions);
    if (!range) return std::unexpected(range.error());
    const Check check(store, others, std::move(author_keys));
    const auto done = go_through(store, k_newest_first, {words, range->first, range->second}, check, take);
    if (!done) return std::unexpected(done.error());
    return {};
  }
  const Check check(store, conditions, author_keys);
  if (order == Order::title) {
    const auto done = go_through(store, "SELECT paper FROM titles ORDER BY folded, paper", {}, check, take);
    if (!done) return std::unexpected(done.error());
    return {};
  }
  const auto more =
      go_through(store, "SELECT key FROM papers WHERE votes >= ?1 ORDER BY votes DESC, key DESC",
                 {conditions.min_votes.value_or(k_lowest)}, check, take);
  if (!more) return std::unexpected(more.error());
  if (!*more || conditions.min_votes) return {};
  // Behind those with votes, those without.
  const Check rest(store, others, std::move(author_keys));
  const auto take_voteless = [&](PaperKey key) -> Result<bool> {
    auto ask = store.db.prepare("SELECT votes FROM papers INDEXED BY votes_of_papers WHERE key = ?1");
    if (!ask) return std::unexpected(std::move(ask).error());
    const auto row = ask->bind(1, key).step();
    if (!row) return row;
    if (!*row || ask->number_or_null(0)) return true;
    return take(key);
  };
  const auto done = go_through(store, k_newest_first, {words, k_lowest, k_highest}, rest, take_voteless);
  if (!done) return std::unexpected(done.error());
  return {};
}

}  // namespace

Check::Check(Store& store, const Conditions& conditions, std::vector<Keys> author_keys)
    : store_(&store), author_keys_(std::move(author_keys)), words_(conditions.words) {
  values_.emplace_back(nullptr);  // the key's place
  const auto add = [&](std::string_view condition) {
    (sql_ += sql_.empty() ? "SELECT 1 WHERE " : " AND ") += condition;
  };
  const auto place = [&](std::int64_t value) {
    values_.emplace_back(value);
    return '?' + std::to_string(values_.size());
  };
  if (conditions.min_votes) {
    add("EXISTS (SELECT 1 FROM papers INDEXED BY votes_of_papers WHERE key = ?1 AND votes >= " +
        place(*conditions.min_votes) + ")");
  }
  if (conditions.has_window()) {
    const std::string first = place(first_day(conditions)), last = place(last_day(conditions));
    add("EXISTS (SELECT 1 FROM listings WHERE paper = ?1 AND day BETWEEN " + first + " AND " + last + ")");
  }
  if (conditions.seen == Seen::seen) add("EXISTS (SELECT 1 FROM seen WHERE paper = ?1)");
  if (conditions.seen == Seen::unseen) add("NOT EXISTS (SELECT 1 FROM seen WHERE paper = ?1)");
}

Result<bool> Check::holds(PaperKey key) const {
  for (const Keys& keys : author_keys_) {
    if (!std::ranges::binary_search(keys, key)) return false;
  }
  if (!sql_.empty()) {
    auto ask = store_->db.prepare(sql_);
    if (!ask) return std::unexpected(std::move(ask).error());
    const auto row = ask->bind_all(values_).bind(1, key).step();
    if (!row || !*row) return row;
  }
  if (words_.empty()) return true;
  auto ask = store_->db.prepare("SELECT 1 FROM words WHERE words MATCH ?1 AND rowid = ?2");
  if (!ask) return std::unexpected(std::move(ask).error());
  return ask->bind(1, words_).bind(2, key).step();
}

Result<Check> check_without_words(Store& store, Conditions conditions) {
  auto author_keys = keys_of_authors(store, conditions);
  if (!author_keys) return std::unexpected(std::move(author_keys).error());
  conditions.words.clear();
  return Check(store, conditions, std::move(*author_keys));
}

Result<void> for_each_key(Store& store, const Conditions& conditions, Order order, const KeySink& take) {
  auto author_keys = keys_of_authors(store, conditions);
  if (!author_keys) return std::unexpected(std::move(author_keys).error());
  auto few = fewest_keys(store, conditions, order, *author_keys);
  if (!few) return std::unexpected(few.error());
  if (order == Order::listed) {
    if (!conditions.has_window())
      return fail(ErrorKind::usage, "without a period there is no order of the listings", "",
                  "name a day, or another order");
    if (!*few) {
      auto all =
          read_keys(store, "SELECT paper FROM listings WHERE day BETWEEN ?1 AND ?2", window_of(conditions));
      if (!all) return std::unexpected(std::move(all).error());
      *few = Few{std::move(**all), conditions};
    }
  }
  if (!*few) return from_many(store, conditions, std::move(*author_keys), order, take);
  return from_few(store, conditions, **few, std::move(*author_keys), order, take);
}

}  // namespace nonmun::archive
