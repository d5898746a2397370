#include "curl_library.hpp"

#include <dlfcn.h>

#include <string>

namespace nonmun::fetch {
namespace {

/// The name of libcurl's binary interface, the same since 2006.
constexpr const char* k_library = "libcurl.so.4";

template <class Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  return function != nullptr;
}

Result<CurlLibrary> open() {
  const auto failure = [](const char* why) {
    return fail(ErrorKind::local_fault, "cannot be used: " + std::string(why ? why : "no reason given"),
                k_library, "install it (Debian: libcurl4); without it only --offline and --replay work");
  };
  void* const library = dlopen(k_library, RTLD_NOW | RTLD_LOCAL);
  if (!library) return failure(dlerror());
  CurlLibrary curl{};
  const bool whole = find(library, "curl_global_init", curl.global_init) &&
                     find(library, "curl_easy_init", curl.easy_init) &&
                     find(library, "curl_easy_cleanup", curl.easy_cleanup) &&
                     find(library, "curl_easy_setopt", curl.easy_setopt) &&
                     find(library, "curl_easy_getinfo", curl.easy_getinfo) &&
                     find(library, "curl_easy_perform", curl.easy_perform) &&
                     find(library, "curl_easy_strerror", curl.easy_strerror) &&
                     find(library, "curl_slist_append", curl.slist_append) &&
                     find(library, "curl_slist_free_all", curl.slist_free_all);
  if (!whole) return failure(dlerror());
  if (const CURLcode code = curl.global_init(CURL_GLOBAL_DEFAULT); code != CURLE_OK)
    return failure(curl.easy_strerror(code));
  return curl;
}

}  // namespace

Result<const CurlLibrary*> CurlLibrary::load() {
  static const Result<CurlLibrary> opened = open();
  if (!opened) return std::unexpected(opened.error());
  return &*opened;
}

}  // namespace nonmun::fetch
