#include "nonmun/fetch/arxiv_requests.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "nonmun/core/url.hpp"

namespace nonmun::fetch {
namespace {

constexpr std::size_t k_max_ids = 200;
constexpr std::size_t k_max_url = 4000;
constexpr std::size_t k_listing_page = 2000;  // the largest that arXiv accepts
// The longest that no announcement comes is over a weekend with holidays; what is older is not fresh anyway.
constexpr std::chrono::hours k_until_announcement{24 * 14};

Request api_request(std::string url) {
  Request request;
  request.group = HostGroup::arxiv_api;
  request.url = std::move(url);
  // Without it the API answers 406 now and then.
  request.accept = "application/atom+xml, text/xml, */*";
  request.expects = Expects::xml;
  request.max_age = std::chrono::hours{24};
  return request;
}

Request oai_request(const Endpoints& endpoints, std::string_view query) {
  Request request = api_request(endpoints.arxiv_oai + "/oai?verb=ListRecords" + std::string(query));
  request.max_age = std::chrono::hours{0};
  request.no_store = true;
  return request;
}

}  // namespace

std::vector<Request> arxiv_id_list_requests(const Endpoints& endpoints,
                                            std::span<const VersionedArxivId> ids) {
  const std::string head = endpoints.arxiv_api + "/api/query?id_list=";
  constexpr std::string_view k_tail = "&max_results=";
  constexpr std::size_t k_tail_size = k_tail.size() + 3;

  std::vector<Request> requests;
  std::string list;
  std::size_t count = 0;
  const auto finish = [&] {
    if (count == 0) return;
    requests.push_back(api_request(head + list + std::string(k_tail) + std::to_string(count)));
    list.clear();
    count = 0;
  };
  std::unordered_set<std::string_view> seen;
  for (const VersionedArxivId& id : ids) {
    if (!seen.insert(id.id.str()).second) continue;
    const std::string text = id.str();  // digits, letters, '.', '-' and '/': nothing to encode in a query
    if (count == k_max_ids || head.size() + list.size() + 1 + text.size() + k_tail_size > k_max_url) finish();
    if (count > 0) list += ',';
    list += text;
    ++count;
  }
  finish();
  return requests;
}

Request arxiv_search_request(const Endpoints& endpoints, const SearchPage& page, Instant announced_at) {
  constexpr std::string_view k_orders[] = {"relevance", "submittedDate", "lastUpdatedDate"};
  Request request =
      api_request(endpoints.arxiv_api + "/api/query?search_query=" + percent_encode(page.query) +
                  "&start=" + std::to_string(page.start) + "&max_results=" + std::to_string(page.size) +
                  "&sortBy=" + std::string(k_orders[static_cast<std::size_t>(page.order)]) +
                  "&sortOrder=" + (page.rising ? "ascending" : "descending"));
  request.not_before = announced_at;
  return request;
}

Request arxiv_listing_request(const Endpoints& endpoints, std::string_view category, std::size_t skip,
                              Instant announced_at) {
  Request request;
  request.group = HostGroup::arxiv_web;
  request.url = endpoints.arxiv_web + "/list/" + std::string(category) + "/new?skip=" + std::to_string(skip) +
                "&show=" + std::to_string(k_listing_page);
  request.accept = "text/html, */*";
  request.max_age = k_until_announcement;
  request.not_before = announced_at;
  return request;
}

Request arxiv_feed_request(const Endpoints& endpoints, std::string_view category, Instant announced_at) {
  Request request;
  request.group = HostGroup::arxiv_api;
  request.url = endpoints.arxiv_rss + "/rss/" + std::string(category);
  request.accept = "application/rss+xml, text/xml, */*";
  request.expects = Expects::xml;
  request.max_age = k_until_announcement;
  request.not_before = announced_at;
  return request;
}

Request arxiv_oai_request(const Endpoints& endpoints, const OaiList& list) {
  std::string query = "&metadataPrefix=" + percent_encode(list.metadata);
  if (!list.set.empty()) query += "&set=" + percent_encode(list.set);
  if (list.from) query += "&from=" + list.from->str();
  if (list.until) query += "&until=" + list.until->str();
  return oai_request(endpoints, query);
}

Request arxiv_oai_request(const Endpoints& endpoints, std::string_view token) {
  return oai_request(endpoints, "&resumptionToken=" + percent_encode(token));
}

Request arxiv_record_request(const Endpoints& endpoints, const ArxivId& id) {
  return api_request(endpoints.arxiv_oai + "/oai?verb=GetRecord&metadataPrefix=arXivRaw&identifier=" +
                     percent_encode("oai:arXiv.org:" + id.str()));
}

Request arxiv_html_request(const Endpoints& endpoints, const VersionedArxivId& id) {
  Request request;
  request.group = HostGroup::arxiv_web;
  request.url = endpoints.arxiv_web + "/html/" + id.str();
  request.accept = "text/html, */*";
  request.max_age = std::chrono::hours{id.version ? 24 * 30 : 24};
  return request;
}

bool is_arxiv_error_feed(std::string_view body) {
  for (std::size_t at = 0; (at = body.find("<id>", at)) != body.npos;) {
    at += 4;
    std::string_view id = body.substr(at);
    if (id.starts_with("https://")) {
      id.remove_prefix(8);
    } else if (id.starts_with("http://")) {
      id.remove_prefix(7);
    }
    if (id.starts_with("arxiv.org/api/errors")) return true;
  }
  return false;
}

}  // namespace nonmun::fetch
