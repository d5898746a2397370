#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "curl_library.hpp"
#include "nonmun/core/url.hpp"
#include "nonmun/fetch/http_client.hpp"

// What every transfer with libcurl has in common.
namespace nonmun::fetch {

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

/// Appends a line; false: there is no memory.
[[nodiscard]] bool append(List& list, const std::string& line);

/// What one answer brings, as libcurl's callbacks fill it.
struct Transfer {
  std::size_t max_body = 0;
  const std::atomic<bool>* stop = nullptr;
  std::vector<Header> headers;
  std::size_t header_bytes = 0;
  std::string body;
  bool too_large = false;
  std::array<char, CURL_ERROR_SIZE> message{};
};

/// The handle in `easy`, made at the first call, with all that is the same for each transfer.
[[nodiscard]] Result<CURL*> ready_handle(Easy& easy, const CurlLibrary& curl, const std::string& user_agent,
                                         std::chrono::milliseconds connect_timeout, std::size_t max_body);

/// Transfers once and leaves nothing of the transfer in the handle.
[[nodiscard]] CURLcode transfer_once(const CurlLibrary& curl, CURL* handle, const Url& parsed,
                                     const std::string& url, const List& headers, Transfer& transfer);

/// What went wrong; `later` is the hint for what may go right another time.
[[nodiscard]] Error to_error(const CurlLibrary& curl, CURLcode code, const Transfer& transfer,
                             const std::string& url, std::string_view later);

}  // namespace nonmun::fetch
