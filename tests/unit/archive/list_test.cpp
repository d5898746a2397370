#include <catch2/catch.hpp>

#include "support.hpp"

using namespace nonmun;
using namespace nonmun::test;
using namespace nonmun::archive;

namespace {

Paper full(std::string_view id, std::string_view title, std::vector<std::string> authors,
           std::vector<std::string> categories, std::optional<int> votes, std::string_view on) {
  Paper made = with_listing(with_authors(paper(id, title), authors), "huggingface", on);
  made.categories = std::move(categories);
  made.votes = votes;
  return made;
}

struct Library : TemporaryArchive {
  Library() {
    Paper first = full("2404.00001", "Zebra language models", {"Geoffrey E. Hinton", "Ann Able"}, {"cs.CL"},
                       10, "2024-04-24");
    first.links.code = "https://example.org/code";
    Paper second = full("2404.00002", "apples and Language-Models", {"José Núñez"}, {"cs.LG", "math.OC"}, 30,
                        "2024-04-24");
    second.media = {Media{MediaKind::video, "https://example.org/a.mp4", {}}};
    Paper third =
        full("2405.00003", "Modelling languages", {"G. Hinton"}, {"math.NA"}, std::nullopt, "2024-05-02");
    third.links.project = "https://example.org";
    third.summary = {Bullet{}};
    third.summary->front().ko = "대규모 언어 모델을 압축합니다.";
    third.title_ko = "언어의 모형";
    put({first, second, third});
  }
  [[nodiscard]] Ids with(Filter filter, Order order = Order::newest) const {
    return ids_of(*archive, {.filter = std::move(filter), .order = order});
  }
};

std::vector<const Category*> categories(std::initializer_list<std::string_view> ids) {
  std::vector<const Category*> found;
  for (const auto text : ids) found.push_back(find_category(text));
  return found;
}

}  // namespace

TEST_CASE("a list without a filter is all papers, in each order") {
  const Library archive;
  CHECK(archive.with({}) == Ids{"2405.00003", "2404.00002", "2404.00001"});
  CHECK(archive.with({}, Order::votes) == Ids{"2404.00002", "2404.00001", "2405.00003"});
  CHECK(archive.with({}, Order::title) == Ids{"2404.00002", "2405.00003", "2404.00001"});
}

TEST_CASE("limit and offset cut a list") {
  const Library archive;
  CHECK(ids_of(*archive.archive, {.limit = 2}) == Ids{"2405.00003", "2404.00002"});
  CHECK(ids_of(*archive.archive, {.limit = 2, .offset = 2}) == Ids{"2404.00001"});
  CHECK(ids_of(*archive.archive, {.limit = 0}).empty());
  CHECK(ids_of(*archive.archive, {.order = Order::votes, .limit = 1, .offset = 1}) == Ids{"2404.00001"});
}

TEST_CASE("a sink that wants no more gets no more") {
  const Library archive;
  int count = 0;
  REQUIRE(archive->list({}, [&](Paper&&) { return ++count < 2; }));
  CHECK(count == 2);
}

TEST_CASE("a period takes the papers of its days") {
  const Library archive;
  CHECK(archive.with({.since = day("2024-04-24"), .until = day("2024-04-24")}) ==
        Ids{"2404.00002", "2404.00001"});
  CHECK(archive.with({.since = day("2024-04-25")}) == Ids{"2405.00003"});
  CHECK(archive.with({.until = day("2024-04-23")}).empty());
  CHECK(archive.with({.until = day("2024-05-02")}).size() == 3);
}

TEST_CASE("a period that ends before it begins is refused") {
  const Library archive;
  const auto refused =
      list_all(*archive.archive, {.filter = {.since = day("2024-05-01"), .until = day("2024-04-01")}});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::usage);
}

TEST_CASE("a paper that was never listed is of the day of its submission") {
  const TemporaryArchive archive;
  Paper dated = paper("2404.00001", "Dated");
  dated.published = Timestamp::parse("2024-03-30T23:00:00Z").value();
  archive.put({dated, paper("2404.00002", "Undated")});
  const auto on = [&](std::string_view text) {
    return ids_of(*archive.archive, {.filter = {.since = day(text), .until = day(text)}});
  };
  CHECK(on("2024-03-30") == Ids{"2404.00001"});
  CHECK(on("2024-04-01") == Ids{"2404.00002"});
  archive.put({with_listing(dated, "huggingface", "2024-04-24")});
  CHECK(on("2024-03-30").empty());
  CHECK(on("2024-04-24") == Ids{"2404.00001"});
}

TEST_CASE("an author is found by the ways in which a name is written") {
  const Library archive;
  for (const char* const name : {"Hinton", "hinton", "G. Hinton", "Hinton, G", "Hinton, Geoffrey"}) {
    CAPTURE(name);
    CHECK(archive.with({.authors = {name}}).back() == "2404.00001");
  }
  CHECK(archive.with({.authors = {"Geoffrey Hinton"}}) == Ids{"2404.00001"});
  CHECK(archive.with({.authors = {"Jose Nunez"}}) == Ids{"2404.00002"});
  CHECK(archive.with({.authors = {"NÚÑEZ"}}) == Ids{"2404.00002"});
  CHECK(archive.with({.authors = {"Hint"}}).empty());
  CHECK(archive.with({.authors = {"Hinton", "Able"}}) == Ids{"2404.00001"});
}

TEST_CASE("a category is found under its archive and its other name") {
  const Library archive;
  CHECK(archive.with({.categories = categories({"cs.CL"})}) == Ids{"2404.00001"});
  CHECK(archive.with({.categories = categories({"cs"})}) == Ids{"2404.00002", "2404.00001"});
  CHECK(archive.with({.categories = categories({"cs.NA"})}) == Ids{"2405.00003"});
  CHECK(archive.with({.categories = categories({"math"})}) == Ids{"2405.00003", "2404.00002"});
  CHECK(archive.with({.categories = categories({"cs.CL", "math.OC"})}).size() == 2);
}

TEST_CASE("keywords are phrases, whatever joins their words, in English and Korean") {
  const Library archive;
  CHECK(archive.with({.keywords = {"language models"}}) == Ids{"2404.00002", "2404.00001"});
  CHECK(archive.with({.keywords = {"LANGUAGE-MODELS", "zebra"}}) == Ids{"2404.00001"});
  CHECK(archive.with({.keywords = {"models language"}}).empty());
  CHECK(archive.with({.keywords = {"언어모델"}}) == Ids{"2405.00003"});
  CHECK(archive.with({.keywords = {"규모"}}) == Ids{"2405.00003"});
  CHECK(archive.with({.keywords = {"언어 모형"}}).empty());
  CHECK(archive.with({.without = {"zebra"}}) == Ids{"2405.00003", "2404.00002"});
  CHECK(archive.with({.keywords = {"language models"}, .without = {"apples"}}) == Ids{"2404.00001"});
}

TEST_CASE("a keyword in which there is nothing to look for is refused") {
  const Library archive;
  for (const char* const keyword : {"", " ", "-", "언", "\"", "*"}) {
    CAPTURE(keyword);
    const auto refused = list_all(*archive.archive, {.filter = {.keywords = {keyword}}});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::usage);
  }
}

TEST_CASE("what a paper has, its votes and whether it was seen") {
  const Library archive;
  CHECK(archive.with({.has = {Has::code}}) == Ids{"2404.00001"});
  CHECK(archive.with({.has = {Has::video}}) == Ids{"2404.00002"});
  CHECK(archive.with({.has = {Has::project}}) == Ids{"2405.00003"});
  CHECK(archive.with({.has = {Has::project, Has::code}}).empty());
  CHECK(archive.with({.min_votes = 10}) == Ids{"2404.00002", "2404.00001"});
  CHECK(archive.with({.min_votes = 11}, Order::votes) == Ids{"2404.00002"});
  REQUIRE(archive->mark_seen(std::vector{id("2404.00002")}, instant("2024-05-01T00:00:00Z")));
  CHECK(archive.with({.seen = Seen::seen}) == Ids{"2404.00002"});
  CHECK(archive.with({.seen = Seen::unseen}) == Ids{"2405.00003", "2404.00001"});
  REQUIRE(archive->mark_seen(std::vector{id("2404.00002")}, std::nullopt));
  CHECK(archive.with({.seen = Seen::seen}).empty());
}

TEST_CASE("statistics count days, categories and authors of what a filter takes") {
  const Library archive;
  const auto all = archive->stats({.filter = {}, .top = 2}).value();
  CHECK(all.papers == 3);
  CHECK(all.days == std::vector<DayCount>{{day("2024-04-24"), 2, 40}, {day("2024-05-02"), 1, 0}});
  CHECK(all.categories == std::vector<NameCount>{{"cs.CL", 1}, {"cs.LG", 1}});
  CHECK(all.authors == std::vector<NameCount>{{"Ann Able", 1}, {"G. Hinton", 1}});
  CHECK(archive->stats({.filter = {.keywords = {"zebra"}}}).value().papers == 1);
}
