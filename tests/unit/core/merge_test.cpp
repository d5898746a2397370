#include "nonmun/core/merge.hpp"

#include "support/show.hpp"

using namespace nonmun;

namespace {

Instant at(std::string_view text) { return Timestamp::parse(text).value().instant; }

Paper paper(std::string_view id, std::string_view source = "huggingface",
            std::string_view fetched = "2024-04-25T00:00:00Z") {
  Paper made(ArxivId::parse(id).value());
  made.title = "Title from " + std::string(source);
  made.provenance.metadata = Origin{std::string(source), at(fetched), {}};
  if (source == "huggingface") made.provenance.community = made.provenance.metadata;
  return made;
}

}  // namespace

TEST_CASE("a poorer source never overwrites what a richer one said, in either order") {
  Paper rich = paper("2404.14619", "arxiv_api");
  rich.comment = "Accepted at ICLR 2026";
  Paper poor = paper("2404.14619", "huggingface", "2024-05-01T00:00:00Z");
  poor.votes = 58;
  poor.abstract = "Only Hugging Face sent one.";
  for (const Paper& merged : {merge(rich, poor), merge(poor, rich)}) {
    CHECK(merged.title == "Title from arxiv_api");
    CHECK(merged.comment == "Accepted at ICLR 2026");
    CHECK(merged.votes == 58);
    CHECK(merged.abstract == "Only Hugging Face sent one.");
    CHECK(merged.provenance.metadata->source == "arxiv_api");
    CHECK(merged.provenance.community->source == "huggingface");
  }
}

TEST_CASE("within one source the later fetch wins") {
  Paper early = paper("2404.14619");
  early.votes = 58;
  Paper late = paper("2404.14619", "huggingface", "2024-04-26T00:00:00Z");
  late.votes = 61;
  CHECK(merge(early, late).votes == 61);
  CHECK(merge(late, early).votes == 61);
}

TEST_CASE("a later arXiv version wins whatever its source") {
  Paper first = paper("2404.14619", "arxiv_api");
  first.version = 1;
  Paper second = paper("2404.14619", "arxiv_rss");
  second.version = 2;
  CHECK(merge(first, second).title == "Title from arxiv_rss");
  CHECK(merge(second, first).version == 2);
}

TEST_CASE("a raw title stays with the title it belongs to") {
  Paper rich = paper("2404.14994", "arxiv_api");
  rich.title_raw = "raw";
  const Paper poor = paper("2404.14994");
  CHECK(merge(poor, rich).title_raw == "raw");
  Paper raw_poor = poor;
  raw_poor.title_raw = "poor raw";
  rich.title_raw.clear();
  CHECK(merge(raw_poor, rich).title_raw.empty());
}

TEST_CASE("listings and unknown keys are united") {
  Paper first = paper("2404.14619"), second = paper("2404.14619");
  first.listed = {{"huggingface", Day::parse("2024-04-24").value(), "", "", {}}};
  second.listed = {{"huggingface", Day::parse("2024-04-24").value(), "", "", {}},
                   {"huggingface", Day::parse("2024-04-26").value(), "", "", {}}};
  first.extra = {{"mine", "1"}};
  second.extra = {{"mine", "2"}, {"yours", "[]"}};
  const Paper merged = merge(first, second);
  CHECK(merged.listed->size() == 2);
  CHECK(merged.listing_day() == Day::parse("2024-04-26").value());
  CHECK(merged.extra == ExtraFields{{"mine", "1"}, {"yours", "[]"}});
}

TEST_CASE("repeated ids become one record in the first one's place") {
  std::vector<Paper> papers{paper("2404.00001"), paper("2404.00002"), paper("2404.00001"),
                            paper("2404.00003")};
  CHECK(merge_repeated(papers) == 1);
  REQUIRE(papers.size() == 3);
  CHECK(papers[0].id.str() == "2404.00001");
  CHECK(papers[2].id.str() == "2404.00003");
}

TEST_CASE("authors of one name stay two people") {
  Paper first = paper("2404.14619"), second = paper("2404.14619");
  first.authors = second.authors = std::vector<Author>{{"Wei Wang", "", {}, {}}, {"Wei Wang", "", {}, {}}};
  CHECK(merge(first, second).authors->size() == 2);
}

TEST_CASE("papers are ordered by votes, then by id, and without votes last") {
  std::vector<Paper> papers{paper("2404.00004"), paper("2404.00003"), paper("2404.00002"),
                            paper("2404.00001")};
  papers[0].votes = 7;
  papers[1].votes = 9;
  papers[2].votes = 7;
  sort_papers(papers, PaperOrder::votes, Grouping::none);
  CHECK(papers[0].id.str() == "2404.00003");
  CHECK(papers[1].id.str() == "2404.00002");
  CHECK(papers[2].id.str() == "2404.00004");
  CHECK(papers[3].id.str() == "2404.00001");
}

TEST_CASE("a summary is laid over a paper that has none and over one read off a digest") {
  std::vector<Paper> papers{paper("2404.14619"), paper("2404.15045"), paper("2404.14687")};
  papers[1].summary = {Bullet{"", "가져온 문장입니다.", "", {}, "", "digest", {}, "", {}}};
  papers[2].summary = {Bullet{"", "사람이 쓴 문장입니다.", "", {}, "", "human", {}, "", {}}};
  std::vector<Paper> summaries;
  for (const Paper& known : papers) {
    Paper summary(known.id);
    summary.title_ko = "제목";
    summary.summary = {Bullet{"", "새 문장입니다.", "", {}, "", "frames", {}, "", {}}};
    summaries.push_back(summary);
  }
  add_summaries(papers, summaries);
  CHECK(papers[0].summary->front().ko == "새 문장입니다.");
  CHECK(papers[0].title_ko == "제목");
  CHECK(papers[1].summary->front().ko == "새 문장입니다.");
  CHECK(papers[2].summary->front().ko == "사람이 쓴 문장입니다.");
  CHECK(papers[0].title == "Title from huggingface");
}
