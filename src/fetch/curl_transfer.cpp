#include "curl_transfer.hpp"

#include <algorithm>
#include <utility>

#include "ascii.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::fetch {
namespace {

constexpr std::size_t k_max_header_bytes = 256 * 1024;

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
  std::string name = ascii::lower(trimmed(line.substr(0, colon)));
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

}  // namespace

bool append(List& list, const std::string& line) {
  curl_slist* longer = list.get_deleter().curl->slist_append(list.get(), line.c_str());
  if (!longer) return false;
  (void)list.release();
  list.reset(longer);
  return true;
}

Result<CURL*> ready_handle(Easy& easy, const CurlLibrary& curl, const std::string& user_agent,
                           std::chrono::milliseconds connect_timeout, std::size_t max_body) {
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
  curl.easy_setopt(h, CURLOPT_USERAGENT, user_agent.c_str());
  curl.easy_setopt(h, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect_timeout.count()));
  curl.easy_setopt(h, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(max_body));
  curl.easy_setopt(h, CURLOPT_BUFFERSIZE, 128L * 1024);  // a day is some 300 KB
  curl.easy_setopt(h, CURLOPT_HEADERFUNCTION, on_header);
  curl.easy_setopt(h, CURLOPT_WRITEFUNCTION, on_body);
  curl.easy_setopt(h, CURLOPT_XFERINFOFUNCTION, on_progress);
  curl.easy_setopt(h, CURLOPT_NOPROGRESS, 0L);
  return h;
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

Error to_error(const CurlLibrary& curl, CURLcode code, const Transfer& transfer, const std::string& url,
               std::string_view later) {
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
      return error(ErrorKind::unavailable, "the host's name is not found", later);
    case CURLE_COULDNT_CONNECT:
      return error(ErrorKind::unavailable, "no connection", later);
    case CURLE_OPERATION_TIMEDOUT:
      return error(ErrorKind::unavailable, "no answer in time", later);
    case CURLE_PARTIAL_FILE:
      return error(ErrorKind::unavailable, "the answer was cut off", later);
    default:
      return error(ErrorKind::unavailable, "the transfer failed", later);
  }
}

}  // namespace nonmun::fetch
