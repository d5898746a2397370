// Whatever an upstream sends is read to clean text, by either reader and in every view.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "nonmun/text/reading.hpp"
#include "nonmun/text/unicode.hpp"

using namespace nonmun::text;

namespace {

bool is_clean(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return is_valid_utf8(text) && to_single_line(text) == text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Reader reader = (data[0] & 1) != 0 ? Reader::arxiv : Reader::hf;
  const auto kind = static_cast<Kind>((data[0] >> 1) & 3);
  const std::string_view raw(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string plain = to_plain(raw, reader, kind);
  const std::string html = to_html(raw, reader, kind);
  const std::string markdown = to_markdown(raw, reader, kind, MathStyle::unicode, Place::bullet);
  std::string line = plain;
  std::replace(line.begin(), line.end(), '\n', ' ');
  const bool holds = is_clean(plain) && is_valid_utf8(html) && unescape_markdown(markdown) == line &&
                     is_clean(to_markdown(raw, reader, kind, MathStyle::tex, Place::table_cell)) &&
                     html.find("<script") == std::string::npos &&
                     html.find("javascript:\"") == std::string::npos;
  if (!holds) std::abort();
  for (const std::string& name : unknown_macros(raw, reader, kind)) {
    if (!name.starts_with('\\')) std::abort();
  }
  return 0;
}
