#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "guard_support.hpp"

using namespace nonmun;
using namespace nonmun::translate;
using test::marks;

namespace {
constexpr auto k_guard = Guard::speech;
}

TEST_CASE("one line in another register than the others is flagged, whichever the registers are") {
  CHECK(marks(k_guard, {"방법을 제안합니다.", "성능을 높입니다.", "코드를 공개한다."}) == "--x");
  CHECK(marks(k_guard, {"방법을 제안한다.", "성능을 높인다.", "코드를 공개합니다."}) == "--x");
  CHECK(marks(k_guard, {"방법을 제안합니다.", "성능을 높여요.", "코드를 공개합니다."}) == "-x-");
  CHECK(marks(k_guard, {"방법을 제안함", "성능을 향상시킴", "코드를 공개합니다"}) == "--x");
  CHECK(marks(k_guard, {"방법을 제안합니다", "성능을 향상시킴", "코드를 공개합니다"}) == "-x-");
  CHECK(marks(k_guard, {"새로운 학습 방법의 개발", "성능을 향상시킴", "코드를 공개했다"}) == "--x");
}

TEST_CASE("lines that keep to one register are let through") {
  CHECK(marks(k_guard, {"방법을 제안합니다.", "무엇이 다릅니까?", "코드가 있습니다(GitHub)."}) == "---");
  CHECK(marks(k_guard, {"방법을 제안합니다.", "왜 그런가?", "코드를 확인하세요."}) == "---");
  CHECK(marks(k_guard, {"방법을 제안해요.", "왜 그럴까요?", "좋죠."}) == "---");
  CHECK(marks(k_guard, {"방법을 제안한다.", "그것은 쉬운 일이 아니다.", "왜 그런가?"}) == "---");
  CHECK(marks(k_guard, {"방법을 제안함", "새로운 시스템 개발", "성능이 높음을 보여줌"}) == "---");
  CHECK(marks(k_guard, {"방법을 제안합니다.", "코드: https://example.org", "데이터셋"}) == "---");
}

TEST_CASE("two registers in one line are flagged at the sentence that differs") {
  const auto findings = check_bullet(test::bullet_with("방법을 제안합니다. 성능도 좋다."),
                                     test::source_with("T", ""), test::of_others());
  REQUIRE(test::details_of(k_guard, findings) == "ends in 한다, the others in 합니다; ");
  CHECK_FALSE(test::flagged(k_guard, "방법을 제안합니다(SFT). 성능도 좋다.").empty());
  CHECK_FALSE(test::flagged(k_guard, "방법을 제안합니다.성능도 좋다.").empty());
  CHECK_FALSE(test::flagged(k_guard, "열린 괄호 (가 있습니다. 성능도 좋다.").empty());
  CHECK(test::flagged(k_guard, "저자는 \"모든 것은 주의다\"라고 말합니다.").empty());
  CHECK(test::flagged(k_guard, "값은 3.5입니다. 기존 방법보다 높습니다.").empty());
}

TEST_CASE("English that is quoted behind a sentence does not hide its end") {
  CHECK(marks(k_guard, {"방법을 제안함(We propose it.)", "성능을 높임",
                        "코드를 공개합니다(1) we release code.)"}) == "--x");
  CHECK(marks(k_guard, {"방법을 제안함", "성능을 높임", "코드를 공개한다 (ii) the code is public."}) ==
        "--x");
}

TEST_CASE("a sentence that points at a link ends before it") {
  CHECK(marks(k_guard,
              {"방법을 제안합니다.", "코드를 공개한다: https://example.org/a", "성능을 높입니다."}) == "-x-");
  GuardOptions strict;
  strict.strict_speech = true;
  strict.speech = Register::polite;
  CHECK(test::details_of(k_guard,
                         check_bullet(test::bullet_with("코드는 공개되어 있습니다: <https://example.org/a>"),
                                      test::source_with("T", ""), strict))
            .empty());
}

TEST_CASE("nouns that end as a sentence does are none") {
  CHECK(marks(k_guard, {"방법을 제안합니다.", "새로운 학습 방법이 필요", "무엇보다", "큰 바다"}) == "----");
  CHECK(marks(k_guard, {"방법을 제안합니다.", "강화 학습 알고리즘", "새로운 패러다임", "실시간 게임"}) ==
        "----");
}

TEST_CASE("a strict guard takes only sentences of the register that is asked for") {
  const auto strict = [](std::string_view line, Register speech) {
    return test::flagged(k_guard, line, test::source_with("T", ""), {.speech = speech, .cites = false});
  };
  CHECK(strict("방법을 제안합니다.", Register::polite).empty());
  CHECK(strict("방법을 제안한다.", Register::plain).empty());
  for (const char* wrong :
       {"방법을 제안한다.", "방법을 제안해요.", "방법을 제안함", "방법 제안", "쉬운 일이 아니다."})
    CHECK(strict(wrong, Register::polite) == "does not end in the register 합니다; ");
  CHECK_FALSE(strict("방법을 제안합니다.", Register::plain).empty());
}

TEST_CASE("where a register is asked for, lines of others are held against it and verbless ones are not") {
  GuardOptions held = test::of_others();
  held.hold_speech = true;
  CHECK(marks(k_guard, {"방법을 제안한다.", "성능을 높인다.", "방법 개발", "제안함"}, held) == "xx--");
  held.speech = Register::plain;
  CHECK(marks(k_guard, {"방법을 제안한다.", "성능을 높입니다."}, held) == "-x");
}

TEST_CASE("the common register is that of most sentences, and none where no sentence has a verb") {
  CHECK(count_registers("제안합니다. 높인다. 씁니다.").common() == Register::polite);
  Registers sum = count_registers("제안한다. 높인다.");
  sum += count_registers("씁니다.");
  CHECK(sum.common() == Register::plain);
  CHECK_FALSE(count_registers("방법 개발").common());
  CHECK_FALSE(count_registers("제안함").common());
}
