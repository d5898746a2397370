#include "web_url.hpp"

#include <algorithm>

#include "nonmun/core/ascii.hpp"
#include "nonmun/core/url.hpp"

namespace nonmun::parse {

std::string_view trim(std::string_view text) { return ascii::trim(text); }

namespace {

/// Whether a URL is of the plain kind that nearly all are, https://host/path in ASCII, and so surely one that
/// Url::parse takes.
bool is_plain_url(std::string_view text) {
  constexpr std::string_view scheme = "https://";
  if (!text.starts_with(scheme)) return false;
  text.remove_prefix(scheme.size());
  const auto is_host = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  };
  const auto slash = std::find_if_not(text.begin(), text.end(), is_host);
  if (slash - text.begin() < 2 || slash == text.end() || *slash != '/') return false;
  return std::all_of(slash, text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

}  // namespace

bool is_web_url(std::string_view text) { return is_plain_url(text) || Url::parse(text).has_value(); }

std::string tidy_repository(std::string_view url) {
  const auto drop_slashes = [&] {
    while (url.ends_with('/')) url.remove_suffix(1);
  };
  drop_slashes();
  if (url.ends_with(".git")) url.remove_suffix(4);
  drop_slashes();
  return std::string(url);
}

bool is_github_repository(std::string_view text) {
  const auto url = Url::parse(text);
  if (!url || (url->host != "github.com" && url->host != "www.github.com")) return false;
  std::string_view path = url->target;
  path = path.substr(1, path.find('?') - 1);
  const auto slash = path.find('/');
  if (slash == 0 || slash == path.npos) return false;
  const auto repository = path.substr(slash + 1, path.find('/', slash + 1) - slash - 1);
  return !repository.empty();
}

MediaKind media_kind(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const auto dot = url.find_last_of("./");
  if (dot == url.npos || url[dot] == '/') return MediaKind::image;
  const std::string ending = ascii::lower(url.substr(dot + 1));
  for (const std::string_view video : {"mp4", "mov", "qt", "webm", "avi", "m4v", "mkv"}) {
    if (ending == video) return MediaKind::video;
  }
  return MediaKind::image;
}

}  // namespace nonmun::parse
