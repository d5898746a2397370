#include <catch2/catch.hpp>

#include "nonmun/fetch/post_client.hpp"
#include "support/loopback_server.hpp"

using namespace nonmun;
using namespace nonmun::fetch;
using namespace nonmun::test;
using namespace std::chrono_literals;

namespace {

const FixedClock k_clock(Instant{std::chrono::sys_days{std::chrono::year{2025} / 7 / 14} + 16h});
constexpr auto k_secret = "sk-not-to-be-told";

Result<Response> post(const std::string& url, std::string body = "{}",
                      std::chrono::milliseconds timeout = 10s) {
  CurlPostClient client({}, k_clock);
  return client.post({.url = url,
                      .body = std::move(body),
                      .headers = {{"Authorization", std::string("Bearer ") + k_secret}},
                      .timeout = timeout});
}

}  // namespace

TEST_CASE("a post carries its body, its type and its headers, and brings the answer of any status") {
  LoopbackServer server([](const ServerRequest&) { return json_response(R"({"error":"no"})", 429); });
  const std::string body(300'000, 'x');
  const auto response = post(server.url() + "/v1/chat/completions", body);
  REQUIRE(response);
  CHECK(response->status == 429);
  CHECK(response->body == R"({"error":"no"})");
  const auto seen = server.journal().front();
  CHECK(seen.method == "POST");
  CHECK(seen.target == "/v1/chat/completions");
  CHECK(seen.body == body);
  CHECK(seen.header("content-type") == "application/json");
  CHECK(seen.header("authorization") == "Bearer sk-not-to-be-told");
  CHECK(seen.header("expect").empty());
}

TEST_CASE("many posts go over one connection") {
  LoopbackServer server([](const ServerRequest&) { return json_response("{}"); });
  CurlPostClient client({}, k_clock);
  for (int i = 0; i < 5; ++i) REQUIRE(client.post({.url = server.url(), .body = std::to_string(i)}));
  CHECK(server.connections() == 1);
  CHECK(server.journal().back().body == "4");
}

TEST_CASE("a redirect is an answer, so that a key never goes to another host") {
  LoopbackServer other([](const ServerRequest&) { return json_response("{}"); });
  LoopbackServer server([&](const ServerRequest&) {
    ServerResponse response{.status = 302};
    response.headers = {{"Location", other.url()}};
    return response;
  });
  const auto response = post(server.url());
  REQUIRE(response);
  CHECK(response->status == 302);
  CHECK(other.hits() == 0);
}

TEST_CASE("what goes wrong with a post is said without its headers and its body") {
  LoopbackServer silent([](const ServerRequest&) { return ServerResponse{.never_answer = true}; });
  LoopbackServer cut([](const ServerRequest&) {
    auto response = json_response("{\"choices\": 1234567890}");
    response.truncate_after = 5;
    return response;
  });
  LoopbackServer empty([](const ServerRequest&) { return ServerResponse{}; });
  for (const std::string& url : {silent.url(), cut.url(), empty.url(), std::string("http://127.0.0.1:1/")}) {
    const auto failed = post(url, "{\"prompt\":\"private words\"}", 500ms);
    REQUIRE_FALSE(failed);
    CHECK(failed.error().kind == ErrorKind::unavailable);
    const std::string line = to_line(failed.error());
    CHECK(line.find(k_secret) == line.npos);
    CHECK(line.find("private words") == line.npos);
  }
  CHECK(post("ftp://example.org/").error().kind == ErrorKind::usage);
}
