#pragma once

#include <memory>
#include <vector>

#include "commands.hpp"
#include "nonmun/core/time.hpp"
#include "nonmun/fetch/endpoints.hpp"
#include "nonmun/fetch/http_client.hpp"

namespace nonmun::cli {

/// The layers between a request and the network, built from the options: transfer, politeness, cache,
/// recording; or a replay alone.
class HttpStack {
 public:
  /// `session` must outlive it. Errors: ErrorKind::usage for an endpoint that is no web address.
  [[nodiscard]] static Result<HttpStack> build(const Session& session);
  HttpStack(HttpStack&&) noexcept;
  ~HttpStack();

  [[nodiscard]] fetch::HttpClient& top();
  [[nodiscard]] const fetch::Endpoints& endpoints() const;
  [[nodiscard]] const Clock& clock() const;
  /// What the layers met that did not stop them (a cache that cannot be written).
  [[nodiscard]] std::vector<Error> warnings() const;

 private:
  struct Layers;
  explicit HttpStack(std::unique_ptr<Layers> layers);
  std::unique_ptr<Layers> layers_;
};

}  // namespace nonmun::cli
