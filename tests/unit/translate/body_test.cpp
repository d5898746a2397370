#include "nonmun/translate/body.hpp"

#include <catch2/catch.hpp>

#include "nonmun/translate/guards.hpp"
#include "nonmun/translate/prompt.hpp"
#include "support.hpp"

using namespace nonmun;
using namespace nonmun::translate;
using namespace nonmun::test;

namespace {

/// A section of `count` sentences of 50 bytes.
TextSection section(const std::string& heading, int count, bool is_appendix = false) {
  TextSection made{.heading = heading, .is_appendix = is_appendix};
  std::string paragraph;
  for (int i = 0; i < count; ++i) {
    std::string sentence = heading + " says " + std::to_string(i) + " ";
    sentence.resize(49, 'x');
    paragraph += (paragraph.empty() ? "" : " ") + sentence + '.';
    if (i % 3 == 2 || i + 1 == count) {
      made.paragraphs.push_back(paragraph);
      paragraph.clear();
    }
  }
  return made;
}

std::size_t count_of(const Body& body, std::string_view word) {
  std::size_t count = 0;
  for (std::size_t at = body.text.find(word); at != std::string::npos; at = body.text.find(word, at + 1))
    ++count;
  return count;
}

std::string sentence_of(const Body& body, std::size_t i) {
  return body.text.substr(body.sentences[i].begin, body.sentences[i].end - body.sentences[i].begin);
}

const FullText k_paper{{section("Introduction", 40), section("Related Work", 40), section("Flocks", 40),
                        section("Experiments", 40), section("Conclusion", 10), section("Proofs", 40, true)}};

}  // namespace

TEST_CASE("a text that fits is taken whole, in its order, with its headings") {
  const FullText text{{{"Introduction", false, {"We count. Sheep run.", "They hide."}},
                       {"", false, {"Ten ran."}},
                       {"Proofs", true, {"It holds."}}}};
  const Body body = take_body(text, 1000);
  CHECK(body.text == "We count. Sheep run.\nThey hide.\nTen ran.\nIt holds.");
  REQUIRE(body.sentences.size() == 5);
  CHECK(sentence_of(body, 2) == "They hide.");
  CHECK(body.headings == std::vector<BodyHeading>{{"Introduction", 0}, {"Proofs", 4}});
}

TEST_CASE("a text that is too long keeps whole sentences within the tokens") {
  for (const std::size_t tokens : {20U, 100U, 700U, 1500U, 3000U}) {
    const Body body = take_body(k_paper, tokens);
    CHECK(body.text.size() <= tokens * k_bytes_per_token);
    for (std::size_t i = 0; i < body.sentences.size(); ++i) CHECK(sentence_of(body, i).ends_with('.'));
    CHECK((body.text.empty() || body.text.ends_with('.')));
  }
  CHECK(take_body(k_paper, 0) == Body{});
}

TEST_CASE("introduction, method, results and conclusion come before background and appendix") {
  const Body body = take_body(k_paper, 1500);
  CHECK(count_of(body, "Introduction says") >= 20);
  CHECK(count_of(body, "Flocks says") >= 15);
  CHECK(count_of(body, "Experiments says") >= 15);
  CHECK(count_of(body, "Conclusion says") == 10);
  CHECK(count_of(body, "Related Work says") == 0);
  CHECK(count_of(body, "Proofs says") == 0);
  const Body longer = take_body(k_paper, 2700);
  CHECK(count_of(longer, "Experiments says") == 40);
  CHECK(count_of(longer, "Related Work says") > 10);
  CHECK(count_of(longer, "Related Work says") < 40);
  CHECK(count_of(longer, "Proofs says") == 0);
  CHECK(count_of(take_body(k_paper, 3400), "Proofs says") > 0);
}

TEST_CASE("the body's sentences are numbered behind the abstract's") {
  const Source source = source_of(paper_with("2404.00001", "X", "One. Two."),
                                  take_body({{{"Method", false, {"Three. Four."}}}}, 1000));
  CHECK(source.count() == 4);
  CHECK(source.sentence(2) == "Two.");
  CHECK(source.sentence(3) == "Three.");
  CHECK(source.sentence(5).empty());
  const auto prompt =
      write_prompt(test::built_in_prompt("bullets"), {source}, Glossary::built_in(), Register::polite);
  CHECK(prompt.user.find("1. One.\n2. Two.\n[Method]\n3. Three.\n4. Four.") != std::string::npos);
}

TEST_CASE("the guards hold a line against the text that was sent, and against the sentences it cites") {
  const Paper paper = paper_with("2404.00001", "X", "We propose X.");
  const Source source = source_of(
      paper, take_body({{{"", false, {"It reaches 48.9 on GSM8K. It does not use labels."}}}}, 1000));
  Bullet bullet;
  bullet.ko = "GSM8K에서 48.9를 달성합니다.";
  bullet.src = {2};
  CHECK(check_bullet(bullet, source).empty());
  CHECK_FALSE(check_bullet(bullet, source_of(paper)).empty());
  bullet.ko = "GSM8K에서 48.7을 달성합니다.";
  CHECK(check_bullet(bullet, source).front().guard == Guard::numbers);
  bullet.ko = "레이블을 사용합니다.";
  bullet.src = {3};
  CHECK(check_bullet(bullet, source).front().guard == Guard::negation);
  bullet.src = {4};
  CHECK(check_bullet(bullet, source).back().guard == Guard::citations);
}

TEST_CASE("what stands in the text but in no sentence that is cited proves nothing") {
  const Source source = source_of(paper_with("2404.00001", "X", "We propose X."),
                                  take_body({{{"", false, {"It reaches 48.9. It is small."}}}}, 1000));
  Bullet bullet;
  bullet.ko = "X는 48.9를 달성합니다.";
  bullet.src = {3};
  const Source other = with_cited_only(source, {bullet});
  CHECK(other.sentence(3) == "It is small.");
  CHECK(check_bullet(bullet, other).front().guard == Guard::numbers);
  bullet.src = {2};
  CHECK(check_bullet(bullet, with_cited_only(source, {bullet})).empty());
  bullet.src = {9};
  CHECK(check_bullet(bullet, with_cited_only(source, {bullet})).back().guard == Guard::citations);
}

TEST_CASE("a number of no sentence is not taken for one of the text") {
  std::vector<Bullet> bullets(1);
  bullets[0].src = {9};
  cite_as_record(bullets, source_of(paper_with("2404.00001", "X", "We propose X.")));
  CHECK(bullets[0].src == std::vector{9});
  CHECK(bullets[0].source.empty());
}

TEST_CASE("a record's bullet names the abstract's sentences, and shows those of the text") {
  const Paper paper = paper_with("2404.00001", "X", "We propose X. It is small.");
  const Source source = source_of(paper, take_body({{{"", false, {"It reaches 48.9."}}}}, 1000));
  std::vector<Bullet> bullets(2);
  bullets[0].ko = "X는 48.9를 달성합니다.";
  bullets[0].en = "We propose X. It reaches 48.9.";
  bullets[0].src = {1, 3};
  bullets[1].src = {2};
  cite_as_record(bullets, source);
  CHECK(bullets[0].src == std::vector{1});
  CHECK(bullets[0].source == k_source_html);
  CHECK(bullets[1].src == std::vector{2});
  CHECK(bullets[1].source.empty());

  // Nobody has the text when the record is checked again.
  const Source again = source_of_record(paper, bullets);
  CHECK(bullets[0].src == std::vector{3, 4});
  CHECK(again.sentence(4) == "It reaches 48.9.");
  CHECK(bullets[1].src == std::vector{2});
  CHECK(check_bullet(bullets[0], again).empty());
  bullets[0].ko = "X는 48.7을 달성합니다.";
  CHECK(check_bullet(bullets[0], again).front().guard == Guard::numbers);
}
