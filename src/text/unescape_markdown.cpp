#include <optional>
#include <vector>

#include "nonmun/text/markdown.hpp"
#include "url_scan.hpp"
#include "utf8.hpp"

namespace nonmun::text {
namespace {

/// The end of a link's "(destination)" whose '(' is at `open`: past the ')'. CommonMark's own limit on nested
/// brackets keeps the search short.
std::optional<std::size_t> end_of_destination(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < text.size(); ++at) {
    const char c = text[at];
    if (c == ' ' || c == '\n' || c == '\t') return std::nullopt;
    if (c == '\\')
      ++at;
    else if (c == '(' && ++depth > 32)
      return std::nullopt;
    else if (c == ')' && --depth == 0)
      return at + 1;
  }
  return std::nullopt;
}

}  // namespace

std::string unescape_markdown(std::string_view markdown) {
  std::string out;
  out.reserve(markdown.size());
  std::vector<std::size_t> brackets;  // where each '[' still open stands in `out`
  std::vector<std::size_t> dropped;   // those that proved to open a link, in no order
  for (std::size_t at = 0; at < markdown.size(); ++at) {
    const char c = markdown[at];
    if (c == '\\' && at + 1 < markdown.size() && is_ascii_punctuation(as_point(markdown[at + 1]))) {
      out.push_back(markdown[++at]);
    } else if (c == '<') {
      const std::optional<std::size_t> end = url_end(markdown, at + 1);
      if (end && *end < markdown.size() && markdown[*end] == '>') {
        out.append(markdown.substr(at + 1, *end - at - 1));
        at = *end;
      } else {
        out.push_back(c);
      }
    } else if (c == ']' && !brackets.empty()) {
      const std::size_t open = brackets.back();
      brackets.pop_back();
      const bool image = open > 0 && out[open - 1] == '!';
      const std::optional<std::size_t> end = !image && at + 1 < markdown.size() && markdown[at + 1] == '('
                                                 ? end_of_destination(markdown, at + 1)
                                                 : std::nullopt;
      if (end) {
        dropped.push_back(open);
        at = *end - 1;
      } else {
        out.push_back(c);
      }
    } else {
      if (c == '[') brackets.push_back(out.size());
      out.push_back(c);
    }
  }
  if (dropped.empty()) return out;
  std::vector<bool> drop(out.size(), false);
  for (const std::size_t position : dropped) drop[position] = true;
  std::string kept;
  kept.reserve(out.size());
  for (std::size_t at = 0; at < out.size(); ++at) {
    if (!drop[at]) kept.push_back(out[at]);
  }
  return kept;
}

}  // namespace nonmun::text
