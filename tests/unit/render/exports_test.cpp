#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "../../../src/render/citation.hpp"
#include "nonmun/render/render.hpp"

using namespace nonmun;
using namespace nonmun::render;

namespace {

Paper paper(const std::string& title, std::vector<std::string> authors = {}) {
  Paper made(ArxivId::parse("2404.14994").value());
  made.title = title;
  made.authors.emplace();
  for (std::string& name : authors) made.authors->push_back({std::move(name), {}, {}, {}});
  made.published = *Timestamp::parse("2024-04-23T17:59:59Z");
  return made;
}

std::string as(Format format, const Paper& made) {
  RenderOptions options;
  options.format = format;
  return render::render({{made}, {}}, options);
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("names are cited in their parts") {
  const auto check = [](const char* name, const char* family, const char* particle, const char* given,
                        const char* suffix, bool is_whole) {
    const CitedName cited = cited_name(name);
    INFO(name);
    CHECK(cited.family == family);
    CHECK(cited.particle == particle);
    CHECK(cited.given == given);
    CHECK(cited.suffix == suffix);
    CHECK(cited.is_whole == is_whole);
  };
  check("Geoffrey E. Hinton", "Hinton", "", "Geoffrey E.", "", false);
  check("Laurens van der Maaten", "Maaten", "van der", "Laurens", "", false);
  check("Sammy Davis Jr", "Davis", "", "Sammy", "Jr", false);
  check("OpenAI", "OpenAI", "", "", "", true);
  check("The ATLAS Collaboration", "The ATLAS Collaboration", "", "", "", true);
  check("Qwen Team", "Qwen Team", "", "", "", true);
  check("김철수", "김철수", "", "", "", true);
  check("Van Morrison", "Morrison", "", "Van", "", false);
}

TEST_CASE("a citation key is made of the record alone, in ASCII, and no two records share one") {
  CHECK(citation_of(paper("The Shape of Things", {"Łukasz Kaiser"})).key == "kaiser2024shape-2404.14994");
  CHECK(citation_of(paper("On $n$-grams", {"Bernhard Schölkopf"})).key == "scholkopf2024n-2404.14994");
  CHECK(citation_of(paper("A Title")).key == "anonymous2024title-2404.14994");
  CHECK(citation_of(paper("언어 모델", {"김철수"}))
            .key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string::npos);
  Paper old(ArxivId::parse("hep-th/9901001").value());
  old.title = "Strings";
  CHECK(citation_of(old).key == "anonymous1999strings-hep-th-9901001");
}

TEST_CASE("BibTeX says what the record says, whatever its characters mean to LaTeX") {
  const std::string entry = as(
      Format::bibtex, paper(R"(100% of {A} & B_1 #2 $5 ~x^y\z -- a)", {"Ann Able", "R and D Lab", "Bo, Jr"}));
  CHECK(contains(
      entry,
      R"(title = {{100\% of \{A\} \& B\_1 \#2 \$5 \textasciitilde{}x\textasciicircum{}y\textbackslash{}z -{}- a}},)"));
  CHECK(contains(entry, "author = {Able, Ann and {R and D Lab} and "));
  CHECK(contains(entry, "eprint = {2404.14994},\n  eprinttype = {arxiv},"));
  CHECK(contains(entry, "date = {2024-04-23},"));
}

TEST_CASE("a brace without its other half does not end a BibTeX field") {
  CHECK(contains(as(Format::bibtex, paper("a } b")), R"(title = {{a \textbraceright{} b}},)"));
}

TEST_CASE("BibTeX has formulas as the source wrote them where that is sound") {
  Paper made = paper("On n-gram models");
  made.title_raw = "On $n$-gram models";
  CHECK(contains(as(Format::bibtex, made), "title = {{On $n$-gram models}},"));
  for (const char* unsound :
       {"On $n-gram", "On $a{b$ models", "On \\emph{$n$}-gram", "On $50%$ x", "On $a\\$ x$"}) {
    made.title_raw = unsound;
    INFO(unsound);
    CHECK(contains(as(Format::bibtex, made), "title = {{On n-gram models}},"));
  }
}

TEST_CASE("an author list that was cut ends in others") {
  Paper made = paper("A Title", {"Ann Able"});
  made.authors->push_back({"+", "more", {}, {}});
  CHECK(contains(as(Format::bibtex, made), "author = {Able, Ann and others},"));
}

TEST_CASE("RIS is a tag a line, from TY to ER, with CR LF") {
  Paper made = paper("A\nTitle", {"Ann van Able", "OpenAI"});
  made.keywords = {"one", "two"};
  const std::string record = as(Format::ris, made);
  CHECK(
      record.starts_with("TY  - UNPB\r\nID  - able2024title-2404.14994\r\nTI  - A Title\r\nAU  - van Able, "
                         "Ann\r\nAU  - OpenAI\r\n"));
  CHECK(record.ends_with("ER  - \r\n\r\n"));
  CHECK(contains(record, "DA  - 2024/04/23/\r\n"));
  CHECK(contains(record, "KW  - one\r\nKW  - two\r\n"));
}

TEST_CASE("CSL-JSON has names in parts and groups as literals") {
  const std::string items = as(Format::csl_json, paper("A \"Title\"", {"Ann van Able", "OpenAI"}));
  CHECK(contains(
      items,
      R"("author":[{"family":"Able","given":"Ann","non-dropping-particle":"van"},{"literal":"OpenAI"}])"));
  CHECK(contains(items, R"("issued":{"date-parts":[[2024,4,23]]})"));
  CHECK(contains(items, R"("title":"A \"Title\"")"));
}

TEST_CASE("CSV quotes what it must and lets no spreadsheet calculate") {
  Paper made = paper("=cmd(), \"quoted\"", {"-Ann", "Bo"});
  const std::string rows = as(Format::csv, made);
  CHECK(contains(rows, "\"'=cmd(), \"\"quoted\"\"\","));
  CHECK(contains(rows, "'-Ann; Bo"));
  CHECK(std::ranges::count(rows, '\n') == 2);
}

TEST_CASE("a table's cells hold no bar and no line break of the record's") {
  const std::string table = as(Format::md_table, paper("P(a|b)\nand more", {"A|B"}));
  CHECK(std::ranges::count(table, '\n') == 3);
  CHECK(contains(table, "P(a\\|b)"));
}
