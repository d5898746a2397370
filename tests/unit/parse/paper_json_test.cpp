#include "nonmun/parse/paper_json.hpp"

#include <catch2/catch.hpp>

#include "nonmun/parse/arxiv_atom.hpp"
#include "nonmun/parse/huggingface.hpp"
#include "nonmun/render/paper_json.hpp"
#include "recorded.hpp"

using namespace nonmun;
using namespace nonmun::parse;

namespace {

std::string line(const Paper& paper) {
  std::string out;
  render::append_json(out, paper);
  return out;
}

std::vector<std::string> ids(const Parsed& parsed) {
  std::vector<std::string> out;
  for (const Paper& paper : parsed.papers) out.push_back(paper.id.str());
  return out;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a full record is read field by field") {
  const auto parsed = parse_paper_json(recorded::fixture("records.jsonl"), {});
  REQUIRE(parsed);
  REQUIRE(parsed->papers.size() == 3);
  CHECK(parsed->issues.empty());
  const Paper& paper = parsed->papers[0];
  CHECK(paper.id.str() == "2404.14619");
  CHECK(paper.version == 2);
  CHECK(paper.title == "Teapots");
  CHECK(paper.title_raw == "$Tea$pots");
  CHECK(paper.title_ko == "찻주전자");
  REQUIRE(paper.authors->size() == 2);
  CHECK(paper.authors->at(0).affiliations == Ids{"Institute of Tea"});
  CHECK(paper.authors->at(0).extra == ExtraFields{{"orcid", "\"0000\""}});
  CHECK_FALSE(paper.authors->at(1).is_person());
  CHECK(paper.abstract == "First paragraph.\nSecond.");
  CHECK(paper.abstract_raw == "First\n paragraph.\n\nSecond.");
  REQUIRE(paper.summary->size() == 2);
  CHECK(paper.summary->at(0).src == std::vector<int>{1, 2});
  CHECK(paper.summary->at(0).verified == true);
  CHECK(paper.summary->at(1).verified == false);
  CHECK(paper.summary->at(1).unverified_reason == "a number is missing");
  CHECK(paper.summary->at(1).extra == ExtraFields{{"tone", R"({"a":[1,2]})"}});
  CHECK(paper.published->str() == "2024-04-22T23:12:21Z");
  CHECK(paper.updated->date_only);
  CHECK_FALSE(paper.announced->date_only);
  CHECK(paper.withdrawn);
  CHECK(paper.votes == 14);
  CHECK(paper.comments == 0);
  CHECK(paper.links.extra == ExtraFields{{"slides", "\"https://example.org/slides\""}});
  CHECK(paper.media->at(0).kind == MediaKind::video);
  CHECK(paper.media->at(1).extra == ExtraFields{{"width", "12"}});
  CHECK(paper.ai_summary->model == "example/model");
  CHECK(paper.listed->at(1).kind == "replace-cross");
  CHECK(paper.provenance.community->extra == ExtraFields{{"etag", "\"x\""}});
  CHECK(paper.provenance.engines.at(0).prompt_version == "1");
  CHECK(paper.extra == ExtraFields{{"score", "1.50"}, {"tags", R"(["a","b"])"}, {"nested", R"({"k":null})"}});
}

TEST_CASE("a record that was written is read back the same, and written again to the same bytes") {
  const auto text = recorded::fixture("records.jsonl");
  const auto parsed = parse_paper_json(text, {});
  REQUIRE(parsed);
  std::string written;
  for (const Paper& paper : parsed->papers) written += line(paper) + '\n';
  // Only the schema, which the smallest record leaves out, is added.
  CHECK(written.starts_with(text.substr(0, text.find('\n') + 1)));
  const auto again = parse_paper_json(written, {});
  REQUIRE(again);
  CHECK(again->papers == parsed->papers);
}

TEST_CASE("records made of recorded answers are read back the same") {
  std::vector<Paper> papers;
  for (const auto& path : recorded::files("huggingface", ".json")) {
    ParseContext context{"", Day::parse(path.stem().string()).value(),
                         Instant{std::chrono::seconds{1700000000}}};
    auto parsed = parse_huggingface_daily(recorded::read(path), context).value();
    papers.insert(papers.end(), parsed.papers.begin(), parsed.papers.end());
  }
  for (const auto& path : recorded::files("arxiv/atom-legacy", ".xml")) {
    auto parsed = parse_arxiv_atom(recorded::read(path), {}).value();
    papers.insert(papers.end(), parsed.papers.begin(), parsed.papers.end());
  }
  if (papers.empty()) {
    WARN("skipped: no recorded answers");
    return;
  }
  std::string text;
  for (const Paper& paper : papers) text += line(paper) + '\n';
  const auto parsed = parse_paper_json(text, {});
  REQUIRE(parsed);
  CHECK(parsed->issues.empty());
  REQUIRE(parsed->papers.size() == papers.size());
  for (std::size_t i = 0; i < papers.size(); ++i) {
    INFO(papers[i].id.str());
    CHECK(parsed->papers[i] == papers[i]);
  }
}

TEST_CASE("lines, pretty-printed objects, arrays and objects run together are the same records") {
  const Ids expected{"2404.00001", "2404.00002"};
  for (const std::string text :
       {"{\"id\":\"2404.00001\",\"title\":\"A\"}\n{\"id\":\"2404.00002\",\"title\":\"B\"}\n",
        "{\"id\":\"2404.00001\",\"title\":\"A\"}{\"id\":\"2404.00002\",\"title\":\"B\"}",
        "\xEF\xBB\xBF [{\"id\":\"2404.00001\",\"title\":\"A\"},\r\n{\"id\":\"2404.00002\",\"title\":\"B\"}]",
        "{\n  \"id\": \"2404.00001\",\n  \"title\": \"A\",\n  \"authors\": [\n    {\n      \"name\": \"X\"\n "
        "   }\n  ]\n}\n"
        "{\n  \"id\": \"2404.00002\",\n  \"title\": \"B\"\n}\n",
        "{\n\"id\": \"2404.00001\",\n\"title\": \"A\",\n\"authors\": [\n{\n\"name\": \"X\"\n},\n{\n\"name\": "
        "\"Y\"\n}\n],\n"
        "\"links\":\n{\n}\n}\n{\n\"id\": \"2404.00002\",\n\"title\": \"B\"\n}\n",
        "[{\"id\":\"2404.00001\",\"title\":\"A\"}]\n[]\n[{\"id\":\"2404.00002\",\"title\":\"B\"}]"}) {
    INFO(text);
    const auto parsed = parse_paper_json(text, {});
    REQUIRE(parsed);
    CHECK(ids(*parsed) == expected);
    CHECK(parsed->issues.empty());
  }
}

TEST_CASE("a bad line becomes an issue with its number and the rest survive") {
  for (const std::string bad :
       {"{\"id\":\"2404.00009\",\"title\":\"cut off", "{\"id\":\"2404.00009\",\"authors\":[",
        "{\"id\":\"2404.00009\",\"title\":}", "{\"id\":\"2404.00009\"]", "hello", "42", "null",
        "{\"id\":\"2404.00009\"", "{\"id\":\"2404.00009\",\"title\":\"T\",\"media\":[,]}",
        "{\"id\":\"2404.00009\",\"title\":\"T\",\"x\":}", "{\"title\":\"no id\"}", "{\"id\":\"2404.00009\"}",
        "{\"id\":\"../../etc\",\"title\":\"T\"}", "{\"id\":\"2404.00009\",\"title\":\" \\u0007 \"}",
        "{\"schema\":\"nonmun.paper/2\",\"id\":\"2404.00009\",\"title\":\"T\"}",
        "{\"id\":\"2404.00009\",\"title\":5}", "{\"id\":\"2404.00009\",\"title\":\"T\",\"authors\":["}) {
    const auto parsed = parse_paper_json(
        "{\"id\":\"2404.00001\",\"title\":\"A\"}\n\n" + bad + "\n{\"id\":\"2404.00002\",\"title\":\"B\"}\n",
        {});
    INFO(bad);
    REQUIRE(parsed);
    CHECK(ids(*parsed) == Ids{"2404.00001", "2404.00002"});
    CHECK(parsed->entries == 3);
    CHECK(parsed->held_back == 1);
    REQUIRE_FALSE(parsed->issues.empty());
    CHECK(parsed->issues.back().where == "line 3");
  }
}

TEST_CASE("what stands behind a broken record is not read as a part of it") {
  for (const std::string text :
       {"{\"media\":[,],},", "{\"media\":[,]},{\"id\":\"2404.00001\"", "[{\"media\":[,],},]"}) {
    CHECK_FALSE(parse_paper_json(text, {}));
  }
}

TEST_CASE("a record of a newer schema is held back with an issue that says so") {
  const auto parsed = parse_paper_json(
      "{\"schema\":\"nonmun.paper/2\",\"id\":\"2404.00009\",\"title\":\"T\"}\n"
      "{\"schema\":\"nonmun.paper/1\",\"id\":\"2404.00001\",\"title\":\"A\"}",
      {});
  REQUIRE(parsed);
  REQUIRE(parsed->issues.size() == 1);
  CHECK(parsed->issues[0] ==
        Issue{"line 1",
              "written by a newer nonmun: its schema is nonmun.paper/2, this one reads nonmun.paper/1"});
}

TEST_CASE("text in which no record can be read is an error that names the first reason") {
  const auto parsed = parse_paper_json("{\"title\":\"no id\"}\n", {"file.jsonl", {}, {}});
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().kind == ErrorKind::invalid_data);
  CHECK(to_line(parsed.error()) == "file.jsonl: no record can be read: line 1: no id");
  CHECK(parse_paper_json(" \n\n", {})->entries == 0);
}

TEST_CASE("an array that is not closed keeps its records and says that it was cut off") {
  const auto parsed = parse_paper_json("[{\"id\":\"2404.00001\",\"title\":\"A\"},\n", {});
  REQUIRE(parsed);
  CHECK(parsed->papers.size() == 1);
  CHECK(parsed->held_back == 1);
  CHECK(parsed->issues.at(0).what == "the array is not closed: the text is cut off");
}

TEST_CASE("a field of a wrong type is dropped with an issue and the record survives") {
  const auto parsed = parse_paper_json(
      R"({"id":"2404.00001","title":"A","votes":"many","authors":{"a":1},"published":"soon","links":{"abs":"javascript:x"},)"
      R"("media":[7,{"kind":"hologram","url":"https://e.org/a.png"}],"listed":[{"day":"2024-02-30"}],"withdrawn":"yes","comment":["x"]})",
      {});
  REQUIRE(parsed);
  REQUIRE(parsed->papers.size() == 1);
  const Paper& paper = parsed->papers[0];
  CHECK_FALSE(paper.votes);
  CHECK_FALSE(paper.authors);
  CHECK_FALSE(paper.published);
  CHECK(paper.links == Links{});
  CHECK(paper.media->size() == 1);
  CHECK_FALSE(paper.withdrawn);
  CHECK(parsed->issues.size() == 10);
  for (const Issue& issue : parsed->issues) CHECK(issue.where == "line 1");
}

TEST_CASE("null means not known, and the same id twice stays twice") {
  const auto parsed = parse_paper_json(
      "{\"id\":\"2404.00001\",\"title\":\"A\",\"authors\":null,\"votes\":null,\"links\":null,\"ai_summary\":"
      "null,\"published\":null}\n"
      "{\"id\":\"2404.00001v2\",\"title\":\"A\"}",
      {});
  REQUIRE(parsed);
  CHECK(parsed->issues.empty());
  REQUIRE(parsed->papers.size() == 2);
  CHECK_FALSE(parsed->papers[0].authors);
  CHECK_FALSE(parsed->papers[0].ai_summary);
  CHECK(parsed->papers[1].id == parsed->papers[0].id);
  CHECK(parsed->papers[1].version == 2);
}

TEST_CASE("an unknown key is kept as it came, without the line breaks of a pretty printer") {
  const auto parsed = parse_paper_json(
      "{\n  \"id\": \"2404.00001\",\n  \"title\": \"A\",\n  \"z\": {\n    \"a b\": [ 1e400, -0.10, \"x "
      "\\u00e9 \\n\" ]\n  },\n"
      "  \"k\\u0065y\": true\n}",
      {});
  REQUIRE(parsed);
  CHECK(parsed->issues.empty());
  CHECK(parsed->papers.at(0).extra ==
        ExtraFields{{"z", R"({"a b":[1e400,-0.10,"x \u00e9 \n"]})"}, {"key", "true"}});
}

TEST_CASE("an unknown key whose value is no JSON is dropped with an issue") {
  for (const std::string bad : {"tru", "01", "1.", "[1,]", "\"\\x\"", "{\"a\":1,}", "[1 2]"}) {
    INFO(bad);
    const auto parsed = parse_paper_json("{\"id\":\"2404.00001\",\"title\":\"A\",\"z\":" + bad + "}", {});
    REQUIRE(parsed);
    CHECK(parsed->papers.at(0).extra.empty());
    CHECK(parsed->issues.size() == 1);
  }
}

TEST_CASE("bytes that are not UTF-8 cost nothing but themselves") {
  const auto parsed = parse_paper_json(
      "{\"id\":\"2404.00001\",\"title\":\"A\xFF z\"}\n{\"id\":\"2404.00002\",\"title\":\"B\"}", {});
  REQUIRE(parsed);
  CHECK(ids(*parsed) == Ids{"2404.00001", "2404.00002"});
  CHECK(parsed->papers[0].title == "A\xEF\xBF\xBD z");
  CHECK(parsed->issues.size() == 1);
}

TEST_CASE("control characters in a record do not reach a terminal") {
  const auto parsed = parse_paper_json(
      R"({"id":"2404.00001","title":"A\u001b[31m","abstract":"one\u001b]0;x\u0007\ntwo","comment":"a\u0000b\u009bc"})",
      {});
  REQUIRE(parsed);
  const Paper& paper = parsed->papers.at(0);
  CHECK(paper.title.find('\x1b') == std::string::npos);
  CHECK(paper.abstract == "one]0;x\ntwo");
  CHECK(paper.comment == "abc");
}

TEST_CASE("hostile texts are read in linear time") {
  std::string text;
  SECTION("objects that are never closed") {
    for (int i = 0; i < 200000; ++i) text += "{\"a\":\n";
  }
  SECTION("objects that are closed by the wrong bracket at the end") {
    for (int i = 0; i < 200000; ++i) text += "{\"a\":\n";
    text += ']';
  }
  SECTION("brackets") { text.assign(1000000, '['); }
  SECTION("brackets and lines") {
    text = "{";
    for (int i = 0; i < 500000; ++i) text += "[\n";
  }
  SECTION("deep extra fields") {
    text = "{\"id\":\"2404.00001\",\"title\":\"A\",\"x\":" + std::string(500000, '[') +
           std::string(500000, ']') + "}";
  }
  SECTION("lines of junk") {
    for (int i = 0; i < 200000; ++i) text += "\"\n";
  }
  const auto parsed = parse_paper_json(text, {});
  if (parsed) CHECK(parsed->entries == parsed->papers.size() + parsed->held_back);
}
