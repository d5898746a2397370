// A cut is a prefix and never wider than asked; wrapping keeps every character that is no white space.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "nonmun/text/unicode.hpp"
#include "nonmun/text/width.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nonmun::text;
  if (size == 0) return 0;
  const std::size_t columns = data[0] % 80;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string cut = cut_to_width(text, columns);
  if (display_width(cut) > columns) std::abort();
  if (cut != text) {
    const std::string_view kept = std::string_view(cut).substr(0, cut.empty() ? 0 : cut.size() - 3);
    if (!text.starts_with(kept) || display_width(text) <= columns) std::abort();
  }
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = next_cluster(text, at);
    if (end <= at || end > text.size()) std::abort();
    at = end;
  }
  (void)wrap(text, columns, "- ", "  ");
  return 0;
}
