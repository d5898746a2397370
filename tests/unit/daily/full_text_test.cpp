#include "nonmun/daily/full_text.hpp"

#include <catch2/catch.hpp>

#include "support/fake_http_client.hpp"
#include "support/show.hpp"

using namespace nonmun;
using nonmun::test::answer;

namespace {

const std::string k_page =
    "<article class=\"ltx_document\"><section><h2 class=\"ltx_title\">Introduction</h2>"
    "<p>Ten sheep ran.</p></section></article>";

struct Flock {
  std::vector<Paper> papers;
  std::vector<const Paper*> pointers;
  explicit Flock(int count) {
    for (int i = 1; i <= count; ++i) {
      papers.emplace_back(ArxivId::parse("2404.0000" + std::to_string(i)).value());
      if (i == 1) papers.back().version = 3;
    }
    for (const Paper& paper : papers) pointers.push_back(&paper);
  }
};

daily::FullTexts read(const Flock& flock, test::FakeHttpClient& http, bool cached_only = false) {
  const fetch::Endpoints endpoints;
  const FixedClock clock(Instant{});
  daily::World world{http, endpoints, clock, nullptr, cached_only};
  auto texts = daily::read_full_texts(flock.pointers, 1000, world);
  REQUIRE(texts);
  return *std::move(texts);
}

}  // namespace

TEST_CASE("each paper's page is asked for once, by its version where that is known") {
  test::FakeHttpClient http([](const fetch::Request& request) -> Result<fetch::Response> {
    if (request.url.ends_with("00002")) return answer(404, "No HTML");
    if (request.url.ends_with("00003")) return answer(200, "<html>Something else</html>");
    return answer(200, k_page);
  });
  const auto texts = read(Flock(4), http);
  REQUIRE(http.requests.size() == 4);
  CHECK(http.requests[0].url == "https://arxiv.org/html/2404.00001v3");
  CHECK(http.requests[1].url == "https://arxiv.org/html/2404.00002");
  CHECK(http.requests[0].group == fetch::HostGroup::arxiv_web);
  CHECK(http.requests[0].max_age > http.requests[1].max_age);
  CHECK(texts.bodies.size() == 2);
  CHECK(texts.bodies.at("2404.00001").text == "Ten sheep ran.");
  CHECK(texts.without == 2);
  CHECK(texts.failures.empty());
}

TEST_CASE("a text whose sentences are all longer than what is taken is told from one that is not there") {
  const std::string page = "<html><article class=\"ltx_document\"><p class=\"ltx_p\">Ten " +
                           std::string(4000, 'x') + " ran.</p></article></html>";
  test::FakeHttpClient http(
      [&](const fetch::Request&) -> Result<fetch::Response> { return answer(200, page); });
  const auto texts = read(Flock(1), http);
  CHECK(texts.too_long == 1);
  CHECK(texts.without == 0);
}

TEST_CASE("after two failures in a row no more pages are asked for") {
  test::FakeHttpClient http([](const fetch::Request& request) -> Result<fetch::Response> {
    if (request.url.ends_with("00002")) return answer(404, "No HTML");
    return answer(503, "");
  });
  const auto texts = read(Flock(6), http);
  CHECK(http.requests.size() == 4);
  CHECK(texts.failures.size() == 3);
  CHECK(texts.not_asked == 2);
  CHECK(texts.without == 1);
}

TEST_CASE("offline every page is looked for in the cache") {
  test::FakeHttpClient http([](const fetch::Request& request) -> Result<fetch::Response> {
    if (request.url.ends_with("00004")) return answer(200, k_page);
    return fail(ErrorKind::unavailable, "not in the cache", request.url);
  });
  const auto texts = read(Flock(4), http, true);
  CHECK(texts.failures.size() == 3);
  CHECK(texts.bodies.size() == 1);
  CHECK(texts.not_asked == 0);
}
