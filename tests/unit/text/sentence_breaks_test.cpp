// The plain rules against ICU's own iterator.
#include "sentence_breaks.hpp"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <catch2/catch.hpp>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace {

std::vector<std::size_t> icu_breaks(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getEnglish(), status));
  UText source = UTEXT_INITIALIZER;
  utext_openUTF8(&source, text.data(), static_cast<std::int64_t>(text.size()), &status);
  iterator->setText(&source, status);
  REQUIRE(U_SUCCESS(status));
  std::vector<std::size_t> breaks;
  for (auto end = iterator->next(); end != icu::BreakIterator::DONE; end = iterator->next())
    breaks.push_back(static_cast<std::size_t>(end));
  utext_close(&source);
  return breaks;
}

std::vector<std::size_t> our_breaks(std::string_view text) {
  std::vector<std::size_t> breaks;
  for (std::size_t at = 0; at < text.size();)
    breaks.push_back(at = nonmun::text::find_sentence_break(text, at));
  return breaks;
}

}  // namespace

TEST_CASE("sentence breaks of all short combinations of what the rules speak of are ICU's") {
  // one of each kind: other, lower, upper, letter, number, blank, close, continue, extend, format,
  // separators, full stops, end marks
  const std::vector<std::string> parts{"&",      "a",      "A",      "가",   "1",  " ",      ")",
                                       ",",      "\u0301", "\u00AD", "\n",   "\r", "\u2028", ".",
                                       "\u2024", "!",      "。",     "\xFF", "é",  "\u00A0"};
  for (int length = 1; length <= 4; ++length) {
    std::size_t count = 1;
    for (int i = 0; i < length; ++i) count *= parts.size();
    std::size_t wrong = 0;
    std::string first;
    for (std::size_t number = 0; number < count; number += length == 4 ? 7 : 1) {
      std::string text = "b";
      for (std::size_t rest = number, i = 0; i < static_cast<std::size_t>(length); ++i, rest /= parts.size())
        text += parts[rest % parts.size()];
      text += "c";
      if (our_breaks(text) == icu_breaks(text)) continue;
      if (wrong++ == 0) first = text;
    }
    INFO(first);
    CHECK(wrong == 0);
  }
}

TEST_CASE("sentence breaks of long random texts are ICU's") {
  const std::vector<std::string> parts{"e.g",    "a",     "A",  "가",     "12",     " ",  " ",
                                       ")",      "(",     ",",  "\u0301", "\u00AD", "\n", "\r\n",
                                       "\u2029", ".",     ".",  "!",      "?",      "。", "\xE2\x80",
                                       "word ",  "Word ", "😀", "\"",     ":",      "ß",  "É"};
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += parts[random() % parts.size()];
    INFO(text);
    REQUIRE(our_breaks(text) == icu_breaks(text));
  }
}
