#include "nonmun/text/unicode.hpp"

#include <catch2/catch.hpp>

using namespace nonmun::text;

TEST_CASE("well-formed UTF-8 is told from ill-formed") {
  CHECK(is_valid_utf8(""));
  CHECK(is_valid_utf8("plain text, long enough for whole words"));
  CHECK(is_valid_utf8("한글 é 🤗 \U0010FFFF"));
  for (const char* bad : {"\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "a\x80",
                          "\xf0\x80\x80\x80", "long enough for a word \xc3"}) {
    CHECK_FALSE(is_valid_utf8(bad));
  }
}

TEST_CASE("each ill-formed sequence becomes one replacement character and is told") {
  // The Unicode Standard's own example of maximal subparts.
  const Repaired repaired = repair_utf8(
      "a\xF1\x80\x80\xE1\x80\xC2"
      "b\x80"
      "c\x80\xBF"
      "d");
  CHECK(repaired.text == "a\uFFFD\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFDd");
  CHECK(repaired.offsets == std::vector<std::size_t>{1, 4, 6, 8, 10, 11});
  CHECK(repair_utf8("한글").offsets.empty());
}

TEST_CASE("text is composed, and what is composed stays") {
  CHECK(to_nfc("plain") == "plain");
  CHECK(to_nfc("e\u0301") == "é");
  CHECK(to_nfc("\u1112\u1161\u11ab\u1100\u1173\u11af") == "한글");
  CHECK(to_nfc("x² ½ ﬁ") == "x² ½ ﬁ");
  CHECK(to_nfc("q\u0307\u0323") == "q\u0323\u0307");
  CHECK(to_nfc("e\xff\u0301") == "e\uFFFD\u0301");
}

TEST_CASE("a long run of marks is ordered as a short one is") {
  std::string marks;
  std::string above;
  std::string below;
  for (int count = 0; count < 50; ++count) {
    marks += "\u0301\u0323";
    above += "\u0301";
    below += "\u0323";
  }
  CHECK(to_nfc("x" + marks) == "x" + below + above);
  std::string tibetan;
  for (int count = 0; count < 40; ++count) tibetan += "\u0F73\u0F71";
  CHECK(to_nfc(to_nfc(tibetan)) == to_nfc(tibetan));
}

TEST_CASE("one line of clean text is left of anything") {
  CHECK(to_single_line("  a\t b\r\n\u00a0\u3000c  ") == "a b c");
  CHECK(to_single_line("\x1b[1;31mred\x1b[0m") == "red");
  CHECK(to_single_line("\x1b]0;title\x07shown") == "shown");
  CHECK(to_single_line("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\") == "link");
  CHECK(to_single_line("\x1b[not finished") == "ot finished");
  CHECK(to_single_line("a\x1b"
                       "b\x07"
                       "c\x7f"
                       "d\u009b31me") == "abcde");
  CHECK(to_single_line("\u202Eevil\u202C \u2066x\u2069 \uFEFFy\u200Bz\u00AD\u2060") == "evil x yz");
  CHECK(to_single_line("bad \xff byte") == "bad \uFFFD byte");
  CHECK(to_single_line(" \n ") == "");
  CHECK(to_single_line("e\u200B\u0301") == "é");
}

TEST_CASE("joiners stay inside emoji and nowhere else") {
  CHECK(to_single_line("👩‍💻") == "👩‍💻");
  CHECK(to_single_line("👩🏽‍💻 ❤️‍🔥 🏳️‍🌈") ==
        "👩🏽‍💻 ❤️‍🔥 🏳️‍🌈");
  CHECK(to_single_line("a\u200Db 👩\u200D x \u200D💻") == "ab 👩 x 💻");
  CHECK(to_single_line("🏴󠁧󠁢󠁥󠁮󠁧󠁿 x󠁧") == "🏴󠁧󠁢󠁥󠁮󠁧󠁿 x");
}

TEST_CASE("code points are counted") {
  CHECK(count_code_points("") == 0);
  CHECK(count_code_points("한글 é🤗") == 5);
  CHECK(count_code_points("a\xff\xe2\x82") == 3);
}
