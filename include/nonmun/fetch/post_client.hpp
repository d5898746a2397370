#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "nonmun/fetch/http_client.hpp"

namespace nonmun::fetch {

/// One POST: what a translation engine is asked. Never cached, recorded or told on stderr, for it may carry a
/// key.
struct Post {
  std::string url{};
  std::string body{};
  std::string content_type = "application/json";
  /// As sent, "Authorization: Bearer …" among them. They go to the URL's own host only: redirects are not
  /// followed.
  std::vector<Header> headers{};
  std::chrono::milliseconds timeout = std::chrono::minutes{10};
};

/// Posts once, without retries. Errors: as CurlHttpClient's; an answer of any status is a value, a redirect
/// too. No message holds a header or the body. Not for use by two threads at once; each has its own.
class PostClient {
 public:
  virtual ~PostClient() = default;
  [[nodiscard]] virtual Result<Response> post(const Post& post) = 0;
};

struct PostOptions {
  std::string user_agent = "nonmun";
  std::chrono::milliseconds connect_timeout{10'000};
  std::size_t max_body = std::size_t{16} << 20;
  /// Set from elsewhere to end a transfer; it must outlive the client.
  const std::atomic<bool>* stop = nullptr;
};

/// With libcurl, over a kept connection.
class CurlPostClient final : public PostClient {
 public:
  /// `clock` stamps the answers and must outlive the client.
  CurlPostClient(PostOptions options, const Clock& clock);
  ~CurlPostClient() override;
  CurlPostClient(const CurlPostClient&) = delete;
  CurlPostClient& operator=(const CurlPostClient&) = delete;

  [[nodiscard]] Result<Response> post(const Post& post) override;

 private:
  struct Handle;
  PostOptions options_;
  const Clock& clock_;
  std::unique_ptr<Handle> handle_;
};

}  // namespace nonmun::fetch
