#include "nonmun/fetch/arxiv_requests.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace nonmun;
using namespace nonmun::fetch;

namespace {

std::vector<ArxivId> ids(int count, const std::string& prefix = "2404.") {
  std::vector<ArxivId> list;
  for (int i = 1; i <= count; ++i) {
    std::string number = std::to_string(i);
    const std::size_t width = prefix.ends_with('.') ? 5 : 3;
    list.push_back(ArxivId::parse(prefix + std::string(width - number.size(), '0') + number).value());
  }
  return list;
}

}  // namespace

TEST_CASE("papers are asked for by id, with as many results as ids") {
  const auto requests = arxiv_id_list_requests({}, ids(2));
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].url == "https://export.arxiv.org/api/query?id_list=2404.00001,2404.00002&max_results=2");
  CHECK(requests[0].group == HostGroup::arxiv_api);
  CHECK(requests[0].accept == "application/atom+xml, text/xml, */*");
  CHECK(requests[0].expects == Expects::xml);
  CHECK(requests[0].max_age == std::chrono::hours{24});
}

TEST_CASE("without papers nothing is asked") { CHECK(arxiv_id_list_requests({}, {}).empty()); }

TEST_CASE("a paper is asked for once") {
  auto list = ids(3);
  list.push_back(list.front());
  const auto requests = arxiv_id_list_requests({}, list);
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].url.ends_with("id_list=2404.00001,2404.00002,2404.00003&max_results=3"));
}

TEST_CASE("a request has at most 200 ids and 4,000 bytes, and no id is lost") {
  for (const auto& prefix : {"2404.", "astro-ph/9901", "cond-mat/9901"}) {
    for (const int count : {1, 199, 200, 201, 400, 801}) {
      const auto list = ids(prefix == std::string("2404.") ? count : std::min(count, 801), prefix);
      std::string all;
      for (const auto& request : arxiv_id_list_requests({}, list)) {
        CHECK(request.url.size() <= 4000);
        const auto begin = request.url.find("id_list=") + 8, end = request.url.find("&max_results=");
        const std::string part = request.url.substr(begin, end - begin);
        const auto in_part = std::count(part.begin(), part.end(), ',') + 1;
        CHECK(in_part <= 200);
        CHECK(request.url.ends_with("&max_results=" + std::to_string(in_part)));
        all += part + ",";
      }
      std::string expected;
      for (const auto& id : list) expected += id.str() + ",";
      CHECK(all == expected);
    }
  }
}

TEST_CASE("an error feed is told by the id of its entry, old and new") {
  CHECK(
      is_arxiv_error_feed("<feed><id>https://arxiv.org/</id><entry><id>https://arxiv.org/api/errors#x</id>"));
  CHECK(is_arxiv_error_feed("<id>http://arxiv.org/api/errors</id>"));
  CHECK_FALSE(
      is_arxiv_error_feed("<feed><title>Error</title><id>http://arxiv.org/abs/2404.14619v1</id></feed>"));
  CHECK_FALSE(is_arxiv_error_feed("<summary>see https://arxiv.org/api/errors</summary>"));
  CHECK_FALSE(is_arxiv_error_feed("<id>"));
  CHECK_FALSE(is_arxiv_error_feed(""));
}
