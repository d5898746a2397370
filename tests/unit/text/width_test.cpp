#include "nonmun/text/width.hpp"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <memory>
#include <sstream>
#include <vector>

#include "random_text.hpp"

using namespace nonmun::text;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::vector<std::size_t> our_clusters(std::string_view text) {
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < text.size();) ends.push_back(at = next_cluster(text, at));
  return ends;
}

std::vector<std::size_t> icu_clusters(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  UText source = UTEXT_INITIALIZER;
  utext_openUTF8(&source, text.data(), static_cast<std::int64_t>(text.size()), &status);
  iterator->setText(&source, status);
  std::vector<std::size_t> ends;
  iterator->first();
  for (int end = iterator->next(); end != icu::BreakIterator::DONE; end = iterator->next()) {
    ends.push_back(static_cast<std::size_t>(end));
  }
  utext_close(&source);
  return ends;
}

}  // namespace

TEST_CASE("the width of a text is its columns on a terminal", "[width]") {
  CHECK(display_width("") == 0);
  CHECK(display_width("plain ASCII") == 11);
  CHECK(display_width("한글") == 4);
  CHECK(display_width("논문 3편") == 8);
  CHECK(display_width("ＡＢ") == 4);
  CHECK(display_width("漢字かな") == 8);
  CHECK(display_width("é") == 1);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("Schro\u0308dinger") == 11);
  CHECK(display_width("·…“—×π→°") == 8);
  CHECK(display_width("\u200B\u200D") == 0);
  CHECK(display_width("a\nb\x1B") == 2);
}

TEST_CASE("Hangul in pieces takes the columns of its syllable", "[width]") {
  CHECK(display_width("\u1112\u1161\u11AB") == 2);
  CHECK(display_width("\u1112\u1161\u11AB\u1100\u1173\u11AF") == 4);
  CHECK(display_width("\u1100") == 2);
  CHECK(display_width("ㅋ") == 2);
}

TEST_CASE("an emoji cluster takes two columns", "[width]") {
  CHECK(display_width("🤗") == 2);
  CHECK(display_width("👩\u200D🔬") == 2);
  CHECK(display_width("👍🏽") == 2);
  CHECK(display_width("🇰🇷") == 2);
  CHECK(display_width("🇰🇷🇺🇸") == 4);
  CHECK(display_width("1\uFE0F\u20E3") == 2);
  CHECK(display_width("❤\uFE0F") == 2);
  CHECK(display_width("❤") == 1);
}

TEST_CASE("a text that fits is not cut", "[width]") {
  CHECK(cut_to_width("논문", 4) == "논문");
  CHECK(cut_to_width("", 0) == "");
  CHECK(cut_to_width("abc", 3) == "abc");
}

TEST_CASE("a cut text ends in an ellipsis and keeps whole clusters", "[width]") {
  CHECK(cut_to_width("abcd", 3) == "ab…");
  CHECK(cut_to_width("논문들", 5) == "논문…");
  CHECK(cut_to_width("논문들", 4) == "논…");
  CHECK(cut_to_width("e\u0301e\u0301e\u0301", 2) == "e\u0301…");
  CHECK(cut_to_width("👩\u200D🔬 science", 4) == "👩\u200D🔬 …");
  CHECK(cut_to_width("논문", 1) == "…");
  CHECK(cut_to_width("논문", 0) == "");
}

TEST_CASE("text is wrapped at spaces with hanging indents", "[width]") {
  CHECK(wrap("one two three", 7, "", "") == "one two\nthree");
  CHECK(wrap("one two three", 9, "- ", "  ") == "- one two\n  three");
  CHECK(wrap("대규모 언어 모델", 11, "", "") == "대규모 언어\n모델");
  CHECK(wrap("  two   spaces ", 20, "", "") == "two spaces");
  CHECK(wrap("one\ntwo\n", 20, "* ", "  ") == "* one\n  two");
  CHECK(wrap("", 20, "* ", "  ") == "* ");
  CHECK(wrap("no\u00A0break here", 8, "", "") == "no\u00A0break\nhere");
}

TEST_CASE("a space that carries a mark is no place to break", "[width]") {
  CHECK(wrap("ab \u20E3c", 4, "", "") == "ab \u20E3\nc");
  CHECK(wrap("one\r\ntwo", 20, "", "") == "one\ntwo");
}

TEST_CASE("a word wider than the line is broken between clusters", "[width]") {
  CHECK(wrap("abcdefgh", 3, "", "") == "abc\ndef\ngh");
  CHECK(wrap("가나다라", 5, "", "") == "가나\n다라");
  CHECK(wrap("a abcdef", 4, "", " ") == "a\n abc\n def");
  CHECK(wrap("가", 1, "", "") == "가");
}

TEST_CASE("a URL is never broken", "[width]") {
  CHECK(wrap("see https://example.org/a/long/path now", 10, "", "") ==
        "see\nhttps://example.org/a/long/path\nnow");
  CHECK(wrap("(https://example.org/long)에서확인합니다", 10, "", "") ==
        "(\nhttps://example.org/long\n)에서확인\n합니다");
}

TEST_CASE("clusters are those of the Unicode Standard", "[width]") {
  CHECK(rc::check("next_cluster agrees with ICU's iterator", [] {
    const std::string text = *nonmun::test::random_text();
    RC_ASSERT(our_clusters(text) == icu_clusters(text));
  }));
}

TEST_CASE("a cut is never wider than asked and is a prefix", "[width]") {
  CHECK(rc::check("cut_to_width", [] {
    const std::string text = *nonmun::test::random_bytes();
    const auto columns = *rc::gen::inRange<std::size_t>(0, 40);
    const std::string cut = cut_to_width(text, columns);
    RC_ASSERT(display_width(cut) <= columns);
    if (cut != text) {
      const std::string_view kept = std::string_view(cut).substr(0, cut.size() < 3 ? 0 : cut.size() - 3);
      RC_ASSERT(std::string_view(text).starts_with(kept));
      RC_ASSERT(display_width(text) > columns);
    }
  }));
}

TEST_CASE("wrapped lines fit and hold every word", "[width]") {
  CHECK(rc::check("wrap", [] {
    const std::string text = *nonmun::test::random_text();
    const auto columns = *rc::gen::inRange<std::size_t>(2, 40);
    const std::string wrapped = wrap(text, columns, "", "");
    if (text.find("://") == std::string::npos) {
      for (const std::string& line : lines_of(wrapped)) RC_ASSERT(display_width(line) <= columns);
    }
    const auto without_space = [](std::string s) {
      std::erase_if(s, [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
      return s;
    };
    if (text.find('\xE2') == std::string::npos && text.find('\xC2') == std::string::npos &&
        text.find('\xE3') == std::string::npos && text.find('\xE1') == std::string::npos) {
      RC_ASSERT(without_space(wrapped) == without_space(text));
    }
  }));
}

TEST_CASE("a megabyte of hostile text is measured, cut and wrapped", "[width]") {
  constexpr std::size_t k_size = 1 << 20;
  for (const std::string_view unit :
       {"\u0301", "🇰", "\u200D", "👩\u200D", "\u1100", "가", "a ", "\xF0\x9F"}) {
    std::string text;
    while (text.size() < k_size) text.append(unit);
    CHECK(cut_to_width(text, 10).size() <= text.size() + 3);
    CHECK_FALSE(wrap(text, 20, "", "").empty());
    (void)display_width(text);
  }
}
