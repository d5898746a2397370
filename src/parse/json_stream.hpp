#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace nonmun::parse {

/// One value of a stream of JSON values.
struct JsonItem {
  std::string_view text;  ///< for a broken one: what was skipped
  std::size_t line = 0;   ///< from 1, where it begins
  std::string fault;      ///< why it is broken; empty: brackets match
};

/// Cuts a text into its JSON values: one a line, pretty-printed, run together, or the elements of arrays. A
/// broken value costs itself: reading goes on at the next line that begins like a record. Takes linear time
/// on any bytes.
class JsonStream {
 public:
  explicit JsonStream(std::string_view text) : text_(text) {}
  /// nullopt at the end.
  [[nodiscard]] std::optional<JsonItem> next();

 private:
  JsonItem item(std::size_t begin, std::size_t end, std::string fault = {});
  JsonItem object();
  JsonItem junk();
  std::size_t end_of_line(std::size_t at) const;

  std::string_view text_;
  std::size_t at_ = 0;
  bool in_array_ = false;
  bool strict_ = false;                     ///< since the first broken object
  std::size_t counted_to_ = 0, lines_ = 1;  ///< the line number at counted_to_
};

/// Whether `use(key)` is true for a key of the object itself (not of what it holds). `object` is as
/// JsonStream gives it; keys with escapes are passed as they stand.
template <class Use>
bool any_key(std::string_view object, Use&& use) {
  std::size_t depth = 0;
  for (std::size_t at = 0; at < object.size(); ++at) {
    const char c = object[at];
    if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (depth > 0) --depth;
    } else if (c == '"') {
      const auto begin = at + 1;
      for (at = begin; at < object.size() && object[at] != '"'; ++at) {
        if (object[at] == '\\') ++at;
      }
      if (depth != 1) continue;
      const auto colon = object.find_first_not_of(" \t\r\n", at + 1);
      if (colon != object.npos && object[colon] == ':' && use(object.substr(begin, at - begin))) return true;
    }
  }
  return false;
}

}  // namespace nonmun::parse
