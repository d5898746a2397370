#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nonmun::test {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct ServerRequest {
  std::string method;
  std::string target;     ///< path and query
  Headers headers;        ///< names in lower case
  std::string body = {};  ///< as long as the content-length says
  std::chrono::steady_clock::time_point time;

  /// First value; empty if absent. `name` in lower case.
  [[nodiscard]] std::string_view header(std::string_view name) const;
  /// The path without the query.
  [[nodiscard]] std::string_view path() const;
  /// Value of a query parameter, as it stands in the target.
  [[nodiscard]] std::optional<std::string> query(std::string_view name) const;
};

/// What the server does with a request. The default is an empty 200.
struct ServerResponse {
  int status = 200;
  Headers headers{};
  std::string body{};
  std::chrono::milliseconds delay{0};           ///< before the first byte
  bool chunked = false;                         ///< chunks of 1,000 bytes instead of a content-length
  bool no_length = false;                       ///< the body ends with the connection
  std::optional<std::size_t> truncate_after{};  ///< of the body: then the connection closes
  bool close_in_headers = false;                ///< the status line, a header, and the connection closes
  bool never_answer = false;                    ///< silence until the client goes or the server stops
};

[[nodiscard]] ServerResponse json_response(std::string body, int status = 200);

/// A real HTTP/1.1 server on 127.0.0.1 with threads of its own, keeping connections alive. It answers from
/// its construction to its destruction and keeps a journal of all requests.
class LoopbackServer {
 public:
  using Handler = std::function<ServerResponse(const ServerRequest&)>;

  /// `handler` is called from the server's threads, one call at a time.
  explicit LoopbackServer(Handler handler);
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  [[nodiscard]] int port() const;
  /// "http://127.0.0.1:PORT".
  [[nodiscard]] std::string url() const;
  [[nodiscard]] std::vector<ServerRequest> journal() const;
  [[nodiscard]] std::size_t hits() const;
  /// Connections accepted so far: fewer than hits when they are reused.
  [[nodiscard]] std::size_t connections() const;
  /// The greatest number of requests that were under way at the same time.
  [[nodiscard]] std::size_t most_at_once() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace nonmun::test
