#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "guard_support.hpp"

using namespace nonmun;
using namespace nonmun::translate;

namespace {

constexpr auto k_guard = Guard::particles;
std::string particles(std::string_view line) { return test::flagged(k_guard, line); }

}  // namespace

TEST_CASE("a particle behind a Hangul word that ends in the other sound is flagged") {
  const std::vector<std::string> wrong{"상상력를 활용한다",
                                       "방법를 제안한다",
                                       "벤치마크을 만든다",
                                       "변화을 본다",
                                       "정보을 얻는다",
                                       "품질를 높인다",
                                       "모델는 크다",
                                       "데이터은 많다",
                                       "모델가 크다",
                                       "데이터이 많다",
                                       "모델와 데이터",
                                       "데이터과 모델",
                                       "방법로 푼다",
                                       "데이터으로 배운다",
                                       "모델으로 본다",
                                       "방법라는 이름",
                                       "데이터이라는 이름",
                                       "모델와의 비교",
                                       "데이터과의 비교",
                                       "방법로써 쓴다",
                                       "도구으로써 쓴다",
                                       "방법로부터 온다",
                                       "데이터으로부터 온다",
                                       "모델들를 본다",
                                       "두 가지을 본다",
                                       "값가 크다",
                                       "수이 많다",
                                       "것를 본다",
                                       "성능만는 좋다",
                                       "에너지은 크다",
                                       "검증가 필요하다",
                                       "동작가 느리다",
                                       "환경로 옮긴다",
                                       "오차이 크다",
                                       "기초과 응용",
                                       "이미지은 크다",
                                       "방법이나 모델나 같다",
                                       "모델란 무엇인가",
                                       "높는 성능",
                                       "많는 데이터",
                                       "같는 값"};
  CHECK(test::those_flagged(k_guard, wrong) == wrong);
}

TEST_CASE("a finding about a particle names the word and the form that it should end in") {
  CHECK(particles("새로운 방법를 제안한다") == "\"방법를\" should end in 을; ");
  CHECK(particles("GPU을 쓴다") == "\"GPU을\" should end in 를; ");
  const auto findings =
      check_bullet(test::bullet_with("새 방법를 쓴다"), test::source_with("t", ""), test::of_others());
  const auto found =
      std::find_if(findings.begin(), findings.end(), [](const Finding& f) { return f.guard == k_guard; });
  REQUIRE(found != findings.end());
  CHECK(found->where.begin == 4);
  CHECK(found->where.end == 13);
}

TEST_CASE("words that end as if in a wrong particle are let through") {
  const std::vector<std::string> right{"쓸 수 있는 도구가 없는 경우",
                                       "받는 값을 얻는 법",
                                       "알맞은 답을 찾는 일",
                                       "효과와 초과",
                                       "효과는 크다",
                                       "최적경로는 경로를 따른다",
                                       "평가와 증가",
                                       "성능 평가 결과",
                                       "전문가 수준",
                                       "국가 간 비교",
                                       "차이와 사이",
                                       "성능차이 때문이다",
                                       "더 나은 방법을 지은 이",
                                       "마을을 이을 길",
                                       "서로 다른 바로 그 회로",
                                       "별로 없는",
                                       "무엇인가?",
                                       "왜 그런가?",
                                       "가능한가",
                                       "만나 끝나 버린다",
                                       "힘든 일을 만든 사람",
                                       "혼란 없이",
                                       "디스플레이 장치",
                                       "게이트웨이 서버",
                                       "가까이 두고 새로이 쓴다",
                                       "데이터를 모은 뒤 모을 수 있는",
                                       "차이라는 말",
                                       "문제이나 데이터이며",
                                       "입는 옷과 잡는 손",
                                       "재미있는 끊임없는 변화",
                                       "들를 곳"};
  CHECK(test::those_flagged(k_guard, right) == std::vector<std::string>{});
}

TEST_CASE("this and that with the wrong particle are told from verbs, which have their object before them") {
  const std::vector<std::string> wrong{"이을 기반으로 배운다", "새 방법은 이을 통해 학습한다",
                                       "모델을 만들고 그을 평가한다", "논문은 저을 위해 쓰였다"};
  CHECK(test::those_flagged(k_guard, wrong) == wrong);
  CHECK(test::those_flagged(k_guard, {"뒤를 이을 연구", "문장을 이을 때 쓴다", "서로 이을 수 있다",
                                      "선을 그을 도구", "노를 저을 로봇", "연이을 실험"}) ==
        std::vector<std::string>{});
}

TEST_CASE("a noun that ends as a verb's stem does takes its own particle") {
  CHECK(particles("도입는 쉽다") != "");
  CHECK(particles("방식는 쉽다") != "");
  CHECK(particles("목적는 같다") != "");
  CHECK(particles("복잡는 크다") != "");
}

TEST_CASE("a word for a person is let through only where the source speaks of one") {
  CHECK(test::flagged(k_guard, "데이터 분석가 역할", test::source_with("T", "A data analyst uses it.")) ==
        "");
  CHECK(test::flagged(k_guard, "심층 분석가 필요하다", test::source_with("T", "Deep analysis is needed.")) !=
        "");
  CHECK(particles("데이터 분석가 역할") == "");  // nothing is known of the source
}

TEST_CASE("a particle behind Latin letters, digits and signs follows their sound") {
  const std::vector<std::string> wrong{
      "LLM를 쓴다",     "GPU을 쓴다",           "URL를 연다",         "TruthRL를 낸다", "LLM는 크다",
      "model를 쓴다",   "attention와 비교",     "50%을 얻는다",       "LLM와의 비교",   "LLM로 푼다",
      "GPU으로 푼다",   "LLM라는 이름",         "BoostStep는 빠르다", "5을 얻는다",     "**LLM**를 쓴다",
      "\"LLM\"를 쓴다", "강화 학습(RL)를 쓴다", "LLM들를 쓴다",       "VLMs을 쓴다"};
  CHECK(test::those_flagged(k_guard, wrong) == wrong);
  const std::vector<std::string> right{
      "LLM을 쓴다",           "GPU를 쓴다",   "URL로 간다",  "모델(LLM)은 모델(LLM)은",
      "강화 학습(RL)을 쓴다", "50%를 얻는다", "10을 얻는다", "model로 푼다",
      "LLM과의 비교",         "1/24이 된다"};
  CHECK(test::those_flagged(k_guard, right) == std::vector<std::string>{});
}

TEST_CASE("where Koreans read a name in two ways both particles are let through") {
  for (const char* word : {"CLEAR", "RECAP", "TabSTAR", "MSTaR", "DeCLIP", "GPT-3", "DINOv3", "AlphaFold3",
                           "Llama 3", "HoloCine", "Yume"}) {
    INFO(word);
    CHECK(particles(std::string(word) + "은 빠르다") == "");
    CHECK(particles(std::string(word) + "는 빠르다") == "");
  }
  CHECK(particles("RLVR는 빠르다") != "");
  CHECK(particles("FID 1.98를 얻는다") != "");
}

TEST_CASE("both forms of a particle, written for the reader to choose, are let through") {
  CHECK(particles("데이터을(를) 쓴다") == "");
  CHECK(particles("LLM을(를) 쓴다") == "");
}

TEST_CASE("behind a bracket both the word before it and what it holds may choose the particle") {
  CHECK(particles("Fine-tuning (SFT)과 함께 쓴다") == "");
  CHECK(particles("Fine-tuning (SFT)와 함께 쓴다") == "");
  CHECK(particles("Learning (ERL)와 함께 쓴다") != "");
  CHECK(particles("Ring-2.0 (활성화)을 쓴다") == "");
}
