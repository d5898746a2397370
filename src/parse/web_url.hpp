#pragma once

#include <string>
#include <string_view>

#include "nonmun/core/paper.hpp"

namespace nonmun::parse {

/// Without ASCII white space at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

/// Whether a text is an http(s) URL that may be shown and linked.
[[nodiscard]] bool is_web_url(std::string_view text);

/// A repository's address as it is usually written: without "/" and ".git" at its end.
[[nodiscard]] std::string tidy_repository(std::string_view url);

/// Whether a URL is https://github.com/owner/repository or a page below it.
[[nodiscard]] bool is_github_repository(std::string_view url);

/// By the ending of the URL's path: mp4, mov, qt, webm, avi, m4v, mkv are videos, all else images.
[[nodiscard]] MediaKind media_kind(std::string_view url);

}  // namespace nonmun::parse
