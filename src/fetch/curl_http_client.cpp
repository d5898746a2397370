#include "nonmun/fetch/curl_http_client.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "ascii.hpp"
#include "curl_library.hpp"
#include "nonmun/core/url.hpp"

namespace nonmun::fetch {
namespace {

constexpr int k_max_redirects = 5;
constexpr std::size_t k_max_header_bytes = 256 * 1024;
constexpr std::string_view k_later = "try again later, or use --offline for what is known";

struct EasyDeleter {
  const CurlLibrary* curl = nullptr;
  void operator()(CURL* handle) const { curl->easy_cleanup(handle); }
};
using Easy = std::unique_ptr<CURL, EasyDeleter>;

struct ListDeleter {
  const CurlLibrary* curl;
  void operator()(curl_slist* list) const { curl->slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, ListDeleter>;

bool append(List& list, const std::string& line) {
  curl_slist* longer = list.get_deleter().curl->slist_append(list.get(), line.c_str());
  if (!longer) return false;
  (void)list.release();
  list.reset(longer);
  return true;
}

/// What one answer brings, as the callbacks fill it.
struct Transfer {
  std::size_t max_body = 0;
  const std::atomic<bool>* stop = nullptr;
  std::vector<Header> headers;
  std::size_t header_bytes = 0;
  std::string body;
  bool too_large = false;
  std::array<char, CURL_ERROR_SIZE> message{};
};

/// Headers about the bytes as sent; the body that is handed on is whole and unpacked.
bool is_of_the_line(std::string_view name) {
  return name == "content-encoding" || name == "content-length" || name == "transfer-encoding" ||
         name == "connection" || name == "keep-alive";
}

std::size_t on_header(char* data, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::string_view line(data, size);
  transfer.header_bytes += size;
  if (transfer.header_bytes > k_max_header_bytes) {
    transfer.too_large = true;
    return 0;
  }
  if (line.starts_with("HTTP/")) {  // a new answer: after "100 Continue" or a proxy's own
    transfer.headers.clear();
    return size;
  }
  const auto colon = line.find(':');
  if (colon == line.npos) return size;
  std::string name(trimmed(line.substr(0, colon)));
  std::ranges::transform(name, name.begin(), to_lower);
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (name == "content-length") {
    const auto length = to_number<std::size_t>(value);
    if (length) transfer.body.reserve(std::min(*length, transfer.max_body));
  }
  if (!is_of_the_line(name)) transfer.headers.emplace_back(std::move(name), std::string(value));
  return size;
}

std::size_t on_body(char* data, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  // CURLOPT_MAXFILESIZE sees only a declared length, and of the compressed bytes.
  if (size > transfer.max_body - transfer.body.size()) {
    transfer.too_large = true;
    return 0;
  }
  transfer.body.append(data, size);
  return size;
}

int on_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& transfer = *static_cast<const Transfer*>(user);
  return transfer.stop && transfer.stop->load() ? 1 : 0;
}

Error to_error(const CurlLibrary& curl, CURLcode code, const Transfer& transfer, const std::string& url) {
  const std::string_view detail =
      transfer.message.front() ? transfer.message.data() : curl.easy_strerror(code);
  const auto error = [&](ErrorKind kind, std::string_view what, std::string_view hint) {
    return Error{kind, std::string(what) + " (" + std::string(detail) + ")", url, std::string(hint)};
  };
  if (transfer.too_large || code == CURLE_FILESIZE_EXCEEDED) {
    return {ErrorKind::invalid_data,
            "the answer is larger than " + std::to_string(transfer.max_body >> 20) + " MiB and was not taken",
            url, "check that this address is the right one"};
  }
  switch (code) {
    case CURLE_ABORTED_BY_CALLBACK:
      return {ErrorKind::interrupted, "stopped", url, ""};
    case CURLE_OUT_OF_MEMORY:
    case CURLE_FAILED_INIT:
      return error(ErrorKind::local_fault, "libcurl cannot work", "");
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
      return error(ErrorKind::invalid_data, "the server's certificate is not trusted",
                   "check the machine's clock and its certificates (package ca-certificates)");
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
      return error(ErrorKind::usage, "not an address that can be asked", "");
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      return error(ErrorKind::unavailable, "the host's name is not found", k_later);
    case CURLE_COULDNT_CONNECT:
      return error(ErrorKind::unavailable, "no connection", k_later);
    case CURLE_OPERATION_TIMEDOUT:
      return error(ErrorKind::unavailable, "no answer in time", k_later);
    case CURLE_PARTIAL_FILE:
      return error(ErrorKind::unavailable, "the answer was cut off", k_later);
    default:
      return error(ErrorKind::unavailable, "the transfer failed", k_later);
  }
}

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

/// The handle of a group, with all that is the same for each of its transfers.
Result<CURL*> ready_handle(Easy& easy, const CurlLibrary& curl, const CurlOptions& options) {
  if (easy) return easy.get();
  easy = Easy(curl.easy_init(), EasyDeleter{&curl});
  if (!easy) return fail(ErrorKind::local_fault, "libcurl cannot be started");
  CURL* const h = easy.get();
  curl.easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
  curl.easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https");
  curl.easy_setopt(h, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl.easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L);  // followed by hand, to see each step
  curl.easy_setopt(h, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  curl.easy_setopt(h, CURLOPT_ACCEPT_ENCODING, "");  // all that libcurl can undo
  curl.easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L);
  curl.easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 2L);
  curl.easy_setopt(h, CURLOPT_USERAGENT, options.user_agent.c_str());
  curl.easy_setopt(h, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
  curl.easy_setopt(h, CURLOPT_TIMEOUT_MS, static_cast<long>(options.total_timeout.count()));
  curl.easy_setopt(h, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl.easy_setopt(h, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.silence_timeout.count()));
  curl.easy_setopt(h, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(options.max_body));
  curl.easy_setopt(h, CURLOPT_BUFFERSIZE, 128L * 1024);  // a day is some 300 KB
  curl.easy_setopt(h, CURLOPT_HEADERFUNCTION, on_header);
  curl.easy_setopt(h, CURLOPT_WRITEFUNCTION, on_body);
  curl.easy_setopt(h, CURLOPT_XFERINFOFUNCTION, on_progress);
  curl.easy_setopt(h, CURLOPT_NOPROGRESS, 0L);
  return h;
}

List request_headers(const CurlLibrary& curl, const Request& request, std::string_view token) {
  List list(nullptr, ListDeleter{&curl});
  bool whole = request.accept.empty() || append(list, "Accept: " + request.accept);
  for (const auto& [name, value] : request.conditions) whole = whole && append(list, name + ": " + value);
  if (!token.empty()) whole = whole && append(list, "Authorization: Bearer " + std::string(token));
  if (!whole) list.reset();
  return list;
}

CURLcode transfer_once(const CurlLibrary& curl, CURL* h, const Url& parsed, const std::string& url,
                       const List& headers, Transfer& transfer) {
  curl.easy_setopt(h, CURLOPT_URL, url.c_str());
  curl.easy_setopt(h, CURLOPT_HTTPHEADER, headers.get());
  // A proxy from the environment is for the outside only; a null pointer lets the environment speak.
  curl.easy_setopt(h, CURLOPT_PROXY, parsed.is_loopback() ? "" : static_cast<const char*>(nullptr));
  curl.easy_setopt(h, CURLOPT_HEADERDATA, &transfer);
  curl.easy_setopt(h, CURLOPT_WRITEDATA, &transfer);
  curl.easy_setopt(h, CURLOPT_XFERINFODATA, &transfer);
  curl.easy_setopt(h, CURLOPT_ERRORBUFFER, transfer.message.data());
  const CURLcode code = curl.easy_perform(h);
  // The handle outlives what it was given for this transfer.
  curl.easy_setopt(h, CURLOPT_ERRORBUFFER, nullptr);
  curl.easy_setopt(h, CURLOPT_HTTPHEADER, nullptr);
  return code;
}

}  // namespace

Result<Response> CurlHttpClient::get(const Request& request) {
  const auto first = Url::parse(request.url);
  if (!first) return std::unexpected(first.error());
  const auto library = CurlLibrary::load();
  if (!library) return std::unexpected(library.error());
  const CurlLibrary& curl = **library;
  const auto handle =
      ready_handle(handles_->by_group[static_cast<std::size_t>(request.group)], curl, options_);
  if (!handle) return std::unexpected(handle.error());
  CURL* const h = *handle;

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
    if (code != CURLE_OK) return std::unexpected(to_error(curl, code, transfer, request.url));

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
