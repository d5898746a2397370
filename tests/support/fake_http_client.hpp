#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "nonmun/fetch/http_client.hpp"

namespace nonmun::test {

/// Answers from a function and keeps what was asked.
class FakeHttpClient final : public fetch::HttpClient {
 public:
  using Handler = std::function<Result<fetch::Response>(const fetch::Request&)>;

  explicit FakeHttpClient(Handler handler) : handler_(std::move(handler)) {}

  [[nodiscard]] Result<fetch::Response> get(const fetch::Request& request) override {
    requests.push_back(request);
    auto response = handler_(request);
    if (response && response->url.empty()) response->url = request.url;
    return response;
  }

  std::vector<fetch::Request> requests;

 private:
  Handler handler_;
};

[[nodiscard]] inline fetch::Response answer(int status, std::string body = "[]",
                                            std::vector<fetch::Header> headers = {}) {
  fetch::Response response;
  response.status = status;
  response.body = std::move(body);
  response.headers = std::move(headers);
  return response;
}

}  // namespace nonmun::test
