// A word keeps its text, in NFC, and takes one of the forms of the particle.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "nonmun/text/korean.hpp"
#include "nonmun/text/unicode.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nonmun::text;
  const std::string_view word(reinterpret_cast<const char*>(data), size);
  const std::string given = josa(word, "으로/로");
  const std::string kept = to_nfc(word);
  if (!given.starts_with(kept)) std::abort();
  const std::string particle = given.substr(kept.size());
  if (particle != "으로" && particle != "로" && particle != "(으)로") std::abort();
  (void)josa("모델", word);
  (void)has_hangul(word);
  return 0;
}
