#include "nonmun/parse/arxiv_atom.hpp"

#include <catch2/catch.hpp>

#include "recorded.hpp"

using namespace nonmun;
using namespace nonmun::parse;

namespace {

constexpr std::string_view k_begin =
    "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' "
    "xmlns:arxiv='http://arxiv.org/schemas/atom'>";

Parsed read(const std::string& body) {
  auto parsed = parse_arxiv_atom(body, {});
  if (!parsed) FAIL(to_line(parsed.error()));
  return std::move(*parsed);
}

/// The record of one entry with these elements besides its id and title.
Paper one(const std::string& elements) {
  Parsed parsed =
      read(std::string(k_begin) + "<entry><id>http://arxiv.org/abs/2401.00001v1</id><title>T</title>" +
           elements + "</entry></feed>");
  REQUIRE(parsed.papers.size() == 1);
  return parsed.papers[0];
}

Error why_not(const std::string& body) {
  const auto parsed = parse_arxiv_atom(body, {"here", {}, {}});
  if (parsed) FAIL("read");
  return parsed.error();
}

}  // namespace

TEST_CASE("a current answer is read field by field") {
  const Instant fetched{std::chrono::seconds{1776000000}};
  const auto parsed = parse_arxiv_atom(recorded::fixture("arxiv_current.xml"), {"", {}, fetched});
  REQUIRE(parsed);
  CHECK(parsed->issues.empty());
  CHECK(parsed->total == 2);
  REQUIRE(parsed->papers.size() == 2);
  const Paper& paper = parsed->papers[0];
  CHECK(paper.id.str() == "2401.00001");
  CHECK(paper.version == 3);
  CHECK(paper.title == "Teapots & Kettles");
  CHECK(paper.abstract == "We boil water. It works.");
  CHECK(paper.abstract_raw == "We boil water.\nIt works.");
  REQUIRE(paper.authors->size() == 2);
  CHECK(paper.authors->at(0).affiliations == std::vector<std::string>{"Institute of Tea", "Kettle Lab"});
  CHECK(paper.authors->at(1).name == "J. Sample");
  CHECK(paper.categories == std::vector<std::string>{"cs.CL", "hep-th"});
  CHECK(paper.primary_category == "cs.CL");
  CHECK(paper.comment == "20 pages, 3 figures");
  CHECK(paper.journal_ref == "Journal of Teapots 1 (2024) 1-20");
  CHECK(paper.doi == "10.1000/teapot.1");
  CHECK(paper.license.empty());
  CHECK(paper.published->str() == "2024-01-01T12:00:00Z");
  CHECK(paper.updated->str() == "2024-02-03T17:59:46Z");
  CHECK_FALSE(paper.withdrawn);
  CHECK(paper.links.abs == "https://arxiv.org/abs/2401.00001");
  CHECK(paper.links.pdf == "https://arxiv.org/pdf/2401.00001");
  CHECK(paper.links.html == "https://arxiv.org/html/2401.00001v3");
  CHECK(paper.provenance.metadata == Origin{"arxiv_api", fetched, {}});
  CHECK_FALSE(paper.provenance.community);
  CHECK_FALSE(paper.listed);

  const Paper& withdrawn = parsed->papers[1];
  CHECK(withdrawn.id.str() == "math/0309136");
  CHECK(withdrawn.title == "0");
  CHECK(withdrawn.withdrawn);
  CHECK(withdrawn.links.html.empty());
}

TEST_CASE("an answer of the older backend is the same record") {
  const Parsed parsed = read(recorded::fixture("arxiv_legacy.xml"));
  REQUIRE(parsed.papers.size() == 1);
  CHECK(parsed.issues.empty());
  const Paper& paper = parsed.papers[0];
  CHECK(paper.title == "Teapots & Kettles");
  CHECK(paper.abstract == "We boil water. It works.");
  CHECK(paper.updated->str() == "2024-02-03T17:59:46Z");
  CHECK(paper.authors->at(0).affiliations == std::vector<std::string>{"Institute of Tea"});
  CHECK(paper.doi == "10.1000/teapot.1");
  CHECK(paper.comment == "20 pages, 3 figures");
  CHECK(paper.primary_category == "cs.CL");
}

TEST_CASE("elements are known by namespace, not by prefix") {
  const Parsed parsed = read(
      "<a:feed xmlns:a='http://www.w3.org/2005/Atom' xmlns:x='http://arxiv.org/schemas/atom' "
      "xmlns='urn:other'>"
      "<a:entry><title>not this</title><a:title>This</a:title><x:comment>yes</x:comment><comment>no</comment>"
      "<doi>no</doi><a:id>http://arxiv.org/abs/2401.00001v1</a:id></a:entry><entry/></a:feed>");
  REQUIRE(parsed.papers.size() == 1);
  CHECK(parsed.entries == 1);
  CHECK(parsed.papers[0].title == "This");
  CHECK(parsed.papers[0].comment == "yes");
  CHECK(parsed.papers[0].doi.empty());
}

TEST_CASE("text may be in pieces: CDATA, comments, elements within") {
  CHECK(one("<summary>a<!-- no --><![CDATA[ <b> ]]>&amp; <i>c</i></summary>").abstract == "a <b> & c");
}

TEST_CASE("an entry that is an error is one, told by its id") {
  const Error error = why_not(recorded::fixture("arxiv_error.xml"));
  CHECK(error.kind == ErrorKind::usage);
  CHECK(to_line(error) == "here: arXiv refuses the request: incorrect id format for teapot");
  const Error internal =
      why_not(std::string(k_begin) +
              "<entry><id>http://arxiv.org/api/errors</id><title>Error</title><summary>The server "
              "encountered an internal error</summary></entry></feed>");
  CHECK(internal.kind == ErrorKind::unavailable);
  // A paper may be called so.
  CHECK(read(std::string(k_begin) +
             "<entry><id>http://arxiv.org/abs/2401.00001v1</id><title>Error</title></entry></feed>")
            .papers.size() == 1);
}

TEST_CASE("a feed without entries is no records and no error") {
  const Parsed parsed =
      read(std::string(k_begin) +
           "<o:totalResults xmlns:o='http://a9.com/-/spec/opensearch/1.1/'> 0 </o:totalResults></feed>");
  CHECK(parsed.entries == 0);
  CHECK(parsed.total == 0);
  CHECK_FALSE(read(std::string(k_begin) + "</feed>").total);
}

TEST_CASE("an entry without id or title is held back and the rest survive") {
  const Parsed parsed = read(
      std::string(k_begin) +
      "<entry><title>T</title></entry><entry><id>http://arxiv.org/abs/nonsense</id><title>T</title></entry>"
      "<entry><id>http://arxiv.org/abs/2401.00001v1</id><title> </title></entry>"
      "<entry><id>http://arxiv.org/abs/2401.00002v1</id><title>T</title><published>soon</published></entry></"
      "feed>");
  CHECK(parsed.entries == 4);
  CHECK(parsed.held_back == 3);
  REQUIRE(parsed.issues.size() == 4);
  CHECK(parsed.issues[0] == Issue{"entry 1", "no id"});
  CHECK(parsed.issues[2] == Issue{"entry 3 (2401.00001)", "no title"});
  CHECK(parsed.issues[3].where == "entry 4 (2401.00002)");
}

TEST_CASE("only arXiv's categories are categories") {
  const auto categories = [](const std::string& term) {
    const Paper paper = one("<category term='" + term + "'/><category term='" + term + "'/>");
    return paper.categories ? paper.categories->size() : 0;
  };
  for (const std::string term : {"cs.CL", "hep-th", "cond-mat.mes-hall", "math-ph", "q-bio.NC", "astro-ph",
                                 "physics.data-an", "alg-geom"}) {
    INFO(term);
    CHECK(categories(term) == 1);
  }
  for (const std::string term :
       {"I.2.7", "68T50", "cs", "F.2.2; I.2.7", "primary", "Cs.CL", "cs.", "cs.C1", "", "math.QA 17B37"}) {
    INFO(term);
    CHECK(categories(term) == (term == "cs" ? 1U : 0U));
  }
}

TEST_CASE("a withdrawn paper is known by the words that arXiv and its authors use") {
  const auto says = [](const std::string& comment, const std::string& abstract) {
    return one("<arxiv:comment>" + comment + "</arxiv:comment><summary>" + abstract + "</summary>").withdrawn;
  };
  CHECK(says("This paper has been withdrawn by the author due to a crucial sign error in equation 1", "x"));
  CHECK(says("Withdrawn", "x"));
  CHECK(says("9 pages, withdrawn by the authors", "x"));
  CHECK(says("This submission has been withdrawn by arXiv administrators", "x"));
  CHECK(says("10 pages", "This paper has been withdrawn."));
  CHECK(says("10 pages", "This paper has been withdrawn by the authors due to an error in Lemma 2."));
  CHECK_FALSE(says("10 pages", "We study how troops were withdrawn by the authority of a king."));
  CHECK_FALSE(says("Replaces arXiv:0704.0001", "Water is withdrawn from the pot."));
  CHECK_FALSE(says("", "A claim of an earlier paper, since withdrawn by the authors, is shown to hold."));
}

TEST_CASE("a DOI is bare, and several in one field stay as they are") {
  CHECK(one("<arxiv:doi>https://doi.org/10.1000/x</arxiv:doi>").doi == "10.1000/x");
  CHECK(one("<arxiv:doi>doi:10.1000/x</arxiv:doi>").doi == "10.1000/x");
  CHECK(one("<arxiv:doi> 10.1000/x\n 10.1000/y </arxiv:doi>").doi == "10.1000/x 10.1000/y");
  CHECK(one("<arxiv:doi>http://doi.org/odd</arxiv:doi>").doi == "http://doi.org/odd");
}

TEST_CASE("what is no Atom feed is refused by name") {
  CHECK(why_not("").what == "not an Atom feed but nothing");
  CHECK(why_not("Rate exceeded.").what == "not an Atom feed but the text \"Rate exceeded.\"");
  CHECK(why_not("<html><head><title>Request Line is too large</title></head></html>").what ==
        "not an Atom feed but an HTML page (\"Request Line is too large\")");
  CHECK(why_not("<?xml version='1.0'?><rss version='2.0'/>").what ==
        "not an Atom feed but an announcement feed (RSS)");
  CHECK(why_not("<feed/>").what == "not an Atom feed but XML that begins with <feed>");
  CHECK(why_not(std::string(k_begin) + "<entry>").kind == ErrorKind::invalid_data);
  CHECK(why_not("[]").kind == ErrorKind::invalid_data);
}

TEST_CASE("an answer that is cut off anywhere is never half of it") {
  const std::string body = recorded::fixture("arxiv_current.xml");
  const auto whole = body.rfind('>') + 1;
  for (std::size_t size = 0; size < whole; ++size) {
    if (parse_arxiv_atom(std::string_view(body).substr(0, size), {})) FAIL("read after " << size << " bytes");
  }
}

TEST_CASE("what a DTD declares is neither expanded nor fetched") {
  const std::string entry =
      "<entry><id>http://arxiv.org/abs/2401.00001v1</id><title>A &lol; &file; Z</title></entry></feed>";
  const std::string feed = "<feed xmlns='http://www.w3.org/2005/Atom'>";
  std::string bomb =
      "<?xml version='1.0'?><!DOCTYPE feed [<!ENTITY lol0 'lol'><!ENTITY file SYSTEM 'file:///etc/passwd'>";
  for (int i = 1; i < 10; ++i) {
    bomb += "<!ENTITY lol" + std::to_string(i) + " '";
    for (int n = 0; n < 10; ++n) bomb += "&lol" + std::to_string(i - 1) + ";";
    bomb += "'>";
  }
  bomb += "<!ENTITY lol '&lol9;'>]>";
  const Parsed parsed = read(bomb + feed + entry);
  REQUIRE(parsed.papers.size() == 1);
  CHECK(parsed.papers[0].title.size() < 40);
  CHECK(parsed.papers[0].title.find("root") == std::string::npos);
}

TEST_CASE("bytes that are not UTF-8 and numbers that are no character cost nothing but themselves") {
  const Parsed parsed =
      read(std::string(k_begin) +
           "<entry><id>http://arxiv.org/abs/2401.00001v1</id><title>A\xFF&#xD800;&#27;[31m B</title>"
           "<arxiv:journal_ref>a&#xDFFF;b&#7;</arxiv:journal_ref></entry></feed>");
  REQUIRE(parsed.papers.size() == 1);
  CHECK(parsed.papers[0].title.starts_with("A\xEF\xBF\xBD"));
  CHECK(parsed.papers[0].title.find('\x1b') == std::string::npos);
  CHECK(parsed.papers[0].journal_ref.find('\x07') == std::string::npos);
  CHECK(parsed.issues.size() == 1);
}

TEST_CASE("elements nested without end are read without recursion") {
  std::string open, close;
  for (int i = 0; i < 200000; ++i) {
    open += "<i>";
    close += "</i>";
  }
  CHECK(one("<summary>" + open + "x" + close + "</summary>").abstract == "x");
}
