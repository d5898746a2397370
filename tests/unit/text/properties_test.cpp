#include <rapidcheck.h>
#include <algorithm>
#include <catch2/catch.hpp>

#include "nonmun/text/markdown.hpp"
#include "nonmun/text/reading.hpp"
#include "nonmun/text/unicode.hpp"

using namespace nonmun::text;

namespace {

/// Runs a property with a fixed seed, so that a failure comes back.
template <typename Property>
bool holds(const char* name, Property property) {
  rc::detail::TestParams params;
  params.seed = 20240424;
  params.maxSuccess = 300;
  rc::detail::TestMetadata metadata;
  metadata.description = name;
  return rc::detail::checkTestable(std::move(property), metadata, params)
      .template is<rc::detail::SuccessResult>();
}

const std::vector<std::string>& pieces() {
  static const std::vector<std::string> all = {
      "\\",         "$",        "{",      "}",       "^",        "_",      "~",      "&",
      "-",          "--",       "`",      "``",      "''",       "'",      "\"",     "%",
      "\\frac",     "\\'",      "\\\"",   "\\alpha", "\\method", "\\text", "\\emph", "\\href",
      "\\footnote", "\\begin",  "\\left", "\\(",     "\\)",      "\\sqrt", "\\hat",  "\\c",
      "\\not",      "a",        "e",      "word",    "1",        "23",     " ",      "  ",
      "\n",         "\n  ",     "\n\n",   "한",      "é",        "\u0301", "\u0323", "\u200b",
      "\u202e",     "\x1b[31m", "\x1b",   "\xff",    "\xc3",     "🤗",     "\u200d", "https://a.b/c",
      "http://",    "&amp;",    "&#27;",  "&#xAD;",  "times",    "sim",    "circ",   "(",
      ")",          "[",        "]",      "*",       "<",        ">",      "#",      "|",
      ",",          ".",        ":",      "\u00a0",  "\u2028",   "\\ ",    "\\\\",   "\\1"};
  return all;
}

rc::Gen<std::string> any_text() {
  return rc::gen::map(
      rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, pieces().size())),
      [](const std::vector<std::size_t>& chosen) {
        std::string text;
        for (const std::size_t index : chosen) text += pieces()[index];
        return text;
      });
}

bool is_clean(const std::string& text) {
  std::string line = text;
  std::replace(line.begin(), line.end(), '\n', ' ');
  return is_valid_utf8(text) && to_single_line(line) == line;
}

}  // namespace

TEST_CASE("any bytes become one clean line, and stay it") {
  CHECK(holds("bytes", [](const std::string& bytes) {
    const std::string line = to_single_line(bytes);
    RC_ASSERT(is_valid_utf8(line));
    RC_ASSERT(to_nfc(line) == line);
    RC_ASSERT(to_single_line(line) == line);
  }));
  CHECK(holds("pieces", [] {
    const std::string line = to_single_line(*any_text());
    RC_ASSERT(is_valid_utf8(line));
    RC_ASSERT(to_nfc(line) == line);
    RC_ASSERT(to_single_line(line) == line);
  }));
}

TEST_CASE("repairing makes bytes well-formed and leaves well-formed ones") {
  CHECK(holds("repair", [](const std::string& bytes) {
    const Repaired repaired = repair_utf8(bytes);
    RC_ASSERT(is_valid_utf8(repaired.text));
    RC_ASSERT(repaired.offsets.empty() == is_valid_utf8(bytes));
    RC_ASSERT(repair_utf8(repaired.text).text == repaired.text);
  }));
}

TEST_CASE("reading never fails and leaves clean text") {
  CHECK(holds("reading", [] {
    const std::string raw = *any_text();
    for (const Reader reader : {Reader::arxiv, Reader::hf}) {
      for (const Kind kind : {Kind::title, Kind::abstract, Kind::name, Kind::comment}) {
        RC_ASSERT(is_clean(to_plain(raw, reader, kind)));
        RC_ASSERT(is_valid_utf8(to_html(raw, reader, kind)));
        RC_ASSERT(is_clean(to_markdown(raw, reader, kind, MathStyle::tex, Place::bullet)));
      }
    }
  }));
}

TEST_CASE("text in which nothing is TeX comes back as it is") {
  CHECK(holds("plain", [] {
    const auto words = *rc::gen::container<std::vector<std::string>>(
        rc::gen::element<std::string>("a", "Word", "3", "4.5%", "한국어", "naïve", "(x)", "A/B,", "don't",
                                      "C#", "pass@1", "*", "<b>", "e.g."));
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    RC_ASSERT(to_plain(text, Reader::arxiv, Kind::abstract) == text);
    RC_ASSERT(to_plain(text, Reader::hf, Kind::title) == text);
  }));
}

TEST_CASE("Markdown that we wrote reads back as the text it was") {
  CHECK(holds("escape", [] {
    const std::string text = to_single_line(*any_text());
    for (const Place place :
         {Place::paragraph, Place::heading, Place::bullet, Place::link_text, Place::table_cell}) {
      RC_ASSERT(unescape_markdown(escape_markdown(text, place)) == text);
      RC_ASSERT(unescape_markdown(escape_markdown_linking(text, place)) == text);
    }
  }));
}

TEST_CASE("line breaks in an abstract are collapsed, paragraphs kept, and nothing else is lost") {
  // What ends a sentence may also end a paragraph, so no word does.
  static const std::vector<std::string> words = {"a", "Word", "3.5%", "한국어", "naïve", "(x", "B,"};
  static const std::vector<std::string> spaces = {" ", "\n", "  ", "\r\n", "\t", "\n ", "\u00a0"};
  static const std::vector<std::string> ends = {"\n\n", "\n  ", "\r\n\r\n", " \n \n", "\n\n\n  ", "\n\t"};
  CHECK(holds("paragraphs", [](const std::vector<unsigned>& choices) {
    std::string wrapped, expected;
    for (const unsigned choice : choices) {
      const std::string& word = words[choice % words.size()];
      const unsigned rest = choice / static_cast<unsigned>(words.size());
      const bool ends_paragraph = rest % 4 == 0;
      const auto& gaps = ends_paragraph ? ends : spaces;
      wrapped += word + (ends_paragraph ? "." : "") + gaps[rest / 4 % gaps.size()];
      expected += word + (ends_paragraph ? ".\n" : " ");
    }
    if (!expected.empty()) expected.pop_back();
    std::string line = expected;
    std::replace(line.begin(), line.end(), '\n', ' ');
    for (const Reader reader : {Reader::arxiv, Reader::hf}) {
      RC_ASSERT(to_plain(wrapped, reader, Kind::abstract) == expected);
      RC_ASSERT(to_plain(wrapped, reader, Kind::title) == line);
    }
  }));
}
