#include <catch2/catch.hpp>

#include "budget.hpp"

using nonmun::translate::Budget;

TEST_CASE("calls in flight are held to be as dear as the dearest answer") {
  // Each was thought to cost 1 and costs 2: of 10, five may be made, in whichever order their answers come.
  Budget budget(10);
  for (int call = 0; call < 4; ++call) CHECK(budget.reserve(1));
  budget.settle(1, 2);
  CHECK(budget.reserve(1));  // 2 spent, and three in flight that may cost 2 each
  for (int call = 0; call < 4; ++call) budget.settle(1, 2);
  CHECK_FALSE(budget.reserve(1));
  CHECK(budget.spent() == 10);
}

TEST_CASE("what a call did not cost of its estimate is there for others") {
  Budget budget(10);
  CHECK(budget.reserve(8));
  budget.settle(8, 1);
  CHECK(budget.reserve(9));
  budget.settle(9, 0);
  CHECK_FALSE(budget.reserve(9.5));
  CHECK(budget.reserve(9));
}
