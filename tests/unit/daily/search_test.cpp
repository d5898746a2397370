// Searches of a made-up arXiv that counts, gives, and gives less than it counts.
#include "nonmun/daily/search.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "nonmun/daily/gather.hpp"
#include "support/fake_http_client.hpp"
#include "support/show.hpp"

using namespace nonmun;
using nonmun::test::answer;

namespace {

const Instant k_now = Timestamp::parse("2026-08-13T06:00:00Z").value().instant;

std::string number(std::size_t value) {
  const std::string digits = std::to_string(value);
  return std::string(5 - digits.size(), '0') + digits;
}

/// Paper n was submitted n minutes before noon of 11 August 2026.
std::string entry(std::size_t n, std::string_view primary = "cs.CL") {
  const Instant at = Timestamp::parse("2026-08-11T12:00:00Z").value().instant - std::chrono::minutes{n};
  const std::string time = format_instant(at);
  return "<entry><id>http://arxiv.org/abs/2608." + number(n + 1) + "v1</id><title>Paper " +
         std::to_string(n) + "</title><updated>" + time +
         "</updated><summary>Water.</summary><category term=\"" + std::string(primary) + "\"/><published>" +
         time + "</published><arxiv:primary_category term=\"" + std::string(primary) +
         "\"/><author><name>Ada Sample</name></author></entry>";
}

std::string feed(const std::string& entries, std::size_t total) {
  return "<?xml version='1.0' encoding='UTF-8'?><feed "
         "xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\" "
         "xmlns:arxiv=\"http://arxiv.org/schemas/atom\" "
         "xmlns=\"http://www.w3.org/2005/Atom\"><id>https://arxiv.org/api/x</id>"
         "<title>arXiv Query</title><opensearch:totalResults>" +
         std::to_string(total) + "</opensearch:totalResults>" + entries + "</feed>";
}

std::size_t parameter(const std::string& url, const std::string& name) {
  const auto at = url.find("&" + name + "=");
  return at == std::string::npos ? 0 : std::stoul(url.substr(at + name.size() + 2));
}

/// An arXiv of `papers` papers; `bend` may answer a request in its place.
struct Arxiv {
  std::size_t papers = 0;
  std::function<std::optional<fetch::Response>(const fetch::Request&, std::size_t asked)> bend{};
  std::vector<std::string> asked{};

  Result<fetch::Response> operator()(const fetch::Request& request) {
    asked.push_back(request.url);
    if (bend) {
      if (auto bent = bend(request, asked.size())) return *bent;
    }
    return answer(200, page(parameter(request.url, "start"), parameter(request.url, "max_results")));
  }
  std::string page(std::size_t start, std::size_t size) const {
    std::string entries;
    for (std::size_t n = start; n < std::min(start + size, papers); ++n) entries += entry(n);
    return feed(entries, papers);
  }
};

Result<Digest> search(Arxiv& arxiv, daily::SearchRequest request) {
  test::FakeHttpClient http([&](const fetch::Request& asked) { return arxiv(asked); });
  const fetch::Endpoints endpoints;
  const FixedClock clock(k_now);
  daily::World world{http, endpoints, clock};
  if (request.query.expression.empty() && request.query.titles.empty())
    request.query.expression = "all:water";
  auto found = daily::search_arxiv(request, world);
  if (!found) return std::unexpected(std::move(found).error());
  CHECK(found->digest.account->balances());
  return std::move(found->digest);
}

}  // namespace

TEST_CASE("a search takes page after page up to its limit") {
  Arxiv arxiv{1000};
  const auto digest = search(arxiv, {.order = fetch::SearchOrder::submitted, .limit = 450});
  REQUIRE(digest);
  CHECK(digest->papers.size() == 450);
  CHECK(digest->account->failures.empty());
  REQUIRE(arxiv.asked.size() == 3);
  CHECK(arxiv.asked[2] ==
        "https://export.arxiv.org/api/"
        "query?search_query=all%3Awater&start=400&max_results=50&sortBy=submittedDate"
        "&sortOrder=descending");
}

TEST_CASE("a search ends where arXiv has no more, and finds nothing without complaint") {
  Arxiv arxiv{201};
  CHECK(search(arxiv, {.limit = 5000})->papers.size() == 201);
  CHECK(arxiv.asked.size() == 2);
  Arxiv nothing{0};
  const auto digest = search(nothing, {.limit = 50});
  CHECK(digest->papers.empty());
  CHECK(digest->account->failures.empty());
  CHECK(nothing.asked.size() == 1);
}

TEST_CASE("an empty page in the middle is asked for again") {
  Arxiv arxiv{300};
  arxiv.bend = [&](const fetch::Request&, std::size_t asked) -> std::optional<fetch::Response> {
    if (asked == 2) return answer(200, feed("", 300));
    return std::nullopt;
  };
  const auto digest = search(arxiv, {.limit = 300});
  CHECK(digest->papers.size() == 300);
  CHECK(digest->account->failures.empty());
}

TEST_CASE("a page that stays empty is a failure with both counts, and nothing is lost") {
  Arxiv arxiv{300};
  arxiv.bend = [&](const fetch::Request& request, std::size_t) -> std::optional<fetch::Response> {
    if (parameter(request.url, "start") > 0) return answer(200, feed("", 300));
    return std::nullopt;
  };
  const auto digest = search(arxiv, {.limit = 300});
  CHECK(digest->papers.size() == 200);
  REQUIRE(digest->account->failures.size() == 1);
  CHECK(digest->account->failures[0].what == "it counts 300 papers and gave 200");
}

TEST_CASE("a short page is asked for again and the rest follows without a gap") {
  Arxiv arxiv{400};
  arxiv.bend = [&](const fetch::Request& request, std::size_t) -> std::optional<fetch::Response> {
    if (parameter(request.url, "start") == 0) return answer(200, arxiv.page(0, 150));
    return std::nullopt;
  };
  const auto digest = search(arxiv, {.limit = 400});
  CHECK(digest->papers.size() == 400);
  CHECK(digest->account->failures.empty());
}

TEST_CASE("a count below what is given does not end a search") {
  Arxiv arxiv{350};
  arxiv.bend = [&](const fetch::Request& request, std::size_t) -> std::optional<fetch::Response> {
    std::string page = arxiv.page(parameter(request.url, "start"), parameter(request.url, "max_results"));
    const std::string count = "<opensearch:totalResults>350<";
    page.replace(page.find(count), count.size(), "<opensearch:totalResults>7<");
    return answer(200, page);
  };
  CHECK(search(arxiv, {.limit = 1000})->papers.size() == 350);
}

TEST_CASE("beyond the ten thousandth paper the account says how to ask") {
  Arxiv arxiv{12'000};
  const auto digest = search(arxiv, {.limit = 11'000});
  CHECK(digest->papers.size() == 10'000);
  REQUIRE(digest->account->failures.size() == 1);
  CHECK(digest->account->failures[0].what == "it gives the first 10000 papers of 12000");
  CHECK(digest->account->failures[0].hint == "ask for shorter periods with --since and --until");
}

TEST_CASE("an order that arXiv did not keep is made right and told of") {
  Arxiv arxiv{3};
  arxiv.bend = [&](const fetch::Request&, std::size_t) -> std::optional<fetch::Response> {
    return answer(200, feed(entry(2) + entry(0) + entry(1), 3));
  };
  const auto digest = search(arxiv, {.order = fetch::SearchOrder::submitted});
  REQUIRE(digest->papers.size() == 3);
  CHECK(digest->papers[0].title == "Paper 0");
  CHECK(digest->papers[2].title == "Paper 2");
  CHECK(digest->account->issues.size() == 1);
  // Relevance is arXiv's to know.
  CHECK(search(arxiv, {.order = fetch::SearchOrder::relevance})->papers[0].title == "Paper 2");
}

TEST_CASE("what lies outside of the period is left out and counted") {
  Arxiv arxiv{800};
  daily::SearchRequest request{.limit = 800};
  request.query.since = Day::parse("2026-08-11").value();
  const auto digest = search(arxiv, request);
  CHECK(digest->papers.size() == 721);
  CHECK(digest->account->filtered == 79);
}

TEST_CASE("pages that overlap show each paper once") {
  Arxiv arxiv{300};
  arxiv.bend = [&](const fetch::Request& request, std::size_t) -> std::optional<fetch::Response> {
    const auto start = parameter(request.url, "start");
    return answer(200, arxiv.page(start == 0 ? 0 : start - 10, parameter(request.url, "max_results")));
  };
  const auto digest = search(arxiv, {.limit = 300});
  CHECK(digest->papers.size() == 290);
  CHECK(digest->account->merged == 10);
}

TEST_CASE("arXiv's refusal of a query is a mistake of the user's, its own fault an outage") {
  const auto error_feed = [](const std::string& id, const std::string& what) {
    return feed("<entry><id>https://arxiv.org/api/errors" + id + "</id><title>Error</title><summary>" + what +
                    "</summary><author><name>arXiv api core</name></author></entry>",
                1);
  };
  Arxiv arxiv{10};
  arxiv.bend = [&](const fetch::Request&, std::size_t) {
    return answer(400, error_feed("#bad", "sort must be x"));
  };
  auto digest = search(arxiv, {});
  REQUIRE_FALSE(digest);
  CHECK(digest.error().kind == ErrorKind::usage);
  arxiv.bend = [&](const fetch::Request&, std::size_t) {
    return answer(500, error_feed("", "The server encountered an internal error"));
  };
  digest = search(arxiv, {});
  REQUIRE_FALSE(digest);
  CHECK(digest.error().kind == ErrorKind::unavailable);
}

TEST_CASE("an older announcement is what was submitted for it, and says that it is approximate") {
  // Announced on 12 August: from the 10th 18:00 (excluded) to the 11th 18:00. Paper n came n minutes before
  // noon.
  Arxiv arxiv{1200};
  test::FakeHttpClient http([&](const fetch::Request& asked) { return arxiv(asked); });
  const fetch::Endpoints endpoints;
  const FixedClock clock(k_now);
  daily::World world{http, endpoints, clock};
  const Day day = Day::parse("2026-08-12").value();
  const Category* const listed = find_category("cs.LG");
  const auto digest = daily::gather(
      {.days = DayRange{day, day}, .sources = {.huggingface = false, .arxiv = {listed}}}, world);
  REQUIRE(digest);
  CHECK(digest->account->balances());
  const DayReport& report = digest->account->days.front();
  CHECK(report.approximate);
  CHECK(report.state == DayState::published);
  CHECK(report.note == "approximate, the papers submitted from 2026-08-10T18:00:00Z to 2026-08-11T18:00:00Z");
  CHECK(digest->papers.size() == 1080);
  CHECK(digest->account->filtered == 120);
  CHECK(digest->papers[0].listed->front() == Listing{"arxiv", day, "cs.LG", "cross", {}});
  CHECK(arxiv.asked[0].find(
            "search_query=cat%3Acs.LG%20AND%20submittedDate%3A%5B202608101800%20TO%20202608111800%5D") !=
        std::string::npos);
  CHECK(arxiv.asked[0].find("sortOrder=ascending") != std::string::npos);
}
