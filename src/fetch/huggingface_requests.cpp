#include "nonmun/fetch/huggingface_requests.hpp"
#include "nonmun/fetch/refusal_text.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <unordered_set>
#include <utility>

#include "nonmun/core/calendar.hpp"

namespace nonmun::fetch {
namespace {

using namespace std::chrono_literals;

/// Bounds a server that repeats itself for ever.
constexpr std::size_t k_max_pages = 100;
constexpr int k_max_passes = 3;
/// How long an answer is good that may soon be another.
constexpr std::chrono::seconds k_changing = 5min;

/// All pages of a day, once.
struct Pass {
  std::vector<Response> pages;
  std::vector<std::vector<std::string>> ids_by_page;
  std::set<std::string> ids;
  bool asked = false;  ///< at least one page came from upstream now
  bool stale = false;  ///< at least one could not
  std::optional<Error> failure;
  std::vector<Issue> issues;
};

/// An answer and what stands in it.
struct Page {
  Response response;
  PageContent content;
};

Error unreadable(Error error, const Request& request) {
  error.kind = ErrorKind::unavailable;
  error.what = "the answer cannot be used: " + error.what;
  error.where = request.url;
  error.hint = "try again later";
  return error;
}

/// A weekend day is empty whether upstream lists nothing or says that there is no such day.
bool is_refused_weekend(Day day, const Response& response) {
  return day.is_weekend() && (response.status == 400 || response.status == 404);
}

/// A weekday for which nothing is listed was asked for too early, or upstream is not well.
bool is_doubtful(Day day, const PageContent& content) {
  return content.entries == 0 && !day.is_weekend() && !HolidayTable::huggingface().contains(day);
}

/// A page, or the refusal of a weekend day as it came.
Result<Page> get_page(HttpClient& client, Day day, Request request, const ReadPage& read_page) {
  for (;;) {
    auto response = client.get(request);
    if (!response) return std::unexpected(response.error());
    if (is_refused_weekend(day, *response)) return Page{std::move(*response), {}};
    if (response->status != 200) {
      const bool token = response->status == 401 || response->status == 403;
      return fail(ErrorKind::unavailable, refusal_text(*response), request.url,
                  token ? "check HF_TOKEN, or unset it: reading needs none" : "try again later");
    }
    auto content = read_page(*response);
    // A kept answer that cannot be read, or that lists nothing, must not stand in the way of a good one.
    const std::chrono::seconds good_for = !content                     ? 0s
                                          : is_doubtful(day, *content) ? k_changing
                                                                       : request.max_age;
    const bool is_fresh_copy = response->from == AnswerFrom::cache && response->stale_because.empty();
    if (is_fresh_copy && good_for < request.max_age) {
      request.max_age = good_for;
      continue;
    }
    if (!content) return std::unexpected(unreadable(content.error(), request));
    return Page{std::move(*response), std::move(*content)};
  }
}

Pass read_pass(HttpClient& client, const Endpoints& endpoints, Day day, Instant now,
               const ReadPage& read_page, bool ask_anew) {
  Pass pass;
  for (std::size_t number = 0;; ++number) {
    auto request = huggingface_page_request(endpoints, day, number, now);
    if (request && ask_anew) request->max_age = 0s;
    auto page =
        request ? get_page(client, day, *request, read_page) : Result<Page>(std::unexpected(request.error()));
    if (!page) {
      pass.failure = page.error();
      return pass;
    }
    if (page->response.status != 200) return pass;
    pass.asked = pass.asked || page->response.from == AnswerFrom::network;
    pass.stale = pass.stale || !page->response.stale_because.empty();
    const std::size_t known = pass.ids.size();
    pass.ids.insert(page->content.ids.begin(), page->content.ids.end());
    const bool full = page->content.entries >= k_huggingface_page_limit;
    const bool repeats = number > 0 && page->content.entries > 0 && pass.ids.size() == known;
    pass.pages.push_back(std::move(page->response));
    pass.ids_by_page.push_back(std::move(page->content.ids));
    if (!full) return pass;
    const std::string where = day.str() + " page " + std::to_string(number);
    if (repeats) {
      pass.issues.push_back(
          {where, "no paper on it that earlier pages had not; no further page was asked for"});
      return pass;
    }
    if (number + 1 == k_max_pages) {
      pass.issues.push_back({where, "full, but no more than 100 pages are asked for"});
      return pass;
    }
  }
}

/// Adds the pages of an earlier pass that have ids the result has not.
void keep_lost(DayPages& day, std::set<std::string>& ids, Pass& earlier) {
  for (std::size_t i = 0; i < earlier.pages.size(); ++i) {
    const auto& on_page = earlier.ids_by_page[i];
    const std::size_t known = ids.size();
    ids.insert(on_page.begin(), on_page.end());
    if (ids.size() > known) day.pages.push_back(std::move(earlier.pages[i]));
  }
}

}  // namespace

Result<Request> huggingface_page_request(const Endpoints& endpoints, Day day, std::size_t page, Instant now) {
  if (day.begin() > now) {
    return fail(ErrorKind::not_yet,
                day.str() + " has not begun in UTC, by which Hugging Face counts its days", "huggingface",
                "ask again after " + format_instant(day.begin()));
  }
  Request request;
  request.group = HostGroup::huggingface;
  request.url = endpoints.huggingface + "/api/daily_papers?date=" + day.str() +
                "&limit=" + std::to_string(k_huggingface_page_limit) + "&p=" + std::to_string(page);
  request.accept = "application/json";
  request.expects = Expects::json;
  const bool is_over = now >= day.end();
  request.max_age = is_over && page == 0 ? std::chrono::seconds{24h} : k_changing;
  if (is_over) request.not_before = day.end();
  return request;
}

Request huggingface_paper_request(const Endpoints& endpoints, const ArxivId& id) {
  Request request;
  request.group = HostGroup::huggingface;
  request.url = endpoints.huggingface + "/api/papers/" + id.str();
  request.accept = "application/json";
  request.expects = Expects::json;
  request.max_age = 1h;
  return request;
}

Result<DayPages> huggingface_day(HttpClient& client, const Endpoints& endpoints, Day day, Instant now,
                                 const ReadPage& read_page) {
  std::vector<Pass> passes;
  bool settled = false;
  while (!settled && passes.size() < k_max_passes) {
    passes.push_back(read_pass(client, endpoints, day, now, read_page, !passes.empty()));
    const Pass& pass = passes.back();
    if (pass.failure) break;
    // One page cannot shift, a kept answer would only be read again, and a stale one shows that upstream is
    // away.
    settled = pass.pages.size() < 2 || !pass.asked || pass.stale ||
              (passes.size() > 1 && pass.ids == passes[passes.size() - 2].ids);
  }

  Pass& last = passes.back();
  if (passes.size() == 1 && last.pages.empty() && last.failure) return std::unexpected(*last.failure);
  DayPages result;
  result.pages = std::move(last.pages);
  result.failure = std::move(last.failure);
  result.issues = std::move(last.issues);
  result.unsettled = !settled;
  if (result.unsettled) {
    std::set<std::string> ids = last.ids;
    for (std::size_t i = passes.size() - 1; i-- > 0;) keep_lost(result, ids, passes[i]);
  }
  return result;
}

}  // namespace nonmun::fetch
