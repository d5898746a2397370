#include <catch2/catch.hpp>

#include <iostream>

#include "nonmun/parse/arxiv_html.hpp"
#include "recorded.hpp"
#include "support/show.hpp"

using namespace nonmun;
using namespace nonmun::parse;

namespace {

using Lines = std::vector<std::string>;

FullText read(const std::string& page) {
  auto text = parse_arxiv_html(page, "page");
  REQUIRE(text);
  return *std::move(text);
}

std::string article(const std::string& body) {
  return "<article class=\"ltx_document\">" + body + "</article>";
}

std::string all_of(const FullText& text) {
  std::string all;
  for (const auto& section : text.sections) {
    all += "# " + section.heading + '\n';
    for (const auto& paragraph : section.paragraphs) all += paragraph + '\n';
  }
  return all;
}

}  // namespace

TEST_CASE("a paper's sections are read in their order, without what is no sentence of it") {
  const FullText text = read(recorded::fixture("arxiv/paper.html"));
  REQUIRE(text.sections.size() == 4);
  CHECK(text.sections[0].heading == "Introduction");
  CHECK(text.sections[0].paragraphs ==
        Lines{"Sheep are hard to count. Kim et al. count n≤10 of them, for $5 & less.", "We propose",
              "a fence;", "a dog."});
  CHECK(text.sections[1].heading == "The Fence");
  CHECK(text.sections[1].paragraphs == Lines{"Posts stand as p=2k+1 where k is even."});
  CHECK(text.sections[2].heading == "Conclusion");
  CHECK(text.sections[2].paragraphs == Lines{"Fences help (see Figure 1)."});
  CHECK_FALSE(text.sections[2].is_appendix);
}

TEST_CASE("what stands behind the references is an appendix, whatever its class") {
  const FullText text = read(recorded::fixture("arxiv/paper.html"));
  REQUIRE(text.sections.size() == 4);
  CHECK(text.sections[3] == TextSection{"More Sheep", true, {"Twelve more."}});
  const FullText marked =
      read(article("<section class=\"ltx_appendix\"><h2 class=\"ltx_title\">A</h2><p>One.</p></section>"));
  CHECK(marked.sections.front().is_appendix);
}

TEST_CASE("a paper without sections is one without a heading") {
  const FullText text = read(article("<div class=\"ltx_para\"><p class=\"ltx_p\">One. Two.</p></div>"));
  REQUIRE(text.sections.size() == 1);
  CHECK(text.sections.front() == TextSection{"", false, {"One. Two."}});
}

TEST_CASE("a citation that is a word of its sentence stays, without its year") {
  const auto words = [](const std::string& cite) {
    return read(article("<p>As <cite>" + cite + "</cite> say.</p>")).sections.front().paragraphs.front();
  };
  CHECK(words("Kim and Lee (2024)") == "As Kim and Lee say.");
  CHECK(words("Kim et al. [3]") == "As Kim et al. say.");
  CHECK(words("[3]") == "As say.");
  CHECK(words("(Kim, 2024)") == "As say.");
  CHECK(words("<sup>3</sup>") == "As say.");
}

TEST_CASE("an element that is left out and never closed costs its section only") {
  const FullText text =
      read(article("<section><h2>A</h2><p>One.</p><figure><p>Lost.</p></section>"
                   "<section><h2>B</h2><p>Two.</p></section>"));
  REQUIRE(text.sections.size() == 2);
  CHECK(text.sections[0].paragraphs == Lines{"One."});
  CHECK(text.sections[1].paragraphs == Lines{"Two."});
}

TEST_CASE("a page that is no paper, and a paper without a paragraph, are refused") {
  CHECK_FALSE(parse_arxiv_html("<html><body><p>No HTML for '2401.00001'</p></body></html>", "page"));
  CHECK_FALSE(parse_arxiv_html("", "page"));
  const auto empty = parse_arxiv_html(article("<h1>Title</h1><figure><p>One.</p></figure>"), "page");
  REQUIRE_FALSE(empty);
  CHECK(empty.error().kind == ErrorKind::invalid_data);
  CHECK(empty.error().where == "page");
}

TEST_CASE("a page of arXiv's gives sections and sentences, no marks and no references") {
  const std::string page = recorded::read(recorded::folder() / "arxiv" / "html_1706.03762v7.html");
  if (page.empty()) {
    std::cout << "skipped: no recorded page of arXiv's HTML\n";
    return;
  }
  const FullText text = read(page);
  Lines headings;
  for (const auto& section : text.sections) headings.push_back(section.heading);
  CHECK(headings == Lines{"Introduction", "Background", "Model Architecture", "Why Self-Attention",
                          "Training", "Results", "Conclusion"});
  const std::string all = all_of(text);
  CHECK(all.find("Recurrent neural networks, long short-term memory and gated recurrent neural networks in "
                 "particular, have been firmly established") != all.npos);
  for (const char* mark :
       {"[13]", "  ", " .", " ,", "alttext", "\\", "Refer to caption", "footnote", "To illustrate why",
        "Layer normalization.", "grateful", "Table 2:", "Figure 1:", "Report", "LaTeXML", "BLEU EN"})
    CHECK_FALSE(all.find(mark) != all.npos);
  CHECK(all.find("a sequence of hidden states") != all.npos);
}
