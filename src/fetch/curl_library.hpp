#pragma once

#include <curl/curl.h>

#include "nonmun/core/error.hpp"

namespace nonmun::fetch {

/// libcurl's functions, from the library opened at the first transfer. libcurl brings some thirty libraries
/// of its own with it; most runs (a pipe, a cached day) make no request, and loading them would be half of
/// such a run's time.
struct CurlLibrary {
  decltype(&curl_global_init) global_init;
  decltype(&curl_easy_init) easy_init;
  decltype(&curl_easy_cleanup) easy_cleanup;
  decltype(&curl_easy_setopt) easy_setopt;
  decltype(&curl_easy_getinfo) easy_getinfo;
  decltype(&curl_easy_perform) easy_perform;
  decltype(&curl_easy_strerror) easy_strerror;
  decltype(&curl_slist_append) slist_append;
  decltype(&curl_slist_free_all) slist_free_all;

  /// The library, started; opened once and never closed. Errors: ErrorKind::local_fault without a libcurl.
  [[nodiscard]] static Result<const CurlLibrary*> load();
};

}  // namespace nonmun::fetch
