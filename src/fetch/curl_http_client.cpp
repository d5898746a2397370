#include "nonmun/fetch/curl_http_client.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "ascii.hpp"
#include "curl_transfer.hpp"
#include "nonmun/core/url.hpp"

namespace nonmun::fetch {
namespace {

constexpr int k_max_redirects = 5;
constexpr std::string_view k_later = "try again later, or use --offline for what is known";

bool is_redirect(long status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool same_origin(const Url& a, const Url& b) {
  return a.scheme == b.scheme && a.host == b.host && a.port == b.port;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

}  // namespace

std::string make_user_agent(std::string_view version, std::string_view contact) {
  std::string agent = "nonmun/" + std::string(version);
  std::string cleaned(trimmed(contact));
  std::erase_if(cleaned, [](char c) { return is_control(c) || c == '(' || c == ')'; });
  if (!cleaned.empty()) agent += " (+" + cleaned + ")";
  return agent;
}

struct CurlHttpClient::Handles {
  std::array<Easy, 3> by_group;
};

CurlHttpClient::CurlHttpClient(CurlOptions options, const Clock& clock)
    : options_(std::move(options)), clock_(clock), handles_(std::make_unique<Handles>()) {
  options_.huggingface_token = trimmed(options_.huggingface_token);
  if (std::ranges::any_of(options_.huggingface_token, is_control)) options_.huggingface_token.clear();
}

CurlHttpClient::~CurlHttpClient() = default;

namespace {

List request_headers(const CurlLibrary& curl, const Request& request, std::string_view token) {
  List list(nullptr, ListDeleter{&curl});
  bool whole = request.accept.empty() || append(list, "Accept: " + request.accept);
  for (const auto& [name, value] : request.conditions) whole = whole && append(list, name + ": " + value);
  if (!token.empty()) whole = whole && append(list, "Authorization: Bearer " + std::string(token));
  if (!whole) list.reset();
  return list;
}

}  // namespace

Result<Response> CurlHttpClient::get(const Request& request) {
  const auto first = Url::parse(request.url);
  if (!first) return std::unexpected(first.error());
  const auto library = CurlLibrary::load();
  if (!library) return std::unexpected(library.error());
  const CurlLibrary& curl = **library;
  const auto handle = ready_handle(handles_->by_group[static_cast<std::size_t>(request.group)], curl,
                                   options_.user_agent, options_.connect_timeout, options_.max_body);
  if (!handle) return std::unexpected(handle.error());
  CURL* const h = *handle;
  curl.easy_setopt(h, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.total_timeout.count()));
  curl.easy_setopt(h, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl.easy_setopt(h, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options_.silence_timeout.count()));

  std::string url = request.url;
  for (int hop = 0;; ++hop) {
    const auto here = Url::parse(url);
    if (!here)
      return fail(ErrorKind::invalid_data, "redirected to something that is no web address", request.url);
    if (first->scheme == "https" && here->scheme != "https") {
      return fail(ErrorKind::invalid_data, "redirected from https to http: " + url, request.url,
                  "check that this address is the right one");
    }
    const bool may_see_token = request.group == HostGroup::huggingface && same_origin(*first, *here) &&
                               (here->scheme == "https" || here->is_loopback());
    const List headers = request_headers(
        curl, request, may_see_token ? std::string_view(options_.huggingface_token) : std::string_view());

    Transfer transfer;
    transfer.max_body = options_.max_body;
    transfer.stop = options_.stop;
    const CURLcode code = transfer_once(curl, h, *here, url, headers, transfer);
    if (code != CURLE_OK) return std::unexpected(to_error(curl, code, transfer, request.url, k_later));

    long status = 0;
    curl.easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
    char* target = nullptr;
    curl.easy_getinfo(h, CURLINFO_REDIRECT_URL, &target);
    if (is_redirect(status) && target) {
      if (hop == k_max_redirects) {
        return fail(ErrorKind::invalid_data, "more than " + std::to_string(k_max_redirects) + " redirects",
                    request.url, "check that this address is the right one");
      }
      url = target;
      continue;
    }
    // A connection closed amid the headers is CURLE_OK with status 200 and no bytes.
    if (status == 0 || (status == 200 && transfer.body.empty())) {
      return fail(ErrorKind::unavailable, "the answer was empty", request.url, std::string(k_later));
    }
    Response response;
    response.status = static_cast<int>(status);
    response.headers = std::move(transfer.headers);
    response.body = std::move(transfer.body);
    response.url = request.url;
    response.fetched_at = clock_.now();
    return response;
  }
}

}  // namespace nonmun::fetch
