#include "nonmun/parse/arxiv_oai.hpp"

#include <cstddef>
#include <cstdint>

#include "parsed_properties.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto answer = nonmun::parse::parse_arxiv_oai(bytes, {});
  if (answer) {
    nonmun::fuzz::check(answer->parsed);
  } else {
    nonmun::fuzz::check(std::unexpected(answer.error()));
  }
  return 0;
}
