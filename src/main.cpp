#include <atomic>
#include <csignal>
#include <string>
#include <vector>

#include "nonmun/cli/run.hpp"

namespace {

std::atomic<bool> stop = false;

extern "C" void on_signal(int number) {
  // The second signal ends the program as if there were no handler.
  if (stop.exchange(true)) {
    std::signal(number, SIG_DFL);
    std::raise(number);
  }
}

}  // namespace

int main(int count, char** arguments) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is seen where it is written to
  std::signal(SIGXFSZ, SIG_IGN);  // and a file that may not grow, too
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  const std::vector<std::string> words(arguments + (count > 0 ? 1 : 0), arguments + count);
  return static_cast<int>(nonmun::cli::run(words, nonmun::cli::Environment::of_process(), stop));
}
