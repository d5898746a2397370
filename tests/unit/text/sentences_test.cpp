#include "nonmun/text/sentences.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <thread>

#include "language_cases.hpp"
#include "nonmun/text/unicode.hpp"
#include "random_text.hpp"

using namespace nonmun::text;
using Strings = std::vector<std::string>;

namespace {

Strings sentences_of(std::string_view text) {
  Strings sentences;
  for (const Span& span : split_sentences(text)) {
    sentences.emplace_back(text.substr(span.begin, span.end - span.begin));
  }
  return sentences;
}

std::string joined(const Strings& sentences) {
  std::string text;
  for (const std::string& sentence : sentences) text += "[" + sentence + "]";
  return text;
}

}  // namespace

TEST_CASE("the shared sentence cases hold", "[sentences]") {
  const auto scores = nonmun::test::score_cases("segment.jsonl", [](const nlohmann::json& row) {
    const std::string text = row["text"];
    const Strings given = sentences_of(text), expected = row["sentences"];
    return given == expected ? std::nullopt : std::optional(joined(given));
  });
  int passed = 0, total = 0;
  for (const char* group : {"golden", "own"}) {
    if (!scores.contains(group)) return;
    passed += scores.at(group).passed;
    total += scores.at(group).total;
  }
  CHECK(passed * 100 >= total * 93);
}

TEST_CASE("a first piece of one character is no reason to look before the text") {
  for (const std::string_view text : {"! sheep", "? a", ". b", "! 양", "!"}) {
    for (const Span& span : split_sentences(text)) CHECK(span.end <= text.size());
  }
}
