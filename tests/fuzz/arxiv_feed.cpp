#include "nonmun/parse/arxiv_feed.hpp"

#include <cstddef>
#include <cstdint>

#include "parsed_properties.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto feed = nonmun::parse::parse_arxiv_feed(bytes, {});
  if (feed) {
    nonmun::fuzz::check(feed->parsed);
  } else {
    nonmun::fuzz::check(std::unexpected(feed.error()));
  }
  return 0;
}
