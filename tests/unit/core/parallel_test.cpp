#include "nonmun/core/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <stdexcept>
#include <string>
#include <vector>

using namespace nonmun;

TEST_CASE("every thing is in exactly one part, and the parts are in order") {
  for (const std::size_t count : {0U, 1U, 2U, 3U, 7U, 100U, 1001U}) {
    for (const std::size_t parts : {1U, 2U, 3U, 4U}) {
      std::vector<int> seen(count, 0);
      std::vector<std::size_t> begins(parts, 0);
      in_parts(parts, count, [&](std::size_t part, std::size_t begin, std::size_t end) {
        begins[part] = begin;
        for (std::size_t i = begin; i < end; ++i) ++seen[i];
      });
      CHECK(seen == std::vector<int>(count, 1));
      CHECK(std::is_sorted(begins.begin(), begins.end()));
    }
  }
}

TEST_CASE("few things are one part, and no part is smaller than what is worth a thread") {
  CHECK(parts_of(0, 50) == 1);
  CHECK(parts_of(99, 50) == 1);
  CHECK(parts_of(1'000'000, 50) <= 4);
  CHECK(parts_of(10, 0) >= 1);
}

TEST_CASE("what a part throws comes back after all the parts have ended") {
  std::atomic<int> ended = 0;
  CHECK_THROWS_WITH(in_parts(3, 3,
                             [&](std::size_t part, std::size_t, std::size_t) {
                               ++ended;
                               if (part > 0) throw std::runtime_error("part " + std::to_string(part));
                             }),
                    "part 1");
  CHECK(ended == 3);
}

TEST_CASE("work beside another is done when it has been waited for, one piece after the other") {
  std::vector<int> done;
  Beside beside;
  beside.wait();  // for nothing
  for (int i = 0; i < 100; ++i) {
    beside.begin([&done, i] { done.push_back(i); });
    beside.wait();
    REQUIRE(done.size() == static_cast<std::size_t>(i) + 1);
  }
}

TEST_CASE("what work beside another throws comes out of waiting, once") {
  Beside beside;
  beside.begin([] { throw std::runtime_error("no room"); });
  CHECK_THROWS_WITH(beside.wait(), "no room");
  CHECK_NOTHROW(beside.wait());
  {
    Beside left;
    left.begin([] { throw std::runtime_error("nobody waits"); });
  }
}
