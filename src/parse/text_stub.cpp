// Stands in for the text room until it is merged: DELETE at the merge.
#include "nonmun/text/authors.hpp"
#include "nonmun/text/reading.hpp"
#include "nonmun/text/unicode.hpp"

namespace nonmun::text {
namespace {
std::size_t well_formed(std::string_view s) {
  const auto at = [&](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0U; };
  const auto tail = [&](std::size_t i) { return (at(i) & 0xC0U) == 0x80U; };
  const unsigned c = at(0);
  if (c < 0x80) return 1;
  if (c >= 0xC2 && c < 0xE0) return tail(1) ? 2 : 0;
  if (c >= 0xE0 && c < 0xF0) return tail(1) && tail(2) && !(c == 0xE0 && at(1) < 0xA0) && !(c == 0xED && at(1) > 0x9F) ? 3 : 0;
  if (c >= 0xF0 && c < 0xF5) return tail(1) && tail(2) && tail(3) && !(c == 0xF0 && at(1) < 0x90) && !(c == 0xF4 && at(1) > 0x8F) ? 4 : 0;
  return 0;
}
}  // namespace
Repaired repair_utf8(std::string_view bytes) {
  Repaired out;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto n = well_formed(bytes.substr(i));
    if (n == 0) {
      out.text += "\xEF\xBF\xBD";
      out.offsets.push_back(i++);
    } else {
      out.text.append(bytes, i, n);
      i += n;
    }
  }
  return out;
}
bool is_valid_utf8(std::string_view bytes) { return repair_utf8(bytes).offsets.empty(); }
std::string to_single_line(std::string_view text) {
  std::string out;
  for (const char c : repair_utf8(text).text) {
    if (static_cast<unsigned char>(c) <= 0x20) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else if (c != 0x7f) {
      out += c;
    }
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}
std::string to_plain(std::string_view raw, Reader, Kind) { return to_single_line(raw); }
std::optional<std::string> clean_name(std::string_view raw, Reader) {
  auto name = to_single_line(raw);
  if (name.find_first_not_of(" .,:;+-") == name.npos) return std::nullopt;
  return name;
}
std::vector<AuthorName> split_authors(std::string_view, Reader) { return {}; }
std::string to_nfc(std::string_view text) { return repair_utf8(text).text; }
std::size_t count_code_points(std::string_view text) { return text.size(); }
}  // namespace nonmun::text
