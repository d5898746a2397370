#include "nonmun/core/embedding.hpp"

#include <catch2/catch.hpp>

using namespace nonmun;

TEST_CASE("the cosine says how near two directions are, whatever the lengths") {
  CHECK(cosine({1, 0}, {3, 0}) == Approx(1));
  CHECK(cosine({1, 0}, {0, 2}) == Approx(0));
  CHECK(cosine({1, 0}, {-0.5F, 0}) == Approx(-1));
  CHECK(cosine({1, 1}, {1, 0}) == Approx(0.70710678));
}

TEST_CASE("what has no direction is near to nothing") {
  CHECK(cosine({0, 0}, {1, 0}) == 0);
  CHECK(cosine({}, {}) == 0);
}
