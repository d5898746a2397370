#include "nonmun/fetch/arxiv_requests.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace nonmun;
using namespace nonmun::fetch;

namespace {

std::vector<VersionedArxivId> ids(int count, const std::string& prefix = "2404.") {
  std::vector<VersionedArxivId> list;
  for (int i = 1; i <= count; ++i) {
    std::string number = std::to_string(i);
    const std::size_t width = prefix.ends_with('.') ? 5 : 3;
    list.push_back(
        VersionedArxivId::parse(prefix + std::string(width - number.size(), '0') + number).value());
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

TEST_CASE("a version is asked for, and of two versions of a paper the first") {
  const std::vector<VersionedArxivId> list{VersionedArxivId::parse("hep-th/9901001v2").value(),
                                           VersionedArxivId::parse("hep-th/9901001").value()};
  CHECK(arxiv_id_list_requests({}, list)[0].url.ends_with("id_list=hep-th/9901001v2&max_results=1"));
}

TEST_CASE("one paper is asked for at the OAI-PMH service") {
  const auto request = arxiv_record_request({}, ArxivId::parse("hep-th/9901001").value());
  CHECK(request.url ==
        "https://oaipmh.arxiv.org/oai?verb=GetRecord&metadataPrefix=arXivRaw&identifier=oai%3AarXiv.org%3A"
        "hep-th%2F9901001");
  CHECK(request.group == HostGroup::arxiv_api);
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

TEST_CASE("a search is encoded once and asks for one page") {
  const Instant announced = Timestamp::parse("2026-08-20T00:00:00Z")->instant;
  const auto request =
      arxiv_search_request({},
                           {.query = "ti:\"mixture of experts\" AND submittedDate:[202601010000 TO 202602]",
                            .start = 200,
                            .size = 50,
                            .order = SearchOrder::updated},
                           announced);
  CHECK(request.url ==
        "https://export.arxiv.org/api/query?search_query=ti%3A%22mixture%20of%20experts%22%20AND%20"
        "submittedDate%3A%5B202601010000%20TO%20202602%5D&start=200&max_results=50&sortBy=lastUpdatedDate"
        "&sortOrder=descending");
  CHECK(request.group == HostGroup::arxiv_api);
  CHECK(request.expects == Expects::xml);
  CHECK(request.not_before == announced);
}

TEST_CASE("pages and feeds of an announcement are asked for by category, and are good until the next one") {
  const Instant announced = Timestamp::parse("2026-08-20T00:00:00Z")->instant;
  const auto page = arxiv_listing_request({}, "cs.CL", 2000, announced);
  CHECK(page.url == "https://arxiv.org/list/cs.CL/new?skip=2000&show=2000");
  CHECK(page.group == HostGroup::arxiv_web);
  CHECK(page.not_before == announced);
  const auto feed = arxiv_feed_request({}, "math", announced);
  CHECK(feed.url == "https://rss.arxiv.org/rss/math");
  CHECK(feed.group == HostGroup::arxiv_api);
  CHECK(feed.not_before == announced);
}

TEST_CASE("a paper's text is a page of arXiv's web server, and keeps longer by its version") {
  const auto versioned = arxiv_html_request({}, VersionedArxivId::parse("hep-th/9711200v3").value());
  CHECK(versioned.url == "https://arxiv.org/html/hep-th/9711200v3");
  CHECK(versioned.group == HostGroup::arxiv_web);
  const auto newest = arxiv_html_request({}, VersionedArxivId::parse("2404.14619").value());
  CHECK(newest.url == "https://arxiv.org/html/2404.14619");
  CHECK(newest.max_age == std::chrono::hours{24});
  CHECK(versioned.max_age > newest.max_age);
}

TEST_CASE("a list is asked for by format, set and days, and its further pages by the token alone") {
  const Endpoints endpoints;
  CHECK(arxiv_oai_request(endpoints, OaiList{}).url ==
        "https://oaipmh.arxiv.org/oai?verb=ListRecords&metadataPrefix=arXiv");
  const auto request = arxiv_oai_request(endpoints, OaiList{.metadata = "oai_dc",
                                                            .set = "cs:cs:CL",
                                                            .from = Day::parse("2026-08-01").value(),
                                                            .until = Day::parse("2026-08-02").value()});
  CHECK(request.url ==
        "https://oaipmh.arxiv.org/oai?verb=ListRecords&metadataPrefix=oai_dc&set=cs%3Acs%3ACL"
        "&from=2026-08-01&until=2026-08-02");
  CHECK(request.group == HostGroup::arxiv_api);
  CHECK(request.expects == Expects::xml);
  CHECK(request.no_store);
  // A token that looks encoded already is encoded like any other value.
  CHECK(arxiv_oai_request(endpoints, "verb%3DListRecords%26skip%3D509|x").url ==
        "https://oaipmh.arxiv.org/"
        "oai?verb=ListRecords&resumptionToken=verb%253DListRecords%2526skip%253D509%7Cx");
}
