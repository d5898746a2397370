#include <cstddef>
#include <cstdint>

#include "nonmun/parse/paper_json.hpp"
#include "parsed_properties.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  nonmun::fuzz::check(nonmun::parse::parse_paper_json(bytes, {}));
  return 0;
}
