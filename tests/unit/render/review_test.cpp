#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "nonmun/render/review.hpp"
#include "nonmun/text/unicode.hpp"
#include "nonmun/text/width.hpp"
#include "support.hpp"
#include "support/show.hpp"
#include "support/temporary_directory.hpp"

namespace nonmun {
namespace {

using namespace nonmun::test;

/// A review with all its fields, one of an imported index, and the least that can be.
std::vector<Review> make_reviews() {
  std::vector<Review> reviews(3);
  reviews[0].title = "Folding Paper Cranes: *Small* Models";
  reviews[0].short_name = "CraneNet";
  reviews[0].paper = ArxivId::parse("2402.99901").value();
  reviews[0].links = {{"Project Page", "https://cranes.example/"},
                      {"Github", "https://github.com/example/cranes"},
                      {"arXiv", ""}};
  reviews[0].arxiv_date = make_day("2024-02-12");
  reviews[0].version = 2;
  reviews[0].excerpt =
      "한 줄 요약 작은 모델만으로 종이학을 접는다. 방법 접는 순서를 예측하는 것이 핵심이라고 한다..";
  reviews[0].file = "reviews/2402.99901.md";
  reviews[1].title = "Counting Sheep";
  reviews[1].links = {{"Github", ""}, {"arXiv", ""}};
  reviews[1].arxiv_date = make_day("2023-08-02");
  reviews[1].version = 1;
  reviews[1].excerpt = "Abstract 양 만 마리.";
  reviews[2].title = "Only a Title";
  return reviews;
}

TEST_CASE("an index of reviews is written in each form") {
  render::ReviewOptions options;
  options.total = 451;
  options.newest_versions = {{ArxivId::parse("2402.99901").value(), 3}};
  const auto reviews = make_reviews();
  check_golden("reviews-labels.md", render::render_reviews(reviews, options));
  options.links = render::ReviewLinks::urls;
  check_golden("reviews-urls.md", render::render_reviews(reviews, options));
  options.format = render::Format::text;
  options.columns = 60;
  check_golden("reviews.txt", render::render_reviews(reviews, options));
  options.format = render::Format::json;
  check_golden("reviews.json", render::render_reviews(reviews, options));
  options.format = render::Format::jsonl;
  check_golden("reviews.jsonl", render::render_reviews(reviews, options));
}

TEST_CASE("an index without reviews shows its count, and as JSON Lines nothing") {
  render::ReviewOptions options;
  CHECK(render::render_reviews({}, options) == "논문 리뷰\n\n(0)\n");
  options.format = render::Format::json;
  CHECK(render::render_reviews({}, options) == "{\"total\":0,\"reviews\":[]}\n");
  options.format = render::Format::jsonl;
  CHECK(render::render_reviews({}, options).empty());
}

TEST_CASE("the schema accepts every review that is written") {
  const TemporaryDirectory directory;
  const std::string schema = (directory / "schema.json").string(),
                    lines = (directory / "reviews.jsonl").string();
  std::ofstream(schema, std::ios::binary) << render::review_schema();
  std::ofstream(lines, std::ios::binary) << read_file(data_path("golden/reviews.jsonl"));
  const std::string command =
      "python3 " NONMUN_SOURCE_DIR "/tests/unit/render/validate_schema.py " + schema + " " + lines;
  const int status = std::system(command.c_str());
  if (status == 77 * 256 || status == 127 * 256) {
    WARN("skipped: python3-jsonschema is not installed");
  } else {
    CHECK(status == 0);
  }
}

TEST_CASE("no line of an index for a terminal is wider than the terminal") {
  render::ReviewOptions options;
  options.format = render::Format::text;
  options.columns = 40;
  std::string text = render::render_reviews(make_reviews(), options);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string line = text.substr(0, end);
    if (line.find("http") == line.npos) CHECK(text::display_width(line) <= 40);
    text.erase(0, end + 1);
  }
}

TEST_CASE("an excerpt is cut behind a sentence or a word and ends in two full stops") {
  const std::string text = "작은 모델만으로 종이학을 접는다. 접는 순서를 예측하는 것이 핵심이다.";
  CHECK(render::cut_excerpt(text, 100) == text);
  CHECK(render::cut_excerpt(text, text::count_code_points(text)) == text);
  CHECK(render::cut_excerpt(text, 24) == "작은 모델만으로 종이학을 접는다..");
  CHECK(render::cut_excerpt(text, 14) == "작은 모델만으로..");
  CHECK(render::cut_excerpt("Abstract one two..", 15) == "Abstract one..");
  CHECK(render::cut_excerpt("가나다라마바사아자차", 6) == "가나다라..");
  CHECK(render::cut_excerpt("Abstract", 1).empty());
}

TEST_CASE("a cut excerpt is never longer than asked for, and cutting it again changes nothing") {
  const std::string text =
      "Abstract (a) Σ를 e\u0301x 🇰🇷🇰🇷 쓴다, 그리고; f(x|y)... v1.5 vs. 2.0? \"네.\" 끝[1]. ヘルプ "
      "👩‍👩‍👧‍👦 family words";
  for (std::size_t length = 0; length < 110; ++length) {
    const std::string cut = render::cut_excerpt(text, length);
    CAPTURE(length, cut);
    CHECK(text::count_code_points(cut) <= length);
    CHECK(text::is_valid_utf8(cut));
    CHECK(render::cut_excerpt(cut, length) == cut);
  }
}

TEST_CASE("a new review begins with what the paper's record knows") {
  Paper paper = make_paper("2404.14619", "OpenELM: An Efficient Family");
  paper.version = 2;
  paper.published = Timestamp{make_instant("2024-04-22T23:12:21Z"), false};
  paper.updated = Timestamp{make_instant("2024-05-02T00:28:34Z"), false};
  paper.links.code = "https://github.com/example/openelm";
  const Review review = render::start_review(paper);
  CHECK(review.title == "OpenELM: An Efficient Family");
  CHECK(review.short_name.empty());
  CHECK(review.version == 2);
  CHECK(review.arxiv_date == make_day("2024-05-02"));
  const std::vector<ReviewLink> links{{"Github", "https://github.com/example/openelm"},
                                      {"arXiv", "https://arxiv.org/abs/2404.14619v2"}};
  CHECK(review.links == links);
  paper.version = 1;
  CHECK(render::start_review(paper).arxiv_date == make_day("2024-04-22"));
  check_golden("review-new.md", render::review_template(review, make_day("2024-05-03")));
}

}  // namespace
}  // namespace nonmun
