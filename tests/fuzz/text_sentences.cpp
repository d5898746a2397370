// Sentences lie in the text in order, and only white space stands between them.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "nonmun/text/sentences.hpp"
#include "nonmun/text/unicode.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nonmun::text;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto is_blank = [&](std::size_t begin, std::size_t end) {
    return to_single_line(text.substr(begin, end - begin)).empty();
  };
  std::size_t at = 0;
  for (const Span& span : split_sentences(text)) {
    if (span.begin < at || span.begin >= span.end || span.end > size || !is_blank(at, span.begin))
      std::abort();
    at = span.end;
  }
  if (!is_blank(at, size)) std::abort();
  return 0;
}
