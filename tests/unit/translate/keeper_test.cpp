#include "keeper.hpp"

#include <catch2/catch.hpp>
#include <thread>

#include "support.hpp"

using namespace nonmun;
using namespace nonmun::translate;
using namespace nonmun::test;

TEST_CASE("answers that come while others are being kept are kept together") {
  constexpr std::size_t k_threads = 8;
  MemoryCache cache;
  Keeper keeper(cache);
  std::vector<std::size_t> batches;
  cache.on_put = [&](std::size_t count) {
    // The first one takes as long as it takes the others to come.
    while (batches.empty() && keeper.waiting() < k_threads - 1) std::this_thread::yield();
    batches.push_back(count);
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < k_threads; ++i)
      threads.emplace_back([&, key = std::to_string(i)] { (void)keeper.keep(key, {"v", "{}", {}}); });
  }
  CHECK(batches == std::vector<std::size_t>{1, k_threads - 1});
  CHECK(cache.kept.size() == k_threads);
}

TEST_CASE("what cannot be kept is said to whoever brought it") {
  MemoryCache cache;
  cache.is_full = true;
  Keeper keeper(cache);
  CHECK(keeper.keep("1", {"v", "{}", {}}).error().what == "the disk is full");
  cache.is_full = false;
  CHECK(keeper.keep("1", {"v", "{}", {}}));
}
