#include <catch2/catch.hpp>

#include "guarded_source.hpp"

// Sources and lines are our own.
using nonmun::test::flags;
using nonmun::test::is_flagged;
using Names = std::vector<std::string>;

namespace {

/// The names of the guards that flag a line against an abstract, each followed by a space.
std::string flags_against(const char* abstract, std::string ko) {
  const auto source = nonmun::test::source_with("A study", abstract);
  nonmun::Bullet bullet;
  bullet.ko = std::move(ko);
  std::string names;
  for (const auto& finding :
       nonmun::translate::check_bullet(bullet, source, {.strict_speech = false, .cites = false}))
    names.append(nonmun::translate::guard_name(finding.guard)).append(" ");
  return names;
}

}  // namespace

TEST_CASE("numbers that the source has pass in every way of writing them") {
  for (const char* line : {
           "영상 12장으로 3D 지도를 만드는 모델을 제안합니다.",
           "70억 개의 매개변수를 가진 모델입니다.",
           "이미지 250만 장으로 학습했습니다.",
           "이미지 2,500,000장으로 학습했습니다.",
           "정확도 48.5%를 달성했습니다.",
           "정확도 48.50 퍼센트를 달성했습니다.",
           "약 2.4배 빠릅니다.",
           "네 도시의 이미지로 학습했습니다.",
           "다섯 가지 주장 가운데 두 가지를 확인했습니다.",
           "3차원 지도를 만듭니다.",
           "전문가 30명과 초보자 3명이 참여했습니다.",
       }) {
    INFO(line);
    CHECK(flags(line) == Names{});
  }
}

TEST_CASE("a number that the source has not is flagged") {
  CHECK(is_flagged("numbers", "정확도 48.9%를 달성했습니다."));
  CHECK(is_flagged("numbers", "이미지 350만 장으로 학습했습니다."));
  CHECK(is_flagged("numbers", "23.6배 빠릅니다."));
}

TEST_CASE("a native numeral is a number too") {
  CHECK(is_flagged("numbers", "여섯 도시의 이미지로 학습했습니다."));
  CHECK(is_flagged("numbers", "다섯 가지 주장 가운데 네 가지를 확인했습니다.", {4}));
  CHECK(is_flagged("numbers", "여덟 가지 주장을 다룹니다."));
}

TEST_CASE("a numeral that begins another word is none") {
  CHECK(flags("지도 작성에 새로운 가능성을 열 것으로 기대됩니다.") == Names{});
  CHECK(flags("다음 세대 지도의 기준이 됩니다.") == Names{});
}

TEST_CASE("a count that the source has of another thing is flagged") {
  CHECK(is_flagged("numbers", "12명의 전문가가 참여했습니다."));
  CHECK_FALSE(is_flagged("numbers", "30명의 전문가가 참여했습니다."));
}

TEST_CASE("a number of another sentence is flagged where the cited one has a number of that sort left") {
  CHECK(is_flagged("numbers", "지연 시간을 90 ms에서 16 ms로 줄였습니다.", {3}));
  CHECK_FALSE(is_flagged("numbers", "지연 시간을 90 ms에서 38 ms로 줄였습니다.", {3}));
}

TEST_CASE("digits in a quotation stand where the source has them") {
  CHECK_FALSE(is_flagged("numbers", "지도를 만드는 모델임(a model that builds 3D maps from 12 images)"));
  CHECK(is_flagged("numbers", "지도를 만드는 모델임(a model that builds 3D maps from 30 images)"));
  CHECK(is_flagged("numbers", "지도를 만드는 모델임(a model that builds 2D maps from 12 images)"));
}

TEST_CASE("enumerators follow one another") {
  CHECK_FALSE(is_flagged("numbers", "(1) 지도를 만들고 (2) 정확도를 높입니다."));
  CHECK(is_flagged("numbers", "(1) 지도를 만들고 (8) 정확도를 높입니다."));
}

TEST_CASE("a fraction in Korean and in digits is the source's share") {
  const auto source =
      nonmun::test::source_with("Sparse maps", "We keep one-third of the points and a quarter of the edges.");
  const nonmun::translate::GuardedSource guarded(source);
  const auto count = [&](std::string ko) {
    nonmun::Bullet bullet;
    bullet.ko = std::move(ko);
    return nonmun::translate::check_bullet(bullet, guarded, {.strict_speech = false, .cites = false}).size();
  };
  CHECK(count("점의 3분의 1을 남깁니다.") == 0);
  CHECK(count("점의 1/3을 남깁니다.") == 0);
  CHECK(count("간선의 25%를 남깁니다.") == 0);
  CHECK(count("점의 7분의 1을 남깁니다.") == 1);
}

TEST_CASE("a number with another unit is flagged") {
  CHECK(is_flagged("units", "메모리 16 MB가 필요합니다."));
  CHECK(is_flagged("units", "정확도 48.5배를 달성했습니다."));
  CHECK(is_flagged("units", "2.36% 빠릅니다."));
  CHECK(is_flagged("units", "지연 시간을 38초로 줄였습니다."));
  CHECK_FALSE(is_flagged("units", "메모리 16 GB가 필요합니다."));
  CHECK_FALSE(is_flagged("units", "지연 시간을 38밀리초로 줄였습니다."));
}

TEST_CASE("a number that goes the other way is flagged") {
  const auto source = nonmun::test::source_with("Latency", "The cache reduces latency to 38 ms.");
  const auto count = [&](std::string ko) {
    nonmun::Bullet bullet;
    bullet.ko = std::move(ko);
    return nonmun::translate::check_bullet(bullet, source, {.strict_speech = false, .cites = false}).size();
  };
  CHECK(count("지연 시간이 38 ms로 증가했습니다.") == 1);
  CHECK(count("지연 시간이 38 ms로 감소했습니다.") == 0);
}

TEST_CASE("a product sign divides two numbers") {
  const auto source =
      nonmun::test::source_with("Pixels", "Images of 256$\\times$256 pixels, 10$\\times$ smaller.");
  nonmun::Bullet bullet;
  bullet.ko = "256x256 픽셀의 이미지는 10배 작습니다.";
  CHECK(nonmun::translate::check_bullet(bullet, source, {.strict_speech = false, .cites = false}).empty());
}

TEST_CASE("digits with letters stand beside the words that they stand beside in the source") {
  const char* const abstract =
      "Native FP4 training lifts 2D inputs to a mesh. With 3D accuracy it comes near standard FP8 training, "
      "and it works for 3D and 4D reconstruction.";
  CHECK(flags_against(abstract, "3D 정확도가 높습니다.").empty());
  CHECK(flags_against(abstract, "2D 정확도가 높습니다.") == "numbers ");
  CHECK(flags_against(abstract, "2D 입력만으로 배웁니다.").empty());
  CHECK(flags_against(abstract, "3D 입력만으로 배웁니다.") == "numbers ");
  CHECK(flags_against(abstract, "네이티브 FP4 훈련을 다룹니다.").empty());
  CHECK(flags_against(abstract, "네이티브 FP8 훈련을 다룹니다.") == "numbers ");
  CHECK(flags_against(abstract, "3D 재구성과 4D 재구성을 다룹니다.").empty());
}

TEST_CASE("a dimension is not the digit of another name") {
  const char* const abstract = "It builds 3D scenes and beats Claude-4.";
  CHECK(flags_against(abstract, "3차원 장면을 만듭니다.").empty());
  CHECK(flags_against(abstract, "4D 장면을 만듭니다.") == "numbers ");
  CHECK(flags_against(abstract, "4차원 장면을 만듭니다.") == "numbers ");
}

TEST_CASE("a count stands before a noun of its phrase in the source") {
  const char* const one = "All go through a single interface. It gives access to seven recent models.";
  CHECK(flags_against(one, "7개의 최신 모델을 다룹니다.").empty());
  CHECK(flags_against(one, "1개의 최신 모델을 다룹니다.") == "numbers ");
  const char* const two = "We test 12 LLMs and 16 VLMs, among them 30 open and 3 closed systems.";
  CHECK(flags_against(two, "16개의 VLM을 평가합니다.").empty());
  CHECK(flags_against(two, "12개의 VLM을 평가합니다.") == "numbers ");
  CHECK(flags_against(two, "30개의 시스템을 평가합니다.").empty());
}

TEST_CASE("a number said twice that the source has once, beside another, is flagged") {
  const char* const abstract = "It reads 1 million tokens in training and 4 million tokens in use.";
  CHECK(flags_against(abstract, "학습에서 100만 개, 사용에서 400만 개의 토큰을 읽습니다.").empty());
  CHECK_FALSE(flags_against(abstract, "학습에서 100만 개, 사용에서 100만 개의 토큰을 읽습니다.").empty());
  CHECK(flags_against("It edits 3D scenes.", "3D 및 3D 장면을 고칩니다.") == "numbers ");
}

TEST_CASE("a version is not compared with itself") {
  const char* const abstract = "Orb 3.0 is far better than Orb 2.0, and Sky-7 than Sky-6.";
  CHECK(flags_against(abstract, "Orb 3.0은 Orb 2.0에 비해 훨씬 낫습니다.").empty());
  CHECK(flags_against(abstract, "Orb 3.0은 Orb 3.0에 비해 훨씬 낫습니다.") == "numbers ");
  CHECK(flags_against(abstract, "Sky-7은 Sky-7보다 훨씬 낫습니다.") == "numbers ");
  CHECK(flags_against(abstract, "Orb 3.0과 Sky-7은 Orb 2.0보다 훨씬 낫습니다.").empty());
}

TEST_CASE("a range of the line has the ends that it has in the source") {
  const char* const abstract = "It raises the rate from 5% to 27%, with a loss of 4%.";
  CHECK(flags_against(abstract, "성공률을 5%에서 27%로 높입니다.").empty());
  CHECK(flags_against(abstract, "성공률을 4%에서 27%로 높입니다.") == "numbers ");
  CHECK(flags_against(abstract, "성공률을 5%에서 4%로 높입니다.") != "");
}

TEST_CASE("a line is held against the sentence that it quotes in brackets") {
  const char* const abstract = "We test it in 17 settings. Of these we keep 12. A 2D view becomes a 3D map.";
  CHECK(flags_against(abstract, "17가지 경우에 시험합니다(We test it in 17 settings).").empty());
  CHECK(flags_against(abstract, "12가지 경우에 시험합니다(We test it in 17 settings).") == "numbers ");
  CHECK(flags_against(abstract, "2D 시점을 씁니다(A 2D view becomes a map).").empty());
  CHECK(flags_against(abstract, "3D 시점을 씁니다(A 2D view becomes a map).") != "");
}

TEST_CASE("the digits of a number with a scale are no number by themselves") {
  const char* const abstract = "The 7B model gains 6% here.";
  CHECK(flags_against(abstract, "7B 모델이 6% 좋아집니다.").empty());
  CHECK_FALSE(flags_against(abstract, "7B 모델이 7% 좋아집니다.").empty());
}

TEST_CASE("a thin space of TeX, legs and what is twice as short are read") {
  CHECK(flags_against("We collect 300\\,k entries.", "300k개의 자료를 모읍니다.").empty());
  CHECK(flags_against("A quadruped robot walks.", "4족 로봇이 걷습니다.").empty());
  CHECK(
      flags_against("Answers to harder tasks are twice as short.", "답의 길이를 두 배 줄였습니다.").empty());
}

TEST_CASE("enumerators of a line and of its quotation follow one another apart") {
  const char* const abstract = "There are two: (1) a fast model that reads it and (2) a slow one of 3 parts.";
  CHECK(flags_against(abstract, "2) 느린 모델이 그것을 차례로 읽습니다(2) a slow one of 3 parts).").empty());
  CHECK(flags_against(abstract, "(1) 빠른 모델과 (3) 느린 모델") == "numbers ");
  CHECK(flags_against(abstract, "(1) 빠른 모델과 (1) 느린 모델") == "numbers ");
}
