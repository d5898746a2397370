#include "review_body.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "nonmun/text/markdown.hpp"
#include "nonmun/text/unicode.hpp"

namespace nonmun::parse {
namespace {

struct Heading {
  std::size_t level = 0;
  std::string text;
};

/// The byte behind an image "![…](…)" that begins at `at`; nullopt when it is none.
std::optional<std::size_t> end_of_image(std::string_view line, std::size_t at) {
  if (!line.substr(at).starts_with("![")) return std::nullopt;
  const std::size_t middle = line.find("](", at);
  if (middle == line.npos) return std::nullopt;
  const std::size_t end = line.find(')', middle);
  return end == line.npos ? std::nullopt : std::optional(end + 1);
}

/// A line without emphasis, code marks and images, as finished text.
std::string read_inline(std::string_view line) {
  std::string plain;
  bool may_hold_image = true;
  for (std::size_t at = 0; at < line.size();) {
    const std::string_view rest = line.substr(at);
    if (rest.size() > 1 && rest.front() == '\\') {
      plain += rest.substr(0, 2);
      at += 2;
    } else if (rest.starts_with("**") || rest.front() == '`') {
      at += rest.front() == '`' ? 1 : 2;
    } else if (rest.starts_with("![") && may_hold_image) {
      const auto end = end_of_image(line, at);
      may_hold_image = end.has_value();
      at = end.value_or(at);
    } else {
      plain += line[at++];
    }
  }
  return text::to_single_line(text::unescape_markdown(plain));
}

std::optional<Heading> read_heading(std::string_view line) {
  const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
  if (level == 0 || level > 6 || (level < line.size() && line[level] != ' ')) return std::nullopt;
  std::string_view text = line.substr(level);
  while (text.ends_with('#')) text.remove_suffix(1);
  return Heading{level, read_inline(text)};
}

/// Takes quotation marks, the mark of a list's item and its box off the beginning.
std::string_view skip_marks(std::string_view line) {
  while (line.starts_with('>') || line.starts_with(' ') || line.starts_with('\t')) line.remove_prefix(1);
  if (line.size() > 1 && std::string_view("-*+").contains(line[0]) && line[1] == ' ') line.remove_prefix(2);
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (digits > 0 && digits < 10 && digits + 1 < line.size() && (line[digits] == '.' || line[digits] == ')') &&
      line[digits + 1] == ' ')
    line.remove_prefix(digits + 2);
  for (const std::string_view box : {"[ ] ", "[x] ", "[X] "}) {
    if (line.starts_with(box)) line.remove_prefix(box.size());
  }
  return line;
}

/// A rule, the line under a heading, a row of a table, a line of HTML, a mark of a list without text.
bool says_nothing(std::string_view line) {
  if (line.starts_with('|')) return true;
  if (line.size() > 1 && line.starts_with('<') && line.ends_with('>') && !line.starts_with("<http"))
    return true;
  const bool same = std::ranges::all_of(line, [&](char c) { return c == line.front() || c == ' '; });
  return same && std::string_view("-*_=+>").contains(line.front());
}

class BodyReader {
 public:
  void read(std::string_view line) {
    while (line.starts_with(' ') || line.starts_with('\t')) line.remove_prefix(1);
    if (skip_code(line)) return;
    const std::string shown = without_comments(line);
    std::string_view text = shown;
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    if (text.empty() || says_nothing(text)) return;
    if (auto heading = read_heading(text)) return take(std::move(*heading));
    add(read_inline(skip_marks(text)));
  }

  ReviewBody finish() { return std::move(body_); }

 private:
  bool skip_code(std::string_view line) {
    if (in_comment_) return false;
    if (!fence_.empty()) {
      if (line.starts_with(fence_)) fence_ = {};
      return true;
    }
    for (const std::string_view fence : {"```", "~~~"}) {
      if (line.starts_with(fence)) return fence_ = fence, true;
    }
    return false;
  }

  std::string without_comments(std::string_view line) {
    std::string out;
    while (!line.empty()) {
      const std::string_view mark = in_comment_ ? "-->" : "<!--";
      std::size_t at = line.find(mark);
      // "\\<!--" is text.
      while (!in_comment_ && at != line.npos && at > 0 && line[at - 1] == '\\') at = line.find(mark, at + 1);
      if (!in_comment_) out += line.substr(0, at);
      if (at == line.npos) break;
      in_comment_ = !in_comment_;
      line.remove_prefix(at + mark.size());
    }
    return out;
  }

  void take(Heading heading) {
    if (heading.level == 1 && body_.heading.empty() && body_.text.empty() && headings_.empty()) {
      body_.heading = std::move(heading.text);
      return;
    }
    while (!headings_.empty() && headings_.back().level >= heading.level) headings_.pop_back();
    headings_.push_back(std::move(heading));
  }

  void add(const std::string& text) {
    if (text.empty()) return;
    for (const Heading& heading : std::exchange(headings_, {})) append(heading.text);
    append(text);
  }

  void append(const std::string& text) {
    if (text.empty()) return;
    if (!body_.text.empty()) body_.text += ' ';
    body_.text += text;
  }

  ReviewBody body_;
  std::vector<Heading> headings_;  ///< under which nothing stands so far, from the outer to the inner
  std::string_view fence_;
  bool in_comment_ = false;
};

}  // namespace

ReviewBody read_review_body(std::span<const DigestLine> lines) {
  BodyReader reader;
  for (const DigestLine& line : lines) reader.read(line.text);
  return reader.finish();
}

}  // namespace nonmun::parse
