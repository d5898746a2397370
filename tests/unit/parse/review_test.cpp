#include <catch2/catch.hpp>
#include <string>

#include "nonmun/parse/review_file.hpp"
#include "nonmun/parse/review_index.hpp"
#include "nonmun/parse/review_json.hpp"
#include "nonmun/render/review.hpp"
#include "recorded.hpp"
#include "support/show.hpp"

namespace nonmun {
namespace {

using Links = std::vector<ReviewLink>;

Day day(std::string_view text) { return Day::parse(text).value(); }

std::string index_of(std::span<const Review> reviews, std::optional<std::size_t> total,
                     render::ReviewLinks links = render::ReviewLinks::labels) {
  render::ReviewOptions options;
  options.links = links;
  options.total = total;
  return render::render_reviews(reviews, options);
}

Review make_review() {
  Review review;
  review.title = "A [Bracket] *Star*: on $x|y$ and 한글";
  review.short_name = "Star-1";
  review.paper = ArxivId::parse("2402.99901").value();
  review.links = {{"Project Page", "https://cranes.example/a_b?c=1&amp=2"},
                  {"Github", "https://종이학.한국/a"},
                  {"arXiv", "https://arxiv.org/abs/2402.99901v2"}};
  review.arxiv_date = day("2024-02-12");
  review.version = 2;
  review.excerpt = "Abstract [CLS] 토큰 <b>하나</b>로 *충분*하다. 1_000_000번 https://a.example/b에서..";
  review.file = "내 리뷰/100% (종이학).md";
  return review;
}

TEST_CASE("an index of reviews gives title, short name, links, date, version and excerpt of each") {
  const auto parsed = parse::parse_review_index(recorded::fixture("reviews/index.txt")).value();
  CHECK(parsed.total == 1204);
  CHECK(parsed.entries == 6);
  REQUIRE(parsed.reviews.size() == 6);
  const Review& crane = parsed.reviews[0];
  CHECK(crane.title == "Folding Paper Cranes with Small Models");
  CHECK(crane.short_name == "CraneNet");
  CHECK(crane.links == Links{{"Project Page", ""}, {"Github", ""}, {"arXiv", ""}});
  CHECK(crane.arxiv_date == day("2024-02-12"));
  CHECK(crane.version == 2);
  CHECK(crane.excerpt.starts_with("Abstract 작은 모델만으로"));
  CHECK(crane.excerpt.ends_with("Method [CLS] 토큰 하나로 충분하다고 하는데 정말 그런.."));
  CHECK_FALSE(crane.paper);
  CHECK(parsed.reviews[1].short_name.empty());
  CHECK(parsed.reviews[1].links == Links{{"arXiv", ""}});
}

TEST_CASE("brackets of a title are no links, and what they hold need not be a short name") {
  const auto parsed = parse::parse_review_index(recorded::fixture("reviews/index.txt")).value();
  REQUIRE(parsed.reviews.size() == 6);
  CHECK(parsed.reviews[2].title == "[MASK] Is Most of What You Need (Extended Abstract)");
  CHECK(parsed.reviews[2].links == Links{{"Audio Sample", ""}, {"arXiv", ""}});
  CHECK(parsed.reviews[3].short_name == "Tea 2");
}

TEST_CASE("a review with less than a date and version is kept, and what could not be read is said") {
  const auto parsed = parse::parse_review_index(recorded::fixture("reviews/index.txt")).value();
  REQUIRE(parsed.reviews.size() == 6);
  CHECK_FALSE(parsed.reviews[3].arxiv_date);
  CHECK(parsed.reviews[3].version == 3);
  CHECK(parsed.reviews[4].title == "A Note Without Any Links");
  CHECK(parsed.reviews[4].links.empty());
  CHECK(parsed.reviews[4].excerpt == "Abstract 링크가 없는 글도 있다. 그래도 잃지 않는다..");
  CHECK(parsed.reviews[5].title == "Undated Work");
  CHECK_FALSE(parsed.reviews[5].arxiv_date);
  const std::vector<Issue> expected{{"line 11", "neither date nor version: \"soon\""},
                                    {"line 12", "not a review: \"이전 1 2 3 다음\""}};
  CHECK(parsed.issues == expected);
}

TEST_CASE("an index written in the layout of labels is the text that was read") {
  const std::string text = recorded::fixture("reviews/index.txt");
  const auto parsed = parse::parse_review_index(text).value();
  const std::string written = index_of(std::span(parsed.reviews).first(3), parsed.total);
  const auto begin = text.find("논문 리뷰"), end = text.find("Tea Leaves");
  std::string expected = text.substr(begin, end - begin);
  expected.replace(expected.find("1,204"), 5, "1204");
  CHECK(written == expected);
}

TEST_CASE("an index written as a list with addresses reads back to the same reviews") {
  std::vector<Review> reviews{make_review(), make_review(), make_review(), Review{}};
  reviews[1].file.clear();
  reviews[2].paper.reset();
  reviews[2].links = {{"Github", ""}, {"arXiv", ""}};
  reviews[3].title = "Nothing but a *title*";
  const std::string written = index_of(reviews, 9, render::ReviewLinks::urls);
  INFO(written);
  const auto parsed = parse::parse_review_index(written).value();
  CHECK(parsed.total == 9);
  CHECK(parsed.issues.empty());
  REQUIRE(parsed.reviews.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    CAPTURE(i);
    CHECK(parsed.reviews[i].title == reviews[i].title);
    CHECK(parsed.reviews[i].short_name == reviews[i].short_name);
    CHECK(parsed.reviews[i].links == reviews[i].links);
    CHECK(parsed.reviews[i].paper == reviews[i].paper);
    CHECK(parsed.reviews[i].arxiv_date == reviews[i].arxiv_date);
    CHECK(parsed.reviews[i].version == reviews[i].version);
    CHECK(parsed.reviews[i].excerpt == reviews[i].excerpt);
    CHECK(parsed.reviews[i].file == reviews[i].file);
  }
}

TEST_CASE("that arXiv has a newer version is no part of the excerpt that is read back") {
  const std::vector<Review> reviews{make_review()};
  render::ReviewOptions options;
  options.links = render::ReviewLinks::urls;
  options.newest_versions = {{*reviews[0].paper, 7}};
  const auto parsed = parse::parse_review_index(render::render_reviews(reviews, options)).value();
  REQUIRE(parsed.reviews.size() == 1);
  CHECK(parsed.reviews[0].excerpt == reviews[0].excerpt);
}

TEST_CASE("a review whose only link is of an unknown kind reads back to the same review") {
  Review review;
  review.links = {{"Weights", ""}};
  review.excerpt = "[CLS] 하나로 충분하다.";
  for (const char* title : {"Cranes", "[MASK] Cranes (CraneNet)", "Cranes —or not"}) {
    set_full_title(review, title);
    for (const auto links : {render::ReviewLinks::labels, render::ReviewLinks::urls}) {
      const std::string written = index_of({&review, 1}, {}, links);
      CAPTURE(written);
      const auto parsed = parse::parse_review_index(written).value();
      REQUIRE(parsed.reviews.size() == 1);
      CHECK(parsed.reviews[0].title == review.title);
      CHECK(parsed.reviews[0].links.front() == review.links.front());
    }
  }
}

TEST_CASE("an address that is not UTF-8 is mended") {
  const auto parsed = parse::parse_review_index("Cranes [Github](https://a.example/\xFF) text").value();
  REQUIRE(parsed.reviews.size() == 1);
  CHECK(parsed.reviews[0].links == Links{{"Github", "https://a.example/\uFFFD"}});
}

TEST_CASE("what is no index of reviews is refused, and an empty index is none") {
  CHECK(parse::parse_review_index("").error().kind == ErrorKind::invalid_data);
  CHECK(parse::parse_review_index("<!doctype html><p>Sign in").error().kind == ErrorKind::invalid_data);
  const auto empty = parse::parse_review_index("논문 리뷰\n\n(0)\n").value();
  CHECK(empty.total == 0);
  CHECK(empty.reviews.empty());
}

TEST_CASE("a review file gives the fields of its front matter") {
  const auto file =
      parse::parse_review_file(recorded::fixture("reviews/review.md"), {"reviews/cranes.md", {}, {}}).value();
  CHECK(file.review.title == "Folding \"Paper\" Cranes: with Small Models");
  CHECK(file.review.short_name == "CraneNet");
  CHECK(file.review.paper == ArxivId::parse("2402.99901").value());
  CHECK(file.review.version == 2);
  CHECK(file.review.arxiv_date == day("2024-02-12"));
  CHECK(file.date == day("2024-02-14"));
  CHECK(file.review.file == "reviews/cranes.md");
  CHECK(file.review.links == Links{{"Project Page", "https://cranes.example/"},
                                   {"Code: the real one", "https://code.example/cranes"},
                                   {"Github", "https://github.com/example/cranes"},
                                   {"Audio Sample", ""},
                                   {"Demo", "https://demo.example/a"},
                                   {"Broken", ""}});
  REQUIRE(file.issues.size() == 1);
  CHECK(file.issues[0].where == "line 15");
}

TEST_CASE("the text of a review file comes without mark-up, code, pictures and empty sections") {
  const auto file =
      parse::parse_review_file(recorded::fixture("reviews/review.md"), {"cranes.md", {}, {}}).value();
  CHECK(
      file.review.excerpt ==
      "한 줄 요약 작은 모델만으로 종이학을 접는 CraneNet 제안. 방법 접는 순서 순서를 예측하는 것이 핵심이다. "
      "이전 연구와 다르다. $f_\\theta(x|y)$");
}

TEST_CASE("a review file without what it needs is refused") {
  const auto refused = [](std::string_view text) {
    return parse::parse_review_file(text, {"a.md", {}, {}}).error();
  };
  CHECK(refused("# Title\n\ntext\n").kind == ErrorKind::invalid_data);
  CHECK(refused("---\ntitle: a\n").what == "its front matter does not end (no second line \"---\")");
  CHECK(refused("---\ntitle: \"\"\n---\ntext\n").where == "a.md");
  const auto by_heading =
      parse::parse_review_file("---\nid: 2402.99901\n---\n# Cranes (CraneNet)\ntext", {}).value();
  CHECK(by_heading.review.title == "Cranes");
  CHECK(by_heading.review.short_name == "CraneNet");
  CHECK(by_heading.review.excerpt == "text");
}

TEST_CASE("a new review's file reads back to the review it was made from") {
  Review review = make_review();
  const auto file =
      parse::parse_review_file(render::review_template(review, day("2024-02-14")), {"a.md", {}, {}}).value();
  CHECK(file.date == day("2024-02-14"));
  CHECK(file.issues.empty());
  review.file = "a.md";
  review.excerpt.clear();
  CHECK(file.review == review);
}

TEST_CASE("reviews are read from JSON in all its shapes, each fault at its line") {
  const auto parsed = parse::parse_review_json(recorded::fixture("reviews/reviews.jsonl")).value();
  CHECK(parsed.total == 9);
  CHECK(parsed.entries == parsed.reviews.size() + parsed.held_back);
  REQUIRE(parsed.reviews.size() == 4);
  const Review& crane = parsed.reviews[0];
  CHECK(crane.short_name == "CraneNet");
  CHECK(crane.paper->str() == "2402.99901");
  CHECK(crane.links == Links{{"Github", "https://github.com/example/cranes"}, {"arXiv", ""}});
  CHECK(crane.arxiv_date == day("2024-02-12"));
  CHECK(crane.version == 2);
  CHECK(crane.file == "reviews/cranes.md");
  CHECK(parsed.reviews[1].title == "Only a Title");
  CHECK(parsed.reviews[2].links == Links{{"Code", ""}});
  CHECK(parsed.reviews[3].title == "In a Collection");
  CHECK(parsed.held_back == 3);
  std::string lines;
  for (const Issue& issue : parsed.issues) lines += issue.where + ": " + issue.what + "\n";
  CHECK(lines ==
        "line 3: its schema is \"nonmun.review/2\", this program reads nonmun.review/1\n"
        "line 4: version: not a whole number that can be: \"two\"\n"
        "line 4: links: one has no label\n"
        "line 4: links: not an http or https address: \"javascript:1\"\n"
        "line 4: arxiv_date: no date: \"2024-02-30\"\n"
        "line 4: paper: " +
            ArxivId::parse("cranes").error().what +
            "\n"
            "line 5: it is cut off\n"
            "line 6, review 2: not an object\n");
}

TEST_CASE("reviews written as JSON read back as they were") {
  const std::vector<Review> reviews{make_review(), make_review()};
  for (const auto format : {render::Format::json, render::Format::jsonl}) {
    render::ReviewOptions options;
    options.format = format;
    options.total = 451;
    const auto parsed = parse::parse_review_json(render::render_reviews(reviews, options)).value();
    CHECK(parsed.reviews == reviews);
    CHECK(parsed.issues.empty());
    if (format == render::Format::json) CHECK(parsed.total == 451);
  }
  CHECK(parse::parse_review_json("[1,2]").error().kind == ErrorKind::invalid_data);
  CHECK(parse::parse_review_json("").value().reviews.empty());
}

TEST_CASE("the Korean blog's index gives its 12 reviews and is written again as it was") {
  const auto seeds = recorded::folder().parent_path() / "seeds";
  std::string text;
  std::error_code error;
  for (const auto& each : std::filesystem::directory_iterator(seeds, error)) {
    if (each.path().filename().string().starts_with("003_")) text = recorded::read(each.path());
  }
  if (text.empty()) {
    WARN("skipped: no index of reviews in " << seeds);
    return;
  }
  const auto parsed = parse::parse_review_index(text).value();
  CHECK(parsed.total == 451);
  CHECK(parsed.reviews.size() == 12);
  CHECK(parsed.issues.empty());
  std::string table;
  for (const Review& review : parsed.reviews) {
    table += review.short_name + '|';
    for (const ReviewLink& link : review.links) table += link.label + ',';
    table += '|' + review.arxiv_date->str() + "|v" + std::to_string(*review.version) + '\n';
    CHECK(review.title.size() > 20);
    CHECK(review.excerpt.ends_with(".."));
  }
  CHECK(table ==
        "|arXiv,|2024-02-16|v1\n"
        "|Github,arXiv,|2020-10-21|v3\n"
        "ReBased|Github,arXiv,|2024-02-16|v1\n"
        "|Github,arXiv,|2023-12-08|v1\n"
        "SPIN-Diffusion|arXiv,|2024-02-15|v1\n"
        "SPIN|Project Page,Github,arXiv,|2024-02-12|v2\n"
        "GRIT|Github,arXiv,|2024-02-15|v1\n"
        "CoT-decoding|arXiv,|2024-02-15|v1\n"
        "|Audio Sample,arXiv,|2024-02-15|v2\n"
        "|arXiv,|2024-02-13|v1\n"
        "SoftMoE|Github,arXiv,|2023-08-02|v1\n"
        "LargeWorldModel|Project Page,Github,arXiv,|2024-02-13|v1\n");
  CHECK(index_of(parsed.reviews, parsed.total) == text.substr(text.find("논문 리뷰")) + "\n");
  // And through the list with addresses.
  const auto again =
      parse::parse_review_index(index_of(parsed.reviews, parsed.total, render::ReviewLinks::urls)).value();
  CHECK(again.reviews == parsed.reviews);
}

}  // namespace
}  // namespace nonmun

TEST_CASE("a heading that says the title with other mark-up is not text of the review") {
  const auto file = nonmun::parse::parse_review_file(
      "---\ntitle: \"See (https://example.org/a.p<!-- b -->\"\n---\n\n# See (https\\://example.org/a.p\\<!-- "
      "b --\\>\n",
      {.where = "a.md", .day = {}, .fetched_at = {}});
  REQUIRE(file);
  CHECK(file->review.excerpt.empty());
}

TEST_CASE("a byte order mark or a control character inside of a date's note hides nothing") {
  const auto parsed = nonmun::parse::parse_review_index(
      "논문 리뷰 (1)\nA Title (Name) [arXiv](2024/02/12 vers\xEF\xBB\xBFion v\x01"
      "2) Abstract words ..\n",
      {});
  REQUIRE(parsed);
  REQUIRE(parsed->reviews.size() == 1);
  CHECK(parsed->reviews[0].version == 2);
  CHECK(parsed->reviews[0].excerpt == "Abstract words ..");
}
