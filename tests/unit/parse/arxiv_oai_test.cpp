#include "nonmun/parse/arxiv_oai.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "recorded.hpp"
#include "support/show.hpp"

using namespace nonmun;
using namespace nonmun::parse;

namespace {

ArxivOai read(const std::string& body) {
  auto answer = parse_arxiv_oai(body, {});
  if (!answer) FAIL(to_line(answer.error()));
  return std::move(*answer);
}

std::string answer(const std::string& content) {
  return "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'>" + content + "</OAI-PMH>";
}

std::vector<std::string> names(const Paper& paper) {
  std::vector<std::string> out;
  for (const auto& author : *paper.authors) out.push_back(author.name);
  return out;
}

}  // namespace

TEST_CASE("a page in arXiv's format is read field by field") {
  const ArxivOai page = read(recorded::fixture("arxiv/oai_arxiv.xml"));
  CHECK(page.format == "arXiv");
  CHECK(page.newest == *Day::parse("2026-01-20"));
  CHECK(format_instant(*page.answered_at) == "2026-01-20T03:10:05Z");
  REQUIRE(page.token);
  CHECK(page.token->value == "verb%3DListRecords%26metadataPrefix%3DarXiv%26skip%3D2500");
  CHECK(page.token->expires == "2026-01-21T00:00:00Z");
  REQUIRE(page.deleted.size() == 1);
  CHECK(page.deleted[0].str() == "hep-th/9901001");
  CHECK(page.parsed.issues.empty());
  REQUIRE(page.parsed.papers.size() == 1);
  const Paper& paper = page.parsed.papers[0];
  CHECK(paper.id.str() == "2401.00001");
  CHECK_FALSE(paper.version);
  CHECK(paper.title == "Teapots & Kettles");
  CHECK(names(paper) ==
        std::vector<std::string>{"Ada Sample", "Bo C. de Exemplé Jr", "TEAPOT Collaboration"});
  CHECK(paper.authors->at(1).affiliations == std::vector<std::string>{"Institute of Tea"});
  CHECK(paper.categories == std::vector<std::string>{"cs.CL", "math.NA"});
  CHECK(paper.primary_category == "cs.CL");
  CHECK(paper.comment == "4 pages");
  CHECK(paper.journal_ref == "Journal of Teapots 1 (2026)");
  CHECK(paper.doi == "10.1000/teapot.1");
  CHECK(paper.license == "http://creativecommons.org/licenses/by/4.0/");
  CHECK_FALSE(paper.published);
  CHECK(paper.updated->str() == "2026-01-18");
  CHECK(paper.provenance.metadata->source == "arxiv_oai");
}

TEST_CASE("the dates of the service until 2025 are those of the first and the newest version") {
  auto body = recorded::fixture("arxiv/oai_arxiv.xml");
  body.replace(body.find("http://oaipmh.arxiv.org/oai"), 27, "http://export.arxiv.org/oai2");
  const Paper paper = read(body).parsed.papers.at(0);
  CHECK(paper.published->str() == "2026-01-18");
  CHECK(paper.updated->str() == "2026-01-19");
}

TEST_CASE("a record in arXivRaw has its versions") {
  const ArxivOai page = read(recorded::fixture("arxiv/oai_raw.xml"));
  CHECK_FALSE(page.token);
  REQUIRE(page.parsed.papers.size() == 1);
  const Paper& paper = page.parsed.papers[0];
  CHECK(paper.id.str() == "math/0309136");
  CHECK(paper.version == 2);
  CHECK(paper.title == "Knots of Steam");
  CHECK(paper.title_raw == "Knots of\n  Steam");
  CHECK(names(paper) == std::vector<std::string>{"Ada Sample", "Bo Jiménez", "TEAPOT Collaboration"});
  CHECK(paper.published->str() == "2003-09-08T17:57:34Z");
  CHECK(paper.updated->str() == "2003-09-10T00:41:18Z");
  CHECK(paper.withdrawn);
}

TEST_CASE("a record in Dublin Core has its categories by name") {
  const Paper paper = read(recorded::fixture("arxiv/oai_dc.xml")).parsed.papers.at(0);
  CHECK(paper.id.str() == "2401.00001");
  CHECK(names(paper) == std::vector<std::string>{"Ada Sample", "TEAPOT Collaboration"});
  CHECK(paper.categories == std::vector<std::string>{"cs.CL", "stat.ML"});
  CHECK(paper.primary_category == "cs.CL");
  CHECK(paper.abstract == "We boil water.");
  CHECK(paper.comment == "4 pages");
  CHECK(paper.journal_ref == "Journal of Teapots 1 (2026)");
  CHECK(paper.doi == "10.1000/teapot.1");
  CHECK(paper.published->str() == "2024-01-01");
  CHECK(paper.updated->str() == "2026-01-18");
}

TEST_CASE("the set of a category's archive is no category more") {
  const auto page = read(answer(
      "<ListRecords><record><header><identifier>oai:arXiv.org:1412.7481</identifier>"
      "<setSpec>physics:cond-mat</setSpec><setSpec>physics:hep-th</setSpec></header><metadata>"
      "<dc xmlns='http://www.openarchives.org/OAI/2.0/oai_dc/' xmlns:d='http://purl.org/dc/elements/1.1/'>"
      "<d:title>T</d:title><d:subject>Condensed Matter - Soft Condensed Matter</d:subject></dc></metadata>"
      "</record></ListRecords>"));
  CHECK(page.parsed.papers.at(0).categories == std::vector<std::string>{"cond-mat.soft", "hep-th"});
}

TEST_CASE("no matching records are an empty answer") {
  const ArxivOai page = read(answer("<error code='noRecordsMatch'>nothing</error>"));
  CHECK(page.parsed.entries == 0);
  CHECK_FALSE(page.token);
}

TEST_CASE("an empty token ends a list") {
  CHECK_FALSE(read(answer("<ListRecords><resumptionToken/></ListRecords>")).token);
  const auto page =
      read(answer("<ListRecords><resumptionToken completeListSize='907096' cursor='46000'>496549|47001"
                  "</resumptionToken></ListRecords>"));
  CHECK(page.token->complete_list_size == 907096);
  CHECK(page.token->cursor == 46000);
  CHECK(page.token->value == "496549|47001");
}

TEST_CASE("an error of OAI is told by its kind") {
  const auto kind = [](const std::string& code) {
    return parse_arxiv_oai(answer("<error code='" + code + "'>why</error>"), {}).error().kind;
  };
  CHECK(kind("badArgument") == ErrorKind::usage);
  CHECK(kind("badVerb") == ErrorKind::usage);
  CHECK(kind("cannotDisseminateFormat") == ErrorKind::usage);
  CHECK(kind("idDoesNotExist") == ErrorKind::not_found);
  CHECK(kind("badResumptionToken") == ErrorKind::unavailable);
  CHECK(parse_arxiv_oai(answer("<ListSets/>"), {}).error().what ==
        "an OAI-PMH answer without records but with <ListSets>");
  CHECK(parse_arxiv_oai(recorded::fixture("arxiv/feed.rss"), {}).error().what ==
        "not an OAI-PMH answer but an announcement feed (RSS)");
}

TEST_CASE("a record that cannot be used is held back and the rest survive") {
  const auto page = read(answer(
      "<ListRecords><record><header><identifier>oai:arXiv.org:x</identifier></header></record>"
      "<record><header><identifier>oai:arXiv.org:2401.00001</identifier></header><metadata>"
      "<arXiv xmlns='http://arxiv.org/OAI/arXiv/'><title>T</title><created>never</created></arXiv></metadata>"
      "</record></ListRecords>"));
  CHECK(page.parsed.entries == 2);
  CHECK(page.parsed.held_back == 1);
  CHECK(page.parsed.papers.at(0).id.str() == "2401.00001");
  CHECK(page.parsed.issues.size() == 3);
}

TEST_CASE("a long page keeps its order, and its issues the numbers of their entries") {
  std::string records;
  for (int i = 1; i <= 1000; ++i) {
    const std::string number = std::to_string(i), id = "2401." + std::string(5 - number.size(), '0') + number;
    const std::string header = "<identifier>oai:arXiv.org:" + id + "</identifier><datestamp>2026-01-" +
                               (i == 700 ? "21" : "20") + "</datestamp>";
    if (i % 400 == 0) {
      records += "<record><header status='deleted'>" + header + "</header></record>";
    } else {
      records += "<record><header>" + header +
                 "</header><metadata><arXiv xmlns='http://arxiv.org/OAI/arXiv/'>" +
                 (i % 250 == 1 ? "" : "<title>Paper " + number + "</title>") +
                 "<created>2026-01-02</created></arXiv></metadata></record>";
    }
  }
  const auto page = read(answer("<ListRecords>" + records + "</ListRecords>"));
  CHECK(page.deleted.size() == 2);
  CHECK(page.newest == *Day::parse("2026-01-21"));
  CHECK(page.format == "arXiv");
  CHECK(page.parsed.entries == 998);
  CHECK(page.parsed.held_back == 4);
  REQUIRE(page.parsed.papers.size() == 994);
  CHECK(std::ranges::is_sorted(page.parsed.papers, {}, [](const Paper& paper) { return paper.id.str(); }));
  REQUIRE(page.parsed.issues.size() == 4);
  // The deleted one before it is no entry.
  CHECK(page.parsed.issues[2].where == "entry 500 (2401.00501)");
}
