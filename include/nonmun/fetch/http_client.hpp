#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nonmun/core/error.hpp"
#include "nonmun/core/time.hpp"

namespace nonmun::fetch {

using Header = std::pair<std::string, std::string>;

/// Hosts that share one politeness: one connection, one spacing, one cool-down, over all processes of the
/// user.
enum class HostGroup {
  huggingface,
  arxiv_api,  ///< the API, RSS and OAI hosts together: one request every 3 s (API terms of use)
  arxiv_web,  ///< arxiv.org pages: one request every 15 s (robots.txt)
};
[[nodiscard]] std::string_view to_string(HostGroup group);

/// What the body of a 200 must look like; something else (an HTML page, a cut-off document) is asked for
/// again and then an error, never an answer.
enum class Expects { any, json, xml };

/// One GET.
struct Request {
  HostGroup group = HostGroup::huggingface;
  std::string url{};
  std::string accept{};  ///< the Accept header
  Expects expects = Expects::any;
  /// A cached answer younger than this is used without asking; zero: always ask (with its ETag).
  std::chrono::seconds max_age{0};
  /// A cached answer fetched before this moment is not fresh, however young (the day was not closed then).
  Instant not_before{};
  /// The cache neither answers it nor keeps its answer: a page of a long list that nobody asks for twice.
  bool no_store = false;
  /// If-None-Match and If-Modified-Since: the cache fills them, callers leave them empty.
  std::vector<Header> conditions{};
};

enum class AnswerFrom { network, cache, replay };

struct Response {
  int status = 0;
  std::vector<Header>
      headers;  ///< names in lower case; without those about the bytes as sent (content-length)
  std::string body{};
  std::string url;       ///< the URL asked for
  Instant fetched_at{};  ///< when upstream said it (a cached answer keeps its time; a 304 renews it)
  AnswerFrom from = AnswerFrom::network;
  /// Upstream could not be asked and this is what it said earlier: why, else empty.
  std::string stale_because;

  /// First value of a header, case-insensitive; empty if absent.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// Asks upstream. Implementations are layered: a bare transfer, retries and politeness, the cache, recording
/// or replay. A response of any status is a value; an Error means that there was no usable response
/// (ErrorKind::unavailable), the cache was asked alone and has none (unavailable), the user stopped the run
/// (interrupted), or a local fault. No layer may be used by two threads at once; separate stacks may.
class HttpClient {
 public:
  virtual ~HttpClient() = default;
  [[nodiscard]] virtual Result<Response> get(const Request& request) = 0;
};

/// First value of a header, case-insensitive; empty if absent.
[[nodiscard]] std::string_view find_header(const std::vector<Header>& headers, std::string_view name);

}  // namespace nonmun::fetch
