#include "nonmun/fetch/huggingface_requests.hpp"
#include "nonmun/fetch/refusal_text.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <set>

#include "nonmun/fetch/caching_http_client.hpp"
#include "nonmun/fetch/curl_http_client.hpp"
#include "nonmun/fetch/polite_http_client.hpp"
#include "nonmun/fetch/recording.hpp"
#include "support/fake_http_client.hpp"
#include "support/fake_pause.hpp"
#include "support/huggingface_server.hpp"
#include "support/temporary_directory.hpp"

using namespace nonmun;
using namespace nonmun::fetch;
using namespace nonmun::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

const Endpoints k_endpoints;
const Day k_day = Day::parse("2025-07-14").value();  // a Monday
const Day k_saturday = Day::parse("2025-07-12").value();
const Instant k_next_day = k_day.end() + 1h;

/// Bodies of this test are ids with blanks between: "a b c".
Result<PageContent> read_words(const Response& response) {
  PageContent content;
  std::string word;
  for (const char c : response.body + " ") {
    if (c != ' ') word += c;
    if (c == ' ' && !word.empty()) content.ids.push_back(std::exchange(word, {}));
  }
  content.entries = content.ids.size();
  if (std::ranges::find(content.ids, "unreadable") != content.ids.end()) {
    return fail(ErrorKind::invalid_data, "not JSON");
  }
  return content;
}

/// Papers from `first` on, `count` of them.
std::string words(int first, int count) {
  std::string text;
  for (int i = first; i < first + count; ++i) text += std::to_string(i) + " ";
  return text;
}

std::size_t page_of(const Request& request) {
  return static_cast<std::size_t>(std::stoul(request.url.substr(request.url.rfind("p=") + 2)));
}

std::set<std::string> ids_of(const DayPages& day) {
  std::set<std::string> ids;
  for (const auto& page : day.pages) {
    const auto content = read_words(page);
    ids.insert(content->ids.begin(), content->ids.end());
  }
  return ids;
}

Result<DayPages> get_day(FakeHttpClient& client, Day day = k_day) {
  return huggingface_day(client, k_endpoints, day, k_next_day, read_words);
}

}  // namespace

TEST_CASE("a page is asked for with date, limit and page, in this order") {
  const auto request = huggingface_page_request(k_endpoints, Day::parse("2024-04-24").value(), 0, k_next_day);
  REQUIRE(request);
  CHECK(request->url == "https://huggingface.co/api/daily_papers?date=2024-04-24&limit=100&p=0");
  CHECK(request->group == HostGroup::huggingface);
  CHECK(request->accept == "application/json");
  CHECK(request->expects == Expects::json);
}

TEST_CASE("a day in the UTC future is never asked for") {
  FakeHttpClient client([](const Request&) -> Result<Response> { return answer(200, ""); });
  const auto refused = huggingface_day(client, k_endpoints, k_day, k_day.begin() - 1s, read_words);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::not_yet);
  CHECK(refused.error().hint == "ask again after 2025-07-14T00:00:00Z");
  CHECK(client.requests.empty());
  CHECK(huggingface_day(client, k_endpoints, k_day, k_day.begin(), read_words));
}

TEST_CASE(
    "the running day is good for five minutes, a day that is over for a day if it was asked for after its "
    "end") {
  const auto running = huggingface_page_request(k_endpoints, k_day, 0, k_day.end() - 1s);
  CHECK(running->max_age == 5min);
  CHECK(running->not_before == Instant{});
  const auto over = huggingface_page_request(k_endpoints, k_day, 0, k_day.end());
  CHECK(over->max_age == 24h);
  CHECK(over->not_before == k_day.end());
  CHECK(huggingface_page_request(k_endpoints, k_day, 1, k_day.end())->max_age == 5min);
}

TEST_CASE("a short page ends a day, and one page is read once") {
  FakeHttpClient client([](const Request&) -> Result<Response> { return answer(200, words(0, 99)); });
  const auto day = get_day(client);
  REQUIRE(day);
  CHECK(day->pages.size() == 1);
  CHECK_FALSE(day->unsettled);
  CHECK(client.requests.size() == 1);
}

TEST_CASE("a full page asks for the next, an empty one ends the day, and two passes agree") {
  FakeHttpClient client([](const Request& request) -> Result<Response> {
    return answer(200, page_of(request) == 0 ? words(0, 100) : "");
  });
  const auto day = get_day(client);
  REQUIRE(day);
  CHECK(day->pages.size() == 2);
  CHECK(ids_of(*day).size() == 100);
  CHECK_FALSE(day->unsettled);
  CHECK(day->issues.empty());
  CHECK(client.requests.size() == 4);
  CHECK(client.requests[0].max_age == 24h);
  CHECK(client.requests[2].max_age == 0s);
}

TEST_CASE("a paper that a vote moved over the border between two reads is found by the next pass") {
  int asked = 0;
  FakeHttpClient client([&](const Request& request) -> Result<Response> {
    // The first pass sees paper 100 on neither page.
    const bool moved = asked++ == 1;
    if (page_of(request) == 0) return answer(200, words(0, 100));
    return answer(200, moved ? words(101, 20) : words(100, 21));
  });
  const auto day = get_day(client);
  REQUIRE(day);
  CHECK(client.requests.size() == 6);
  CHECK(ids_of(*day).size() == 121);
  CHECK(day->pages.size() == 2);
  CHECK_FALSE(day->unsettled);
}

TEST_CASE(
    "a day that does not hold still is given up after three passes, nothing seen is lost, and it says so") {
  int pass = 0;
  FakeHttpClient client([&](const Request& request) -> Result<Response> {
    if (page_of(request) == 0) return answer(200, words(0, 100));
    return answer(200, words(200 + 100 * pass++, 10));
  });
  const auto day = get_day(client);
  REQUIRE(day);
  CHECK(client.requests.size() == 6);
  CHECK(day->unsettled);
  CHECK(ids_of(*day).size() == 130);
  CHECK(day->pages.size() == 4);
}

TEST_CASE("a server that repeats a page for ever ends the day with an issue") {
  FakeHttpClient client([](const Request&) -> Result<Response> { return answer(200, words(0, 100)); });
  const auto day = get_day(client);
  REQUIRE(day);
  CHECK(client.requests.size() == 4);
  REQUIRE(day->issues.size() == 1);
  CHECK(day->issues.front().where == "2025-07-14 page 1");
}

TEST_CASE("a server with a new paper on every page for ever is left after a hundred pages") {
  FakeHttpClient client([](const Request& request) -> Result<Response> {
    return answer(200, words(100 * static_cast<int>(page_of(request)), 100));
  });
  const auto day = get_day(client);
  REQUIRE(day);
  CHECK(day->pages.size() == 100);
  CHECK(day->issues.size() == 1);
  CHECK(client.requests.size() == 200);
}

TEST_CASE("unusable entries count towards a full page") {
  FakeHttpClient client([](const Request& request) -> Result<Response> {
    return answer(200, page_of(request) == 0 ? "first" : "");
  });
  const auto read = [](const Response& response) -> Result<PageContent> {
    return PageContent{.entries = response.body.empty() ? 0U : 100U, .ids = {}};
  };
  const auto day = huggingface_day(client, k_endpoints, k_day, k_next_day, read);
  REQUIRE(day);
  CHECK(day->pages.size() == 2);
}

TEST_CASE("answers of a cache or of a recording are read once") {
  const auto from = GENERATE(AnswerFrom::cache, AnswerFrom::replay);
  FakeHttpClient client([&](const Request& request) -> Result<Response> {
    auto response = answer(200, page_of(request) == 0 ? words(0, 100) : words(100, 5));
    response.from = from;
    return response;
  });
  CHECK(get_day(client)->pages.size() == 2);
  CHECK(client.requests.size() == 2);
}

TEST_CASE("a kept answer that cannot be read is asked for again") {
  FakeHttpClient client([](const Request& request) -> Result<Response> {
    if (request.max_age == 0s) return answer(200, "a b");
    auto response = answer(200, "unreadable");
    response.from = AnswerFrom::cache;
    return response;
  });
  const auto day = get_day(client);
  REQUIRE(day);
  CHECK(ids_of(*day) == std::set<std::string>{"a", "b"});
}

TEST_CASE("a kept answer that lists nothing is good for a day on weekends and for five minutes on weekdays") {
  FakeHttpClient client([](const Request&) -> Result<Response> {
    auto response = answer(200, "");
    response.from = AnswerFrom::cache;
    return response;
  });
  REQUIRE(get_day(client, k_saturday));
  CHECK(client.requests.size() == 1);
  REQUIRE(get_day(client, k_day));
  REQUIRE(client.requests.size() == 3);
  CHECK(client.requests.back().max_age == 5min);
}

TEST_CASE("an answer that cannot be read is upstream's fault") {
  FakeHttpClient client([](const Request&) -> Result<Response> { return answer(200, "unreadable"); });
  const auto day = get_day(client);
  REQUIRE_FALSE(day);
  CHECK(day.error().kind == ErrorKind::unavailable);
  CHECK(day.error().what == "the answer cannot be used: not JSON");
  CHECK(client.requests.size() == 1);
}

TEST_CASE("a later page that fails leaves the pages before it, and the failure") {
  FakeHttpClient client([](const Request& request) -> Result<Response> {
    if (page_of(request) == 1) return fail(ErrorKind::unavailable, "no connection");
    return answer(200, words(0, 100));
  });
  const auto day = get_day(client);
  REQUIRE(day);
  CHECK(ids_of(*day).size() == 100);
  REQUIRE(day->failure);
  CHECK(day->failure->what == "no connection");
}

TEST_CASE("a second pass that fails keeps what the first one had") {
  int asked = 0;
  FakeHttpClient client([&](const Request& request) -> Result<Response> {
    if (asked++ == 2) return fail(ErrorKind::unavailable, "no connection");
    return answer(200, page_of(request) == 0 ? words(0, 100) : words(100, 5));
  });
  const auto day = get_day(client);
  REQUIRE(day);
  CHECK(ids_of(*day).size() == 105);
  CHECK(day->failure);
}

TEST_CASE("a refusal is an error with upstream's own words") {
  FakeHttpClient client([](const Request&) -> Result<Response> {
    return answer(400, R"({"error":"✖ Invalid input\n  → at date"})");
  });
  const auto day = get_day(client);
  REQUIRE_FALSE(day);
  CHECK(day.error().kind == ErrorKind::unavailable);
  CHECK(day.error().what == "HTTP 400, ✖ Invalid input → at date");
}

TEST_CASE("a weekend day that upstream refuses is empty, a weekday is not") {
  const int status = GENERATE(400, 404);
  FakeHttpClient client([&](const Request&) -> Result<Response> { return answer(status, "none"); });
  const auto saturday = get_day(client, k_saturday);
  REQUIRE(saturday);
  CHECK(saturday->pages.empty());
  CHECK_FALSE(saturday->failure);
  CHECK_FALSE(get_day(client, k_day));
}

TEST_CASE("a refused token says which variable to look at") {
  FakeHttpClient client(
      [](const Request&) -> Result<Response> { return answer(401, R"({"error":"Invalid token"})"); });
  CHECK(get_day(client).error().hint.find("HF_TOKEN") != std::string::npos);
}

TEST_CASE("what an upstream says is found in each form it has") {
  CHECK(refusal_text(answer(400, "", {{"x-error-message", "Too big -> at limit"}})) ==
        "HTTP 400, Too big -> at limit");
  CHECK(refusal_text(answer(400, R"({"error":"a"})")) == "HTTP 400, a");
  CHECK(refusal_text(answer(400, R"({"error":["a","b"]})")) == "HTTP 400, a");
  CHECK(refusal_text(answer(401, R"({"error":"a","error_description":"b"})")) == "HTTP 401, a: b");
  CHECK(refusal_text(answer(400, R"({"errors":[{"message":"a"}]})")) == "HTTP 400, a");
  CHECK(refusal_text(answer(429, "We had to rate limit your IP")) ==
        "HTTP 429, We had to rate limit your IP");
  CHECK(refusal_text(answer(503, "<html><body>Busy</body></html>")) == "HTTP 503");
  CHECK(refusal_text(answer(500, "")) == "HTTP 500");
  CHECK(refusal_text(answer(500, R"({"errors":[]})")) == "HTTP 500");
  CHECK(refusal_text(answer(500, R"({"errors":[1]})")) == "HTTP 500");
  CHECK(refusal_text(answer(500, R"({"error":{"a":1}})")) == "HTTP 500");
  CHECK(refusal_text(answer(500, "{")) == "HTTP 500");
  CHECK(refusal_text(answer(400,
                            "<feed><entry><id>https://arxiv.org/api/errors#x</id><summary>bad\n id</summary>"
                            "</entry></feed>")) == "HTTP 400, bad id");
  CHECK(refusal_text(answer(400, std::string(5000, 'x'))).size() < 400);
  CHECK(refusal_text(answer(400, "a\xff\x1b[31m b\n")) == "HTTP 400, a\uFFFD b");
  std::string korean;
  for (int i = 0; i < 500; ++i) korean += "가";
  CHECK(refusal_text(answer(400, korean)) == "HTTP 400, " + korean.substr(0, 300) + "...");
  CHECK(refusal_text(answer(400, "x" + korean)) == "HTTP 400, x" + korean.substr(0, 297) + "...");
}

TEST_CASE("a whole stack gets a day of three pages from a server, and the second run asks nobody") {
  TemporaryDirectory directory;
  fs::create_directories(directory.path() / "days");
  {
    std::ofstream file(directory.path() / "days" / "2025-07-14.json");
    file << "[";
    for (int i = 0; i < 230; ++i)
      file << (i ? ",\n" : "") << R"({"paper": {"id": "p)" << i << R"(", "x": "],[\"{"}})";
    file << "]";
  }
  LoopbackServer server(huggingface_days(directory.path() / "days", [] { return k_next_day; }));
  const auto read = [](const Response& response) -> Result<PageContent> {
    PageContent content;
    for (const auto element : split_json_array(response.body)) content.ids.emplace_back(element);
    content.entries = content.ids.size();
    return content;
  };
  const FixedClock clock(k_next_day);
  FakePause pause;
  Endpoints endpoints;
  endpoints.huggingface = server.url();
  for (int run = 0; run < 2; ++run) {
    CurlHttpClient curl({}, clock);
    PoliteHttpClient polite(curl, pause, {.state_directory = directory.path() / "hosts"});
    CachingHttpClient cache(polite, clock, {.directory = directory.path() / "http"});
    RecordingHttpClient recorder(cache, directory.path() / "raw");
    const auto day = huggingface_day(recorder, endpoints, k_day, k_next_day, read);
    REQUIRE(day);
    CHECK(day->pages.size() == 3);
    CHECK_FALSE(day->unsettled);
    CHECK(server.hits() == 6);
    std::set<std::string> ids;
    for (const auto& page : day->pages) {
      const auto content = read(page);
      ids.insert(content->ids.begin(), content->ids.end());
    }
    CHECK(ids.size() == 230);
  }
  const auto journal = server.journal();
  CHECK(journal[0].header("if-none-match").empty());
  CHECK_FALSE(journal[3].header("if-none-match").empty());
  ReplayHttpClient replay(directory.path() / "raw");
  CHECK(huggingface_day(replay, endpoints, k_day, k_next_day, read)->pages.size() == 3);
  CHECK(server.hits() == 6);
}

TEST_CASE("every recorded day comes whole over HTTP") {
  const char* shared = std::getenv("NONMUN_SHARED");
  const fs::path days =
      fs::path(shared ? shared : NONMUN_SOURCE_DIR "/../shared") / "recorded" / "huggingface";
  if (!fs::exists(days)) {
    WARN("skipped: no recorded days");
    return;
  }
  const Instant now = Timestamp::parse("2026-11-01")->instant;
  LoopbackServer server(huggingface_days(days, [=] { return now; }));
  const FixedClock clock(now);
  FakePause pause;
  TemporaryDirectory directory;
  CurlHttpClient curl({}, clock);
  PoliteHttpClient polite(curl, pause, {});
  CachingHttpClient cache(polite, clock, {.directory = directory.path()});
  Endpoints endpoints;
  endpoints.huggingface = server.url();
  std::size_t papers = 0, files = 0;
  for (const auto& entry : fs::directory_iterator(days)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const auto expected = split_json_array(bytes);
    std::vector<std::string> got;
    const auto day = huggingface_day(cache, endpoints, Day::parse(entry.path().stem().string()).value(), now,
                                     [&](const Response& response) -> Result<PageContent> {
                                       PageContent content;
                                       for (const auto element : split_json_array(response.body))
                                         got.emplace_back(element);
                                       content.ids = got;
                                       content.entries = got.size();
                                       return content;
                                     });
    REQUIRE(day);
    CHECK(std::ranges::equal(got, expected));
    papers += got.size();
    ++files;
  }
  CHECK(files == server.hits());
  CHECK(papers > files);
}
