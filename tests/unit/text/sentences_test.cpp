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

std::optional<std::string> check_case(const nlohmann::json& row) {
  const Strings given = sentences_of(row["text"].get<std::string>());
  return given == row["sentences"].get<Strings>() ? std::nullopt : std::optional(joined(given));
}

}  // namespace

TEST_CASE("the shared sentence cases hold", "[sentences]") {
  const auto scores = nonmun::test::score_shared_cases("segment.jsonl", check_case);
  int passed = 0, total = 0;
  for (const char* group : {"golden", "own"}) {
    if (!scores.contains(group)) return;
    passed += scores.at(group).passed;
    total += scores.at(group).total;
  }
  CHECK(passed * 100 >= total * 95);
}

TEST_CASE("sentences are split as people read them", "[sentences]") {
  CHECK(nonmun::test::own_cases_hold("sentences.jsonl", check_case));
}

TEST_CASE("sentences are stretches of the text in bytes", "[sentences]") {
  CHECK(split_sentences("가나다. Ab.") == std::vector<Span>{{0, 10}, {11, 14}});
}

TEST_CASE("a mark with nothing before it belongs to what follows", "[sentences]") {
  CHECK(sentences_of("!One more. Two.") == Strings{"!One more.", "Two."});
  CHECK(sentences_of(".We show it.") == Strings{".We show it."});
}

TEST_CASE("a stray byte after white space is no white space", "[sentences]") {
  CHECK(split_sentences("a \t\xBF") == std::vector<Span>{{0, 4}});
}

TEST_CASE("sentences and the white space between them are the text", "[sentences]") {
  CHECK(rc::check("split_sentences", [] {
    const std::string text = *nonmun::test::random_bytes();
    std::size_t at = 0;
    for (const Span& span : split_sentences(text)) {
      RC_ASSERT(span.begin >= at);
      RC_ASSERT(span.begin < span.end);
      RC_ASSERT(span.end <= text.size());
      RC_ASSERT(to_single_line(text.substr(at, span.begin - at)).empty());
      at = span.end;
    }
    RC_ASSERT(to_single_line(text.substr(at)).empty());
  }));
}

TEST_CASE("sentences are split the same on every thread", "[sentences]") {
  const std::string text = "One is e.g. Ann. Two is Bob. 세 번째입니다. Four.";
  const std::vector<Span> expected = split_sentences(text);
  std::vector<std::thread> threads;
  std::vector<std::vector<Span>> given(4);
  for (std::vector<Span>& result : given) threads.emplace_back([&] { result = split_sentences(text); });
  for (std::thread& thread : threads) thread.join();
  for (const std::vector<Span>& result : given) CHECK(result == expected);
}

TEST_CASE("a megabyte of hostile text is split", "[sentences]") {
  constexpr std::size_t k_size = 1 << 20;
  for (const std::string_view unit : {".", "?", "a. ", "A. ", "1. ", ". . ", "\n", "e.g. ", "(", ".(", "a.B ",
                                      "!a", "．", "\xEF", "다.", "x", ".\"", "? ("}) {
    std::string text;
    while (text.size() < k_size) text.append(unit);
    (void)split_sentences(text);
  }
}

TEST_CASE("a first piece of one character is no reason to look before the text") {
  for (const std::string_view text : {"! sheep", "? a", ". b", "! 양", "!"}) {
    for (const Span& span : split_sentences(text)) CHECK(span.end <= text.size());
  }
}
