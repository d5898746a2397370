#include "nonmun/fetch/caching_http_client.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "support/fake_http_client.hpp"
#include "support/temporary_directory.hpp"

using namespace nonmun;
using namespace nonmun::fetch;
using namespace nonmun::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr Instant k_start{std::chrono::sys_days{std::chrono::year{2025} / 7 / 14} + 16h};

struct SetClock final : Clock {
  Instant time = k_start;
  [[nodiscard]] Instant now() const override { return time; }
};

/// A cache in front of an upstream whose answers a test sets; the clock stamps them.
struct World {
  TemporaryDirectory directory;
  SetClock clock;
  Result<Response> next = answer(200, "[1]", {{"etag", "\"v1\""}, {"content-type", "application/json"}});
  FakeHttpClient upstream{[this](const Request&) {
    auto response = next;
    if (response) response->fetched_at = clock.time;
    return response;
  }};

  CachingHttpClient client(CacheMode mode = CacheMode::normal) {
    return {upstream, clock, {.directory = directory.path() / "http", .mode = mode}};
  }
  Result<Response> get(const Request& request, CacheMode mode = CacheMode::normal) {
    return client(mode).get(request);
  }
  [[nodiscard]] std::size_t hits() const { return upstream.requests.size(); }
  [[nodiscard]] fs::path only_file() const {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(directory.path() / "http")) files.push_back(entry.path());
    REQUIRE(files.size() == 1);
    return files.front();
  }
};

Request day_request(std::chrono::seconds max_age = 5min) {
  Request request;
  request.url = "https://huggingface.co/api/daily_papers?date=2025-07-14&limit=100&p=0";
  request.max_age = max_age;
  return request;
}

std::string slurp(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void spill(const fs::path& path, std::string_view text) { std::ofstream(path, std::ios::binary) << text; }

}  // namespace

TEST_CASE("a fresh answer is given without asking, as it came") {
  World world;
  const auto first = world.get(day_request());
  REQUIRE(first);
  CHECK(first->from == AnswerFrom::network);
  world.clock.time += 4min;
  const auto second = world.get(day_request());
  REQUIRE(second);
  CHECK(world.hits() == 1);
  CHECK(second->from == AnswerFrom::cache);
  CHECK(second->status == 200);
  CHECK(second->body == "[1]");
  CHECK(second->headers == first->headers);
  CHECK(second->url == day_request().url);
  CHECK(second->fetched_at == k_start);
  CHECK(second->stale_because.empty());
}

TEST_CASE("an answer of any bytes comes back the same") {
  World world;
  std::string body;
  for (int i = 0; i < 256; ++i) body += static_cast<char>(i);
  const std::size_t size = GENERATE(1, 7, 8, 9, 256);
  world.next->body = body.substr(0, size);
  REQUIRE(world.get(day_request()));
  const auto kept = world.get(day_request());
  REQUIRE(kept);
  CHECK(kept->body == body.substr(0, size));
  CHECK(world.hits() == 1);
}

TEST_CASE("an answer that is too old is asked for again with its ETag and its date") {
  World world;
  world.next->headers.emplace_back("last-modified", "Mon, 14 Jul 2025 15:00:00 GMT");
  REQUIRE(world.get(day_request()));
  world.clock.time += 5min;
  world.next = answer(200, "[2]");
  const auto second = world.get(day_request());
  REQUIRE(second);
  CHECK(second->body == "[2]");
  CHECK(world.upstream.requests.front().conditions.empty());
  CHECK(world.upstream.requests.back().conditions ==
        std::vector<Header>{{"If-None-Match", "\"v1\""},
                            {"If-Modified-Since", "Mon, 14 Jul 2025 15:00:00 GMT"}});
}

TEST_CASE("an unchanged answer is renewed: its body, a new time, fresh again") {
  World world;
  REQUIRE(world.get(day_request()));
  world.clock.time += 1h;
  world.next = answer(304, "", {{"etag", "\"v2\""}});
  const auto renewed = world.get(day_request());
  REQUIRE(renewed);
  CHECK(renewed->status == 200);
  CHECK(renewed->body == "[1]");
  CHECK(renewed->fetched_at == k_start + 1h);
  CHECK(renewed->from == AnswerFrom::network);
  CHECK(renewed->header("etag") == "\"v2\"");
  CHECK(renewed->header("content-type") == "application/json");
  world.clock.time += 1min;
  CHECK(world.get(day_request())->from == AnswerFrom::cache);
  CHECK(world.hits() == 2);
}

TEST_CASE("an answer from before the moment that counts is not fresh, however young") {
  World world;
  REQUIRE(world.get(day_request(24h)));
  world.clock.time += 1min;
  auto request = day_request(24h);
  request.not_before = k_start + 1s;
  REQUIRE(world.get(request));
  CHECK(world.hits() == 2);
  REQUIRE(world.get(request));
  CHECK(world.hits() == 2);
}

TEST_CASE("without an age upstream is always asked") {
  World world;
  for (int i = 0; i < 3; ++i) REQUIRE(world.get(day_request(0s)));
  CHECK(world.hits() == 3);
}

TEST_CASE("an answer from the future is not fresh") {
  World world;
  REQUIRE(world.get(day_request()));
  world.clock.time -= 24h;
  REQUIRE(world.get(day_request()));
  CHECK(world.hits() == 2);
}

TEST_CASE("only a 200 is kept") {
  World world;
  for (const int status : {204, 304, 400, 404, 500}) {
    world.next = answer(status, "no");
    CHECK(world.get(day_request())->status == status);
  }
  CHECK_FALSE(fs::exists(world.directory.path() / "http"));
}

TEST_CASE("when upstream fails an older answer is given with the reason") {
  World world;
  REQUIRE(world.get(day_request()));
  world.clock.time += 24h;
  SECTION("no answer") {
    world.next = fail(ErrorKind::unavailable, "no connection");
    CHECK(world.get(day_request())->stale_because == "no connection");
  }
  SECTION("an answer that says so") {
    world.next = answer(503, "maintenance");
    CHECK(world.get(day_request())->stale_because == "HTTP 503, maintenance");
  }
  SECTION("asked to refresh") {
    world.next = fail(ErrorKind::unavailable, "no connection");
    CHECK(world.get(day_request(), CacheMode::refresh)->stale_because == "no connection");
  }
  CHECK(world.get(day_request())->body == "[1]");
  CHECK(world.get(day_request())->fetched_at == k_start);
  CHECK(world.get(day_request())->from == AnswerFrom::cache);
}

TEST_CASE("when upstream fails and nothing is known the failure is passed on") {
  World world;
  world.next = fail(ErrorKind::unavailable, "no connection");
  CHECK(world.get(day_request()).error().what == "no connection");
}

TEST_CASE("an answer about the request is given although an older one is known") {
  World world;
  REQUIRE(world.get(day_request()));
  world.clock.time += 24h;
  world.next = answer(404, "gone");
  CHECK(world.get(day_request())->status == 404);
}

TEST_CASE("a stopped run is not answered from an older copy") {
  World world;
  REQUIRE(world.get(day_request()));
  world.next = fail(ErrorKind::interrupted, "stopped");
  CHECK(world.get(day_request(0s)).error().kind == ErrorKind::interrupted);
}

TEST_CASE("offline the cache alone answers, however old") {
  World world;
  REQUIRE(world.get(day_request()));
  world.clock.time += 24h * 365;
  const auto kept = world.get(day_request(), CacheMode::offline);
  REQUIRE(kept);
  CHECK(kept->body == "[1]");
  auto other = day_request();
  other.url += "1";
  const auto absent = world.get(other, CacheMode::offline);
  REQUIRE_FALSE(absent);
  CHECK(absent.error().kind == ErrorKind::unavailable);
  CHECK(absent.error().where == other.url);
  CHECK(absent.error().what.find("--offline") != std::string::npos);
  CHECK(world.hits() == 1);
}

TEST_CASE("a refresh asks although the answer is fresh, with its ETag") {
  World world;
  REQUIRE(world.get(day_request()));
  REQUIRE(world.get(day_request(), CacheMode::refresh));
  CHECK(world.hits() == 2);
  CHECK(world.upstream.requests.back().conditions.size() == 1);
}

TEST_CASE("groups and URLs do not share an answer") {
  World world;
  REQUIRE(world.get(day_request()));
  auto request = day_request();
  request.group = HostGroup::arxiv_web;
  REQUIRE(world.get(request));
  request.url += "0";
  REQUIRE(world.get(request));
  CHECK(world.hits() == 3);
}

TEST_CASE("a broken entry is as if it were not there, cut or changed at any byte") {
  World world;
  REQUIRE(world.get(day_request()));
  const auto file = world.only_file();
  const std::string whole = slurp(file);
  const auto known = [&](std::string_view content) {
    spill(file, content);
    return world.get(day_request(), CacheMode::offline).has_value();
  };
  REQUIRE(known(whole));
  for (std::size_t size = 0; size < whole.size(); ++size) CHECK_FALSE(known(whole.substr(0, size)));
  CHECK_FALSE(known(whole + "x"));
  auto changed = whole;
  changed.back() = '}';
  CHECK_FALSE(known(changed));
  for (std::size_t at = 0; at < whole.size(); ++at) {  // no byte makes it fail, and the body is never another
    changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x15);
    spill(file, changed);
    const auto kept = world.get(day_request(), CacheMode::offline);
    if (kept) CHECK(kept->body == "[1]");
  }
}

TEST_CASE("an entry of another URL under the same name is not taken") {
  World world;
  REQUIRE(world.get(day_request()));
  const auto first = world.only_file();
  auto other = day_request();
  other.url += "&x=1";
  REQUIRE(world.get(other));
  for (const auto& entry : fs::directory_iterator(world.directory.path() / "http")) {
    if (entry.path() != first) fs::copy_file(first, entry.path(), fs::copy_options::overwrite_existing);
  }
  CHECK_FALSE(world.get(other, CacheMode::offline));
}

TEST_CASE("a cookie is not kept and a header cannot forge lines") {
  World world;
  world.next->headers = {{"set-cookie", "token=secret"}, {"x-odd", "a\nbytes 0"}, {"x-even", "b: c"}};
  REQUIRE(world.get(day_request()));
  CHECK(slurp(world.only_file()).find("secret") == std::string::npos);
  const auto kept = world.get(day_request());
  REQUIRE(kept);
  CHECK(kept->headers == std::vector<Header>{{"x-even", "b: c"}});
}

TEST_CASE("a cache that cannot be written is one warning and no failure") {
  World world;
  spill(world.directory.path() / "http", "a file where the folder should be");
  auto client = world.client();
  for (int i = 0; i < 3; ++i) CHECK(client.get(day_request())->body == "[1]");
  CHECK(world.hits() == 3);
  REQUIRE(client.warnings().size() == 1);
  CHECK(client.warnings().front().kind == ErrorKind::local_fault);
}

TEST_CASE("without a folder nothing is kept and offline nothing is known") {
  World world;
  for (int i = 0; i < 2; ++i) {
    CachingHttpClient client(world.upstream, world.clock, {});
    CHECK(client.get(day_request())->body == "[1]");
    CHECK(client.warnings().empty());
  }
  CHECK(world.hits() == 2);
  CachingHttpClient offline(world.upstream, world.clock, {.mode = CacheMode::offline});
  CHECK_FALSE(offline.get(day_request()));
  CHECK(world.hits() == 2);
}

TEST_CASE("a folder where the entry should be is one warning and no failure") {
  World world;
  REQUIRE(world.get(day_request()));
  const auto file = world.only_file();
  fs::remove(file);
  fs::create_directories(file / "inside");
  auto client = world.client();
  CHECK(client.get(day_request())->body == "[1]");
  CHECK(client.warnings().size() == 1);
}

TEST_CASE("the cache stays under its size, the oldest answers go first") {
  World world;
  world.next->body = std::string(1000, '1');
  const auto get = [&](int page, CacheMode mode) {
    CachingHttpClient client(
        world.upstream, world.clock,
        {.directory = world.directory.path() / "http", .mode = mode, .max_bytes = 10'000});
    auto request = day_request();
    request.url += std::to_string(page);
    return client.get(request).has_value();
  };
  for (int page = 0; page < 30; ++page) REQUIRE(get(page, CacheMode::normal));
  std::uintmax_t bytes = 0;
  for (const auto& entry : fs::directory_iterator(world.directory.path() / "http"))
    bytes += entry.file_size();
  CHECK(bytes <= 10'000);
  CHECK(get(29, CacheMode::offline));
  CHECK_FALSE(get(0, CacheMode::offline));
}

TEST_CASE("an unfinished file of a killed process is no entry and goes after an hour") {
  World world;
  fs::create_directories(world.directory.path() / "http");
  const auto young = world.directory.path() / "http" / ".unfinished-1-0";
  const auto old = world.directory.path() / "http" / ".unfinished-2-0";
  spill(young, "x");
  spill(old, "x");
  fs::last_write_time(old, fs::file_time_type::clock::now() - 2h);
  REQUIRE(world.get(day_request()));
  CHECK(fs::exists(young));
  CHECK_FALSE(fs::exists(old));
}

TEST_CASE("a process killed while it writes leaves whole entries only") {
  World world;
  world.next->body = std::string(200'000, 'a');
  REQUIRE(world.get(day_request()));
  for (int round = 0; round < 10; ++round) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      for (int i = 0;; ++i) {
        world.next->body = std::string(200'000, static_cast<char>('a' + i % 26));
        (void)world.get(day_request(0s));
      }
    }
    ::usleep(static_cast<useconds_t>(2'000 + 1'300 * round));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    const auto kept = world.get(day_request(), CacheMode::offline);
    REQUIRE(kept);
    CHECK(kept->body == std::string(200'000, kept->body.front()));
  }
}
