#include <algorithm>

#include "support.hpp"

using namespace nonmun;
using namespace nonmun::test;
using archive::WriteCount;

TEST_CASE("a paper that was put in is found, whole") {
  const TemporaryArchive archive;
  Paper one = with_listing(with_authors(paper("2404.14619", "OpenELM"), {"Sachin Mehta"}), "huggingface",
                           "2024-04-24");
  one.abstract = "The reproducibility of large language models.";
  one.votes = 58;
  one.extra.push_back({"future", "{\"a\":1}"});
  CHECK(archive->put(std::vector{one}).value() == WriteCount{1, 0, 0});
  const auto found = archive->find(std::vector{id("2404.14619"), id("2404.00001")}).value();
  REQUIRE(found.size() == 2);
  CHECK(found[0] == one);
  CHECK_FALSE(found[1]);
}

TEST_CASE("writing the same papers again changes nothing") {
  const TemporaryArchive archive;
  const std::vector papers{paper("2404.14619", "One"), paper("2404.00001", "Two")};
  CHECK(archive->put(papers).value() == WriteCount{2, 0, 0});
  CHECK(archive->put(papers).value() == WriteCount{0, 0, 2});
}

TEST_CASE("a poorer source does not overwrite what a richer one said") {
  const TemporaryArchive archive;
  Paper rich = paper("2404.14619", "The exact title");
  rich.provenance.metadata = Origin{"arxiv_api", std::nullopt, {}};
  Paper poor = paper("2404.14619", "the title");
  poor.provenance.metadata = Origin{"huggingface", std::nullopt, {}};
  poor.votes = 3;
  archive.put({rich});
  CHECK(archive->put(std::vector{poor}).value() == WriteCount{0, 1, 0});
  const auto found = archive->find(std::vector{id("2404.14619")}).value();
  CHECK(found[0]->title == "The exact title");
  CHECK(found[0]->votes == 3);
}

TEST_CASE("what changed is found by its new words and not by its old ones") {
  const TemporaryArchive archive;
  Paper first = with_authors(paper("2404.14619", "Wonderful gadgets"), {"Ann Able"});
  first.provenance.metadata = Origin{"huggingface", std::nullopt, {}};
  Paper second = with_authors(paper("2404.14619", "Marvellous widgets"), {"Bob Baker"});
  second.provenance.metadata = Origin{"arxiv_api", std::nullopt, {}};
  archive.put({first});
  archive.put({second});
  CHECK(ids_of(archive->search({.query = "gadgets"})).empty());
  CHECK(ids_of(archive->search({.query = "widgets"})) == Ids{"2404.14619"});
  CHECK(ids_of(*archive.archive, {.filter = {.authors = {"Able"}}}).empty());
  CHECK(ids_of(*archive.archive, {.filter = {.authors = {"Baker"}}}) == Ids{"2404.14619"});
}

TEST_CASE("a paper twice in one writing is one paper") {
  const TemporaryArchive archive;
  Paper again = paper("2404.14619", "One");
  again.votes = 9;
  CHECK(archive->put(std::vector{paper("2404.14619", "One"), again}).value() == WriteCount{1, 1, 0});
  CHECK(archive->find(std::vector{id("2404.14619")}).value()[0]->votes == 9);
}

TEST_CASE("any bytes in a paper can be put in, changed and found") {
  const TemporaryArchive archive;
  Paper odd =
      with_authors(paper("2404.14619", "Bad \xFF bytes \x01 and \xED\x9F title"), {"N\xC3", "\x07", ""});
  odd.abstract = std::string("zero \0 inside", 13);
  odd.summary = {Bullet{}};
  odd.summary->front().ko = "한국어 \xEA\xB0 문장";
  archive.put({odd});
  Paper other = paper("2404.14619", "A better title");
  other.provenance.metadata = Origin{"arxiv_api", std::nullopt, {}};
  archive.put({other});
  CHECK(ids_of(archive->search({.query = "bytes"})).empty());
  CHECK(ids_of(archive->search({.query = "better"})) == Ids{"2404.14619"});
}

TEST_CASE("a paper that has no title is refused and nothing of its batch is written") {
  const TemporaryArchive archive;
  const auto refused = archive->put(std::vector{paper("2404.00001", "Fine"), paper("2404.00002", "")});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::invalid_data);
  CHECK_FALSE(archive->find(std::vector{id("2404.00001")}).value()[0]);
}

TEST_CASE("the votes of each day are kept, the last count of a day") {
  const TemporaryArchive archive;
  const auto counted = [](int votes, std::string_view at) {
    Paper one = paper("2404.14619", "One");
    one.votes = votes;
    one.provenance.community = Origin{"huggingface", instant(at), {}};
    return one;
  };
  const std::vector counts{counted(5, "2024-04-24T10:00:00Z"), counted(9, "2024-04-24T20:00:00Z"),
                           counted(7, "2024-04-24T15:00:00Z"), counted(30, "2024-04-26T00:00:00Z")};
  for (const Paper& one : counts) archive.put({one});
  const auto history = archive->history(id("2404.14619")).value();
  CHECK(history.votes == std::vector<archive::DayVotes>{{day("2024-04-24"), 9}, {day("2024-04-26"), 30}});
  CHECK_FALSE(history.seen);
}

TEST_CASE("the history tells listings and when it was seen, and not what is not known") {
  const TemporaryArchive archive;
  archive.put({with_listing(with_listing(paper("2404.14619", "One"), "arxiv", "2024-04-25", "cs.CL"),
                            "huggingface", "2024-04-24"),
               paper("2404.00001", "Two")});
  REQUIRE(
      archive->mark_seen(std::vector{id("2404.14619"), id("2404.99999")}, instant("2024-05-01T00:00:00Z")));
  const auto history = archive->history(id("2404.14619")).value();
  REQUIRE(history.listed.size() == 2);
  CHECK(history.listed[0].source == "huggingface");
  CHECK(history.listed[1].category == "cs.CL");
  CHECK(history.seen == instant("2024-05-01T00:00:00Z"));
  CHECK(archive->history(id("2404.00001")).value() == archive::History{});
  CHECK(archive->history(id("2404.99999")).error().kind == ErrorKind::not_found);
}

TEST_CASE("a day is given back as it was last fetched, in upstream's order") {
  const TemporaryArchive archive;
  const auto listed = [](std::string_view id) {
    return with_listing(paper(id, "Title"), "huggingface", "2024-04-24");
  };
  archive::StoredDay stored;
  stored.report = {"huggingface", day("2024-04-24"), DayState::filling, 3, "still filling", "", false};
  stored.fetched_at = instant("2024-04-24T12:00:00Z");
  REQUIRE(archive->put_day(stored,
                           std::vector{listed("2404.00003"), listed("2404.00001"), listed("2404.00002")}));
  CHECK(archive->find_day("huggingface", "", day("2024-04-24")).value() == stored);
  CHECK_FALSE(archive->find_day("huggingface", "", day("2024-04-25")).value());
  CHECK_FALSE(archive->find_day("arxiv", "cs.CL", day("2024-04-24")).value());
  CHECK(ids_of(archive->papers_of("huggingface", "", day("2024-04-24")).value()) ==
        Ids{"2404.00003", "2404.00001", "2404.00002"});

  stored.settled = true;
  stored.report.state = DayState::published;
  REQUIRE(archive->put_day(stored, std::vector{listed("2404.00002"), listed("2404.00003")}));
  CHECK(archive->find_day("huggingface", "", day("2024-04-24")).value() == stored);
  CHECK(ids_of(archive->papers_of("huggingface", "", day("2024-04-24")).value()) ==
        Ids{"2404.00002", "2404.00003"});
}

TEST_CASE("papers of an equal title and an author in common are related") {
  const TemporaryArchive archive;
  archive.put({with_authors(paper("2404.00001", "A Study of Things"), {"Ann Able", "Bob Baker"}),
               with_authors(paper("2405.00002", "A study of things."), {"A. Able"}),
               with_authors(paper("2405.00003", "A Study — of Things"), {"B. Baker", "Ann Able"}),
               with_authors(paper("2405.00004", "A study of things"), {"Cid Coder"}),
               with_authors(paper("2405.00005", "Another study"), {"Ann Able"})});
  const auto found = archive->related(id("2404.00001")).value();
  REQUIRE(found.size() == 2);
  CHECK(found[0].paper.id.str() == "2405.00002");
  CHECK(found[0].shared_authors == 1);
  CHECK(found[1].shared_authors == 2);
  CHECK(archive->related(id("2405.00005")).value().empty());
  CHECK(archive->related(id("2405.99999")).error().kind == ErrorKind::not_found);
}

TEST_CASE("runs are told newest first") {
  const TemporaryArchive archive;
  archive::Run run{0,   "nonmun digest", instant("2024-04-24T00:00:00Z"), instant("2024-04-24T00:00:05Z"), 4,
                   "{}"};
  REQUIRE(archive->put_run(run));
  run.command = "nonmun fetch";
  REQUIRE(archive->put_run(run));
  const auto runs = archive->runs(10).value();
  REQUIRE(runs.size() == 2);
  CHECK(runs[0].command == "nonmun fetch");
  CHECK(runs[1].exit_code == 4);
  CHECK(runs[1].ended_at == instant("2024-04-24T00:00:05Z"));
  CHECK(archive->runs(1).value().size() == 1);
}

TEST_CASE("reviews are kept, replaced by their file and listed by date") {
  const TemporaryArchive archive;
  Review one;
  one.title = "Self-Play Fine-Tuning";
  one.short_name = "SPIN";
  one.paper = id("2401.01335");
  one.links = {{"Project Page", ""}, {"Github", "https://example.org/spin"}};
  one.arxiv_date = day("2024-02-12");
  one.version = 2;
  one.excerpt = "SFT data를 활용한 self-play mechanism";
  one.file = "reviews/2401.01335.md";
  Review two;
  two.title = "Another";
  CHECK(archive->put_reviews(std::vector{two, one}).value() == WriteCount{2, 0, 0});
  CHECK(archive->put_reviews(std::vector{one}).value() == WriteCount{0, 0, 1});
  CHECK(archive->reviews().value() == std::vector{one, two});
  one.excerpt = "다시 쓴 글";
  CHECK(archive->put_reviews(std::vector{one}).value() == WriteCount{0, 1, 0});
  CHECK(archive->reviews().value() == std::vector{one, two});
  CHECK(archive->search({.query = "mechanism"}).value().reviews.empty());
  REQUIRE(archive->search({.query = "spin"}).value().reviews.size() == 1);
}

TEST_CASE(
    "a work uploaded again under a title changed a little is related, another work of its authors is not") {
  const TemporaryArchive archive;
  archive.put(
      {with_authors(paper("2404.00001", "Learning to Fold Paper Cranes with Small Models"),
                    {"Ann Able", "Bo Baker"}),
       with_authors(paper("2406.00002", "Learning to fold paper cranes with smaller models"), {"Ann Able"}),
       with_authors(paper("2406.00003", "Learning to Fold Paper Cranes with Small Models (Extended)"),
                    {"Bo Baker"}),
       with_authors(paper("2406.00004", "Paper Cranes in the Wild"), {"Ann Able", "Bo Baker"}),
       with_authors(paper("2406.00005", "Learning to Fold Paper Cranes with Small Model"), {"Cy Other"}),
       with_authors(paper("2406.00006", "Learning to Fold Paper Cranes with Small Models"), {"A. Able"})});
  const auto found = archive->related(id("2404.00001")).value();
  Ids ids;
  for (const auto& other : found) ids.push_back(other.paper.id.str());
  // First those of an equal title.
  CHECK(ids == Ids{"2406.00006", "2406.00002", "2406.00003"});
}
