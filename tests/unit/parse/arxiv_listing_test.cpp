#include "nonmun/parse/arxiv_listing.hpp"

#include <catch2/catch.hpp>

#include "recorded.hpp"
#include "support/show.hpp"

using namespace nonmun;
using namespace nonmun::parse;

namespace {

ArxivListing read(const std::string& body) {
  auto listing = parse_arxiv_listing(body, {});
  if (!listing) FAIL(to_line(listing.error()));
  return std::move(*listing);
}

std::string entry(const std::string& id) {
  return "<dt><a href=\"/abs/" + id + "\">x</a></dt><dd><div class='list-title'>T</div></dd>";
}

const Day k_day = *Day::parse("2024-01-16");

}  // namespace

TEST_CASE("a page of new listings is read field by field") {
  const ArxivListing listing = read(recorded::fixture("arxiv/list_new.html"));
  CHECK(listing.page == ArxivListing::Page::newest);
  CHECK(listing.day == k_day);
  CHECK(listing.category == "cs.CL");
  CHECK(listing.parsed.total == 4);
  CHECK(listing.parsed.entries == 4);
  CHECK(listing.parsed.issues.empty());
  REQUIRE(listing.sections.size() == 3);
  CHECK(listing.sections[2].kind == "replace");
  CHECK(listing.sections[2].shown == 2);
  CHECK(listing.sections[2].of == 2);
  CHECK(listing.sections[2].entries == 2);
  REQUIRE(listing.parsed.papers.size() == 4);

  const Paper& paper = listing.parsed.papers[0];
  CHECK(paper.id.str() == "2401.00001");
  CHECK(paper.version == 2);
  CHECK(paper.title == "Teapots & Kettles: \"a < b\"");
  CHECK(paper.title_raw == "Teapots & Kettles: \"$a < b$\"");
  REQUIRE(paper.authors->size() == 2);
  CHECK(paper.authors->at(1).name == "Bo Exemplé");
  CHECK(paper.comment == "4 pages, code at https://github.com/sample/teapot");
  CHECK(paper.journal_ref == "Journal of Teapots 1 (2024)");
  CHECK(paper.categories == std::vector<std::string>{"cs.CL", "cs.LG", "math.ST"});
  CHECK(paper.primary_category == "cs.CL");
  CHECK(paper.abstract == "We boil water. It's hot.");
  CHECK(paper.announced->str() == "2024-01-16");
  CHECK(paper.listed == std::vector<Listing>{{"arxiv", k_day, "cs.CL", "new", {}}});
  CHECK(paper.provenance.metadata->source == "arxiv_list");

  CHECK(listing.parsed.papers[1].id.str() == "hep-th/9901001");
  CHECK_FALSE(listing.parsed.papers[1].version);
  CHECK(listing.parsed.papers[1].listed->at(0).kind == "cross");
  CHECK(listing.parsed.papers[2].listed->at(0).kind == "replace");
  CHECK(listing.parsed.papers[3].listed->at(0).kind == "replace-cross");
}

TEST_CASE("a page that has fewer entries than it says is told of") {
  const ArxivListing listing = read(
      "<h3>Showing new listings for Tuesday, 16 January 2024</h3>"
      "<h3>New submissions (showing 3 of 5 entries)</h3>" +
      entry("2401.00001") + entry("2401.00002"));
  CHECK(listing.sections.at(0).shown == 3);
  CHECK(listing.sections.at(0).of == 5);
  REQUIRE(listing.parsed.issues.size() == 1);
  CHECK(listing.parsed.issues[0].where == "New submissions (showing 3 of 5 entries)");
  CHECK(listing.parsed.issues[0].what == "it says that it shows 3 entries, and has 2");
}

TEST_CASE("a page of recent papers has its days") {
  const ArxivListing listing = read(
      "<a href='/list/cs.CL/new'>new</a><div class='paging'>Total of 9 entries : <span>4-6</span> "
      "<a href=/list/cs.CL/recent?skip=6&amp;show=3>7-9</a></div>"
      "<h3>Tue, 16 Jan 2024 (continued, showing last 1 of 4 entries )</h3>" +
      entry("2401.00001") + "<h3>Mon, 15 Jan 2024 (showing first 2 of 5 entries )</h3>" +
      entry("2401.00002") + entry("bad"));
  CHECK(listing.page == ArxivListing::Page::recent);
  CHECK(listing.day == k_day);
  CHECK(listing.category == "cs.CL");
  CHECK(listing.first == 4);
  CHECK(listing.last == 6);
  CHECK(listing.parsed.total == 9);
  CHECK(listing.sections.at(0).shown == 1);
  CHECK(listing.sections.at(1).of == 5);
  CHECK(listing.parsed.entries == 3);
  CHECK(listing.parsed.held_back == 1);
  CHECK(listing.parsed.papers.at(1).listed->at(0).day == *Day::parse("2024-01-15"));
}

TEST_CASE("a month's page has no days") {
  const ArxivListing listing =
      read("<h2>Authors and titles for January 2026 </h2><div class='paging'>Total of 2 entries</div><dl>" +
           entry("2601.00001") + entry("2601.00002") + "</dl>");
  CHECK(listing.page == ArxivListing::Page::month);
  CHECK_FALSE(listing.day);
  CHECK(listing.parsed.papers.size() == 2);
  CHECK_FALSE(listing.parsed.papers[0].listed);
}

TEST_CASE("a day without updates is a listing") {
  const ArxivListing listing =
      read("<h3>Showing new listings for Tuesday, 14 October 2025</h3><p>No updates today.</p>");
  CHECK(listing.day == *Day::parse("2025-10-14"));
  CHECK(listing.parsed.entries == 0);
  CHECK(listing.parsed.issues.empty());
}

TEST_CASE("a page of another category is told of") {
  const auto listing = parse_arxiv_listing(recorded::fixture("arxiv/list_new.html"), {"", {}, {}, "cs.LG"});
  REQUIRE(listing);
  REQUIRE(listing->parsed.issues.size() == 1);
  CHECK(listing->parsed.issues[0].what == "it is of cs.CL, not of cs.LG");
}

TEST_CASE("other pages are refused") {
  CHECK(parse_arxiv_listing("<html><body>502</body></html>", {}).error().what == "not a listing of arXiv's");
  CHECK(parse_arxiv_listing("", {}).error().what == "not a listing of arXiv's but nothing");
}

TEST_CASE("broken mark-up takes linear time") {
  for (const std::string piece :
       {"<", "<!--", "<a href='", "<dt>", "<div class=\"", "&#", "<script>", "</", "<a b=\""}) {
    std::string page = "<h3>Showing new listings for Tuesday, 14 October 2025</h3>";
    while (page.size() < 300000) page += piece;
    INFO(piece);
    CHECK(parse_arxiv_listing(page, {}).has_value());
  }
}
