#include <catch2/catch.hpp>
#include <string>

#include "guard_support.hpp"

using namespace nonmun;
using namespace nonmun::translate;

namespace {

/// What the guard says of a line that was made from the first sentence of an abstract.
std::string glossary_says(std::string_view rows, std::string_view line, std::string abstract,
                          const Glossary& below = {}) {
  const Glossary glossary = Glossary::parse(rows, "g.tsv", below).value();
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

TEST_CASE("a forbidden translation is found whether its spaces are written or not") {
  const char* rows = "language model\t언어 모델\tnoun\tforbid\n";
  CHECK_FALSE(glossary_says(rows, "새 언어모델을 제안합니다", "We propose a language model.").empty());
  CHECK_FALSE(glossary_says(rows, "새 언어 모델을 제안합니다", "We propose a language model.").empty());
  CHECK(glossary_says(rows, "새 언어의 모델을 제안합니다", "We propose a language model.").empty());
}

TEST_CASE("what a forced or kept term replaces is flagged in any line, however short") {
  const std::string abstract =
      "We propose a language model that is built on attention alone and runs on every device that one finds.";
  const auto says = [&](std::string_view rows, std::string_view line) {
    return glossary_says(rows, line, abstract, Glossary::built_in());
  };
  const char* forced = "language model\t언어모형\tnoun\tforce\n";
  CHECK(says(forced, "언어 모델을 제안합니다") ==
        "\"언어 모델\" is not to be written for \"language model\"; ");
  CHECK(says(forced, "언어모형을 제안합니다").empty());
  CHECK(says(forced, "방법을 제안합니다").empty());
  CHECK_FALSE(says("attention\n", "어텐션으로 만듭니다").empty());
  CHECK(says("attention\n", "어텐션(attention)으로 만듭니다").empty());
  CHECK(says("language model\t언어모형\n", "언어 모델을 제안합니다").empty());
}
