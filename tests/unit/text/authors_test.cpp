#include "nonmun/text/authors.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "language_cases.hpp"
#include "random_text.hpp"

using namespace nonmun::text;
using Strings = std::vector<std::string>;

namespace {

Strings names_in(std::string_view line) {
  Strings names;
  for (const AuthorName& author : split_authors(line, Reader::arxiv)) names.push_back(author.name);
  return names;
}

std::string listed(const std::vector<AuthorName>& authors) {
  std::string text;
  for (const AuthorName& author : authors) {
    text += "[" + author.name + "|" + author.suffix;
    for (const std::string& affiliation : author.affiliations) text += "|" + affiliation;
    text += "]";
  }
  return text;
}

std::optional<std::string> check_case(const nlohmann::json& row) {
  const std::string input = row["input"];
  const std::vector<AuthorName> authors = split_authors(input, Reader::arxiv);
  const Strings expected = row["names"];
  bool passed = names_in(input) == expected;
  if (passed && row.contains("parsed")) {
    for (std::size_t i = 0; i < authors.size(); ++i) {
      passed = passed && authors[i].suffix == row["parsed"][i]["suffix"].get<std::string>() &&
               authors[i].affiliations == row["parsed"][i]["affiliations"].get<Strings>();
    }
  }
  return passed ? std::nullopt : std::optional(input + " gives " + listed(authors));
}

}  // namespace

TEST_CASE("the shared author cases hold", "[authors]") {
  const auto scores = nonmun::test::score_shared_cases("authors.jsonl", check_case);
  if (scores.contains("core")) CHECK(scores.at("core").passed == scores.at("core").total);
}

TEST_CASE("authors are divided by commas and conjunctions, in their order", "[authors]") {
  CHECK(names_in("Ann One, Bob Two and Cid Three") == Strings{"Ann One", "Bob Two", "Cid Three"});
  CHECK(names_in("Ann One, Bob Two, and Cid Three") == Strings{"Ann One", "Bob Two", "Cid Three"});
  CHECK(names_in("Ann One & Bob Two; Cid Three") == Strings{"Ann One", "Bob Two", "Cid Three"});
  CHECK(names_in("Wei Wang, Li Li, Wei Wang") == Strings{"Wei Wang", "Li Li", "Wei Wang"});
  CHECK(names_in("Alexandra Sanders and Fernando Anders") == Strings{"Alexandra Sanders", "Fernando Anders"});
  CHECK(names_in("").empty());
}

TEST_CASE("a suffix belongs to its name", "[authors]") {
  CHECK(listed(split_authors("Fred Bloggs, Jr., Ann One III", Reader::arxiv)) ==
        "[Fred Bloggs, Jr.|Jr][Ann One III|III]");
  CHECK(names_in("Jane Doe, Ph.D., Bob Two") == Strings{"Jane Doe", "Bob Two"});
}

TEST_CASE("affiliations in brackets are no authors", "[authors]") {
  CHECK(listed(split_authors("Ann One (Lab A, City), Bob Two (Lab B (Unit C))", Reader::arxiv)) ==
        "[Ann One||Lab A, City][Bob Two||Lab B (Unit C)]");
  CHECK(listed(split_authors("A. One, B. Two (Lab)", Reader::arxiv)) == "[A. One||Lab][B. Two||Lab]");
  CHECK(listed(split_authors("A. One (1), B. Two (1 and 2) ((1) Lab A, (2) Lab B, City)", Reader::arxiv)) ==
        "[A. One||Lab A][B. Two||Lab A|Lab B, City]");
  CHECK(listed(split_authors("A. One (a), B. Two (b) ((a) Lab A, (b) Lab B)", Reader::arxiv)) ==
        "[A. One||Lab A][B. Two||Lab B]");
  CHECK(listed(split_authors("A. One (1), B. Two (1,2) (1 Lab A, City; 2 Lab B)", Reader::arxiv)) ==
        "[A. One||Lab A, City][B. Two||Lab A, City|Lab B]");
  CHECK(listed(split_authors("A. One (1 Infinite Loop, City)", Reader::arxiv)) ==
        "[A. One||1 Infinite Loop, City]");
  CHECK(listed(split_authors("A. One (1), B. Two (2)", Reader::arxiv)) == "[A. One|][B. Two|]");
  CHECK(names_in("A. One (Lab, B. Two") == Strings{"A. One"});
}

TEST_CASE("collaborations are authors of their own", "[authors]") {
  CHECK(names_in("A. One (for the BELLE Collaboration)") == Strings{"A. One", "BELLE Collaboration"});
  CHECK(names_in("A. One, for the BELLE Collaboration") == Strings{"A. One", "BELLE Collaboration"});
  CHECK(names_in("A. One on behalf of the ATLAS Collaboration") == Strings{"A. One", "ATLAS Collaboration"});
  CHECK(names_in("A. One and the F Collaboration") == Strings{"A. One", "F Collaboration"});
  CHECK(names_in("BELLE Collaboration: A. One, B. Two (Lab)") ==
        Strings{"BELLE Collaboration", "A. One", "B. Two"});
  CHECK(split_authors("BELLE Collaboration: A. One (Lab)", Reader::arxiv)[0].affiliations.empty());
}

TEST_CASE("particles, initials and TeX in names", "[authors]") {
  CHECK(names_in("Herbert Van de Sompel, C. de la Fuente Marcos") ==
        Strings{"Herbert Van de Sompel", "C. de la Fuente Marcos"});
  CHECK(names_in("J.-L. Le Gou\\\"et, S.M. Warner, St.John Doe") ==
        Strings{"J.-L. Le Gouët", "S. M. Warner", "St. John Doe"});
  CHECK(names_in("Ann One$^{1,2}$, Bob Two$^*$") == Strings{"Ann One", "Bob Two"});
}

TEST_CASE("et al. and punctuation are left out", "[authors]") {
  CHECK(names_in("A. One, et al.") == Strings{"A. One"});
  CHECK(names_in("A. One et al") == Strings{"A. One"});
  CHECK(names_in("A. One, and others") == Strings{"A. One"});
  CHECK(names_in(", A. One, , :, B. Two,") == Strings{"A. One", "B. Two"});
}

TEST_CASE("one author's name is cleaned and otherwise left alone", "[authors]") {
  CHECK(clean_name("Linxi \"Jim\" Fan", Reader::hf) == "Linxi \"Jim\" Fan");
  CHECK(clean_name("  Ann \n One ", Reader::hf) == "Ann One");
  CHECK(clean_name("Ann One*", Reader::arxiv) == "Ann One");
  CHECK(clean_name("Ann One§", Reader::hf) == "Ann One");
  CHECK(clean_name("†Ann One", Reader::hf) == "Ann One");
  CHECK(clean_name("and Ann One", Reader::hf) == "Ann One");
  CHECK(clean_name("GPT-5", Reader::hf) == "GPT-5");
  CHECK(clean_name("O\\u{g}uz", Reader::arxiv) == "Oğuz");
  CHECK(clean_name("S.M. Warner", Reader::hf) == "S.M. Warner");
  CHECK(clean_name("김철수", Reader::hf) == "김철수");
  CHECK(clean_name("Anne-Lise Petit--Grand", Reader::arxiv) == "Anne-Lise Petit-Grand");
  CHECK(clean_name("Petit---Grand", Reader::hf) == "Petit-Grand");
  CHECK_FALSE(clean_name("--", Reader::hf));
  CHECK_FALSE(clean_name(":", Reader::arxiv));
  CHECK_FALSE(clean_name(" , * ", Reader::hf));
  CHECK_FALSE(clean_name("", Reader::hf));
}

TEST_CASE("an author's entry is divided only where that is certain", "[authors]") {
  CHECK(clean_names("Ann One; Bob Two", Reader::hf) == Strings{"Ann One", "Bob Two"});
  CHECK(clean_names("Ann Bea Cee Dee de la One; Bob Two", Reader::hf) ==
        Strings{"Ann Bea Cee Dee de la One", "Bob Two"});
  CHECK(clean_names("Ann One, Bob van der Two and Cid Three", Reader::hf) ==
        Strings{"Ann One", "Bob van der Two", "Cid Three"});
  const std::string trust = "The Royal Marsden NHS Foundation Trust, London, United Kingdom";
  CHECK(clean_names(trust, Reader::hf) == Strings{trust});
  CHECK(clean_names("Bloggs, Fred", Reader::hf) == Strings{"Bloggs, Fred"});
  CHECK(clean_names("Fred Bloggs, Jr", Reader::hf) == Strings{"Fred Bloggs, Jr"});
  CHECK(clean_names("Foo Lab and Bar Institute", Reader::hf) == Strings{"Foo Lab and Bar Institute"});
  CHECK(clean_names("Team Hunyuan3D", Reader::hf) == Strings{"Team Hunyuan3D"});
  CHECK(clean_names(":", Reader::hf).empty());
}

TEST_CASE("any bytes can be a line of authors", "[authors]") {
  CHECK(rc::check("names are never empty and never only punctuation", [] {
    const std::string line = *nonmun::test::random_bytes();
    for (const AuthorName& author : split_authors(line, Reader::arxiv)) {
      RC_ASSERT(!author.name.empty());
      RC_ASSERT(author.suffix.empty() || author.name.find(author.suffix) != std::string::npos);
    }
    for (const std::string& name : clean_names(line, Reader::hf)) RC_ASSERT(!name.empty());
  }));
}

TEST_CASE("every recorded-like list of plain names comes back as it was", "[authors]") {
  CHECK(rc::check("split_authors is the inverse of a comma list", [] {
    const auto names = *rc::gen::container<Strings>(rc::gen::elementOf(
        Strings{"Ann One", "Bob B. Two", "Cid van der Three", "Wei Wang", "Jürgen Ä. Ö", "김 철수"}));
    std::string line;
    for (const std::string& name : names) line += (line.empty() ? "" : ", ") + name;
    RC_ASSERT(names_in(line) == names);
  }));
}

TEST_CASE("a long affiliation of very many authors does not fill the memory", "[authors]") {
  std::string line;
  for (int i = 0; i < 100'000; ++i) line += "A,";
  line += "B (1) ((1) " + std::string(500'000, 'x') + ")";
  std::size_t bytes = 0;
  const std::vector<AuthorName> authors = split_authors(line, Reader::arxiv);
  for (const AuthorName& author : authors) {
    for (const std::string& affiliation : author.affiliations) bytes += affiliation.size();
  }
  CHECK(authors.size() == 100'001);
  CHECK(bytes < 10'000'000);
}

TEST_CASE("a megabyte of hostile authors is read", "[authors]") {
  constexpr std::size_t k_size = 1 << 20;
  for (const std::string_view unit :
       {"(", ")", "((1) ", ",", " and ", "A. B (1), ", "a.", "*", " for the ", "§", "\xE2"}) {
    std::string text;
    while (text.size() < k_size) text.append(unit);
    (void)split_authors(text, Reader::arxiv);
    (void)clean_names(text, Reader::hf);
  }
}
