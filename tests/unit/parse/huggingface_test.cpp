#include <catch2/catch.hpp>

#include "nonmun/parse/huggingface.hpp"

using namespace nonmun;
using namespace nonmun::parse;

TEST_CASE("an empty list is a day without papers") {
  const auto parsed = parse_huggingface_daily("[]", {});
  REQUIRE(parsed);
  CHECK(parsed->entries == 0);
}
