#include "nonmun/parse/arxiv_snapshot.hpp"

#include <catch2/catch.hpp>

#include "nonmun/parse/any.hpp"
#include "recorded.hpp"
#include "support/show.hpp"

using namespace nonmun;
using namespace nonmun::parse;

TEST_CASE("lines of the dump are read field by field") {
  const auto parsed = parse_arxiv_snapshot(recorded::fixture("arxiv/snapshot.jsonl"), {});
  REQUIRE(parsed);
  CHECK(parsed->entries == 4);
  CHECK(parsed->held_back == 2);
  REQUIRE(parsed->issues.size() == 2);
  CHECK(parsed->issues[0].where == "line 2");
  CHECK(parsed->issues[1].where == "line 4");
  REQUIRE(parsed->papers.size() == 2);
  const Paper& paper = parsed->papers[0];
  CHECK(paper.id.str() == "2401.00001");
  CHECK(paper.version == 2);
  CHECK(paper.title == "Teapots and Kettles");
  CHECK(paper.abstract == "We boil water.");
  REQUIRE(paper.authors->size() == 2);
  CHECK(paper.authors->at(0).name == "Ada Sample");
  CHECK(paper.authors->at(1).name == "Bo Jiménez Jr");
  CHECK(paper.authors->at(1).affiliations == std::vector<std::string>{"Institute of Tea"});
  CHECK(paper.categories == std::vector<std::string>{"cs.CL", "math.NA"});
  CHECK(paper.primary_category == "cs.CL");
  CHECK(paper.comment == "4 pages");
  CHECK(paper.journal_ref == "Journal of Teapots 1 (2024)");
  CHECK(paper.doi == "10.1000/teapot.1");
  CHECK(paper.license == "http://creativecommons.org/licenses/by/4.0/");
  CHECK(paper.published->str() == "2024-01-01T12:00:00Z");
  CHECK(paper.updated->str() == "2024-02-03T17:59:46Z");
  CHECK(paper.provenance.metadata->source == "arxiv_snapshot");
  CHECK(parsed->papers[1].authors->at(0).name == "Dee Sample");
}

TEST_CASE("the dump is the same in pieces of any size and from any line") {
  const auto text = recorded::fixture("arxiv/snapshot.jsonl");
  const auto whole = parse_arxiv_snapshot(text, {});
  REQUIRE(whole);
  const ParseContext context;
  for (const std::size_t size : {std::size_t{1}, std::size_t{7}, std::size_t{64}, text.size()}) {
    std::vector<Paper> papers;
    std::vector<Issue> issues;
    std::vector<SnapshotPosition> positions;
    const SnapshotReader::Sink sink{[&](Paper&& paper, const SnapshotPosition& at) {
                                      papers.push_back(std::move(paper));
                                      positions.push_back(at);
                                      return true;
                                    },
                                    [&](Issue issue) { issues.push_back(std::move(issue)); }};
    SnapshotReader reader(context, sink);
    for (std::size_t at = 0; at < text.size(); at += size) CHECK(reader.add(text.substr(at, size)));
    CHECK(reader.finish());
    CHECK(papers == whole->papers);
    CHECK(issues == whole->issues);
    CHECK(reader.position().offset == text.size());
    CHECK(reader.position().line == 5);
    REQUIRE(positions.size() == 2);
    CHECK(positions[0].line == 1);

    papers.clear();
    SnapshotReader again(context, sink, positions[0]);
    again.add(text.substr(positions[0].offset));
    again.finish();
    CHECK(papers == std::vector<Paper>{whole->papers[1]});
    CHECK(again.position() == reader.position());
  }
}

TEST_CASE("a date that no record can hold is told of and left out") {
  for (const std::string created : {"Mon, 2 Apr 1003 19:18:42 GMT", "Sun, 31 Dec 1899 23:59:59 GMT",
                                    "Mon, 1 Jan 1900 00:00:00 +0500", "Fri, 31 Dec 9999 23:59:59 -0500"}) {
    INFO(created);
    std::vector<std::string> notes;
    const auto paper = parse_arxiv_snapshot_line(
        R"({"id":"2401.00001","title":"Teapots","versions":[{"version":"v1","created":")" + created +
            R"("}]})",
        {}, notes);
    REQUIRE(paper);
    CHECK_FALSE(paper->published);
    CHECK(notes == std::vector<std::string>{"version 1: not a date: \"" + created + '"'});
  }
}

TEST_CASE("a reader of the dump stops when it is told to") {
  const ParseContext context;
  int count = 0;
  SnapshotReader reader(context, {[&](Paper&&, const SnapshotPosition&) { return ++count, false; }, {}});
  CHECK_FALSE(reader.add(recorded::fixture("arxiv/snapshot.jsonl")));
  CHECK(count == 1);
  CHECK(reader.position().line == 1);
}

TEST_CASE("a line without end is not kept") {
  const ParseContext context;
  std::vector<Issue> issues;
  SnapshotReader reader(context, {[](Paper&&, const SnapshotPosition&) { return true; },
                                  [&](Issue issue) { issues.push_back(std::move(issue)); }});
  const std::string piece(std::size_t{1} << 20, 'x');
  for (int i = 0; i < 12; ++i) reader.add(piece);
  reader.add("\n");
  REQUIRE(issues.size() == 1);
  CHECK(issues[0].where == "line 1");
  CHECK(reader.held_back() == 1);
  CHECK(reader.position().offset == piece.size() * 12 + 1);
}

TEST_CASE("each of arXiv's formats is told by its content") {
  const auto tell = [](const std::string& name) { return *detect_format(recorded::fixture(name), {}); };
  CHECK(tell("arxiv/feed.rss") == InputFormat::arxiv_feed);
  CHECK(tell("arxiv/feed.atom") == InputFormat::arxiv_feed);
  CHECK(tell("arxiv_current.xml") == InputFormat::arxiv_atom);
  CHECK(tell("arxiv/list_new.html") == InputFormat::arxiv_listing);
  CHECK(tell("arxiv/oai_raw.xml") == InputFormat::arxiv_oai);
  CHECK(tell("arxiv/snapshot.jsonl") == InputFormat::arxiv_snapshot);
  CHECK(tell("records.jsonl") == InputFormat::paper_json);
  CHECK_FALSE(detect_format(R"({"id":"2401.00001","title":"T","abs":"https://x","pdf":"https://y"})", {}));
}

TEST_CASE("several answers of Hugging Face's behind each other are one list") {
  const std::string one = R"({"paper":{"id":"2401.00001","title":"One"}})";
  const std::string two = R"({"paper":{"id":"2401.00002","title":"Two"}})";
  for (const auto& text : {"[" + one + "][" + two + "]", one + "\n" + two + "\n", "[" + one + "]\n" + two}) {
    const auto parsed = parse_any(text, {});
    INFO(text);
    REQUIRE(parsed);
    REQUIRE(parsed->papers.size() == 2);
    CHECK(parsed->papers[1].title == "Two");
  }
  CHECK_FALSE(parse_any("[" + one + "][" + two, {}));
}
