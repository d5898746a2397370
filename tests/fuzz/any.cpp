#include <cstddef>
#include <cstdint>

#include "nonmun/parse/any.hpp"
#include "parsed_properties.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  nonmun::fuzz::check(nonmun::parse::parse_any(bytes, {}));
  return 0;
}
