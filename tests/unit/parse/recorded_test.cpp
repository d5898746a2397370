#include "recorded.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "nonmun/parse/any.hpp"
#include "nonmun/parse/arxiv_atom.hpp"
#include "nonmun/parse/huggingface.hpp"
#include "nonmun/text/authors.hpp"
#include "nonmun/text/unicode.hpp"

using namespace nonmun;
using namespace nonmun::parse;

namespace {

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

std::vector<std::filesystem::path> huggingface_days() {
  auto days = recorded::files("huggingface", ".json");
  for (const auto& path : recorded::files("huggingface-early", ".json")) {
    if (path.filename().string().starts_with("20")) days.push_back(path);
  }
  return days;
}

void check_entry(const nlohmann::json& entry, const Paper& paper, const std::string& day) {
  const auto& theirs = entry.at("paper");
  CHECK(paper.id.str() == theirs.at("id").get<std::string>());
  REQUIRE(paper.authors);
  std::vector<std::string> expected, names;
  for (const auto& author : theirs.at("authors")) {
    const auto name = text::clean_name(author.at("name").get<std::string>(), text::Reader::hf);
    if (name) expected.push_back(*name);
  }
  for (const auto& author : *paper.authors) names.push_back(author.name);
  CHECK(names == expected);
  CHECK(paper.votes == theirs.at("upvotes").get<int>());
  CHECK(paper.comments == entry.at("numComments").get<int>());
  CHECK_FALSE(paper.title.empty());
  CHECK_FALSE(has_control(paper.title));
  CHECK(text::is_valid_utf8(paper.title));
  CHECK(text::to_single_line(paper.title) == paper.title);
  CHECK(paper.title.find("&amp;") == std::string::npos);
  CHECK_FALSE(paper.abstract.empty());
  REQUIRE(paper.listed);
  CHECK(paper.listed->front().day->str() == day);
  REQUIRE(paper.published);
  CHECK(Day::of(paper.published->instant).str() == theirs.at("publishedAt").get<std::string>().substr(0, 10));
  CHECK(paper.withdrawn == theirs.contains("withdrawnAt"));
  CHECK(paper.keywords.has_value() == theirs.contains("ai_keywords"));
  CHECK(paper.ai_summary.has_value() == theirs.contains("ai_summary"));
  REQUIRE(paper.media);
  CHECK(paper.media->back().kind == MediaKind::thumbnail);
  const auto named = theirs.value("githubRepo", "") + theirs.value("projectPage", "");
  if (named.find("github.com/") != std::string::npos) {
    CHECK_FALSE(paper.links.code.empty());
  } else if (const auto at = paper.links.code.find("://"); at != std::string::npos) {
    CHECK(paper.abstract.find(paper.links.code.substr(at + 3)) != std::string::npos);
  }
}

}  // namespace

TEST_CASE("every entry of every recorded Hugging Face day becomes a record with all that upstream said") {
  const auto days = huggingface_days();
  if (days.empty()) {
    WARN("skipped: no recorded days");
    return;
  }
  std::size_t papers = 0;
  for (const auto& path : days) {
    INFO(path);
    const std::string body = recorded::read(path), day = path.stem().string();
    ParseContext context{path.string(), Day::parse(day).value(), std::nullopt};
    const auto parsed = parse_huggingface_daily(body, context);
    REQUIRE(parsed);
    const auto list = nlohmann::json::parse(body);
    REQUIRE(parsed->papers.size() == list.size());
    CHECK(parsed->entries == list.size());
    CHECK(parsed->held_back == 0);
    for (const auto& issue : parsed->issues) UNSCOPED_INFO(issue.where << ": " << issue.what);
    CHECK(parsed->issues.size() <= 1);
    for (std::size_t i = 0; i < list.size(); ++i) check_entry(list[i], parsed->papers[i], day);
    papers += parsed->papers.size();
    const auto any = parse_any(body, context);
    REQUIRE(any);
    CHECK(any->papers == parsed->papers);
  }
  CHECK(papers == 1778);
}

TEST_CASE("without the day that was asked for, a recorded entry is listed on the day it was submitted to") {
  const auto days = huggingface_days();
  if (days.empty()) {
    WARN("skipped: no recorded days");
    return;
  }
  std::size_t other = 0, unknown = 0, all = 0;
  for (const auto& path : days) {
    const auto parsed = parse_huggingface_daily(recorded::read(path), {});
    REQUIRE(parsed);
    for (const auto& paper : parsed->papers) {
      ++all;
      const auto day = paper.listed->front().day;
      if (!day) {
        ++unknown;
      } else if (day->str() != path.stem().string()) {
        ++other;
      }
    }
  }
  INFO("other " << other << ", unknown " << unknown << " of " << all);
  CHECK(other <= 3);     // they were moved after they were submitted
  CHECK(unknown <= 23);  // March 2025, before submittedOnDailyAt
}

TEST_CASE("a recorded error answer is told by its message") {
  const auto body = recorded::read(recorded::folder() / "huggingface-early" / "error_404_body.json");
  if (body.empty()) {
    WARN("skipped: no recorded error");
    return;
  }
  const auto parsed = parse_huggingface_daily(body, {});
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().kind == ErrorKind::invalid_data);
  CHECK(parsed.error().what ==
        "not a list of papers but an error: Sorry, we can't find the page you are looking for.");
}

TEST_CASE("recorded answers of arXiv's API are read field by field") {
  const auto folder = recorded::folder() / "arxiv";
  const auto body = recorded::read(folder / "api_1207.7214.xml");
  if (body.empty()) {
    WARN("skipped: no recorded answers");
    return;
  }
  const auto parsed = parse_arxiv_atom(body, {});
  REQUIRE(parsed);
  REQUIRE(parsed->papers.size() == 1);
  const Paper& paper = parsed->papers.front();
  CHECK(paper.id.str() == "1207.7214");
  CHECK(paper.version == 2);
  CHECK(paper.primary_category == "hep-ex");
  CHECK(paper.categories == std::vector<std::string>{"hep-ex"});
  CHECK(paper.doi == "10.1016/j.physletb.2012.08.020");
  CHECK(paper.published->str() == "2012-07-31T11:59:59Z");
  CHECK(parsed->total == 1);

  const auto zero = parse_arxiv_atom(recorded::read(folder / "api_zero_results.xml"), {});
  REQUIRE(zero);
  CHECK(zero->papers.empty());
  CHECK(zero->total == 0);

  const auto error = parse_arxiv_atom(recorded::read(folder / "api_error_start.xml"), {});
  REQUIRE_FALSE(error);
  CHECK(error.error().kind == ErrorKind::usage);
  CHECK(error.error().what == "arXiv refuses the request: start must be an integer");

  const auto limited = parse_arxiv_atom(recorded::read(folder / "rate_exceeded.txt"), {});
  REQUIRE_FALSE(limited);
  CHECK(limited.error().what == "not an Atom feed but the text \"Rate exceeded.\"");
}

TEST_CASE("recorded answers of arXiv's older API are read as the current ones are") {
  const auto body =
      recorded::read(recorded::folder() / "arxiv" / "atom-legacy" / "legacy_2016_del_maestro.xml");
  if (body.empty()) {
    WARN("skipped: no recorded answers");
    return;
  }
  const auto parsed = parse_arxiv_atom(body, {});
  REQUIRE(parsed);
  CHECK(parsed->papers.size() == 10);
  CHECK(parsed->total == 31);
  const Paper& paper = parsed->papers.front();
  CHECK(paper.id.str() == "1201.4869");
  CHECK(paper.title == "A Luttinger Liquid Core Inside Helium-4 Filled Nanopores");
  CHECK(paper.doi == "10.1142/S021797921244002X");
  CHECK(paper.comment == "26 pages, 10 figures");
  CHECK(paper.journal_ref == "Int. J. Mod. Phys. B, 26, 1244002 (2012)");
  CHECK(paper.categories == std::vector<std::string>{"cond-mat.mes-hall", "cond-mat.other"});
  CHECK(parsed->papers[1].id.str() == "cond-mat/0412498");
  CHECK(parsed->papers[1].authors->at(1).name == "Subir Sachdev");
}

TEST_CASE("every recorded API answer gives a record for each of its entries") {
  std::vector<std::filesystem::path> answers = recorded::files("arxiv/atom-legacy", ".xml");
  for (const auto& path : recorded::files("arxiv", ".xml")) {
    if (path.filename().string().starts_with("api_") && path.filename() != "api_error_start.xml")
      answers.push_back(path);
  }
  if (answers.empty()) {
    WARN("skipped: no recorded answers");
    return;
  }
  for (const auto& path : answers) {
    INFO(path);
    const auto body = recorded::read(path);
    const auto parsed = parse_any(body, {});
    REQUIRE(parsed);
    std::size_t entries = 0;
    for (auto at = body.find("<entry>"); at != body.npos; at = body.find("<entry>", at + 1)) ++entries;
    CHECK(parsed->papers.size() == entries);
    CHECK(parsed->issues.empty());
    for (const Paper& paper : parsed->papers) {
      CHECK(paper.version);
      CHECK(paper.published);
      CHECK(paper.updated);
      CHECK_FALSE(paper.authors->empty());
      CHECK_FALSE(paper.primary_category.empty());
      CHECK_FALSE(paper.abstract.empty());
      CHECK_FALSE(paper.withdrawn);
      CHECK(text::to_single_line(paper.title) == paper.title);
    }
  }
}
