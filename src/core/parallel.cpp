#include "nonmun/core/parallel.hpp"

#include <algorithm>
#include <exception>
#include <system_error>
#include <utility>
#include <vector>

namespace nonmun {

std::size_t threads_at_once() {
  constexpr std::size_t k_most = 4;
  return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, k_most);
}

std::size_t parts_of(std::size_t count, std::size_t least) {
  return std::clamp<std::size_t>(count / std::max<std::size_t>(least, 1), 1, threads_at_once());
}

void in_parts(std::size_t parts, std::size_t count,
              const std::function<void(std::size_t, std::size_t, std::size_t)>& work) {
  std::vector<std::exception_ptr> thrown(parts);
  const auto run = [&](std::size_t part) {
    try {
      work(part, count * part / parts, count * (part + 1) / parts);
    } catch (...) {
      thrown[part] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;
    threads.reserve(parts);
    for (std::size_t part = 1; part < parts; ++part) {
      try {
        threads.emplace_back(run, part);
      } catch (const std::system_error&) {  // no thread to be had
        run(part);
      }
    }
    run(0);
  }
  for (const auto& each : thrown) {
    if (each) std::rethrow_exception(each);
  }
}

void Beside::begin(std::function<void()> work) {
  const auto run = [this, work = std::move(work)] {
    try {
      work();
    } catch (...) {
      thrown_ = std::current_exception();
    }
  };
  try {
    thread_ = std::jthread(run);
  } catch (const std::system_error&) {
    run();
  }
}

void Beside::wait() {
  if (thread_.joinable()) thread_.join();
  if (const auto thrown = std::exchange(thrown_, nullptr)) std::rethrow_exception(thrown);
}

}  // namespace nonmun
