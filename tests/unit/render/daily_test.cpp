#include <catch2/catch.hpp>

#include "nonmun/render/render.hpp"
#include "support.hpp"

namespace nonmun::render {
namespace {

using Catch::Matchers::Contains;
using test::daily_in;
using test::make_paper;

std::string daily(const Paper& paper, const RenderOptions& options = {}) {
  return render({{paper}, std::nullopt}, options);
}

/// A paper of a Hugging Face day, fetched at a moment.
Paper make_listed(std::string_view day, std::string_view fetched_at) {
  Paper paper = make_paper("2404.99901", "T");
  paper.listed = {{"huggingface", test::make_day(day), "", "", {}}};
  paper.provenance.community = Origin{"huggingface", test::make_instant(fetched_at), {}};
  return paper;
}

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t number = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != text.npos; at += what.size()) ++number;
  return number;
}

}  // namespace

TEST_CASE("a day that was fetched before its end says that it was still filling") {
  CHECK_THAT(daily(make_listed("2024-04-24", "2024-04-24T23:59:59Z")),
             Contains("· 집계 중\n") && Contains("· still filling\n"));
  CHECK_THAT(daily(make_listed("2024-04-24", "2024-04-25T00:00:00Z")),
             !Contains("집계 중") && !Contains("filling"));
}

TEST_CASE("papers of one day that stand together have one head, and the input's order is kept") {
  const Paper a = make_listed("2024-04-24", "2024-04-26T00:00:00Z"),
              b = make_listed("2024-04-25", "2024-04-26T00:00:00Z");
  const std::string text = render({{a, a, b, a}, std::nullopt}, {});
  CHECK(count(text, "\n## ") + 1 == 3);
  CHECK_THAT(text, Contains("2 papers · Hugging Face Daily Papers"));
}

TEST_CASE("a list that was cut before counts and shows persons only") {
  Paper paper = make_paper("2404.99901", "T");
  paper.authors = {{"A", "", {}, {}}, {"+", "more", {}, {}}, {"B", "", {}, {}}, {"C", "", {}, {}}};
  RenderOptions options;
  options.max_authors = 1;
  CHECK_THAT(daily(paper, options), Contains("저자 / Authors: A 외 2명 / and 2 more\n"));
  options.max_authors.reset();
  CHECK_THAT(daily(paper, options), Contains("저자 / Authors: A, B, C\n"));
  paper.authors = {{"+", "more", {}, {}}};
  CHECK_THAT(daily(paper, options), !Contains("Authors"));
}

TEST_CASE(
    "a paper without Korean shows its first three sentences once, under a line that says so in Korean") {
  Paper paper = make_paper("2404.99901", "T");
  paper.abstract = "One is here. Two is here.\nThree is here. Four is here.";
  for (const std::string languages : {"ko", "ko,en"}) {
    CHECK_THAT(daily(paper, daily_in(languages)),
               Contains("한국어 요약 없음\n\n> One is here. Two is here. Three is here.\n"));
    CHECK(count(daily(paper, daily_in(languages)), "One is here.") == 1);
  }
  CHECK_THAT(daily(paper, daily_in("en")),
             Contains("\n> One is here. Two is here. Three is here.\n") && !Contains("요약"));
}

TEST_CASE("English bullets stand for Korean ones that are not there") {
  Paper paper = make_paper("2404.99901", "T");
  paper.abstract = "Not this.";
  paper.summary = {{"", "", "Only English.", {}, "", "human", {}, "", {}}};
  CHECK_THAT(daily(paper), Contains("한국어 요약 없음\n\n- Only English.\n") && !Contains("Not this"));
}

TEST_CASE("one language shows only its own half") {
  const auto papers = test::read_records();
  CHECK_THAT(daily(papers.front(), daily_in("en")), !Contains("양") && !Contains("추천"));
  CHECK_THAT(daily(papers.front(), daily_in("ko")), !Contains("Authors") && !Contains("sheep models made"));
}

TEST_CASE("a page that is two things is one link with both names, and the title's page is none") {
  Paper paper = make_paper("2404.99901", "T");
  paper.links.abs = paper.links.html = "https://arxiv.org/abs/2404.99901";
  paper.links.code = paper.links.project = "https://github.com/example/sheep";
  const std::string text = daily(paper);
  CHECK(count(text, "https://github.com/example/sheep") == 1);
  CHECK(count(text, "https://arxiv.org/abs/2404.99901") == 1);
  CHECK_THAT(text, Contains("[코드 / Code, 프로젝트 / Project](https://github.com/example/sheep)"));
}

TEST_CASE("a title leads to the paper's own page whatever its record links to") {
  Paper paper = make_paper("2404.99901", "T");
  paper.links.abs = "https://elsewhere.example/2404.99901";
  CHECK_THAT(daily(paper), Contains("### [T](https://arxiv.org/abs/2404.99901)\n"));
}

TEST_CASE("the first picture or video is shown, the thumbnail only where there is none") {
  Paper paper = make_paper("2404.99901", "T");
  paper.media = {{MediaKind::thumbnail, "https://example.org/t.png", {}},
                 {MediaKind::video, "https://example.org/v.mp4", {}}};
  CHECK_THAT(daily(paper), Contains("[동영상 / Video](https://example.org/v.mp4)") && !Contains("t.png"));
  paper.media->pop_back();
  CHECK_THAT(daily(paper), Contains("![](https://example.org/t.png)"));
}

TEST_CASE("nothing in a record steers a terminal") {
  Paper paper = make_paper("2404.99901", "T\x1b[31m");
  paper.abstract =
      "A\x1b]0;x\x07 \xE2\x80\xAE"
      "b\xff.";
  paper.authors = {{"\x1b[2J", "", {"\x9b"}, {}}, {"B\x7f", "", {}, {}}};
  paper.comment =
      "c\xC2\x9B"
      "31m";
  paper.title_raw = paper.title;
  for (const auto& [style, format] :
       {std::pair{Style::daily, Format::md}, std::pair{Style::daily, Format::text},
        std::pair{Style::classic, Format::md}, std::pair{Style::listing, Format::md}}) {
    RenderOptions options;
    options.style = style;
    options.format = format;
    const std::string text = daily(paper, options);
    CHECK(text.find_first_of("\x1b\x07\x7f\xff") == text.npos);
    CHECK_THAT(text, !Contains("\xC2\x9B"));
  }
}

TEST_CASE("a title of which nothing can be seen is shown as the id") {
  const Paper paper = make_paper("2404.99901", "\x07");
  RenderOptions options;
  CHECK_THAT(daily(paper, options), Contains("### [2404.99901](https://arxiv.org/abs/2404.99901)\n"));
  options.style = Style::classic;
  CHECK_THAT(daily(paper, options), Contains("### [2404.99901](https://arxiv.org/abs/2404.99901)\n"));
}

TEST_CASE("colour adds only SGR sequences, each reset on its own line") {
  RenderOptions options;
  options.format = Format::text;
  const Digest digest{test::read_records(), std::nullopt};
  const std::string plain = render(digest, options);
  options.color = true;
  std::string colored = render(digest, options);
  CHECK(colored != plain);
  CHECK(count(colored, "\x1b[") == 2 * count(colored, "\x1b[0m"));
  for (std::size_t at; (at = colored.find("\x1b[")) != colored.npos;) {
    const std::size_t end = colored.find_first_not_of("0123456789;", at + 2);
    REQUIRE(colored.at(end) == 'm');
    colored.erase(at, end + 1 - at);
  }
  CHECK(colored == plain);
}

}  // namespace nonmun::render
