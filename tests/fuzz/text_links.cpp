// Links lie in the text in order; the full URLs among them are those that find_urls gives, but for repeated
// ones; a URL that was found is found whole when it stands alone.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "nonmun/text/links.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nonmun::text;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::size_t at = 0;
  const auto links = find_links(text);
  for (const FoundLink& link : links) {
    if (link.begin < at || link.begin >= link.end || link.end > size || link.href.empty()) std::abort();
    (void)classify_link(link.href);
    at = link.end;
  }
  for (const FoundLink& url : find_urls(text)) {
    const auto again = find_urls(url.href);
    if (again.size() != 1 || again[0].href != url.href) std::abort();
    const bool linked =
        std::any_of(links.begin(), links.end(), [&](const FoundLink& link) { return link.href == url.href; });
    if (!linked) std::abort();
  }
  for (const FoundLink& doi : find_dois(text)) {
    if (doi.begin >= doi.end || doi.end > size) std::abort();
  }
  (void)classify_link(text);
  return 0;
}
