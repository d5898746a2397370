#include <catch2/catch.hpp>

#include "guarded_source.hpp"

// Sources and lines are our own.
using nonmun::test::is_flagged;

namespace {

bool is_flagged_against(const char* abstract, std::string ko, std::vector<int> src = {1}) {
  const auto source = nonmun::test::source_with("A study", abstract);
  nonmun::Bullet bullet;
  bullet.ko = std::move(ko);
  bullet.src = std::move(src);
  for (const auto& finding :
       nonmun::translate::check_bullet(bullet, source, {.strict_speech = false, .cites = false}))
    if (finding.guard == nonmun::translate::Guard::negation) return true;
  return false;
}

}  // namespace

TEST_CASE("a dropped negation is flagged where the line has what it was about") {
  CHECK(is_flagged("negation", "추가 학습으로 3D 지도를 만듭니다.", {1}));
  CHECK_FALSE(is_flagged("negation", "추가 학습 없이 3D 지도를 만듭니다.", {1}));
  CHECK(is_flagged_against("Our training-free method edits scenes in latent space.",
                           "이 방법은 훈련으로 잠재 공간에서 장면을 편집합니다."));
  CHECK(is_flagged_against("Sensory memory filters irrelevant information.",
                           "감각 기억이 관련 있는 정보를 걸러 냅니다."));
  CHECK(is_flagged_against("It changes the resolution of tokens without compromising performance.",
                           "성능 저하로 토큰의 해상도를 바꿉니다."));
}

TEST_CASE("a line that leaves out what was negated may leave out the negation") {
  CHECK_FALSE(is_flagged("negation", "영상 12장으로 3D 지도를 만드는 모델을 제안합니다.", {1}));
}

TEST_CASE("the negation may be said with another word") {
  CHECK_FALSE(is_flagged_against("It does not require additional training.", "추가 학습이 불필요합니다."));
  CHECK_FALSE(is_flagged_against("It fails to capture depth.", "깊이를 포착하기 어렵습니다."));
  CHECK_FALSE(is_flagged_against("It fails on all 5 data sets.", "데이터셋 5개 모두에서 실패합니다."));
}

TEST_CASE("a negation that the cited sentences have not is flagged") {
  CHECK(is_flagged("negation", "전문가 30명이 주장을 확인하지 않았습니다.", {4}));
  CHECK_FALSE(is_flagged("negation", "전문가 30명뿐만 아니라 초보자 3명도 확인했습니다.", {4}));
}

TEST_CASE("a line that cites nothing may not use what the source does without") {
  const char* const training = "Our training-free method merges tokens.";
  CHECK(is_flagged_against(training, "훈련을 사용해 토큰을 합칩니다.", {}));
  CHECK(is_flagged_against(training, "훈련으로 토큰을 합칩니다.", {}));
  CHECK_FALSE(is_flagged_against(training, "훈련 없이 토큰을 합칩니다.", {}));
  CHECK_FALSE(is_flagged_against("Training is costly. Our training-free method merges tokens.",
                                 "훈련을 통해 모델을 얻는 비용이 큽니다.", {}));
  CHECK_FALSE(is_flagged_against("Users are left without clear guidance.", "명확한 지침을 제시합니다.", {}));
}

TEST_CASE("what there is no need for any more is negated") {
  const char* const abstract = "It works on pixels, eliminating the need for a separate autoencoder (VAE).";
  CHECK(is_flagged_against(abstract, "기존의 VAE로 화소를 다룹니다.", {}));
  CHECK_FALSE(is_flagged_against(abstract, "기존의 VAE 없이 화소를 다룹니다.", {}));
  CHECK_FALSE(is_flagged_against("There is a need for a VAE, and it does not learn pixels.",
                                 "기존의 VAE로 화소를 다룹니다.", {}));
}

TEST_CASE("the sentence that a line quotes in brackets is what it was made from") {
  const char* const abstract = "Training is slow. It learns skills from videos without any labels.";
  CHECK(is_flagged_against(abstract,
                           "라벨을 사용해 배웁니다(It learns skills from videos without any labels).", {}));
  CHECK_FALSE(is_flagged_against(abstract,
                                 "라벨 없이 배웁니다(It learns skills from videos without any labels).", {}));
}
