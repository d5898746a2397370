#include "nonmun/fetch/arxiv_query.hpp"

#include "support/show.hpp"

using namespace nonmun;
using namespace nonmun::fetch;

namespace {

std::string written(const ArxivQuery& query) {
  const auto text = write_query(query);
  return text ? *text : "refused: " + text.error().what;
}

std::string checked(std::string expression) { return written({.expression = std::move(expression)}); }

Day day(std::string_view text) { return Day::parse(text).value(); }

}  // namespace

TEST_CASE("a query in arXiv's own form stays as it is") {
  for (const char* query :
       {R"(ti:"mixture of experts" AND cat:cs.CL)", "all:electron ANDNOT (ti:water OR au:del_maestro)",
        "submittedDate:[202601010000 TO 202601312359] AND cat:cs.*", "testing", R"("a: b" OR x)"}) {
    CHECK(checked(query) == query);
  }
}

TEST_CASE("what arXiv would refuse or take for something else is refused here") {
  CHECK(checked(R"(ti:"open)") == "refused: a quote is not closed");
  CHECK(checked("(ti:a") == "refused: a bracket is not closed");
  CHECK(checked("ti:a)") == "refused: a bracket is closed that has nothing in it or was not opened");
  CHECK(checked("()") == "refused: a bracket is closed that has nothing in it or was not opened");
  CHECK(checked("AND ti:a") == "refused: nothing stands before 'AND'");
  CHECK(checked("ti:a OR") == "refused: the query ends where a term should follow");
  CHECK(checked("title:water") == "refused: arXiv has no field 'title'");
  CHECK(checked("ti:a && ti:b") == "refused: '&&' is no operator of arXiv's");
  CHECK(checked("ti:a NOT ti:b") == "refused: 'NOT' is no operator of arXiv's");
  CHECK(checked("ti:") == "refused: nothing stands after 'ti:'");
  CHECK(checked("submittedDate:[2026") == "refused: a range is not closed");
  // It would be answered with nothing and without a word.
  CHECK(checked("cat:cs.CLL").starts_with("refused: "));
  CHECK(checked("cat:math").starts_with("refused: cat:math finds nothing"));
  CHECK(checked("cat:hep-th") == "cat:hep-th");
  CHECK(written({}) == "refused: nothing to look for");
}

TEST_CASE("flags are written as fields, phrases in quotes") {
  CHECK(written({.titles = {"water"}}) == "ti:water");
  CHECK(written({.titles = {" state space "}, .authors = {"Y. Bengio"}}) ==
        R"(ti:"state space" AND au:"Y. Bengio")");
  CHECK(written({.titles = {"AND"}}) == R"(ti:"AND")");
  CHECK(written({.abstracts = {"a\"b"}}) == "refused: a quote inside a phrase");
  CHECK(written({.expression = "ti:a OR ti:b", .categories = {find_category("cs.CL")}}) ==
        "(ti:a OR ti:b) AND cat:cs.CL");
}

TEST_CASE("an archive stands for its categories, and one of several must hold") {
  CHECK(category_expression(*find_category("hep-th")) == "cat:hep-th");
  CHECK(written({.categories = {find_category("math")}}) == "(cat:math OR cat:math.*)");
  CHECK(written({.categories = {find_category("cs.CL"), find_category("stat.ML")}}) ==
        "(cat:cs.CL OR cat:stat.ML)");
}

TEST_CASE("an archive that old papers were filed under stands for its categories too") {
  CHECK(category_expression(*find_category("astro-ph")) == "(cat:astro-ph OR cat:astro-ph.*)");
  CHECK(category_expression(*find_category("cond-mat")) == "(cat:cond-mat OR cat:cond-mat.*)");
  CHECK(category_expression(*find_category("q-bio")) == "(cat:q-bio OR cat:q-bio.*)");
  CHECK(category_expression(*find_category("quant-ph")) == "cat:quant-ph");
}

TEST_CASE("an alias stands for both names of its category") {
  CHECK(category_expression(*find_category("cs.NA")) == "(cat:cs.NA OR cat:math.NA)");
  // Papers filed under it since then carry both.
  CHECK(category_expression(*find_category("math.NA")) == "cat:math.NA");
  CHECK(category_expression(*find_category("cmp-lg")) == "(cat:cmp-lg OR cat:cs.CL)");
}

TEST_CASE("a query is measured as it is sent") {
  std::string korean;
  for (int i = 0; i < 450; ++i) korean += "\uac00";  // 1,350 bytes, 4,050 when encoded
  CHECK(written({.titles = {korean}}) == "refused: the query is too long for arXiv");
  CHECK(written({.titles = {std::string(3500, 'a')}}).starts_with("ti:aaa"));
  CHECK(written({.titles = {std::string(3900, 'a')}}) == "refused: the query is too long for arXiv");
}

TEST_CASE("dates that arXiv no longer reads are refused") {
  CHECK(checked("submittedDate:2024*").starts_with("refused: "));
  CHECK(checked("submittedDate:[2024 TO 2025]").starts_with("refused: "));
  CHECK(checked("submittedDate:[20240101 TO 20241231]") == "submittedDate:[20240101 TO 20241231]");
  CHECK(checked("submittedDate:[202401010000 TO 202412312359]").starts_with("submittedDate:"));
}

TEST_CASE("an operator in small letters is refused where it would be searched for") {
  CHECK(checked("ti:water and ti:ice") == "refused: 'and' is a word to look for, not an operator");
  CHECK(checked("ti:water or ti:ice").starts_with("refused: 'or'"));
  CHECK(checked(R"(ti:"black and white")") == R"(ti:"black and white")");
}

TEST_CASE("a period is whole days in UTC, both included") {
  CHECK(written({.since = day("2026-01-05"), .until = day("2026-01-06")}) ==
        "submittedDate:[202601050000 TO 202601062359]");
  CHECK(written({.since = day("2026-01-05")}) == "submittedDate:[202601050000 TO 209912312359]");
  CHECK(written({.until = day("2026-01-05")}) == "submittedDate:[199101010000 TO 202601052359]");
  CHECK(written({.since = day("2026-01-06"), .until = day("2026-01-05")}) ==
        "refused: the period runs backwards");
}
