// Stands in for the names part of the text room until it is merged: DELETE at the merge.
#include "nonmun/text/authors.hpp"
#include "nonmun/text/unicode.hpp"

namespace nonmun::text {
std::optional<std::string> clean_name(std::string_view raw, Reader) {
  auto name = to_single_line(raw);
  if (name.find_first_not_of(" .,:;+-") == name.npos) return std::nullopt;
  return name;
}
}  // namespace nonmun::text
