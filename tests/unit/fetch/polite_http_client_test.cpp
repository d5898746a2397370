#include "nonmun/fetch/polite_http_client.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <thread>

#include "support/fake_http_client.hpp"
#include "support/fake_pause.hpp"
#include "support/temporary_directory.hpp"

using namespace nonmun;
using namespace nonmun::fetch;
using namespace nonmun::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr auto k_feed = "<?xml version='1.0'?><feed></feed>";
constexpr auto k_error_feed =
    "<feed><entry><id>https://arxiv.org/api/errors#start_must_be_an_integer</id>"
    "<summary>start must be an integer</summary></entry></feed>";

Request request_to(HostGroup group, std::string url = "") {
  Request request;
  request.group = group;
  request.url = !url.empty()                      ? url
                : group == HostGroup::huggingface ? "https://huggingface.co/api/daily_papers?date=2024-04-24"
                                                  : "https://export.arxiv.org/api/query?id_list=2404.14619";
  request.expects = group == HostGroup::huggingface ? Expects::json : Expects::xml;
  return request;
}

/// No share of chance: pauses are exact.
PoliteOptions exact(fs::path directory = {}) {
  return {.state_directory = std::move(directory), .random = [] { return 0.0; }};
}

/// Gives the answers one after the other, the last one for ever.
FakeHttpClient::Handler in_turn(std::vector<Result<Response>> answers) {
  return [answers = std::move(answers), next = std::size_t{0}](const Request&) mutable {
    return answers[std::min(next++, answers.size() - 1)];
  };
}

Result<Response> broken() { return fail(ErrorKind::unavailable, "the answer was cut off"); }

std::string slurp(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void spill(const fs::path& path, std::string_view text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

TEST_CASE("a good answer is passed on and nothing is waited for") {
  FakePause pause;
  FakeHttpClient inner(in_turn({answer(200)}));
  PoliteHttpClient client(inner, pause, exact());
  for (int i = 0; i < 3; ++i) CHECK(client.get(request_to(HostGroup::huggingface))->status == 200);
  CHECK(inner.requests.size() == 3);
  CHECK(pause.passed() == 0ms);
}

TEST_CASE("Hugging Face is asked five times, after 1, 2, 4 and 8 seconds") {
  FakePause pause;
  for (const int status : {429, 500, 502, 503, 504}) {
    FakeHttpClient inner(in_turn({answer(status, "busy")}));
    PoliteHttpClient client(inner, pause, exact());
    const auto before = pause.passed();
    const auto result = client.get(request_to(HostGroup::huggingface));
    REQUIRE_FALSE(result);
    CHECK(inner.requests.size() == 5);
    CHECK(pause.passed() - before == 15s);
    CHECK(result.error().kind == ErrorKind::unavailable);
    CHECK(result.error().what == "HTTP " + std::to_string(status) + ", busy (asked 5 times)");
    CHECK(result.error().where == request_to(HostGroup::huggingface).url);
    CHECK(result.error().hint.starts_with("try again after 2025-07-14T"));
  }
}

TEST_CASE("a fault that passes costs a pause and no answer") {
  FakePause pause;
  FakeHttpClient inner(
      in_turn({broken(), answer(503, ""), answer(200, "<html>"), answer(200, "[1"), answer(200, "[1]")}));
  PoliteHttpClient client(inner, pause, exact());
  const auto result = client.get(request_to(HostGroup::huggingface));
  REQUIRE(result);
  CHECK(result->body == "[1]");
  CHECK(inner.requests.size() == 5);
}

TEST_CASE("chance lengthens a pause by at most a quarter") {
  FakePause pause;
  FakeHttpClient inner(in_turn({answer(503), answer(200)}));
  PoliteHttpClient client(inner, pause, {.random = [] { return 0.999; }});
  REQUIRE(client.get(request_to(HostGroup::huggingface)));
  CHECK(pause.passed() > 1000ms);
  CHECK(pause.passed() <= 1250ms);
}

TEST_CASE("other answers are answers and are not asked for again") {
  FakePause pause;
  for (const int status : {304, 400, 401, 404, 410}) {
    FakeHttpClient inner(in_turn({answer(status, "no")}));
    PoliteHttpClient client(inner, pause, exact());
    CHECK(client.get(request_to(HostGroup::huggingface))->status == status);
    CHECK(inner.requests.size() == 1);
  }
  CHECK(pause.passed() == 0ms);
}

TEST_CASE("a refusal with nothing left waits for the window and one second") {
  FakePause pause;
  FakeHttpClient inner(in_turn(
      {answer(429, "limit", {{"ratelimit", "\"api\";r=0;t=41"}, {"retry-after", "7"}}), answer(200)}));
  PoliteHttpClient client(inner, pause, exact());
  REQUIRE(client.get(request_to(HostGroup::huggingface)));
  CHECK(pause.passed() == 42s);
}

TEST_CASE("a refusal's Retry-After is kept, as seconds and as a date") {
  FakePause pause;
  const auto* value = GENERATE("12", "Mon, 14 Jul 2025 00:00:12 GMT");
  FakeHttpClient inner(in_turn({answer(429, "limit", {{"retry-after", value}}), answer(200)}));
  PoliteHttpClient client(inner, pause, exact());
  REQUIRE(client.get(request_to(HostGroup::huggingface)));
  CHECK(pause.passed() == 12s);
}

TEST_CASE("an answer that was the last one of its window makes the next request wait, of any process") {
  TemporaryDirectory directory;
  FakePause pause;
  FakeHttpClient inner(in_turn({answer(200, "[]", {{"ratelimit", "\"api\";r=0;t=20"}}), answer(200)}));
  {
    PoliteHttpClient client(inner, pause, exact(directory.path()));
    REQUIRE(client.get(request_to(HostGroup::huggingface)));
    CHECK(pause.passed() == 0ms);
  }
  PoliteHttpClient other(inner, pause, exact(directory.path()));
  REQUIRE(other.get(request_to(HostGroup::huggingface)));
  CHECK(pause.passed() == 21s);
}

TEST_CASE("arXiv is asked three seconds after the end of the request before") {
  TemporaryDirectory directory;
  FakePause pause;
  FakeHttpClient inner([&](const Request&) -> Result<Response> {
    pause.advance(5s);  // the transfer
    return answer(200, k_feed);
  });
  const bool shared = GENERATE(true, false);
  PoliteHttpClient client(inner, pause, exact(shared ? directory.path() : fs::path()));
  REQUIRE(client.get(request_to(HostGroup::arxiv_api)));
  CHECK(pause.passed() == 5s);
  REQUIRE(client.get(request_to(HostGroup::arxiv_api)));
  CHECK(pause.passed() == 5s + 3s + 5s);
  pause.advance(1s);
  REQUIRE(client.get(request_to(HostGroup::arxiv_api)));
  CHECK(pause.passed() == 13s + 3s + 5s);
  REQUIRE(client.get(request_to(HostGroup::huggingface)).error().kind == ErrorKind::unavailable);
}

TEST_CASE("arXiv's pages are asked every fifteen seconds, beside the API") {
  FakePause pause;
  FakeHttpClient inner(in_turn({answer(200, k_feed)}));
  PoliteHttpClient client(inner, pause, exact());
  REQUIRE(client.get(request_to(HostGroup::arxiv_web)));
  REQUIRE(client.get(request_to(HostGroup::arxiv_api)));
  CHECK(pause.passed() == 0ms);
  REQUIRE(client.get(request_to(HostGroup::arxiv_web)));
  CHECK(pause.passed() == 15s);
}

TEST_CASE("another process keeps arXiv's spacing too") {
  TemporaryDirectory directory;
  FakePause pause;
  FakeHttpClient inner(in_turn({answer(200, k_feed)}));
  PoliteHttpClient first(inner, pause, exact(directory.path()));
  REQUIRE(first.get(request_to(HostGroup::arxiv_api)));
  pause.advance(1s);
  PoliteHttpClient second(inner, pause, exact(directory.path()));
  REQUIRE(second.get(request_to(HostGroup::arxiv_api)));
  CHECK(pause.passed() == 3s);
}

TEST_CASE("arXiv's refusal holds the whole group for a minute, doubling to ten") {
  TemporaryDirectory directory;
  FakePause pause;
  FakeHttpClient inner(in_turn({answer(429, "Rate exceeded.")}));
  std::vector<std::chrono::milliseconds> waits;
  auto options = exact(directory.path());
  options.patience = std::chrono::hours{2};
  options.on_wait = [&](HostGroup, std::chrono::milliseconds wait, std::string_view) {
    waits.push_back(wait);
  };
  for (int i = 0; i < 2; ++i) {  // the second process goes on doubling
    PoliteHttpClient client(inner, pause, options);
    const auto result = client.get(request_to(HostGroup::arxiv_api));
    REQUIRE_FALSE(result);
    CHECK(result.error().what == "HTTP 429, Rate exceeded. (asked 4 times)");
  }
  using std::chrono::minutes;
  CHECK(waits == std::vector<std::chrono::milliseconds>{minutes{1}, minutes{2}, minutes{4}, minutes{8},
                                                        minutes{10}, minutes{10}, minutes{10}});
}

TEST_CASE("an answer ends the doubling") {
  FakePause pause;
  FakeHttpClient inner(in_turn({answer(429, "Rate exceeded."), answer(200, k_feed),
                                answer(429, "Rate exceeded."), answer(200, k_feed)}));
  PoliteHttpClient client(inner, pause, exact());
  REQUIRE(client.get(request_to(HostGroup::arxiv_api)));
  CHECK(pause.passed() == 60s);
  REQUIRE(client.get(request_to(HostGroup::arxiv_api)));
  CHECK(pause.passed() == 60s + 3s + 60s);
}

TEST_CASE("arXiv's faults are tried again: 403, 406, 5xx, an empty body, something that is not XML") {
  FakePause pause;
  for (const auto& fault : std::vector<Result<Response>>{
           answer(403, "Forbidden"), answer(406, ""), answer(500, "<html></html>"), answer(503, ""), broken(),
           answer(200, "Rate exceeded."), answer(200, "<!DOCTYPE html><html></html>"),
           answer(200, "<feed><entry")}) {
    FakeHttpClient inner(in_turn({fault, answer(200, k_feed)}));
    PoliteHttpClient client(inner, pause, exact());
    CHECK(client.get(request_to(HostGroup::arxiv_api)));
    CHECK(inner.requests.size() == 2);
  }
}

TEST_CASE("arXiv's judgement on a request is not asked for again: 400, and 500 with an error entry") {
  FakePause pause;
  for (const int status : {400, 500}) {
    FakeHttpClient inner(in_turn({answer(status, k_error_feed)}));
    PoliteHttpClient client(inner, pause, exact());
    const auto result = client.get(request_to(HostGroup::arxiv_api));
    REQUIRE(result);
    CHECK(result->status == status);
    CHECK(inner.requests.size() == 1);
  }
}

TEST_CASE("a 200 that is not what was asked for is an error that says what came") {
  FakePause pause;
  FakeHttpClient inner(in_turn({answer(200, "  <!doctype HTML><title>Busy</title>")}));
  PoliteHttpClient client(inner, pause, exact());
  const auto result = client.get(request_to(HostGroup::huggingface));
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::unavailable);
  CHECK(result.error().what == "the answer is an HTML page, not JSON (asked 5 times)");
}

TEST_CASE("what asking again does not mend is not asked again") {
  FakePause pause;
  const auto kind =
      GENERATE(ErrorKind::invalid_data, ErrorKind::local_fault, ErrorKind::interrupted, ErrorKind::usage);
  FakeHttpClient inner(in_turn({fail(kind, "no")}));
  PoliteHttpClient client(inner, pause, exact());
  const auto result = client.get(request_to(HostGroup::huggingface));
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == (kind == ErrorKind::invalid_data ? ErrorKind::unavailable : kind));
  CHECK(inner.requests.size() == 1);
}

TEST_CASE("a wait longer than the patience is not begun, and the error says when to try again") {
  FakePause pause;
  FakeHttpClient inner(in_turn({answer(429, "limit", {{"ratelimit", "\"api\";r=0;t=299"}})}));
  auto options = exact();
  options.patience = 60s;
  PoliteHttpClient client(inner, pause, options);
  const auto first = client.get(request_to(HostGroup::huggingface));
  REQUIRE_FALSE(first);
  CHECK(first.error().kind == ErrorKind::unavailable);
  CHECK(first.error().hint == "try again after 2025-07-14T00:05:00Z, or use --offline for what is known");
  CHECK(pause.passed() == 0ms);
  const auto second = client.get(request_to(HostGroup::huggingface));
  REQUIRE_FALSE(second);
  CHECK(second.error().what == "huggingface asked for a pause");
  CHECK(inner.requests.size() == 1);
}

TEST_CASE("the patience is one for the whole run") {
  FakePause pause;
  FakeHttpClient inner(in_turn({answer(503)}));
  auto options = exact();
  options.patience = 20s;
  PoliteHttpClient client(inner, pause, options);
  CHECK_FALSE(client.get(request_to(HostGroup::huggingface)));
  CHECK(inner.requests.size() == 5);
  CHECK_FALSE(client.get(request_to(HostGroup::huggingface)));
  CHECK(inner.requests.size() == 5 + 3);
  CHECK(pause.passed() <= 20s);
}

TEST_CASE("spacing does not count against the patience") {
  FakePause pause;
  FakeHttpClient inner(in_turn({answer(200, k_feed)}));
  auto options = exact();
  options.patience = 1s;
  PoliteHttpClient client(inner, pause, options);
  for (int i = 0; i < 20; ++i) REQUIRE(client.get(request_to(HostGroup::arxiv_api)));
}

TEST_CASE("a stopped run ends a pause") {
  FakePause pause;
  FakeHttpClient inner([&](const Request&) -> Result<Response> {
    pause.stopped = true;
    return answer(503);
  });
  PoliteHttpClient client(inner, pause, exact());
  CHECK(client.get(request_to(HostGroup::huggingface)).error().kind == ErrorKind::interrupted);
}

TEST_CASE("without spacing a loopback host is asked at once and nothing is kept of it; others are not") {
  TemporaryDirectory directory;
  FakePause pause;
  FakeHttpClient inner(in_turn({answer(429, "Rate exceeded."), answer(503, ""), answer(200, k_feed)}));
  auto options = exact(directory.path());
  options.no_spacing = true;
  PoliteHttpClient client(inner, pause, options);
  for (int i = 0; i < 3; ++i)
    REQUIRE(client.get(request_to(HostGroup::arxiv_api, "http://127.0.0.1:8080/api/query")));
  CHECK(pause.passed() == 0ms);
  CHECK(fs::is_empty(directory.path()));
  for (int i = 0; i < 2; ++i) REQUIRE(client.get(request_to(HostGroup::arxiv_api)));
  CHECK(pause.passed() == 3s);
}

TEST_CASE("without spacing a failing loopback host is still given up after the last try") {
  FakePause pause;
  FakeHttpClient inner(in_turn({answer(503)}));
  auto options = exact();
  options.no_spacing = true;
  PoliteHttpClient client(inner, pause, options);
  CHECK_FALSE(client.get(request_to(HostGroup::huggingface, "http://localhost:1/")));
  CHECK(inner.requests.size() == 5);
}

TEST_CASE("a state file of any content stops nothing") {
  TemporaryDirectory directory;
  FakePause pause;
  const std::string garbage =
      GENERATE(std::string("\0\xff\xfe", 3), "nonmun-host 1\ncool_until x\nlast_end -5\n\n",
               "nonmun-host 1\ncool_until 99999999999999999999\n", "", "nonmun-host 2\n");
  spill(directory.path() / "arxiv_api.state", garbage);
  FakeHttpClient inner(in_turn({answer(200, k_feed)}));
  PoliteHttpClient client(inner, pause, exact(directory.path()));
  REQUIRE(client.get(request_to(HostGroup::arxiv_api)));
  CHECK(pause.passed() == 0ms);
  CHECK(slurp(directory.path() / "arxiv_api.state").starts_with("nonmun-host 1\nlast_end 1752451200000\n"));
}

TEST_CASE("a cool-down from a clock that was set back does not bind") {
  TemporaryDirectory directory;
  FakePause pause;
  FakeHttpClient refusing(in_turn({answer(429, "Rate exceeded.")}));
  auto options = exact(directory.path());
  options.patience = 1s;
  CHECK_FALSE(PoliteHttpClient(refusing, pause, options).get(request_to(HostGroup::arxiv_api)));
  FakeHttpClient inner(in_turn({answer(200, k_feed)}));
  CHECK_FALSE(PoliteHttpClient(inner, pause, options).get(request_to(HostGroup::arxiv_api)));
  pause.jump_wall(-std::chrono::hours{24});
  CHECK(PoliteHttpClient(inner, pause, exact(directory.path())).get(request_to(HostGroup::arxiv_api)));
  CHECK(pause.passed() <= 3s);
}

TEST_CASE("setting the wall clock forward does not shorten this client's own pauses") {
  TemporaryDirectory directory;
  FakePause pause;
  FakeHttpClient inner(in_turn({answer(200, k_feed)}));
  PoliteHttpClient client(inner, pause, exact(directory.path()));
  REQUIRE(client.get(request_to(HostGroup::arxiv_api)));
  pause.jump_wall(std::chrono::hours{24});
  REQUIRE(client.get(request_to(HostGroup::arxiv_api)));
  CHECK(pause.passed() == 3s);
}

TEST_CASE("a state directory that cannot be written is one warning, and the client stays polite by itself") {
  TemporaryDirectory directory;
  spill(directory.path() / "file", "not a directory");
  FakePause pause;
  FakeHttpClient inner(in_turn({answer(200, k_feed)}));
  PoliteHttpClient client(inner, pause, exact(directory.path() / "file" / "hosts"));
  for (int i = 0; i < 3; ++i) REQUIRE(client.get(request_to(HostGroup::arxiv_api)));
  CHECK(pause.passed() == 6s);
  REQUIRE(client.warnings().size() == 1);
  CHECK(client.warnings().front().kind == ErrorKind::local_fault);
}

TEST_CASE("the hold doubles without a state directory that works, too") {
  TemporaryDirectory directory;
  spill(directory.path() / "file", "not a directory");
  FakePause pause;
  FakeHttpClient inner(
      in_turn({answer(429, "Rate exceeded."), answer(429, "Rate exceeded."), answer(200, k_feed)}));
  PoliteHttpClient client(inner, pause, exact(directory.path() / "file"));
  REQUIRE(client.get(request_to(HostGroup::arxiv_api)));
  CHECK(pause.passed() == 60s + 120s);
}

TEST_CASE("clients of one state directory ask arXiv one at a time, three seconds apart") {
  TemporaryDirectory directory;
  FakePause pause;  // time is common to the threads
  std::atomic<int> under_way{0};
  std::atomic<int> most{0};
  std::mutex mutex;
  std::vector<std::chrono::milliseconds> begins, ends;
  const auto work = [&] {
    FakeHttpClient inner([&](const Request&) -> Result<Response> {
      most = std::max<int>(most, ++under_way);
      {
        const std::lock_guard lock(mutex);
        begins.push_back(pause.passed());
      }
      std::this_thread::sleep_for(2ms);
      {
        const std::lock_guard lock(mutex);
        ends.push_back(pause.passed());
      }
      --under_way;
      return answer(200, k_feed);
    });
    auto options = exact(directory.path());
    options.patience = std::chrono::hours{100'000};  // polls for the lock pass in no time
    PoliteHttpClient client(inner, pause, options);
    for (int i = 0; i < 5; ++i) {
      if (!client.get(request_to(HostGroup::arxiv_api))) most = 100;
    }
  };
  std::thread one(work), two(work);
  one.join();
  two.join();
  CHECK(most == 1);
  REQUIRE(begins.size() == 10);
  for (std::size_t i = 1; i < begins.size(); ++i) CHECK(begins[i] >= ends[i - 1] + 3s);
}

TEST_CASE("processes of one state directory ask arXiv one at a time") {
  TemporaryDirectory directory;
  const std::string journal = (directory.path() / "journal").string();
  std::vector<pid_t> children;
  for (int i = 0; i < 3; ++i) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      const int file = ::open(journal.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
      FakePause pause;
      FakeHttpClient inner([&](const Request&) -> Result<Response> {
        bool written = ::write(file, "(", 1) == 1;
        ::usleep(2'000);
        written = ::write(file, ")", 1) == 1 && written;
        return written ? answer(200, k_feed) : answer(500);
      });
      auto options = exact(directory.path() / "hosts");
      options.patience = std::chrono::hours{100'000};
      PoliteHttpClient client(inner, pause, options);
      bool good = true;
      for (int request = 0; request < 5; ++request) {
        good = client.get(request_to(HostGroup::arxiv_api)).has_value() && good;
      }
      ::_exit(good && client.warnings().empty() ? 0 : 1);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 1;
    ::waitpid(child, &status, 0);
    CHECK(status == 0);
  }
  std::string pairs;
  for (int i = 0; i < 15; ++i) pairs += "()";
  CHECK(slurp(journal) == pairs);
}

TEST_CASE("a process that is killed amid a request does not keep the others waiting") {
  TemporaryDirectory directory;
  int ready[2];
  REQUIRE(::pipe(ready) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    FakePause pause;
    FakeHttpClient inner([&](const Request&) -> Result<Response> {
      if (::write(ready[1], "x", 1) == 1) ::pause();
      return answer(200, k_feed);
    });
    PoliteHttpClient client(inner, pause, exact(directory.path()));
    (void)client.get(request_to(HostGroup::arxiv_api));
    ::_exit(0);
  }
  char byte;
  REQUIRE(::read(ready[0], &byte, 1) == 1);
  FakePause pause;
  FakeHttpClient inner(in_turn({answer(200, k_feed)}));
  auto options = exact(directory.path());
  options.patience = 1s;
  const auto blocked = PoliteHttpClient(inner, pause, options).get(request_to(HostGroup::arxiv_api));
  REQUIRE_FALSE(blocked);
  CHECK(blocked.error().what == "another process of this user is asking arxiv_api");
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  CHECK(PoliteHttpClient(inner, pause, options).get(request_to(HostGroup::arxiv_api)));
  ::close(ready[0]);
  ::close(ready[1]);
}
