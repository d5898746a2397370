#pragma once

#include <string>
#include <string_view>

#include "nonmun/core/error.hpp"

namespace nonmun {

/// An absolute http or https URL, split. Only what this program needs to tell hosts apart and to refuse what
/// is not the web.
struct Url {
  std::string scheme;  ///< "http" or "https", lower case
  std::string host;    ///< lower case; an IPv6 address without brackets
  int port = 0;        ///< as written, or the scheme's own
  std::string target;  ///< path and query, at least "/"

  /// Errors: ErrorKind::usage for another scheme, a missing host, white space, control characters, or a user
  /// name in the authority (it would put a secret where it is logged).
  [[nodiscard]] static Result<Url> parse(std::string_view text);
  /// localhost, 127.0.0.0/8 or ::1.
  [[nodiscard]] bool is_loopback() const;
};

/// Percent-encodes all but unreserved characters (RFC 3986).
[[nodiscard]] std::string percent_encode(std::string_view text);

}  // namespace nonmun
