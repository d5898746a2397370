// The reader of cache entries: any bytes are an entry or none, and what is written comes back.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "../../src/fetch/cache_entry.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nonmun::fetch;
  const std::string input(reinterpret_cast<const char*>(data), size);
  constexpr std::string_view k_url = "https://huggingface.co/a";
  if (const auto entry = parse_entry(input, HostGroup::huggingface, k_url)) {
    if (entry->body.size() > input.size()) std::abort();
  }

  Response response;
  response.status = static_cast<int>(size % 600);
  response.url = k_url;
  response.fetched_at = nonmun::Instant{std::chrono::seconds{1'714'003'200}};
  const auto cut = input.find('\n');
  response.headers = {{"etag", input.substr(0, cut)}, {input.substr(0, 8), "x"}};
  response.body = cut == input.npos ? input : input.substr(cut);
  const auto back = parse_entry(format_entry_head(HostGroup::arxiv_api, response) + response.body,
                                HostGroup::arxiv_api, k_url);
  if (!back || back->body != response.body || back->status != response.status) std::abort();
  return 0;
}
