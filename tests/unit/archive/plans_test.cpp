#include <sqlite3.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "../../../src/archive/store.hpp"
#include "support.hpp"

using namespace nonmun;
using namespace nonmun::test;
using namespace nonmun::archive;

namespace {

std::vector<Filter> filters() {
  std::vector<Filter> all(1);
  // Each condition beside every one before it.
  const auto add = [&](const auto& change) {
    const auto size = all.size();
    for (std::size_t at = 0; at < size; ++at) {
      Filter with = all[at];
      change(with);
      all.push_back(with);
    }
  };
  add([](Filter& filter) { filter.since = filter.until = day("2024-04-24"); });
  add([](Filter& filter) { filter.authors = {"Able"}; });
  add([](Filter& filter) { filter.categories = {find_category("cs.CL")}; });
  add([](Filter& filter) { filter.keywords = {"language model", "언어모델"}; });
  add([](Filter& filter) { filter.without = {"survey"}; });
  add([](Filter& filter) { filter.min_votes = 10; });
  add([](Filter& filter) { filter.has = {Has::code}; });
  add([](Filter& filter) { filter.seen = Seen::seen; });
  return all;
}

/// Lines of a plan that go through a whole table without an order or a limit to stop them.
bool is_allowed(std::string_view sql, std::string_view step) {
  if (!step.starts_with("SCAN")) return true;
  if (step.starts_with("SCAN words VIRTUAL TABLE") || step.starts_with("SCAN review_words VIRTUAL TABLE"))
    return sql.find("MATCH") != sql.npos;
  if (step == "SCAN CONSTANT ROW") return true;
  // In the order of the table itself, until the list is long enough.
  if (sql == "SELECT paper FROM titles ORDER BY folded, paper") return true;
  if (step == "SCAN runs") return true;
  // Small ones, of which all is asked for: what was seen (only up to a number), and reviews.
  return sql == "SELECT paper FROM seen" || sql.find("FROM reviews ORDER BY") != sql.npos;
}

/// How often statements were begun, of those that have the words in their text.
int runs_of_statements(const Connection& connection, std::string_view words = {}) {
  int runs = 0;
  for (::sqlite3_stmt* each = sqlite3_next_stmt(connection.handle(), nullptr); each != nullptr;
       each = sqlite3_next_stmt(connection.handle(), each))
    if (std::string_view(sqlite3_sql(each)).find(words) != std::string_view::npos)
      runs += sqlite3_stmt_status(each, SQLITE_STMTSTATUS_RUN, 0);
  return runs;
}

}  // namespace

TEST_CASE("no question reads a whole table") {
  const TemporaryArchive archive;
  archive.put(
      {with_listing(with_authors(paper("2404.00001", "One"), {"Ann Able"}), "huggingface", "2024-04-24")});
  auto store = open_store({.path = archive.path, .access = Access::write}, record_format()).value();
  for (const Filter& filter : filters()) {
    for (const Order order : {Order::newest, Order::votes, Order::title})
      REQUIRE(list(*store, {.filter = filter, .order = order}, [](Paper&&) { return true; }));
    if (filter.since)
      REQUIRE(list(*store, {.filter = filter, .order = Order::listed}, [](Paper&&) { return true; }));
    REQUIRE(search(*store, {.query = "one \"language model\" title:x*", .within = filter}));
  }
  REQUIRE(history(*store, id("2404.00001")));
  REQUIRE(related(*store, id("2404.00001")));
  REQUIRE(find_day(*store, "huggingface", "", day("2024-04-24")));
  REQUIRE(papers_of(*store, "huggingface", "", day("2024-04-24")));
  REQUIRE(reviews(*store));
  REQUIRE(runs(*store, 1));
  REQUIRE(put_embeddings(*store, std::vector<KeptEmbedding>{{"a", {1.0F}}}));
  REQUIRE(find_embeddings(*store, std::vector<std::string>{"a"}));
  const std::vector one{paper("2404.00001", "Another title")};
  StoredDay stored;
  stored.report.source = "huggingface";
  stored.report.day = day("2024-04-24");
  REQUIRE(put_day(*store, stored, one));
  REQUIRE(mark_seen(*store, std::vector{id("2404.00001")}, instant("2024-05-01T00:00:00Z")));

  std::size_t asked = 0;
  for (const std::string& sql : store->db.statements()) {
    if (sql.starts_with("PRAGMA") || sql.find("sqlite_schema") != sql.npos) continue;
    auto plan = store->db.prepare("EXPLAIN QUERY PLAN " + sql);
    REQUIRE(plan);
    ++asked;
    for (;;) {
      const auto row = plan->step();
      REQUIRE(row);
      if (!*row) break;
      CAPTURE(sql, plan->text(3));
      CHECK(is_allowed(sql, plan->text(3)));
      const bool sorts = plan->text(3).find("TEMP B-TREE") != std::string_view::npos;
      // Rows of one paper, one day or one title: few.
      const bool is_few = sql.find("paper = ?1") != sql.npos || sql.find("ORDER BY l.place") != sql.npos ||
                          sql.find("FROM reviews") != sql.npos;
      CHECK((!sorts || is_few));
    }
  }
  CHECK(asked > 20);
}

TEST_CASE("every way to a list gives the same papers") {
  const TemporaryArchive archive;
  std::vector<Paper> papers;
  for (int number = 1; number <= 300; ++number) {
    Paper made =
        with_authors(paper("2404." + std::to_string(10000 + number), "Paper " + std::to_string(number % 7)),
                     {number % 3 == 0 ? "Ann Able" : "Bob Baker"});
    made = with_listing(std::move(made), "huggingface", number % 2 == 0 ? "2024-04-24" : "2024-04-25");
    made.categories = {number % 5 == 0 ? "cs.CL" : "math.OC"};
    if (number % 4 != 0) made.votes = number % 11;
    if (number % 6 == 0) made.links.code = "https://example.org";
    made.abstract = number % 10 == 0 ? "a language model" : "a survey";
    papers.push_back(std::move(made));
  }
  archive.put(papers);
  Ids seen;
  for (std::size_t at = 0; at < papers.size(); at += 9) seen.push_back(papers[at].id.str());
  for (const auto& text : seen)
    REQUIRE(archive->mark_seen(std::vector{id(text)}, instant("2024-05-01T00:00:00Z")));

  const auto fits = [&](const Paper& paper, const Filter& filter) {
    const bool has_author = filter.authors.empty() || paper.authors->front().name == "Ann Able";
    return (!filter.since || paper.listed->front().day == *filter.since) && has_author &&
           (filter.categories.empty() || paper.categories->front() == "cs.CL") &&
           (filter.keywords.empty() || paper.abstract == "a language model") &&
           (filter.without.empty() || paper.abstract != "a survey") &&
           (!filter.min_votes || paper.votes.value_or(-1) >= *filter.min_votes) &&
           (filter.has.empty() || !paper.links.code.empty()) &&
           (filter.seen == Seen::any || std::ranges::find(seen, paper.id.str()) != seen.end());
  };
  for (Filter filter : filters()) {
    if (filter.min_votes) filter.min_votes = 3;
    if (!filter.keywords.empty()) filter.keywords = {"language model"};
    std::vector<Paper> expected;
    std::ranges::copy_if(papers, std::back_inserter(expected),
                         [&](const Paper& paper) { return fits(paper, filter); });
    const auto newer = [](const Paper& a, const Paper& b) { return a.id > b.id; };
    std::ranges::sort(expected, newer);
    CHECK(ids_of(*archive.archive, {.filter = filter}) == ids_of(expected));
    std::ranges::sort(expected, [&](const Paper& a, const Paper& b) {
      return a.votes.value_or(-1) != b.votes.value_or(-1) ? a.votes.value_or(-1) > b.votes.value_or(-1)
                                                          : newer(a, b);
    });
    CHECK(ids_of(*archive.archive, {.filter = filter, .order = Order::votes}) == ids_of(expected));
    std::ranges::sort(expected, [](const Paper& a, const Paper& b) {
      return std::tie(a.title, a.id) < std::tie(b.title, b.id);
    });
    CHECK(ids_of(*archive.archive, {.filter = filter, .order = Order::title}) == ids_of(expected));
  }
}

TEST_CASE("a period by votes is not looked up paper by paper") {
  const TemporaryArchive archive;
  std::vector<Paper> papers;
  for (int number = 1; number <= 300; ++number) {
    papers.push_back(with_listing(paper("2404." + std::to_string(10000 + number), "A paper"), "huggingface",
                                  "2024-04-24"));
    papers.back().votes = number % 11;
  }
  archive.put(papers);
  auto store = open_store({.path = archive.path, .access = Access::read}, record_format()).value();
  Filter filter;
  filter.since = filter.until = day("2024-04-24");
  const int before = runs_of_statements(store->db);
  std::vector<int> votes;
  REQUIRE(list(*store, {.filter = filter, .order = Order::votes, .limit = 3}, [&](Paper&& found) {
    votes.push_back(found.votes.value());
    return true;
  }));
  CHECK(votes == std::vector{10, 10, 10});
  CHECK(runs_of_statements(store->db) - before < 10);
}

TEST_CASE("the words of a period are looked for once") {
  const TemporaryArchive archive;
  std::vector<Paper> papers;
  for (int number = 1; number <= 3000; ++number)
    papers.push_back(with_listing(
        paper("2404." + std::to_string(10000 + number), number % 1000 == 0 ? "A rare paper" : "A paper"),
        "huggingface", "2024-04-24"));
  archive.put(papers);
  auto store = open_store({.path = archive.path, .access = Access::read}, record_format()).value();
  Filter filter;
  filter.since = filter.until = day("2024-04-24");
  filter.keywords = {"rare"};
  Ids found;
  REQUIRE(list(*store, {.filter = filter}, [&](Paper&& rare) {
    found.push_back(rare.id.str());
    return true;
  }));
  CHECK(found == Ids{"2404.13000", "2404.12000", "2404.11000"});
  CHECK(runs_of_statements(store->db, "MATCH") == 1);
}

TEST_CASE("votes are found of papers that stand close together and of those far apart") {
  const TemporaryArchive archive;
  std::vector<Paper> papers;
  for (const std::string_view name : {"0704.0001", "1504.00002", "1504.00003", "1504.00009", "2404.00001"})
    papers.push_back(with_listing(paper(name, "A paper"), "huggingface", "2024-04-24"));
  papers[0].votes = 3;
  papers[2].votes = 5;
  papers[4].votes = 0;
  // Between the others, and of another day.
  papers.push_back(with_listing(paper("1504.00005", "A paper"), "huggingface", "2024-04-25"));
  papers.back().votes = 50;
  archive.put(papers);
  Filter filter;
  filter.since = filter.until = day("2024-04-24");
  CHECK(ids_of(*archive.archive, {.filter = filter, .order = Order::votes}) ==
        Ids{"1504.00003", "0704.0001", "2404.00001", "1504.00009", "1504.00002"});
}
