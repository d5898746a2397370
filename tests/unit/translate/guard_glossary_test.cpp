#include <catch2/catch.hpp>
#include <string>

#include "guard_support.hpp"

using namespace nonmun;
using namespace nonmun::translate;

namespace {

/// What the guard says of a line that was made from the first sentence of an abstract.
std::string glossary_says(std::string_view rows, std::string_view line, std::string abstract) {
  const Glossary glossary = Glossary::parse(rows, "g.tsv", {}).value();
  GuardOptions options = test::of_others();
  options.glossary = &glossary;
  return test::details_of(
      Guard::glossary,
      check_bullet(test::bullet_with(line, {1}), test::source_with("T", std::move(abstract)), options));
}

}  // namespace

TEST_CASE("a forced term is wanted in its Korean or in English") {
  const char* rows = "attention\t어텐션\tnoun\tforce\n";
  CHECK(glossary_says(rows, "새로운 주의를 제안합니다", "We propose attention.") ==
        "\"attention\" is to be written \"어텐션\"; ");
  CHECK(glossary_says(rows, "새로운 어텐션을 제안합니다", "We propose attention.").empty());
  CHECK(glossary_says(rows, "새로운 attention을 제안합니다", "We propose attention.").empty());
  CHECK(glossary_says(rows, "새로운 방법을 제안합니다", "We propose a method.").empty());
}

TEST_CASE("a forbidden translation is flagged where the source has the term, and not inside another word") {
  const char* rows = "model\t모형\tnoun\tforbid\n";
  CHECK(glossary_says(rows, "새 모형을 제안합니다", "We propose a model.") ==
        "\"모형\" is not to be written for \"model\"; ");
  CHECK(glossary_says(rows, "새 모형을 제안합니다", "We propose a toy.").empty());
  CHECK(glossary_says(rows, "소모형 부품을 씁니다", "We propose a model.").empty());
}

TEST_CASE("a kept term is wanted in English by a line that says all of its sentence") {
  const char* rows = "Transformer\n";
  CHECK(glossary_says(rows, "새로운 트랜스포머를 제안합니다", "We propose a new Transformer.") ==
        "\"Transformer\" is to stay in English, and is missing; ");
  CHECK(glossary_says(rows, "새로운 Transformer를 제안합니다", "We propose a new Transformer.").empty());
  // A short line about a long sentence leaves things out.
  CHECK(glossary_says(rows, "새 구조를 제안함",
                      "We propose a new architecture that is built on a Transformer and runs on every device "
                      "that one finds in an office or at home.")
            .empty());
}

TEST_CASE("an abbreviation is told from a word by its capitals, and its expansion in Korean stands for it") {
  CHECK(glossary_says("mAP\n", "새로운 지도를 만듭니다", "We build a new map.").empty());
  CHECK(test::details_of(Guard::glossary,
                         check_bullet(test::bullet_with("대규모 언어 모델을 제안합니다", {1}),
                                      test::source_with("T", "We propose an LLM."), test::of_others()))
            .empty());
}
