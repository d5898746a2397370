#include <catch2/catch.hpp>

#include "nonmun/parse/huggingface.hpp"

using namespace nonmun;

namespace {

Links links_of(const std::string& summary, const std::string& fields = "") {
  const auto parsed = parse::parse_huggingface_daily(
      R"([{"paper":{"id":"2608.00001","title":"T","authors":[],"summary":")" + summary + '"' + fields + "}}]",
      {});
  REQUIRE(parsed);
  REQUIRE(parsed->papers.size() == 1);
  return parsed->papers.front().links;
}

}  // namespace

TEST_CASE("links in an abstract become the paper's code and project page where the source names none") {
  const auto found = links_of(
      "We follow https://example.org/x. Code is at github.com/a/b/, more at https://github.com/c/d. "
      "See https://a.github.io/page/.");
  CHECK(found.code == "https://github.com/a/b");
  CHECK(found.project == "https://a.github.io/page/");

  const auto named = links_of("Code: https://github.com/a/b and https://a.github.io/b.",
                              R"(,"githubRepo":"https://github.com/x/y","projectPage":"https://z.org/p")");
  CHECK(named.code == "https://github.com/x/y");
  CHECK(named.project == "https://z.org/p");

  const auto none =
      links_of("Data at https://huggingface.co/datasets/a/b, paper at https://arxiv.org/abs/2401.00001.");
  CHECK(none.code.empty());
  CHECK(none.project.empty());
}
