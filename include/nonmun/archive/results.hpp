#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nonmun/archive/filter.hpp"
#include "nonmun/core/account.hpp"
#include "nonmun/core/embedding.hpp"
#include "nonmun/core/paper.hpp"
#include "nonmun/core/review.hpp"
#include "nonmun/core/stats.hpp"

namespace nonmun::archive {

/// What a writing changed.
struct WriteCount {
  std::size_t added = 0, changed = 0, unchanged = 0;
  bool operator==(const WriteCount&) const = default;
};

/// One upstream's day as it was last fetched.
struct StoredDay {
  DayReport report;
  /// Upstream will not change it any more: it need not be asked again.
  bool settled = false;
  Instant fetched_at{};
  bool operator==(const StoredDay&) const = default;
};

struct SearchRequest {
  std::string query;  ///< the language is described in archive/query.hpp
  Filter within{};
  std::size_t limit = 20, offset = 0;
};

/// A piece of a text that was found, and where the words asked for stand in it.
struct Snippet {
  std::string field;  ///< title, abstract, authors, title_ko, summary, excerpt
  std::string text;   ///< one line; begins or ends in "…" where it was cut
  std::vector<std::pair<std::size_t, std::size_t>> hits;  ///< first byte and past the last, rising
  bool operator==(const Snippet&) const = default;
};
/// The snippet with each hit between two marks.
[[nodiscard]] std::string marked(const Snippet& snippet, std::string_view before, std::string_view after);

struct PaperHit {
  Paper paper;
  double score = 0;  ///< higher is better; comparable within one search only
  std::vector<Snippet> snippets;
};
struct ReviewHit {
  Review review;
  double score = 0;
  std::vector<Snippet> snippets;
};
struct Found {
  std::vector<PaperHit> papers;    ///< best first
  std::vector<ReviewHit> reviews;  ///< best first; none of them behind an offset
  std::size_t ranked = 0;          ///< papers that match and were ranked
  bool cut = false;                ///< more match than can be ranked at once: the newest `ranked` were
};

struct DayVotes {
  Day day;  ///< the UTC day on which upstream said so
  int votes = 0;
  bool operator==(const DayVotes&) const = default;
};
struct History {
  std::vector<DayVotes> votes;    ///< earliest first
  std::vector<Listing> listed;    ///< earliest day first
  std::optional<Instant> seen{};  ///< when it was marked as seen
  bool operator==(const History&) const = default;
};

/// Another paper that seems to be the same work.
struct Related {
  Paper paper;
  std::size_t shared_authors = 0;
};

struct StatsRequest {
  Filter filter{};
  std::size_t top = 20;  ///< categories and authors at most
};

/// An engine's answer that is kept.
struct Translation {
  std::string versions;  ///< of prompt, form and glossary
  Instant at{};
  std::string answer;  ///< JSON
  bool operator==(const Translation&) const = default;
};
struct KeyedTranslation {
  std::string key;
  Translation translation;
};

/// A vector and the key under which it is kept.
struct KeptEmbedding {
  std::string key;
  Embedding vector;
};

/// One run of the program that wrote something.
struct Run {
  std::int64_t number = 0;  ///< given by the archive
  std::string command;      ///< its command line
  Instant began_at{}, ended_at{};
  int exit_code = 0;
  std::string account;  ///< JSON (nonmun.account/1); may be empty
  bool operator==(const Run&) const = default;
};

}  // namespace nonmun::archive
