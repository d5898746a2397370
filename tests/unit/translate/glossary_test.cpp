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

TEST_CASE(
    "rows that contradict each other, a rule in another's column and bytes that are no text are named") {
  const auto refusal = [](std::string_view rows) {
    const auto glossary = Glossary::parse(rows, "g.tsv", {});
    return glossary ? std::string()
                    : to_line(glossary.error()).substr(0, to_line(glossary.error()).find(';'));
  };
  CHECK(refusal("model\t모형\tnoun\tforce\nModel\t모델\tnoun\tforce\n") ==
        "g.tsv line 2: 'Model' is to be '모델' here and '모형' before");
  CHECK(refusal("model\t모형\tnoun\tforce\nmodel\n") ==
        "g.tsv line 2: 'model' is to be kept in English here and '모형' before");
  CHECK(refusal("model\t모형\tnoun\nmodel\t모형\tnoun\tforbid\n") ==
        "g.tsv line 2: 'model' is to be never '모형' here and '모형' before");
  CHECK(refusal("model\t모형\tforce\n") == "g.tsv line 1: the rule 'force' stands in the column of the part");
  CHECK(refusal("model\t모\xED\x98\n") == "g.tsv line 1: not UTF-8");
  CHECK(refusal("model\t모형\tnoun\tforce\nmodel\t모형\tnoun\tforce\nmodel\t모델\tnoun\tforbid\n \t \n")
            .empty());
}
