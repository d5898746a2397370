#include <catch2/catch.hpp>

#include "nonmun/core/review.hpp"

namespace nonmun {
namespace {

TEST_CASE("a title gives its short name, and other things in brackets stay in it") {
  struct {
    std::string_view full, title, short_name;
  } cases[] = {
      {"Folding Cranes (CraneNet)", "Folding Cranes", "CraneNet"},
      {"Folding Cranes (CoT-fold)", "Folding Cranes", "CoT-fold"},
      {"Folding Cranes (Mamba 2)", "Folding Cranes", "Mamba 2"},
      {"Folding Cranes (LLaMA Pro)", "Folding Cranes", "LLaMA Pro"},
      {"Folding Cranes (Extended Abstract)", "Folding Cranes (Extended Abstract)", ""},
      {"Folding Cranes (2024)", "Folding Cranes (2024)", ""},
      {"Folding Cranes (and how to (not) do it)", "Folding Cranes (and how to (not) do it)", ""},
      {"(CraneNet)", "(CraneNet)", ""},
      {"f(x)", "f(x)", ""},
      {"", "", ""},
  };
  for (const auto& each : cases) {
    Review review;
    set_full_title(review, each.full);
    CHECK(review.title == each.title);
    CHECK(review.short_name == each.short_name);
    CHECK(full_title(review) == each.full);
  }
}

TEST_CASE("a label of a link is tidied to what an index can hold") {
  CHECK(tidy_link_label("Project Page") == "Project Page");
  CHECK(tidy_link_label("Code [old]") == "Code (old)");
  const std::string tidy =
      tidy_link_label("논문에 딸린 아주 긴 이름의 링크이고 더는 읽을 사람이 없을 만큼 길다");
  CHECK(tidy.size() <= k_longest_link_label);
  CHECK(tidy == "논문에 딸린 아주 긴 이름의 링크이고 더는");
}

TEST_CASE("labels that name a kind of link are known however they are capitalised") {
  CHECK(is_link_label("GitHub"));
  CHECK(is_link_label("project page"));
  CHECK(is_link_label("ARXIV"));
  CHECK_FALSE(is_link_label("CLS"));
  CHECK(is_arxiv_label("arxiv"));
  CHECK_FALSE(is_arxiv_label("Github"));
}

}  // namespace
}  // namespace nonmun
