// Any bytes as a digest: every entry is a record or held back with an issue, and what was read can be
// rendered in the style classic and read again to the same text.
#include <cstdint>
#include <cstdlib>

#include "nonmun/parse/digest.hpp"
#include "nonmun/render/render.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nonmun;
  const auto parsed = parse::parse_digest({reinterpret_cast<const char*>(data), size}, {"fuzz", {}, {}});
  if (!parsed) return 0;
  if (parsed->entries != parsed->papers.size() + parsed->held_back) std::abort();
  if (parsed->held_back > parsed->issues.size()) std::abort();
  render::RenderOptions options;
  options.style = render::Style::classic;
  const std::string first = render::render({parsed->papers, std::nullopt}, options);
  if (first.empty()) return 0;
  const auto again = parse::parse_digest(first, {"again", {}, {}});
  if (!again || again->papers.size() != parsed->papers.size()) std::abort();
  if (render::render({again->papers, std::nullopt}, options) != first) std::abort();
  return 0;
}
