#include "nonmun/text/markdown.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <span>

#include "commonmark.hpp"
#include "nonmun/text/reading.hpp"
#include "nonmun/text/unicode.hpp"
#include "recorded.hpp"

using namespace nonmun::text;
using namespace nonmun::test;

namespace {

constexpr std::array k_places = {Place::paragraph, Place::heading, Place::bullet, Place::link_text,
                                 Place::table_cell};

/// Empty when the text survives the places and comes back from each; else what went wrong.
std::string failure(const std::string& text, std::span<const Place> places = k_places) {
  const std::string expected = collapsed(text);
  for (const Place place : places) {
#ifdef NONMUN_TEST_CMARK
    if (place == Place::table_cell) continue;
#endif
    for (const bool linking : {false, true}) {
      const std::string escaped =
          linking ? escape_markdown_linking(text, place) : escape_markdown(text, place);
      const Rendered rendered = render(document(escaped, place), linking || place == Place::link_text);
      const std::string at =
          " in place " + std::to_string(static_cast<int>(place)) + (linking ? " linking" : "");
      if (rendered.text != expected) return "shows [" + rendered.text + "] of [" + escaped + "]" + at;
      if (!rendered.plain) return "is more than text: [" + escaped + "]" + at;
      if (unescape_markdown(escaped) != expected) return "does not come back: [" + escaped + "]" + at;
    }
  }
  return {};
}

}  // namespace

TEST_CASE("ordinary titles are not escaped") {
  for (const std::string title :
       {"Attention Is All You Need", "GPT-4.1: A Study (v2)", "optimize_anything: A Universal API",
        "What's next? 10 ideas & more", "C# and F#", "3~5 times", "α-NeuS", "한국어 논문 (요약)",
        "S²R: 20% off", "Wow! It works", "Let's go: a/b testing, 1.5x"}) {
    CHECK(escape_markdown(title, Place::link_text) == title);
    CHECK(escape_markdown(title, Place::paragraph) == title);
    CHECK(escape_markdown(title, Place::heading) == title);
  }
}

TEST_CASE("what Markdown would read is escaped, by the place where it stands") {
  CHECK(escape_markdown("# one", Place::paragraph) == "\\# one");
  CHECK(escape_markdown("# one", Place::link_text) == "# one");
  CHECK(escape_markdown("F# #", Place::heading) == "F# \\#");
  CHECK(escape_markdown("F# #", Place::bullet) == "F# #");
  CHECK(escape_markdown("2024) A year", Place::bullet) == "2024\\) A year");
  CHECK(escape_markdown("2024.5 is no list", Place::bullet) == "2024.5 is no list");
  CHECK(escape_markdown("^1 note", Place::link_text) == "\\^1 note");
  CHECK(escape_markdown("P(y|x) costs $5", Place::paragraph) == "P(y\\|x) costs \\$5");
  CHECK(escape_markdown("7.33~8.26 and 1~2", Place::paragraph) == "7.33\\~8.26 and 1\\~2");
  CHECK(escape_markdown("AT&T & R&D", Place::paragraph) == "AT\\&T & R\\&D");
  CHECK(escape_markdown("snake_case _x", Place::paragraph) == "snake_case \\_x");
  CHECK(escape_markdown("  two\n\n lines ", Place::paragraph) == "two lines");
  CHECK(escape_markdown("see https://a.b and www.c.d", Place::link_text) ==
        "see https\\://a.b and www\\.c.d");
}

TEST_CASE("an address in running text is written so that a Korean particle stays out of it") {
  CHECK(escape_markdown_linking("https://a.b/c_d에서 받는다.", Place::bullet) ==
        "<https://a.b/c_d>에서 받는다.");
  CHECK(escape_markdown_linking("(https://a.b/~x).", Place::paragraph) == "(<https://a.b/~x>).");
  CHECK(escape_markdown_linking("https://a.b", Place::link_text) == "https\\://a.b");
  CHECK(escape_markdown_linking("http://a.b?x=1&lt;=2", Place::paragraph) == "http\\://a.b?x=1\\&lt;=2");
}

TEST_CASE("a destination cannot end its link") {
  CHECK(markdown_destination("https://a.b/c(d) e") == "https://a.b/c%28d%29%20e");
  CHECK(markdown_destination("https://a.b/é|") == "https://a.b/%C3%A9%7C");
  CHECK(markdown_destination("https://a.b/?x=1&y=2") == "https://a.b/?x=1&y=2");
  CHECK(markdown_destination("https://a.b/?x=1&lt;2") == "https://a.b/?x=1&amp;lt;2");
}

TEST_CASE("reading back leaves what was not written by us") {
  CHECK(unescape_markdown("[SnapKV](https://arxiv.org/abs/2404.14469) ok") == "SnapKV ok");
  CHECK(unescape_markdown("[a [b] c](https://x.y/z_(w)) and [d]") == "a [b] c and [d]");
  CHECK(unescape_markdown("![alt](pic.png) **bold** \\a") == "![alt](pic.png) **bold** \\a");
  CHECK(unescape_markdown("<https://a.b/c>에서 <think> <https://") == "https://a.b/c에서 <think> <https://");
  CHECK(unescape_markdown("tail\\") == "tail\\");
}

TEST_CASE("nasty texts survive CommonMark in every place") {
  for (const std::string text : {"FaSTA^*: Fast-Slow",
                                 "2*3*4 and a**b**c",
                                 "[Invited] Holography [Re] (v2)](x) and ![img](y)",
                                 "Let's <think> about",
                                 "<1 GB VRAM, a<b, x>y and <->",
                                 "<!-- comment --> <script>alert(1)</script>",
                                 "a `cat.n.01` to ``you``?",
                                 "C:\\path\\new and \\* \\_ \\[ \\] escaped",
                                 "| pipe || table |",
                                 "S$^2$R and $\\text{T}^2$",
                                 "3~5배 ~~취소선~~ 아님",
                                 "C# and F# #",
                                 "#",
                                 "##",
                                 "### #",
                                 "+ plus",
                                 "- minus",
                                 "= equals",
                                 "===",
                                 "---",
                                 "***",
                                 "___",
                                 "> quoted",
                                 "1. one",
                                 "123456789) nine",
                                 "1234567890. ten",
                                 "[^1] note and [a]: /url",
                                 "**굵게(bold)**는",
                                 "Wow! [really]! !",
                                 "{curly} {% raw %} %20",
                                 "π_RL, V_{0.5}, N_0 _x_ __y__ a__b",
                                 "&amp; &lt; &#35; & &copy; AT&T",
                                 "[ ] task",
                                 "[x] done",
                                 "!",
                                 "\\",
                                 "trailing\\",
                                 "~",
                                 "~~",
                                 "~~~ fence",
                                 "``` fence",
                                 "http://a.b/c_d_e*f*",
                                 "www.example.com_x_",
                                 "mailto:a@b.c xmpp:a@b.c",
                                 "https://a.b/(c)d) e",
                                 "HTTPS://A.B/x&amp;y",
                                 "https://a.b/x&y;z",
                                 "한국어https://a.b/c에서",
                                 "a@b.cd CIDEr@0.5IoU pass@1",
                                 ":emoji: @user #12",
                                 "*a _b *c_ d*",
                                 "a*",
                                 "*",
                                 "_",
                                 "\"quoted\" 'x'",
                                 "a\tb\nc\r\nd",
                                 "\u00a0nbsp\u3000wide",
                                 "x  \ny",
                                 "- [ ] a",
                                 "<a@b.c> <http://x>",
                                 "ftp://a.b/c ftp:",
                                 "[a](b) [c][d] [e]",
                                 "\\[x\\] \\(y\\)",
                                 "a&#x41;b",
                                 "1)",
                                 "1.",
                                 "=",
                                 "~a~",
                                 "^",
                                 "^x",
                                 "$",
                                 "$$",
                                 "||",
                                 "&",
                                 "&a",
                                 "!a",
                                 "![",
                                 "]",
                                 "[",
                                 ">",
                                 "<",
                                 "👩‍💻 ✅",
                                 "e\u0301\u0323"}) {
    CAPTURE(text);
    CHECK(failure(text) == "");
  }
}

TEST_CASE("random texts of the characters that matter survive CommonMark in every place") {
  std::mt19937 random(20240424);
  const std::vector<std::string> pieces = {
      "*",  "_", "`",    "~",  "[",    "]", "(",  ")",  "<",    ">",       "\\", "!", "#", "+",
      "-",  "=", ".",    "1",  "23",   " ", " ",  "&",  "amp;", "$",       "|",  "^", ":", "https://a.b/c",
      "a",  "b", "word", "한", "글은", "é", "\n", "\"", "'",    "www.x.y", "{",  "}", "@", "/",
      "🤗", "×", "\t",   "%"};
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (std::size_t length = 1 + random() % 14; length > 0; --length)
      text += pieces[random() % pieces.size()];
    CAPTURE(text);
    const std::string wrong = failure(text);
    if (!wrong.empty()) CHECK(wrong == "");
  }
}

TEST_CASE("the expected escapes give back their texts") {
  const auto file = shared_folder() / "cases" / "markdown-escape.jsonl";
  std::ifstream in(file);
  if (!in) {
    WARN("skipped: " << file << " is not there");
    return;
  }
  int total = 0;
  int passed = 0;
  int same = 0;
  for (std::string line; std::getline(in, line);) {
    const auto row = nlohmann::json::parse(line);
    const std::string text = row["text"];
    ++total;
    CAPTURE(text);
    const std::string wrong = failure(text);
    CHECK(wrong == "");
    passed += wrong.empty();
    const auto& contexts = row["contexts"];
    same += contexts["heading"] == "### " + escape_markdown(text, Place::heading) &&
            contexts["bullet"] == "- " + escape_markdown(text, Place::bullet) &&
            contexts["para"] == escape_markdown(text, Place::paragraph);
  }
  WARN("markdown-escape: " << passed << "/" << total << " (" << same << " to the byte)");
}

TEST_CASE("all recorded titles and abstracts survive CommonMark as the text they are shown as") {
  if (recorded_papers().empty()) {
    WARN("skipped: no recordings");
    return;
  }
  int texts = 0;
  int wrong = 0;
  for (const Recorded& paper : recorded_papers()) {
    for (const Kind kind : {Kind::title, Kind::abstract}) {
      const std::string& raw = kind == Kind::title ? paper.title : paper.abstract;
      const std::string text = to_plain(raw, paper.reader, kind);
      // No abstract becomes a heading; each place once is enough for so many.
      constexpr std::array k_running = {Place::bullet, Place::paragraph};
      const std::string problem =
          kind == Kind::title ? failure(text) : failure(text, std::span(k_running).first(1 + texts % 2));
      ++texts;
      if (problem.empty()) continue;
      if (++wrong <= 10) WARN(paper.id << ": " << problem);
    }
  }
  WARN("recorded texts through CommonMark: " << texts << ", " << wrong << " wrong");
  CHECK(wrong == 0);
}
