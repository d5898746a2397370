#include "control_characters.hpp"

#include <algorithm>

namespace nonmun::parse {
namespace {

bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F; }

}  // namespace

std::string without_control_characters(std::string_view text) {
  const bool c1 = text.find('\xC2') != text.npos;
  if (!c1 && std::none_of(text.begin(), text.end(), is_control)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\xC2' && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) {
      ++at;
    } else if (c == '\t') {
      out += ' ';
    } else if (!is_control(c)) {
      out += c;
    }
  }
  return out;
}

}  // namespace nonmun::parse
