#include "nonmun/translate/glossary.hpp"

#include <catch2/catch.hpp>

using namespace nonmun;
using namespace nonmun::translate;

TEST_CASE("the built-in glossary is read without a fault and finds a term in any letter case") {
  const auto found = Glossary::built_in().find("Large Language Model");
  REQUIRE(found.size() == 1);
  CHECK(found[0]->korean == "대규모 언어 모델");
  CHECK(found[0]->rule == TermRule::suggest);
}

TEST_CASE("a user's glossary replaces the built-in terms of the same English and keeps the others") {
  const auto glossary = Glossary::parse(
      "\xEF\xBB\xBF# mine\r\n"
      "Model\t모형\tnoun\tforce\tour house's word\r\n"
      "model\t모델링\tnoun\tforbid\n"
      "agent\n",
      "glossary.tsv", Glossary::built_in());
  REQUIRE(glossary);
  const auto model = glossary->find("model");
  REQUIRE(model.size() == 2);
  CHECK(model[0]->korean == "모형");
  CHECK(model[0]->rule == TermRule::force);
  CHECK(model[0]->note == "our house's word");
  CHECK(model[1]->rule == TermRule::forbid);
  REQUIRE(glossary->find("agent").size() == 1);
  CHECK(glossary->find("agent")[0]->rule == TermRule::keep);
  CHECK(glossary->find("benchmark").size() == 1);
}

TEST_CASE("a row of a glossary that cannot be is named with its line") {
  const auto unknown_rule = Glossary::parse("# c\nmodel\t모델\tnoun\talways\n", "g.tsv", {});
  REQUIRE_FALSE(unknown_rule);
  CHECK(unknown_rule.error().kind == ErrorKind::invalid_data);
  CHECK(unknown_rule.error().where == "g.tsv line 2");
  CHECK(unknown_rule.error().what == "there is no rule 'always'");
  const auto no_korean = Glossary::parse("model\t\tnoun\tforce\n", "g.tsv", {});
  REQUIRE_FALSE(no_korean);
  CHECK(no_korean.error().what == "'model' has no Korean");
  CHECK_FALSE(Glossary::parse("\t모델\n", "g.tsv", {}));
}
