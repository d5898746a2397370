#include "nonmun/fetch/curl_http_client.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>

#include "support/loopback_server.hpp"

using namespace nonmun;
using namespace nonmun::fetch;
using namespace nonmun::test;
using namespace std::chrono_literals;

namespace {

const FixedClock k_clock(Instant{std::chrono::sys_days{std::chrono::year{2025} / 7 / 14} + 16h});

Request request_to(std::string url, HostGroup group = HostGroup::huggingface) {
  Request request;
  request.group = group;
  request.url = std::move(url);
  request.accept = "application/json";
  return request;
}

std::string fixture(const std::string& name) {
  std::ifstream file(std::string(NONMUN_SOURCE_DIR) + "/tests/data/fetch/" + name, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

Result<Response> get(const std::string& url, CurlOptions options = {}) {
  CurlHttpClient client(std::move(options), k_clock);
  return client.get(request_to(url));
}

}  // namespace

TEST_CASE("a transfer brings status, headers in lower case, body, the URL and the clock's time") {
  LoopbackServer server([](const ServerRequest&) {
    auto response = json_response("[1]", 404);
    response.headers.emplace_back("X-Error-Message", "  no such paper ");
    return response;
  });
  const auto response = get(server.url() + "/api/papers/1");
  REQUIRE(response);
  CHECK(response->status == 404);
  CHECK(response->body == "[1]");
  CHECK(response->header("X-Error-Message") == "no such paper");
  CHECK(response->headers.front().first == "content-type");
  CHECK(response->url == server.url() + "/api/papers/1");
  CHECK(response->fetched_at == k_clock.now());
  CHECK(response->from == AnswerFrom::network);
}

TEST_CASE("a request names the tool and a contact, what it accepts and its conditions") {
  LoopbackServer server([](const ServerRequest&) { return json_response("[]"); });
  CurlHttpClient client({.user_agent = make_user_agent("0.1.0", " ops@example.org\r\nX: y ")}, k_clock);
  auto request = request_to(server.url() + "/a?date=2024-04-24&limit=100&p=0");
  request.conditions = {{"If-None-Match", "\"abc\""}};
  REQUIRE(client.get(request));
  const auto seen = server.journal().front();
  CHECK(seen.method == "GET");
  CHECK(seen.target == "/a?date=2024-04-24&limit=100&p=0");
  CHECK(seen.header("user-agent") == "nonmun/0.1.0 (+ops@example.orgX: y)");
  CHECK(seen.header("accept") == "application/json");
  CHECK(seen.header("if-none-match") == "\"abc\"");
  CHECK(seen.header("accept-encoding").find("gzip") != std::string_view::npos);
}

TEST_CASE("without a contact the tool is named alone") { CHECK(make_user_agent("1.2", "") == "nonmun/1.2"); }

TEST_CASE("one connection serves many requests to a group") {
  LoopbackServer server([](const ServerRequest&) { return json_response("[]"); });
  CurlHttpClient client({}, k_clock);
  for (int i = 0; i < 5; ++i) REQUIRE(client.get(request_to(server.url())));
  CHECK(server.hits() == 5);
  CHECK(server.connections() == 1);
}

TEST_CASE("a compressed answer is unpacked") {
  LoopbackServer server([](const ServerRequest&) {
    auto response = json_response(fixture("small.json.gz"));
    response.headers.emplace_back("Content-Encoding", "gzip");
    return response;
  });
  const auto response = get(server.url());
  REQUIRE(response);
  CHECK(response->body == "[{\"paper\": {\"id\": \"2404.14619\"}}]\n");
  CHECK(response->header("content-encoding").empty());
  CHECK(response->header("content-length").empty());
}

TEST_CASE("a body over the cap is refused, declared, chunked, without length or compressed") {
  const auto answer = [](ServerResponse response) {
    LoopbackServer server([&](const ServerRequest&) { return response; });
    return get(server.url(), {.max_body = 1 << 20});
  };
  ServerResponse response;
  response.body = std::string((1 << 20) + 1, 'x');
  SECTION("declared") {}
  SECTION("chunked") { response.chunked = true; }
  SECTION("without length") { response.no_length = true; }
  SECTION("compressed, of 8 KiB on the line") {
    response.body = fixture("zeros-8-mib.gz");
    response.headers.emplace_back("Content-Encoding", "gzip");
  }
  const auto result = answer(response);
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::invalid_data);
  CHECK(result.error().what == "the answer is larger than 1 MiB and was not taken");
}

TEST_CASE("a body of exactly the cap is taken") {
  LoopbackServer server([](const ServerRequest&) { return json_response(std::string(1 << 20, 'x')); });
  const auto result = get(server.url(), {.max_body = 1 << 20});
  REQUIRE(result);
  CHECK(result->body.size() == 1 << 20);
}

TEST_CASE("endless headers are refused") {
  LoopbackServer server([](const ServerRequest&) {
    auto response = json_response("[]");
    for (int i = 0; i < 400; ++i)
      response.headers.emplace_back("X-" + std::to_string(i), std::string(1000, 'h'));
    return response;
  });
  CHECK_FALSE(get(server.url()));
}

TEST_CASE("no bytes where an answer was due are a fault, never an answer") {
  ServerResponse response;
  SECTION("an empty 200") { response = json_response(""); }
  SECTION("an empty chunked 200") { response.chunked = true; }
  SECTION("closed amid the headers") { response.close_in_headers = true; }
  SECTION("cut off") {
    response = json_response("[1,2,3]");
    response.truncate_after = 3;
  }
  SECTION("cut off in chunks") {
    response = json_response(std::string(3000, '1'));
    response.chunked = true;
    response.truncate_after = 1500;
  }
  LoopbackServer server([&](const ServerRequest&) { return response; });
  const auto result = get(server.url());
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::unavailable);
  CHECK(result.error().where == server.url());
  CHECK_FALSE(result.error().hint.empty());
}

TEST_CASE("an empty answer of another status is an answer") {
  LoopbackServer server([](const ServerRequest&) { return ServerResponse{.status = 304}; });
  const auto result = get(server.url());
  REQUIRE(result);
  CHECK(result->status == 304);
}

TEST_CASE("silence ends with the time allowed") {
  LoopbackServer server([](const ServerRequest&) { return ServerResponse{.never_answer = true}; });
  const auto result = get(server.url(), {.total_timeout = 100ms});
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::unavailable);
  CHECK(result.error().what.starts_with("no answer in time"));
}

TEST_CASE("a stopped run ends the transfer under way") {
  std::atomic<bool> stop{false};
  LoopbackServer server([&](const ServerRequest&) {
    stop = true;
    return ServerResponse{.never_answer = true};
  });
  const auto result = get(server.url(), {.stop = &stop});
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::interrupted);
}

TEST_CASE("a host that does not listen is unavailable") {
  std::string url;
  {
    LoopbackServer server([](const ServerRequest&) { return ServerResponse{}; });
    url = server.url();
  }
  const auto result = get(url);
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::unavailable);
}

TEST_CASE("only http and https are asked") {
  for (const auto* url :
       {"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "no address", ""}) {
    const auto result = get(url);
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == ErrorKind::usage);
  }
}

TEST_CASE("five redirects are followed and six are not") {
  LoopbackServer server([](const ServerRequest& request) {
    const int left = request.target[1] - '0';
    if (left == 0) return json_response("[]");
    return ServerResponse{.status = 302, .headers = {{"Location", "/" + std::to_string(left - 1)}}};
  });
  const auto five = get(server.url() + "/5");
  REQUIRE(five);
  CHECK(five->status == 200);
  CHECK(five->url == server.url() + "/5");
  const auto six = get(server.url() + "/6");
  REQUIRE_FALSE(six);
  CHECK(six.error().kind == ErrorKind::invalid_data);
  CHECK(server.hits() == 6 + 6);
}

TEST_CASE("a redirect leads to no file and to no other protocol") {
  for (const auto* target : {"file:///etc/passwd", "ftp://127.0.0.1/x", "http://user:secret@127.0.0.1/"}) {
    LoopbackServer server([&](const ServerRequest&) {
      return ServerResponse{.status = 301, .headers = {{"Location", target}}};
    });
    const auto result = get(server.url());
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == ErrorKind::invalid_data);
    CHECK(to_line(result.error()).find("secret") == std::string::npos);
  }
}

TEST_CASE("a redirect without a target is passed on") {
  LoopbackServer server([](const ServerRequest&) { return ServerResponse{.status = 301}; });
  const auto result = get(server.url());
  REQUIRE(result);
  CHECK(result->status == 301);
}

TEST_CASE("the token goes to Hugging Face alone, cleaned, and not along a redirect to another host") {
  LoopbackServer other([](const ServerRequest&) { return json_response("[]"); });
  LoopbackServer server([&](const ServerRequest& request) {
    if (request.target == "/away")
      return ServerResponse{.status = 302, .headers = {{"Location", other.url()}}};
    return json_response("[]");
  });
  CurlHttpClient client({.huggingface_token = " hf_secret\r\n"}, k_clock);
  REQUIRE(client.get(request_to(server.url() + "/a")));
  REQUIRE(client.get(request_to(server.url() + "/a", HostGroup::arxiv_api)));
  REQUIRE(client.get(request_to(server.url() + "/away")));
  const auto seen = server.journal();
  CHECK(seen[0].header("authorization") == "Bearer hf_secret");
  CHECK(seen[1].header("authorization").empty());
  CHECK(seen[2].header("authorization") == "Bearer hf_secret");
  CHECK(other.journal().front().header("authorization").empty());
}

TEST_CASE("a token with a line end inside is not sent") {
  LoopbackServer server([](const ServerRequest&) { return json_response("[]"); });
  REQUIRE(get(server.url(), {.huggingface_token = "hf_a\r\nX-Evil: 1"}));
  CHECK(server.journal().front().header("authorization").empty());
  CHECK(server.journal().front().header("x-evil").empty());
}

TEST_CASE("no message holds the token") {
  const auto result = get("http://127.0.0.1:1/", {.huggingface_token = "hf_secret"});
  REQUIRE_FALSE(result);
  CHECK(to_line(result.error()).find("hf_secret") == std::string::npos);
}

TEST_CASE("a proxy of the environment is not asked for a loopback host") {
  LoopbackServer server([](const ServerRequest&) { return json_response("[]"); });
  ::setenv("http_proxy", "http://127.0.0.1:1", 1);
  const auto result = get(server.url());
  ::unsetenv("http_proxy");
  CHECK(result);
}
