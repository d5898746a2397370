// Any bytes become one line of clean, composed text, and cleaning it again changes nothing.

#include "nonmun/text/unicode.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace nonmun::text;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Repaired repaired = repair_utf8(bytes);
  const std::string composed = to_nfc(bytes);
  const std::string line = to_single_line(bytes);
  const bool holds = is_valid_utf8(repaired.text) && repaired.offsets.empty() == is_valid_utf8(bytes) &&
                     is_valid_utf8(composed) && to_nfc(composed) == composed && is_valid_utf8(line) &&
                     to_nfc(line) == line && to_single_line(line) == line &&
                     count_code_points(bytes) == count_code_points(repaired.text) &&
                     line.find_first_of("\n\t\x1b\x7f") == std::string::npos;
  if (!holds) std::abort();
  return 0;
}
