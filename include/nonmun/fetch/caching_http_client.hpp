#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/fetch/http_client.hpp"

namespace nonmun::fetch {

enum class CacheMode {
  normal,   ///< a fresh answer is used; else upstream is asked, with the known answer's ETag
  offline,  ///< the known answer is used, however old; upstream is never asked
  refresh,  ///< upstream is always asked
};

struct CacheOptions {
  std::filesystem::path directory{};  ///< XDG cache, nonmun/http; empty: nothing is kept or known
  CacheMode mode = CacheMode::normal;
  /// When the files together outgrow it the oldest are removed.
  std::uintmax_t max_bytes = std::uintmax_t{256} << 20;
};

/// Keeps answers with status 200 on disk, one file per group and URL; a reader sees whole files only, and
/// verifies them. When upstream cannot be asked (an Error, or a status that says so) a known answer is given
/// with the reason in `stale_because`; other answers are passed on. A file that is broken or cannot be read
/// is as if it were not there.
///
/// Errors: what the inner client says, where nothing is known; offline, unavailable.
class CachingHttpClient final : public HttpClient {
 public:
  /// `inner` and `clock` must outlive the client. The ages of answers are counted by `clock`.
  CachingHttpClient(HttpClient& inner, const Clock& clock, CacheOptions options);

  [[nodiscard]] Result<Response> get(const Request& request) override;

  /// Local faults that did not stop anything: a cache that cannot be written. The first of each kind.
  [[nodiscard]] const std::vector<Error>& warnings() const { return warnings_; }

 private:
  [[nodiscard]] std::filesystem::path path_of(const Request& request) const;
  void keep(const Request& request, const Response& response);
  void make_room(std::uintmax_t added);

  HttpClient& inner_;
  const Clock& clock_;
  CacheOptions options_;
  std::uintmax_t bytes_ = 0;
  bool counted_ = false;
  std::vector<Error> warnings_;
};

}  // namespace nonmun::fetch
