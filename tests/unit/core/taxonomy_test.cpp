#include "nonmun/core/taxonomy.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace nonmun;

TEST_CASE("the taxonomy names each category in both languages") {
  const auto table = arxiv_categories();
  CHECK(std::ranges::count(table, Category::State::active, &Category::state) == 155);
  std::set<std::string_view> ids;
  for (const auto& category : table) {
    INFO(category.id);
    CHECK(ids.insert(category.id).second);
    CHECK_FALSE(category.name_en.empty());
    CHECK_FALSE(category.name_ko.empty());
    REQUIRE(find_category(category.canonical) != nullptr);
    CHECK(find_category(category.canonical)->canonical == category.canonical);
  }
  REQUIRE(find_category("cs.CL") != nullptr);
  CHECK(find_category("cs.CL")->name_en == "Computation and Language");
  CHECK(find_category("cs.CL")->name_ko == "계산과 언어");
  CHECK(find_category("cs.cl") == nullptr);
  CHECK(find_category("bad-arch.bad-cat") == nullptr);
}

TEST_CASE("an alias stands for the category that it is now") {
  CHECK(canonical_category("cs.NA") == "math.NA");
  CHECK(canonical_category("math.IT") == "cs.IT");
  CHECK(canonical_category("math.MP") == "math-ph");
  CHECK(canonical_category("stat.TH") == "math.ST");
  CHECK(canonical_category("q-fin.EC") == "econ.GN");
  CHECK(canonical_category("cs.SY") == "eess.SY");
  CHECK(canonical_category("cmp-lg") == "cs.CL");
  CHECK(canonical_category("hep-th") == "hep-th");
  CHECK(canonical_category("no.such") == "no.such");
}

TEST_CASE("a listing may be a category, its alias or an archive") {
  CHECK(is_listed_under("cs.CL", "cs.CL"));
  CHECK(is_listed_under("cs.CL", "cs"));
  CHECK(is_listed_under("math.NA", "cs.NA"));
  CHECK(is_listed_under("hep-th", "hep-th"));
  CHECK_FALSE(is_listed_under("cs.CL", "cs.LG"));
  CHECK_FALSE(is_listed_under("math-ph", "math"));
}

TEST_CASE("a wrong category is answered with the nearest one") {
  CHECK((*parse_category("CS.cl"))->id == "cs.CL");
  CHECK((*parse_category("cs"))->state == Category::State::archive);
  CHECK(nearest_category("cs.CLL").id == "cs.CL");
  CHECK(nearest_category("CL").id == "cs.CL");
  CHECK(nearest_category("cs-LG").id == "cs.LG");
  CHECK(nearest_category("hepth").id == "hep-th");
  CHECK(nearest_category("quantph").id == "quant-ph");
  CHECK(nearest_category("math.gt ").id == "math.GT");
  const auto refused = parse_category("cs.LC");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::usage);
  CHECK(refused.error().hint == "did you mean cs.CL (Computation and Language)?");
  CHECK_FALSE(parse_category(""));
  CHECK_FALSE(parse_category(std::string(100000, 'x')));
}
