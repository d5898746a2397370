#include <catch2/catch.hpp>
#include "nonmun/text/reading.hpp"
TEST_CASE("smoke"){ CHECK(nonmun::text::to_plain("$x^2$", nonmun::text::Reader::arxiv, nonmun::text::Kind::title)=="x²"); }
