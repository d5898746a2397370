#include "nonmun/parse/arxiv_listing.hpp"

#include <cstddef>
#include <cstdint>

#include "parsed_properties.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto listing = nonmun::parse::parse_arxiv_listing(bytes, {});
  if (listing) {
    nonmun::fuzz::check(listing->parsed);
  } else {
    nonmun::fuzz::check(std::unexpected(listing.error()));
  }
  return 0;
}
