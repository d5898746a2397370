#include "../../../src/render/catalogue.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

namespace nonmun::render {
namespace {

std::multiset<std::string> arguments_of(std::string_view pattern) {
  std::multiset<std::string> names;
  for (std::size_t open = 0; (open = pattern.find('{', open)) != pattern.npos;) {
    const std::size_t close = pattern.find('}', open);
    REQUIRE(close != pattern.npos);
    names.emplace(pattern.substr(open + 1, close - open - 1));
    open = close;
  }
  return names;
}

}  // namespace

TEST_CASE("every message is there in both languages with the same arguments, under a key of its own") {
  std::set<std::string_view> keys;
  for (const Wording& wording : catalogue()) {
    INFO(wording.key);
    CHECK_FALSE(wording.ko.empty());
    CHECK_FALSE(wording.en.empty());
    CHECK(arguments_of(wording.ko) == arguments_of(wording.en));
    CHECK(keys.insert(wording.key).second);
  }
}

TEST_CASE("no particle follows an argument") {
  for (const Wording& wording : catalogue()) {
    for (std::size_t at = 0; (at = wording.ko.find('}', at)) != wording.ko.npos; ++at) {
      const std::string_view after = wording.ko.substr(at + 1);
      for (const std::string_view particle :
           {"은", "는", "이", "가", "을", "를", "과", "와", "으로", "로", "라", "인", "아", "야"}) {
        INFO(wording.key);
        CHECK_FALSE(after.starts_with(particle));
      }
    }
  }
}

TEST_CASE("every state of a day has its own words in both languages") {
  std::set<std::string> said;
  for (const DayState state : {DayState::published, DayState::filling, DayState::not_yet, DayState::weekend,
                               DayState::holiday, DayState::stale, DayState::outage}) {
    CHECK(said.insert(say(Language::korean, word_of(state))).second);
    CHECK(said.insert(say(Language::english, word_of(state))).second);
  }
}

TEST_CASE("messages take their arguments by name") {
  CHECK(say(Language::korean, Word::papers_many, {{"n", "7"}}) == "논문 7편");
  CHECK(say(Language::english, Word::papers_one, {{"n", "1"}}) == "1 paper");
  CHECK(say_all({true, true}, Word::authors) == "저자 / Authors");
  CHECK(say_all({false, true}, Word::authors) == "Authors");
}

}  // namespace nonmun::render
