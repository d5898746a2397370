#include <catch2/catch.hpp>

#include "guarded_source.hpp"

// Sources and lines are our own.
using nonmun::test::flags;
using nonmun::test::is_flagged;
using Names = std::vector<std::string>;

TEST_CASE("a name that the source has passes in other case, number and joining") {
  for (const char* line : {"Nimbus-R1은 3D 지도를 만듭니다.", "NIMBUS R1은 3D 지도를 만듭니다.",
                           "Cirrus2.5-13B보다 빠른 모델입니다.", "Cirrus 2.5보다 빠른 모델입니다.",
                           "MapBench 200에서 정확도를 측정했습니다.", "latency를 크게 줄인 모델입니다."}) {
    INFO(line);
    CHECK(flags(line) == Names{});
  }
}

TEST_CASE("a misspelt or invented name is flagged") {
  CHECK(is_flagged("names", "Nibmus-R1은 3D 지도를 만듭니다."));
  CHECK(is_flagged("names", "Stratus는 3D 지도를 만듭니다."));
  CHECK(is_flagged("names", "MapBenchh로 지도를 만드는 모델입니다."));
  CHECK(is_flagged("names", "Nimbuus로 지도를 만드는 모델입니다."));
  CHECK(is_flagged("names", "GPT-4로 지도를 만드는 모델입니다."));
  CHECK(is_flagged("latin_words", "지도를 만드는 wonderful 모델입니다."));
}

TEST_CASE("a name with other digits is another name") {
  CHECK(is_flagged("names", "Nimbus-R2는 3D 지도를 만듭니다."));
  CHECK(is_flagged("names", "Cirrus2.5-12B보다 빠른 모델입니다."));
  CHECK(is_flagged("names", "Cirrus2.6-13B보다 빠른 모델입니다."));
  CHECK(is_flagged("names", "Cirrus2.5-7B보다 빠른 모델입니다."));
  CHECK(is_flagged("numbers", "MapBench 300에서 정확도를 측정했습니다."));
  CHECK_FALSE(flags("R9를 쓰는 모델입니다.") == Names{});
}

TEST_CASE("a name may be put together of parts that the source has") {
  const auto source =
      nonmun::test::source_with("Ablation", "We train Strato3.5 in sizes 7B and 32B, and Alto-7B and 14B.");
  const auto count = [&](std::string ko) {
    nonmun::Bullet bullet;
    bullet.ko = std::move(ko);
    return nonmun::translate::check_bullet(bullet, source, {.strict_speech = false, .cites = false}).size();
  };
  CHECK(count("Strato3.5-32B 모델을 학습합니다.") == 0);
  CHECK(count("Alto-14B 모델을 학습합니다.") == 0);
  CHECK(count("Alto-32B 모델을 학습합니다.") == 1);
}

TEST_CASE("a link stands in the source as a whole") {
  CHECK(flags("코드는 https://github.com/example/nimbus 에서 공개합니다.") == Names{});
  for (const char* line :
       {"코드는 https://github.com/example/nimbos 에서 공개합니다.",
        "코드는 https://github.com/example 에서 공개합니다.",
        "코드는 https://gitlab.com/example/nimbus 에서 공개합니다.",
        "코드를 www.example.com/nimbus 에서 공개합니다.",
        "코드를 [여기](https://github.com/example/nimbus)에 공개합니다.",
        "코드를 ![](https://t.example/p.png) 공개합니다.", "코드를 <img src=x> 공개합니다.",
        "코드를 <a href=\"x\">여기</a>에 공개합니다.", "코드를 javascript:alert(1) 로 공개합니다."}) {
    INFO(line);
    CHECK(is_flagged("links", line));
  }
}

TEST_CASE("a formula stands in the source as it is") {
  CHECK(flags("손실은 $L = \\alpha x^2$ 입니다.") == Names{});
  CHECK(is_flagged("math", "손실은 $L = \\alpha x^3$ 입니다."));
  CHECK(is_flagged("math", "손실은 \\beta 입니다."));
}

TEST_CASE("a citation is of a sentence that there is") {
  CHECK(is_flagged("citations", "3D 지도를 만드는 모델을 제안합니다.", {9}));
  CHECK(is_flagged("citations", "3D 지도를 만드는 모델을 제안합니다.", {0}));
  CHECK_FALSE(is_flagged("citations", "3D 지도를 만드는 모델을 제안합니다.", {1}));
}

TEST_CASE(
    "a letter that is doubled before an ending is looked through, and one that is doubled elsewhere is not") {
  const auto says = [](std::string ko, std::string abstract) {
    nonmun::Bullet bullet;
    bullet.ko = std::move(ko);
    return nonmun::translate::check_bullet(bullet, nonmun::test::source_with("T", std::move(abstract)),
                                           {.cites = false})
        .size();
  };
  CHECK(says("planning을 다루는 모델입니다.", "We plan with a model.") == 0);
  CHECK(says("plan을 다루는 모델입니다.", "We study planned models.") == 0);
  CHECK(says("small 크기의 모델입니다.", "We train smaller models.") == 0);
  CHECK(says("processor를 쓰는 모델입니다.", "We process models.") == 0);
  CHECK(says("modelling을 다룹니다.", "We train a model.") == 0);
  CHECK(says("Fooo를 제안합니다.", "We propose Foo, a model.") == 1);
  CHECK(says("plann을 다루는 모델입니다.", "We plan with a model.") == 1);
}
