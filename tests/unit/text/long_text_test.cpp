// What took quadratic time would not come to an end here: each text is 128 KiB, the worst are a megabyte and
// two.

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "nonmun/text/authors.hpp"
#include "nonmun/text/korean.hpp"
#include "nonmun/text/links.hpp"
#include "nonmun/text/markdown.hpp"
#include "nonmun/text/reading.hpp"
#include "nonmun/text/sentences.hpp"
#include "nonmun/text/unicode.hpp"
#include "nonmun/text/width.hpp"

using namespace nonmun::text;

namespace {

constexpr std::size_t k_megabyte = 1U << 20;
constexpr std::size_t k_long = k_megabyte / 8;

std::string repeated(std::string_view piece, std::size_t size) {
  std::string text;
  text.reserve(size + piece.size());
  while (text.size() < size) text += piece;
  return text;
}

/// As many closed groups, one in the other, as fit.
std::string nested(std::string_view open, std::string_view close, std::size_t size) {
  const std::size_t depth = size / (open.size() + close.size());
  return repeated(open, depth * open.size()) + repeated(close, depth * close.size());
}

void read_all(const std::string& raw) {
  CHECK(is_valid_utf8(to_plain(raw, Reader::arxiv, Kind::abstract)));
  CHECK(is_valid_utf8(to_plain(raw, Reader::hf, Kind::title)));
  CHECK(is_valid_utf8(to_html(raw, Reader::hf, Kind::abstract)));
  CHECK(to_markdown(raw, Reader::arxiv, Kind::abstract, MathStyle::tex, Place::bullet).size() <=
        16 * raw.size());
}

void use_all(const std::string& text) {
  CHECK(unescape_markdown(text).size() <= text.size());
  CHECK(escape_markdown(text, Place::heading).size() <= 4 * text.size() + 4);
  for (const Span& span : split_sentences(text)) REQUIRE(span.begin < span.end);
  for (const FoundLink& link : find_links(text)) REQUIRE(link.begin < link.end);
  for (const AuthorName& author : split_authors(text, Reader::arxiv)) REQUIRE_FALSE(author.name.empty());
  for (const std::string& name : clean_names(text, Reader::hf)) REQUIRE_FALSE(name.empty());
  CHECK(cut_to_width(text, 80).size() <= text.size() + 3);
  CHECK(display_width(text) <= 2 * text.size());
  CHECK(wrap(text, 80, "", "  ").size() <= 4 * text.size());
  CHECK(josa(text, "은/는").size() >= 3);
}

}  // namespace

TEST_CASE("long pathological text is read in one pass") {
  for (const std::string piece : {"$",
                                  "$$",
                                  "$a",
                                  "{",
                                  "}",
                                  "\\",
                                  "\\(",
                                  "\\begin{equation}",
                                  "\\frac{",
                                  "^{",
                                  "$^{",
                                  "\\'{",
                                  "`",
                                  "``",
                                  "``\"",
                                  "&",
                                  "--",
                                  "\u0301",
                                  "\u0301\u0323",
                                  "\u0F73\u0F71",
                                  "http://a",
                                  "(http://a.b/",
                                  "http://a{",
                                  "\\href{http://a.b}{",
                                  "\\footnote{http://a.b",
                                  "{a, b",
                                  "\n  ",
                                  "\x1b[",
                                  "\x1b]",
                                  "$x{",
                                  "\\sqrt[",
                                  "\\cite[",
                                  "3times",
                                  "\xff",
                                  "👩\u200d",
                                  "[](",
                                  "<http://a.b",
                                  "\\unknown{"}) {
    CAPTURE(piece);
    read_all(repeated(piece, k_long));
  }
}

TEST_CASE("deeply nested groups are read in one pass") {
  for (const auto& [open, close] :
       {std::pair{"{", "}"}, std::pair{"\\emph{", "}"}, std::pair{"$\\frac{", "}{1}$"},
        std::pair{"\\href{http://a.b}{", "}"}, std::pair{"\\footnote{", "}"}, std::pair{"x^{", "}"},
        std::pair{"http://a.b{", "}"}}) {
    CAPTURE(open);
    read_all(nested(open, close, k_long));
  }
}

TEST_CASE("long pathological text is used in one pass") {
  for (const std::string piece : {"a",
                                  "a ",
                                  "$",
                                  "{",
                                  "(",
                                  "(1) ",
                                  ")",
                                  "[](",
                                  "\u0301",
                                  " \u0301",
                                  "\u1100",
                                  "한",
                                  "👩\u200d",
                                  ". ",
                                  "e.g. ",
                                  "A. ",
                                  ".A",
                                  "?\"",
                                  "http://a",
                                  "https://a.b/(",
                                  "https://a.b/c ",
                                  "github.com/",
                                  "www.",
                                  "10.1/",
                                  "arXiv:",
                                  "2404.14619",
                                  ", ",
                                  "a, ",
                                  "A; ",
                                  " and ",
                                  "Jr, ",
                                  "for the ",
                                  "((",
                                  "*",
                                  "~",
                                  "#",
                                  "1. ",
                                  "\\",
                                  "\xff",
                                  "\n"}) {
    CAPTURE(piece);
    use_all(repeated(piece, k_long));
  }
  use_all(nested("(", ")", k_long));
  use_all(nested("https://a.b/(", ")", k_long));
}

TEST_CASE("a megabyte and two of what is worst come to an end") {
  for (const std::string& text :
       {repeated("$", k_megabyte), repeated("{", k_megabyte), repeated("\u0301", k_megabyte),
        nested("{", "}", k_megabyte), repeated("$", 2 * k_megabyte)}) {
    read_all(text);
    use_all(text);
  }
}
