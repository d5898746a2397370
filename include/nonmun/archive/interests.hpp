#pragma once

#include <span>
#include <string>
#include <vector>

#include "nonmun/core/digest.hpp"
#include "nonmun/core/embedding.hpp"
#include "nonmun/core/error.hpp"

namespace nonmun::archive {

struct Weighted {
  std::string name;
  double weight = 1;  ///< below 0: less of this
  bool operator==(const Weighted&) const = default;
};

/// What a reader wants to see first.
struct Interests {
  std::vector<Weighted> keywords = {};    ///< words or phrases; of Korean two syllables and more
  std::vector<Weighted> authors = {};     ///< as the filter --author takes them
  std::vector<Weighted> categories = {};  ///< arXiv's; an archive stands for all of its categories
  std::vector<ArxivId> liked = {};        ///< papers that others should be like
  double liked_weight = 1, votes_weight = 0.5;
  bool operator==(const Interests&) const = default;
};

/// What a model makes of the papers, of the keywords and of the liked papers, each in their order; all of
/// equally many dimensions.
struct Embedded {
  std::vector<Embedding> papers, keywords, liked;
};

/// The rank of each paper, in the papers' order. Deterministic; all of it is explained by Rank::why:
/// - a keyword gives its weight times its BM25 (k1 = 1.2, b = 0.75) among the papers ranked, where a word of
/// the
///   title counts three times; it is found as --keyword finds it;
/// - an author or a category gives its weight;
/// - the liked paper that has most in common gives liked_weight times twice the mean BM25 of its 20 most
/// telling
///   words (by TF-IDF), weighted by how telling each is; a liked paper itself gets nothing for being like
///   itself;
/// - votes give votes_weight times log2(1 + votes).
/// With `embedded`, keywords and liked papers go by meaning instead: what a paper is nearer to than the mean
/// of the papers ranked is, by the cosine, gives twice the weight for each standard deviation; the liked
/// paper that gives most counts, and what is no nearer than the mean gives nothing. `liked` are the records
/// of Interests::liked that are known. Errors: ErrorKind::usage for an interest that no text can have;
/// local_fault where this SQLite has no full-text index.
[[nodiscard]] Result<std::vector<Rank>> rank(std::span<const Paper> papers, const Interests& interests,
                                             std::span<const Paper> liked,
                                             const Embedded* embedded = nullptr);

}  // namespace nonmun::archive
