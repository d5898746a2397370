#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "generators.hpp"
#include "nonmun/parse/paper_json.hpp"
#include "nonmun/render/paper_json.hpp"
#include "nonmun/render/render.hpp"
#include "support.hpp"
#include "support/temporary_directory.hpp"

namespace nonmun::render {
namespace {

using nlohmann::json;

std::string to_json(const Paper& paper) {
  std::string out;
  append_json(out, paper);
  return out;
}

std::string title_in_json(std::string title) {
  const std::string record = to_json(test::make_paper("2404.99901", std::move(title)));
  const std::string before = R"({"schema":"nonmun.paper/1","id":"2404.99901","title":)";
  REQUIRE(record.starts_with(before));
  return record.substr(before.size(), record.size() - before.size() - 1);
}

}  // namespace

TEST_CASE("a record that knows nothing writes only its schema, id and title") {
  CHECK(to_json(test::make_paper("hep-th/9901001", "T")) ==
        R"({"schema":"nonmun.paper/1","id":"hep-th/9901001","title":"T"})");
}

TEST_CASE("a list known to be empty is written, one not known is absent") {
  Paper paper = test::make_paper("2404.99901", "T");
  paper.authors.emplace();
  paper.media.emplace();
  CHECK(to_json(paper) ==
        R"({"schema":"nonmun.paper/1","id":"2404.99901","title":"T","authors":[],"media":[]})");
}

TEST_CASE("a full record writes every key in the schema's order, extra fields last") {
  test::check_golden("full.json", to_json(test::make_full_paper()) + "\n");
  const auto record = nlohmann::ordered_json::parse(to_json(test::make_full_paper()));
  const auto schema = nlohmann::ordered_json::parse(paper_schema());
  std::vector<std::string> keys, known;
  for (const auto& [key, value] : record.items()) keys.push_back(key);
  for (const auto& [key, value] : schema.at("properties").items()) known.push_back(key);
  known.insert(known.end(), {"z", "a \"quoted\" key"});
  CHECK(keys == known);
}

TEST_CASE("a bullet's verdict is true, the reason why not, or false where there is none") {
  const auto summary = json::parse(to_json(test::make_full_paper())).at("summary");
  CHECK(summary[0]["verified"] == true);
  CHECK(summary[1]["verified"] == "too short");
  CHECK(summary[2]["verified"] == false);
}

TEST_CASE("strings escape quotes, backslashes and control characters, and nothing else") {
  CHECK(title_in_json("a\"b\\c/d") == R"("a\"b\\c/d")");
  CHECK(title_in_json("\n\t\r\b\f") == R"("\n\t\r\b\f")");
  CHECK(title_in_json(std::string("\0\x1B\x1F", 3)) == R"("\u0000\u001b\u001f")");
  CHECK(title_in_json("\x7F\xC2\x80\xC2\x9F") == R"("\u007f\u0080\u009f")");
  CHECK(title_in_json("한국어 😀 ½ \xC2\xA0 <&>") == "\"한국어 😀 ½ \xC2\xA0 <&>\"");
}

TEST_CASE("ill-formed bytes become one replacement character for each maximal subpart") {
  const std::string bad = "\xEF\xBF\xBD";
  CHECK(title_in_json("a\x80z") == '"' + ("a" + bad + "z") + '"');
  CHECK(title_in_json("\xE2\x82") == '"' + bad + '"');
  CHECK(title_in_json("\xF0\x9F\x98\x41") == '"' + bad + "A" + '"');
  CHECK(title_in_json("\xED\xA0\x80") == '"' + bad + bad + bad + '"');
  CHECK(title_in_json("\xC0\xAF\xF5") == '"' + bad + bad + bad + '"');
}

TEST_CASE("an escape is found wherever in a long string it stands") {
  for (std::size_t length = 1; length < 40; ++length) {
    for (std::size_t at = 0; at < length; ++at) {
      for (const char c :
           {'"', '\\', '\x01', '\x1F', '\x7F', '\x20', '\x21', '\x23', '\x5B', '\x5D', '\x7E'}) {
        std::string title(length, 'x');
        title[at] = c;
        REQUIRE(json::parse(title_in_json(title)).get<std::string>() == title);
        REQUIRE((title_in_json(title).size() == length + 2) ==
                (c >= ' ' && c != '"' && c != '\\' && c != '\x7F'));
      }
    }
  }
}

TEST_CASE("any bytes anywhere give valid JSON in one line") {
  CHECK(rc::check([] {
    Paper paper = test::make_paper("2404.99901", *test::any_bytes());
    paper.comment = *test::any_bytes();
    paper.extra = {{*test::any_bytes(), *test::any_bytes()}};
    const std::string record = to_json(paper);
    RC_ASSERT(json::accept(record));
    RC_ASSERT(record.find('\n') == record.npos);
  }));
}

TEST_CASE("raw JSON of unknown keys stands as it came, without its line breaks") {
  Paper paper = test::make_paper("2404.99901", "T");
  paper.extra = {{"number", "1.50e+3"}, {"object", "{\n  \"a\": 1\n}"}, {"broken", "{"}};
  CHECK(to_json(paper).ends_with(R"(,"number":1.50e+3,"object":{  "a": 1},"broken":"{"})"));
}

TEST_CASE("records written and read back are the same") {
  const Paper full = test::make_full_paper();
  const auto back = parse::parse_paper_json(to_json(full), {});
  REQUIRE(back);
  REQUIRE(back->papers.size() == 1);
  CHECK(to_json(back->papers.front()) == to_json(full));
  CHECK(back->papers.front() == full);
  CHECK(rc::check([] {
    const Paper paper = *test::any_paper();
    const auto read = parse::parse_paper_json(to_json(paper), {});
    RC_ASSERT(read.has_value());
    RC_ASSERT(to_json(read->papers.at(0)) == to_json(paper));
  }));
}

TEST_CASE("JSON is one array with a record a line, JSON Lines a record a line") {
  const Digest digest{{test::make_paper("2404.99901", "A"), test::make_paper("2404.99902", "B")},
                      std::nullopt};
  RenderOptions options;
  options.format = Format::jsonl;
  const std::string lines = render(digest, options);
  CHECK(lines == to_json(digest.papers[0]) + "\n" + to_json(digest.papers[1]) + "\n");
  options.format = Format::json;
  CHECK(render(digest, options) ==
        "[\n" + to_json(digest.papers[0]) + ",\n" + to_json(digest.papers[1]) + "\n]\n");
}

TEST_CASE("the schema accepts every kind of record") {
  const test::TemporaryDirectory directory;
  const std::string schema = (directory / "schema.json").string(),
                    records = (directory / "records.jsonl").string();
  std::ofstream(schema) << paper_schema();
  {
    std::ofstream file(records, std::ios::binary);
    file << to_json(test::make_full_paper()) << '\n'
         << to_json(test::make_paper("math/0309136", "T")) << '\n';
    for (const Paper& paper : test::read_records()) file << to_json(paper) << '\n';
    for (const Paper& paper : test::read_papers(test::data_path("imported-variants.md")))
      file << to_json(paper) << '\n';
    for (int seed = 0; seed < 50; ++seed) {
      const auto paper = test::any_paper()(rc::Random(static_cast<std::uint64_t>(seed)), 30).value();
      file << to_json(paper) << '\n';
    }
  }
  const std::string command =
      "python3 " NONMUN_SOURCE_DIR "/tests/unit/render/validate_schema.py " + schema + " " + records;
  const int status = std::system(command.c_str());
  if (status == 77 * 256 || status == 127 * 256) {
    WARN("skipped: python3-jsonschema is not installed");
  } else {
    CHECK(status == 0);
  }
}

}  // namespace nonmun::render

TEST_CASE("many records are the lines of each, in their order") {
  std::vector<nonmun::Paper> papers;
  std::string expected = "before\n";
  for (int i = 1; i <= 1003; ++i) {
    const std::string number = std::to_string(i);
    nonmun::Paper paper(
        nonmun::ArxivId::parse("2401." + std::string(5 - number.size(), '0') + number).value());
    paper.title = "Paper " + number;
    nonmun::render::append_json(expected, paper);
    expected += '\n';
    papers.push_back(std::move(paper));
  }
  std::string lines = "before\n";
  nonmun::render::append_json_lines(lines, papers);
  CHECK(lines == expected);
}
