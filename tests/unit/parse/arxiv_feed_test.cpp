#include "nonmun/parse/arxiv_feed.hpp"

#include <catch2/catch.hpp>

#include "nonmun/parse/arxiv_atom.hpp"
#include "recorded.hpp"
#include "support/show.hpp"

using namespace nonmun;
using namespace nonmun::parse;

namespace {

ArxivFeed read(const std::string& body) {
  auto feed = parse_arxiv_feed(body, {});
  if (!feed) FAIL(to_line(feed.error()));
  return std::move(*feed);
}

Error why_not(const std::string& body) {
  const auto feed = parse_arxiv_feed(body, {"here", {}, {}});
  if (feed) FAIL("read");
  return feed.error();
}

std::string rss(const std::string& channel) {
  return "<?xml version='1.0'?><rss xmlns:arxiv='http://arxiv.org/schemas/atom' version='2.0'><channel>" +
         channel + "</channel></rss>";
}

const Day k_day = *Day::parse("2024-01-16");

}  // namespace

TEST_CASE("an RSS feed is read field by field") {
  const ArxivFeed feed = read(recorded::fixture("arxiv/feed.rss"));
  CHECK(feed.day == k_day);
  CHECK(feed.categories == std::vector<std::string>{"cs.CL", "hep-th"});
  CHECK(format_instant(*feed.built_at) == "2024-01-16T05:00:13Z");
  CHECK_FALSE(feed.truncated);
  CHECK(feed.parsed.entries == 3);
  CHECK(feed.parsed.held_back == 1);
  REQUIRE(feed.parsed.issues.size() == 1);
  CHECK(feed.parsed.issues[0].where == "entry 3 (oai:arXiv.org:nothing)");
  REQUIRE(feed.parsed.papers.size() == 2);

  const Paper& paper = feed.parsed.papers[0];
  CHECK(paper.id.str() == "2401.00001");
  CHECK(paper.version == 1);
  CHECK(paper.title == "Teapots & Kettles: n-gram Brewing by Oğuz's Rule");
  CHECK(paper.title_raw == "Teapots & Kettles: $n$-gram Brewing by O\\u{g}uz's Rule");
  CHECK(paper.abstract == "We boil water. It works < 3 times.");
  REQUIRE(paper.authors->size() == 3);
  CHECK(paper.authors->at(0).name == "Ada Sample");
  CHECK(paper.authors->at(0).affiliations == std::vector<std::string>{"Institute of Tea, Kettle Lab"});
  CHECK(paper.authors->at(1).name == "Bo Jiménez");
  CHECK(paper.authors->at(2).name == "C. Example Jr");
  CHECK(paper.categories == std::vector<std::string>{"cs.CL", "cs.AI"});
  CHECK(paper.primary_category == "cs.CL");
  CHECK(paper.license == "http://creativecommons.org/licenses/by/4.0/");
  CHECK(paper.announced->str() == "2024-01-16");
  CHECK_FALSE(paper.published);
  CHECK(paper.listed == std::vector<Listing>{{"arxiv", k_day, "cs.CL", "new", {}}});
  CHECK(paper.provenance.metadata == Origin{"arxiv_rss", {}, {}});

  const Paper& replaced = feed.parsed.papers[1];
  CHECK(replaced.id.str() == "hep-th/9901001");
  CHECK(replaced.version == 4);
  CHECK(replaced.withdrawn);
  CHECK(replaced.doi == "10.1000/teapot.1");
  CHECK(replaced.journal_ref == "Journal of Teapots 1 (2024) 1-20");
  CHECK_FALSE(replaced.announced);
  CHECK(replaced.listed == std::vector<Listing>{{"arxiv", k_day, "hep-th", "replace-cross", {}}});
}

TEST_CASE("an Atom feed is read field by field") {
  const ArxivFeed feed = read(recorded::fixture("arxiv/feed.atom"));
  CHECK(feed.day == k_day);
  CHECK(feed.categories == std::vector<std::string>{"cs.CL"});
  REQUIRE(feed.parsed.papers.size() == 1);
  const Paper& paper = feed.parsed.papers[0];
  CHECK(paper.id.str() == "2401.00001");
  CHECK(paper.version == 1);
  CHECK(paper.title == "Teapots & Kettles");
  CHECK(paper.abstract == "We boil water.");
  CHECK(paper.primary_category == "hep-th");
  CHECK(paper.authors->size() == 2);
  CHECK_FALSE(paper.updated);
  CHECK(paper.listed == std::vector<Listing>{{"arxiv", k_day, "cs.CL", "cross", {}}});
}

TEST_CASE("an empty feed has a day and no papers") {
  const ArxivFeed weekend = read(
      rss("<link>http://rss.arxiv.org/rss/cs.CL</link><pubDate>Sun, 28 Jun 2026 00:00:00 -0400</pubDate>"));
  CHECK(weekend.day == *Day::parse("2026-06-28"));
  CHECK(weekend.parsed.entries == 0);
  CHECK(weekend.parsed.issues.empty());
  const ArxivFeed atom = read(
      "<feed xmlns='http://www.w3.org/2005/Atom'><id>http://rss.arxiv.org/atom/cs.CL</id>"
      "<updated>2026-06-28T04:00:19.8+00:00</updated></feed>");
  CHECK(atom.day == *Day::parse("2026-06-28"));
  CHECK(atom.parsed.entries == 0);
}

TEST_CASE("a feed of as many items as the service gives is cut off") {
  std::string items;
  for (int i = 1; i <= 2000; ++i) {
    const auto number = std::to_string(10000 + i);
    items += "<item><title>T</title><guid>oai:arXiv.org:2401." + number + "v1</guid></item>";
  }
  CHECK(read(rss(items)).truncated);
  CHECK_FALSE(read(rss(items.substr(items.find("</item>") + 7))).truncated);
}

TEST_CASE("an entry of another day keeps it and is told of") {
  const ArxivFeed feed = read(rss(
      "<pubDate>Tue, 16 Jan 2024 00:00:00 -0500</pubDate><item><title>T</title><guid>2401.00001v1</guid>"
      "<pubDate>Mon, 15 Jan 2024 00:00:00 -0500</pubDate><arxiv:announce_type>absonly</arxiv:announce_type>"
      "</item>"));
  REQUIRE(feed.parsed.papers.size() == 1);
  CHECK(feed.parsed.papers[0].listed->at(0).day == *Day::parse("2024-01-15"));
  CHECK(feed.parsed.papers[0].listed->at(0).kind.empty());
  REQUIRE(feed.parsed.issues.size() == 2);
  CHECK(feed.parsed.issues[0].what == "announce_type: not known: \"absonly\"");
  CHECK(feed.parsed.issues[1].what == "announced on 2024-01-15, the feed is of 2024-01-16");
}

TEST_CASE("a refused query is an error of usage") {
  const Error error =
      why_not(rss("<title>Feed error for query: cs.XX</title>"
                  "<description>Bad subject class 'XX'. Valid are: AI</description>"));
  CHECK(error.kind == ErrorKind::usage);
  CHECK(error.what == "arXiv refuses the feed's query: Bad subject class 'XX'. Valid are: AI");
}

TEST_CASE("feeds and answers of the API are not taken for each other") {
  CHECK(why_not(recorded::fixture("arxiv_current.xml")).what ==
        "not an announcement feed but an answer of arXiv's API");
  CHECK(why_not(recorded::fixture("arxiv/oai_arxiv.xml")).what ==
        "not an announcement feed but an answer of arXiv's OAI-PMH");
  CHECK(parse_arxiv_atom(recorded::fixture("arxiv/feed.atom"), {}).error().what ==
        "not an answer of arXiv's API but an announcement feed (Atom)");
  CHECK(why_not("Rate exceeded.").what == "not an announcement feed but the text \"Rate exceeded.\"");
}

TEST_CASE("a feed's entities of its own are not resolved") {
  std::string bomb = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'ha'>";
  for (char c = 'b'; c < 'z'; ++c) {
    const std::string before = "&" + std::string(1, static_cast<char>(c - 1)) + ";";
    bomb += "<!ENTITY " + std::string(1, c) + " '" + before + before + before + before + "'>";
  }
  bomb +=
      "<!ENTITY file SYSTEM 'file:///etc/passwd'>]>"
      "<rss><channel><item><guid>2401.00001v1</guid><title>T &y; &file;</title></item></channel></rss>";
  const ArxivFeed feed = read(bomb);
  REQUIRE(feed.parsed.papers.size() == 1);
  CHECK(feed.parsed.papers[0].title.size() < 20);
}

TEST_CASE("a feed's day that no record can hold is left out") {
  const ArxivFeed feed = read(rss("<pubDate>Tue, 16 Jan 1012 00:00:00 -0500</pubDate>"));
  CHECK_FALSE(feed.day);
}

TEST_CASE("a listing's category is one line without control characters, wherever it comes from") {
  const ArxivFeed feed =
      read(rss("<link>http://rss.arxiv.org/rss/cs.C&#21;L</link><item><title>T</title>"
               "<guid>oai:arXiv.org:2401.00001v1</guid></item>"));
  REQUIRE(feed.parsed.papers.size() == 1);
  CHECK(feed.parsed.papers[0].listed->at(0).category == "cs.CL");
}
