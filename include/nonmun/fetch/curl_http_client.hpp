#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "nonmun/fetch/http_client.hpp"

namespace nonmun::fetch {

/// "nonmun/0.1.0 (+contact)": arXiv and Hugging Face ask for the tool's name and a way to reach whoever runs
/// it (an address or a URL). Control characters and parentheses in the contact are dropped.
[[nodiscard]] std::string make_user_agent(std::string_view version, std::string_view contact);

struct CurlOptions {
  std::string user_agent = "nonmun";
  /// HF_TOKEN as the environment has it (line ends and blanks are cut off). It goes to the Hugging Face group
  /// only, over https or to a loopback host, is not sent along to the host of a redirect, and stands in no
  /// message. A token that still holds a control character is not sent.
  std::string huggingface_token{};
  std::chrono::milliseconds connect_timeout{10'000};
  /// arXiv's API stalls for about 45 s after it has refused a request, so the silence allowed is longer.
  std::chrono::milliseconds total_timeout{120'000};
  std::chrono::seconds silence_timeout{60};
  /// Of the body as decompressed.
  std::size_t max_body = std::size_t{64} << 20;
  /// Set from elsewhere to end a transfer; it must outlive the client.
  const std::atomic<bool>* stop = nullptr;
};

/// Bare transfers with libcurl: HTTP/2, compression, one kept connection per host group, TLS verified, at
/// most 5 redirects and never from https to http. libcurl is first touched by the first get().
///
/// Errors: unavailable when asking again may help (no connection, time-out, a transfer cut off, an empty
/// 200); invalid_data when it will not (certificate, too many redirects, a body over the cap); interrupted;
/// usage for a URL that is none.
class CurlHttpClient final : public HttpClient {
 public:
  /// `clock` stamps the answers and must outlive the client.
  CurlHttpClient(CurlOptions options, const Clock& clock);
  ~CurlHttpClient() override;
  CurlHttpClient(const CurlHttpClient&) = delete;
  CurlHttpClient& operator=(const CurlHttpClient&) = delete;

  [[nodiscard]] Result<Response> get(const Request& request) override;

 private:
  struct Handles;
  CurlOptions options_;
  const Clock& clock_;
  std::unique_ptr<Handles> handles_;
};

}  // namespace nonmun::fetch
