#include "nonmun/text/reading.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "nonmun/text/unicode.hpp"
#include "recorded.hpp"

using namespace nonmun::text;
using namespace nonmun::test;

namespace {

Kind kind_named(const std::string& name) {
  if (name == "title") return Kind::title;
  if (name == "name") return Kind::name;
  return name == "comment" ? Kind::comment : Kind::abstract;
}

struct Score {
  int passed = 0, total = 0;
};

/// Runs a file of expected results and prints its score and failures; gives the score of each group.
std::map<std::string, Score> score(const std::string& name, Reader reader) {
  std::map<std::string, Score> scores;
  std::string report;
  for (const Case& row : read_cases(shared_folder() / "cases" / name)) {
    const bool arxiv = reader == Reader::arxiv || row.source.starts_with("arXiv");
    const Kind kind = row.source.find("title") != std::string::npos ? Kind::title : Kind::abstract;
    const std::string text = to_plain(row.input, arxiv ? Reader::arxiv : Reader::hf, kind);
    const bool passed = std::any_of(
        row.accepted.begin(), row.accepted.end(),
        [&](const std::string& accepted) { return to_single_line(accepted) == to_single_line(text); });
    ++scores[row.group].total;
    scores[row.group].passed += passed;
    if (!passed) {
      report += "\n  " + row.group + " [" + row.input.substr(0, 60) + "] wants [" +
                row.accepted[0].substr(0, 60) + "], is [" + text.substr(0, 60) + "] (" +
                row.source.substr(0, 60) + ")";
    }
  }
  std::string line = name + ":";
  for (const auto& [group, counted] : scores) {
    line += " " + group + " " + std::to_string(counted.passed) + "/" + std::to_string(counted.total);
  }
  WARN(line << report);
  return scores;
}

}  // namespace

TEST_CASE("raw text is read as our own cases say") {
  std::ifstream in(NONMUN_SOURCE_DIR "/tests/data/text/reading.tsv");
  REQUIRE(in);
  int rows = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with("# ")) continue;
    std::vector<std::string> columns(1);
    for (const char c : line) {
      if (c == '\t')
        columns.emplace_back();
      else
        columns.back() += c;
    }
    REQUIRE(columns.size() == 4);
    const std::string raw = nlohmann::json::parse(columns[2]);
    CAPTURE(columns[0], columns[1], raw);
    CHECK(to_plain(raw, columns[0] == "hf" ? Reader::hf : Reader::arxiv, kind_named(columns[1])) ==
          nlohmann::json::parse(columns[3]).get<std::string>());
    ++rows;
  }
  CHECK(rows > 100);
}

TEST_CASE("unknown macros are named, in order") {
  CHECK(unknown_macros("we \\ours{} and $\\method_1$ \\emph{x} \\ours", Reader::hf, Kind::abstract) ==
        std::vector<std::string>{"\\ours", "\\method", "\\ours"});
  CHECK(unknown_macros("plain", Reader::arxiv, Kind::title).empty());
}

TEST_CASE("a title that TeX shows nothing of stays as it came") {
  for (const Reader reader : {Reader::arxiv, Reader::hf}) {
    CHECK(to_plain("~~~", reader, Kind::title) == "~~~");
    CHECK(to_plain(" {}\n", reader, Kind::title) == "{}");
    CHECK(to_plain(" \n ", reader, Kind::title).empty());
    CHECK(to_plain("~~~", reader, Kind::abstract).empty());
  }
}

TEST_CASE("Markdown keeps formulas for renderers that typeset them, where that is asked") {
  const auto tex = [](std::string_view raw) {
    return to_markdown(raw, Reader::arxiv, Kind::abstract, MathStyle::tex, Place::paragraph);
  };
  CHECK(tex("an $n$-gram costs \\$5") == "an $n$-gram costs \\$5");
  CHECK(tex("$\\mathbf{x}_i$ < $y$") == "$\\mathbf{x}_ i$ \\< $y$");
  CHECK(tex("$a<b$ and $a*b$ and $\\{x\\}$") == "$a\\lt b$ and $a\\ast b$ and $\\lbrace x\\rbrace$");
  CHECK(tex("$x$\n\n$y$") == "$x$ $y$");
  CHECK(to_markdown("$2\\times$ *fast* https://a.b/c", Reader::arxiv, Kind::title, MathStyle::unicode,
                    Place::bullet) == "2× \\*fast\\* <https://a.b/c>");
}

TEST_CASE("HTML shows the same text with its emphasis, code and links") {
  CHECK(to_html("\\emph{a} <b> & \\textbf{c \\texttt{d}}", Reader::arxiv, Kind::abstract) ==
        "<p><em>a</em> &lt;b&gt; &amp; <strong>c <code>d</code></strong></p>");
  CHECK(to_html("see \\url{https://a.b/c_d} or http://x.y/z.", Reader::arxiv, Kind::abstract) ==
        "<p>see <a href=\"https://a.b/c_d\">https://a.b/c_d</a> or <a "
        "href=\"http://x.y/z\">http://x.y/z</a>.</p>");
  CHECK(to_html("One is enough.\n\nTwo.", Reader::arxiv, Kind::abstract) ==
        "<p>One is enough.</p><p>Two.</p>");
  CHECK(to_html("\\href{javascript:alert(1)}{x}", Reader::arxiv, Kind::abstract) == "<p>x</p>");
  CHECK(to_html("", Reader::arxiv, Kind::abstract).empty());
}

TEST_CASE("the expected results of other projects are met") {
  if (!std::filesystem::exists(shared_folder() / "cases" / "tex2utf.tsv")) {
    WARN("skipped: " << shared_folder() / "cases" << " is not there");
    return;
  }
  for (const auto& [name, reader] :
       {std::pair{"tex2utf.tsv", Reader::arxiv}, std::pair{"latex2text.tsv", Reader::arxiv},
        std::pair{"real-latex.jsonl", Reader::hf}}) {
    const auto scores = score(name, reader);
    CHECK(scores.at("core").passed >= 0.99 * scores.at("core").total);
  }
}

TEST_CASE("a formula that reaches over the end of emphasis leaves whole characters", "[reading]") {
  CHECK(to_html(R"(\emph{$$}\"{o}$$)", Reader::arxiv, Kind::comment) ==
        to_html(R"(emph{$$}\"{o}$$)", Reader::hf, Kind::comment));
  CHECK(is_valid_utf8(to_html(R"(\emph{$$}\"{o}$$)", Reader::arxiv, Kind::comment)));
}
