#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace nonmun::text {

/// The bytes of a URL in running text.
struct UrlSpan {
  std::size_t begin = 0, end = 0;
};

/// The end of the URL whose host begins at `host`: before white space, any of <>"{}|\^ and backquote, Hangul,
/// CJK and typographic punctuation, an unbalanced closing bracket and a bracket with another URL in it;
/// trailing punctuation is left out.
[[nodiscard]] std::size_t address_end(std::string_view text, std::size_t host);

/// The end of the http or https URL that begins exactly at `begin`, or nothing when none does.
[[nodiscard]] std::optional<std::size_t> url_end(std::string_view text, std::size_t begin);

/// Which URLs are looked for: those of the web, or also those of file servers.
enum class Schemes { web, web_and_ftp };

/// The first URL that begins at or after `from`. Calling it again from `end` walks through a text in linear
/// time.
[[nodiscard]] std::optional<UrlSpan> next_url(std::string_view text, std::size_t from,
                                              Schemes schemes = Schemes::web);

}  // namespace nonmun::text
