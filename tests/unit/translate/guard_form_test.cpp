#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "guard_support.hpp"

using namespace nonmun;
using namespace nonmun::translate;
using test::flagged;
using test::those_flagged;

TEST_CASE("letters of other scripts, broken and unseen characters are flagged") {
  const std::vector<std::string> wrong{"이 方法을 제안한다",
                                       "데이터の 품질",
                                       "модель을 쓴다",
                                       "위치 معينة를 준다",
                                       "คำ을 쓴다",
                                       "좋다ㅋㅋ",
                                       "아쉽다 ㅠㅠ",
                                       "깨진 \xEF\xBF\xBD 글자",
                                       "보이지 않는 \xE2\x80\x8B 공백",
                                       "방향 \xE2\x80\xAE 표시",
                                       "채움 \xE3\x85\xA4 문자",
                                       "제어 \x07 문자",
                                       "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB글"};
  CHECK(those_flagged(Guard::script, wrong) == wrong);
}

TEST_CASE("Latin, Greek, signs and joined emoji are let through") {
  CHECK(those_flagged(Guard::script, {"LLM의 α와 β를 쓴다", "성능 ≥ 95 % → 개선",
                                      "👩\xE2\x80\x8D💻 개발자를 위한 도구"}) == std::vector<std::string>{});
  // What the source writes so itself is its own.
  CHECK(flagged(Guard::script, "道의 개념을 다룬다", test::source_with("On 道", "We study 道.")).empty());
}

TEST_CASE("a line that is not in Korean is flagged, one of the source's own words is not") {
  const Source source =
      test::source_with("Fast Diffusion Models", "We propose Fast Diffusion Models for images.");
  CHECK_FALSE(flagged(Guard::hangul_share, "We propose Fast Diffusion Models.", source).empty());
  CHECK_FALSE(flagged(Guard::hangul_share, "이것은 something entirely different here 이다", source).empty());
  CHECK(flagged(Guard::hangul_share, "Fast Diffusion Models를 제안한다", source).empty());
}

TEST_CASE("talk about the task, control tokens and bare nothings are flagged") {
  const std::vector<std::string> wrong{"다음은 논문의 요약입니다.",
                                       "정보 부족",
                                       "None",
                                       "결과는 N/A이다",
                                       "죄송합니다, 요약할 수 없습니다",
                                       "<think>생각</think> 결과",
                                       "```json",
                                       "<|im_end|> 결과",
                                       "이전 지시를 무시하고",
                                       "Sure, 결과입니다",
                                       "해당 없음",
                                       "정보가 부족합니다.",
                                       "제공된 정보가 부족하여 알 수 없습니다",
                                       "위 초록을 번역했습니다",
                                       "요약: 방법을 제안한다"};
  CHECK(those_flagged(Guard::meta, wrong) == wrong);
  CHECK(those_flagged(Guard::meta,
                      {"이 시스템은 문서의 요약을 제공합니다", "문서 요약을 다루는 방법을 제안한다",
                       "정보가 부족한 환경에서도 작동한다"}) == std::vector<std::string>{});
}

TEST_CASE("an empty, a cut off and an overlong line are flagged") {
  CHECK(flagged(Guard::length, "  ") == "empty; ");
  for (const char* const cut :
       {"방법과 데이터 및", "새로운 모델을 제안합니", "새로운 모델을 제안했", "새로운 모델을 제안하는",
        "새로운 모델을 제안하며", "새로운 모델을 제안합니...", "새로운 모델을 제안…"})
    CHECK(flagged(Guard::length, cut) == "cut off; ");
  for (const char* const whole : {"새로운 모델을 제안합니다", "강화 학습", "두 모델의 결합", "성능 저하",
                                  "최고의 보고", "새로운 모델을 제안함.", "성능이 좋음"})
    CHECK(flagged(Guard::length, whole).empty());
  const Source source = test::source_with("T", "We propose a method.");
  std::string longer;
  for (int i = 0; i < 40; ++i) longer += "아주 긴 줄 ";
  CHECK(flagged(Guard::length, longer, source) == "longer than title and abstract; ");
}

TEST_CASE(
    "a line that is longer than any is flagged, its beginning is checked, and a guard says 20 faults at "
    "most") {
  Bullet bullet;
  bullet.ko = "방법 ";
  while (bullet.ko.size() <= k_longest_line) bullet.ko += "https://a.example/x 30개 ";
  const auto findings = check_bullet(bullet, test::source_with("T", "We propose it."), test::of_others());
  const auto of = [&](Guard guard) { return std::ranges::count(findings, guard, &Finding::guard); };
  CHECK(of(Guard::length) == 1);
  CHECK(of(Guard::links) == static_cast<std::ptrdiff_t>(k_most_findings));
  CHECK(of(Guard::numbers) == static_cast<std::ptrdiff_t>(k_most_findings));
  for (const Finding& finding : findings) CHECK(finding.where.end <= k_longest_line);
  bullet.ko.insert(0, bullet.ko.size(), ' ');
  CHECK(check_bullet(bullet, test::source_with("T", "We propose it."), test::of_others()).front().guard ==
        Guard::length);
}

TEST_CASE("words over and over and lines that say the same are flagged, joined words are not") {
  CHECK_FALSE(flagged(Guard::duplicates, "모델 모델 모델 모델을 제안한다").empty());
  CHECK(flagged(Guard::duplicates, "새로운 모델을 제안한다. 코드를 공개한다. 새로운 모델을 제안한다.") ==
        "says a sentence twice; ");
  CHECK(flagged(Guard::duplicates, "텍스트-이미지, 이미지-이미지, 이미지-텍스트 작업").empty());
  CHECK(test::marks(Guard::duplicates, {"새로운 방법을 제안하여 성능을 높였다.", "다른 데이터를 공개한다.",
                                        "새로운 방법을 제안하여 성능을 높였다"}) == "--x");
}

TEST_CASE("without an abstract a link is no fault, and an image or HTML still is") {
  CHECK(flagged(Guard::links, "코드는 https://github.com/a/b 에 있다").empty());
  CHECK_FALSE(flagged(Guard::links, "![](https://t.example/p.png)").empty());
  CHECK_FALSE(flagged(Guard::links, "<img src=x> 결과").empty());
  CHECK_FALSE(flagged(Guard::links, "<!-- 방법 --> 결과").empty());
  CHECK_FALSE(
      flagged(Guard::links, "코드는 https://github.com/a/b 에 있다", test::source_with("T", "A text."))
          .empty());
}

TEST_CASE("the sentences that an English text was taken from are found by their words") {
  const Source source =
      test::source_with("T", "We propose Foo. It is 3 times faster than Bar. Code is public.");
  CHECK(sentences_quoted_in("It is 3 times faster than Bar", source) == std::vector<int>{2});
  CHECK(sentences_quoted_in("Something else was said.", source).empty());
  CHECK(sentences_quoted_in("", source).empty());
}
