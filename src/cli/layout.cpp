#include "layout.hpp"

#include "flags.hpp"

namespace nonmun::cli {

std::string wrap_ascii(std::string_view text, std::size_t columns, std::string_view first,
                       std::string_view next) {
  std::string out(first);
  std::size_t used = first.size();
  bool begins_line = true;
  for (const auto word : split_words(text, ' ')) {
    if (!begins_line && used + 1 + word.size() > columns) {
      out += '\n';
      out += next;
      used = next.size();
      begins_line = true;
    }
    if (!begins_line) {
      out += ' ';
      ++used;
    }
    out += word;
    used += word.size();
    begins_line = false;
  }
  return out;
}

}  // namespace nonmun::cli
