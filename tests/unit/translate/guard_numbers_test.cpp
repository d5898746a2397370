#include <catch2/catch.hpp>

#include "guarded_source.hpp"

// Sources and lines are our own.
using nonmun::test::flags;
using nonmun::test::is_flagged;
using Names = std::vector<std::string>;

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
