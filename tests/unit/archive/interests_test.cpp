#include "nonmun/archive/interests.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "support.hpp"

using namespace nonmun;
using namespace nonmun::archive;
using nonmun::test::id;
using nonmun::test::paper;

namespace {

Paper with(Paper made, std::string abstract, std::optional<int> votes = {}) {
  made.abstract = std::move(abstract);
  made.votes = votes;
  return made;
}

std::vector<Rank> ranked(const std::vector<Paper>& papers, const Interests& interests,
                         const std::vector<Paper>& liked = {}) {
  const auto ranks = rank(papers, interests, liked);
  REQUIRE(ranks);
  REQUIRE(ranks->size() == papers.size());
  return *ranks;
}

std::vector<std::string> names(const Rank& rank, Reason::Kind kind) {
  std::vector<std::string> found;
  for (const Reason& reason : rank.why)
    if (reason.kind == kind) found.push_back(reason.name);
  return found;
}

}  // namespace

TEST_CASE("a keyword gives its BM25 among the papers ranked, and a word of the title counts three times") {
  // Lengths 4 and 4, so that the share of the length is 1.
  const std::vector<Paper> papers{with(paper("2404.00001", "Agents"), "we plan now"),
                                  with(paper("2404.00002", "Graphs"), "agents of old")};
  const auto ranks = ranked(papers, {.keywords = {{"agents", 2}}, .votes_weight = 0});
  const double rarity = std::log(1 + (2 - 2 + 0.5) / (2 + 0.5));
  CHECK(ranks[0].score == Approx(2 * rarity * 3 * 2.2 / (3 + 1.2)));
  CHECK(ranks[1].score == Approx(2 * rarity * 1 * 2.2 / (1 + 1.2)));
}

TEST_CASE("a phrase is found as one, in any letter case and with accents aside") {
  const std::vector<Paper> papers{paper("2404.00001", "Speculative Décoding at last"),
                                  paper("2404.00002", "Decoding the speculative market")};
  const auto ranks = ranked(papers, {.keywords = {{"speculative decoding", 1}}});
  CHECK(ranks[0].score > 0);
  CHECK(ranks[1].why.empty());
}

TEST_CASE("Korean is found inside of words of a Korean summary") {
  Paper korean = paper("2404.00001", "A Title");
  korean.summary.emplace(1).front().ko = "대규모언어모델을 빠르게 합니다.";
  const auto ranks = ranked({korean, paper("2404.00002", "A Title")}, {.keywords = {{"언어모델", 1}}});
  CHECK(names(ranks[0], Reason::Kind::keyword) == std::vector<std::string>{"언어모델"});
  CHECK(ranks[1].why.empty());
}

TEST_CASE(
    "authors count by family name and as much of the others as is given, categories with their archive") {
  Paper made = test::with_authors(paper("2404.00001", "A Title"), {"Geoffrey E. Hinton"});
  made.categories = {"cs.LG", "stat.ML"};
  const auto ranks = ranked({made}, {.authors = {{"G. Hinton", 3}, {"Hint", 9}, {"Bengio", 9}},
                                     .categories = {{"cs.LG", 1}, {"stat", 0.5}, {"math", 9}}});
  CHECK(ranks[0].score == Approx(4.5));
  CHECK(names(ranks[0], Reason::Kind::author) == std::vector<std::string>{"G. Hinton"});
  CHECK(names(ranks[0], Reason::Kind::category) == std::vector<std::string>{"cs.LG", "stat"});
}

TEST_CASE("what one does not want takes points away, and reasons stand in the order of their points") {
  const auto ranks = ranked({with(paper("2404.00001", "Agents for diffusion"), "", 7)},
                            {.keywords = {{"diffusion", -2}, {"agents", 1}}, .votes_weight = 1});
  REQUIRE(ranks[0].why.size() == 3);
  CHECK(ranks[0].why[0].kind == Reason::Kind::votes);
  CHECK(ranks[0].why[0].points == Approx(3));
  CHECK(ranks[0].why[2].name == "diffusion");
  CHECK(ranks[0].why[2].points < 0);
  CHECK(ranks[0].score == Approx(ranks[0].why[0].points + ranks[0].why[1].points + ranks[0].why[2].points));
}

TEST_CASE(
    "a paper like a liked one comes before others and the words in common are named; the liked paper itself "
    "is not like itself") {
  const Paper liked = with(paper("2401.00009", "Sparse mixtures of experts"),
                           "We route tokens to experts and the router is balanced.");
  const std::vector<Paper> papers{
      with(paper("2404.00001", "Balanced routing"), "The router sends tokens to experts of a sparse layer."),
      with(paper("2404.00002", "Image editing"), "We edit images with a diffusion prior."), liked,
      with(paper("2404.00003", "Proteins"), "We fold proteins and the structure is stable.")};
  const auto ranks = ranked(papers, {.liked = {liked.id}}, {liked});
  CHECK(ranks[0].score > 2 * ranks[1].score);
  CHECK(ranks[0].score > 2 * ranks[3].score);
  REQUIRE(names(ranks[0], Reason::Kind::like).size() == 1);
  CHECK(names(ranks[0], Reason::Kind::like)[0].starts_with("2401.00009: "));
  CHECK(ranks[2].why.empty());
}

TEST_CASE("a keyword that no text can have is an error that says what a keyword is") {
  const std::vector<Paper> papers{paper("2404.00001", "A Title")};
  for (const std::string keyword : {"...", "가"}) {
    const auto refused = rank(papers, {.keywords = {{keyword, 1}}}, {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::usage);
  }
  CHECK_FALSE(rank(papers, {.authors = {{"..", 1}}}, {}));
  CHECK(rank({}, {.keywords = {{"agents", 1}}}, {})->empty());
}

TEST_CASE("over recorded days every title's own words rank its paper first") {
  const auto papers = test::recorded_papers(200);
  if (papers.empty()) {
    WARN("skipped: no recorded days");
    return;
  }
  std::size_t first = 0;
  for (const Paper& wanted : papers) {
    Interests interests{.votes_weight = 0};
    interests.liked = {id("2401.99999")};
    Paper like = wanted;
    like.id = id("2401.99999");
    const auto ranks = ranked(papers, interests, {like});
    const auto best = std::ranges::max_element(ranks, {}, &Rank::score) - ranks.begin();
    first += papers[static_cast<std::size_t>(best)].id == wanted.id;
  }
  CHECK(first >= papers.size() * 98 / 100);
}

TEST_CASE("by embeddings, what is nearer to a keyword than the mean gives points by the standard deviation") {
  const std::vector<Paper> papers{paper("2404.00001", "One"), paper("2404.00002", "Two"),
                                  paper("2404.00003", "Three")};
  const Interests interests{.keywords = {{"agents", 3}}, .votes_weight = 0};
  const Embedded embedded{.papers = {{1, 0}, {0, 1}, {0, 2}}, .keywords = {{5, 0}}, .liked = {}};
  const auto ranks = rank(papers, interests, {}, &embedded);
  REQUIRE(ranks);
  // Cosines 1, 0, 0: the first is two thirds above the mean of a third, and the deviation is the root of 2/9.
  CHECK((*ranks)[0].score == Approx(3 * 2 * (2.0 / 3) / std::sqrt(2.0 / 9)));
  CHECK((*ranks)[0].why.front().name == "agents");
  CHECK((*ranks)[1].why.empty());
  CHECK((*ranks)[2].why.empty());
}

TEST_CASE("by embeddings, the nearest liked paper counts and is named, and none is near to itself") {
  const Paper liked = paper("2404.00001", "One"), other = paper("2312.00001", "Other");
  const std::vector<Paper> papers{liked, paper("2404.00002", "Two"), paper("2404.00003", "Three")};
  const Interests interests{.liked = {liked.id, other.id}, .liked_weight = 1, .votes_weight = 0};
  const Embedded embedded{
      .papers = {{1, 0}, {0.9F, 0.1F}, {0, 1}}, .keywords = {}, .liked = {{1, 0}, {0, 1}}};
  const auto ranks = rank(papers, interests, std::vector{liked, other}, &embedded);
  REQUIRE(ranks);
  CHECK((*ranks)[0].why.empty());
  CHECK(names((*ranks)[1], Reason::Kind::like) == std::vector<std::string>{"2404.00001"});
  CHECK(names((*ranks)[2], Reason::Kind::like) == std::vector<std::string>{"2312.00001"});
}

TEST_CASE("by embeddings, authors, categories and votes count as ever") {
  Paper one = test::with_authors(paper("2404.00001", "One"), {"Ann Able"});
  one.categories = {"cs.CL"};
  one.votes = 3;
  const Interests interests{.authors = {{"Able", 2}}, .categories = {{"cs.CL", 1}}, .votes_weight = 0.5};
  const Embedded embedded{.papers = {{1, 0}}, .keywords = {}, .liked = {}};
  const auto ranks = rank(std::vector{one}, interests, {}, &embedded);
  REQUIRE(ranks);
  CHECK((*ranks)[0].score == Approx(2 + 1 + 0.5 * 2));
}

TEST_CASE("papers that are equally near give no points") {
  const std::vector<Paper> papers{paper("2404.00001", "One"), paper("2404.00002", "Two")};
  const Embedded embedded{.papers = {{1, 0}, {2, 0}}, .keywords = {{1, 1}}, .liked = {}};
  const auto ranks = rank(papers, {.keywords = {{"agents", 1}}}, {}, &embedded);
  REQUIRE(ranks);
  CHECK((*ranks)[0].why.empty());
  CHECK((*ranks)[1].why.empty());
}
