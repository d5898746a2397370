// nonmun_loopback DIRECTORY [NOW]: serves the days DIRECTORY/YYYY-MM-DD.json as Hugging Face would at the
// moment NOW (RFC 3339, default: the present). Prints its port as the first line of stdout, then a line for
// each request, and runs until it is told to end (SIGTERM, SIGINT).

#include <poll.h>

#include <csignal>
#include <cstdio>
#include <exception>

#include "support/huggingface_server.hpp"

namespace {

std::sig_atomic_t volatile stopped = 0;
void stop(int) { stopped = 1; }

}  // namespace

int main(int argc, char** argv) try {
  using namespace nonmun;
  if (argc < 2 || argc > 3) {
    std::fputs("usage: nonmun_loopback DIRECTORY [NOW]\n", stderr);
    return 2;
  }
  std::optional<Instant> fixed;
  if (argc == 3) {
    const auto time = Timestamp::parse(argv[2]);
    if (!time) {
      std::fprintf(stderr, "%s\n", to_line(time.error()).c_str());
      return 2;
    }
    fixed = time->instant;
  }
  const auto now = [fixed] { return fixed ? *fixed : SystemClock().now(); };
  const auto days = test::huggingface_days(argv[1], now);
  test::LoopbackServer server([&](const test::ServerRequest& request) {
    auto response = days(request);
    std::printf("%d %s\n", response.status, request.target.c_str());
    std::fflush(stdout);
    return response;
  });
  std::signal(SIGTERM, stop);
  std::signal(SIGINT, stop);
  std::signal(SIGPIPE, SIG_IGN);  // a script may read no more than the port
  std::printf("%d\n", server.port());
  std::fflush(stdout);
  while (!stopped) ::poll(nullptr, 0, 200);
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "nonmun_loopback: %s\n", error.what());
  return 1;
}
