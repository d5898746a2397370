#include "nonmun/text/reading.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "clean.hpp"
#include "nonmun/text/unicode.hpp"
#include "tex_reader.hpp"
#include "url_scan.hpp"
#include "utf8.hpp"

namespace nonmun::text {
namespace {

/// arXiv's own converter lets a command's name end at one space and shows the next: `\\aa  b` is "å b".
/// Cleaning makes one space of them, so an empty group is put in between.
std::string part_wide_spaces(std::string_view raw) {
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = raw.find("  "); at != std::string_view::npos; at = raw.find("  ", at + 1)) {
    std::size_t name = at;
    while (name > copied && is_ascii_letter(as_point(raw[name - 1]))) --name;
    if (name == at || name == copied || raw[name - 1] != '\\') continue;
    out.append(raw.substr(copied, at - copied)).append("{}");
    copied = at;
  }
  return out.append(raw.substr(copied));
}

Reading read(std::string_view raw, Reader reader, Kind kind) {
  std::string parted;
  if (raw.find('\\') != std::string_view::npos && raw.find("  ") != std::string_view::npos) {
    parted = part_wide_spaces(raw);
    raw = parted;
  }
  Cleaned cleaned = clean(raw, kind == Kind::abstract ? Lines::paragraphs : Lines::joined);
  Reading reading;
  if (reader == Reader::hf && kind != Kind::name &&
      (cleaned.traits.has_tex || may_be_undressed(cleaned.text))) {
    cleaned.text = undress_hugging_face(cleaned.text);
  }
  if (!cleaned.traits.has_tex && !cleaned.traits.has_backquote && !cleaned.traits.has_dashes) {
    reading.text = std::move(cleaned.text);
    return reading;
  }
  reading.text.reserve(cleaned.text.size() + 16);
  const std::string_view text = cleaned.text;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::size_t before = reading.text.size();
    if (before > 0) reading.text.push_back('\n');
    const std::size_t start = reading.text.size();
    TexReader(text.substr(begin, end - begin), reader, kind, reading).read();
    // A paragraph of which nothing is left.
    if (reading.text.size() == start) reading.text.resize(before);
    begin = end + 1;
  }
  // A paper keeps a title: one that TeX would show nothing of ("~~~") stays as it came.
  if (kind == Kind::title && reading.text.empty()) {
    reading = {};
    reading.text = std::move(cleaned.text);
  }
  return reading;
}

Reading read_composed(std::string_view raw, Reader reader, Kind kind) {
  Reading reading = read(raw, reader, kind);
  if (is_nfc(reading.text)) return reading;
  std::string composed = to_nfc(reading.text);
  // Composition across the seams of what was read is rare, and would move the marks: then they are given up.
  if (composed != reading.text) reading.marks.clear();
  reading.text = std::move(composed);
  return reading;
}

/// Stands for a formula while the text around it is escaped. Cleaning has removed it from any input.
constexpr std::string_view k_placeholder = "\uFDD0";

/// A formula's TeX in words that mean the same to TeX and nothing to Markdown, for renderers that read the
/// one before the other in either order. Empty when that cannot be done.
std::string inert_tex(std::string_view source) {
  constexpr std::array<std::pair<char, std::string_view>, 12> k_escapes = {{{'{', "\\lbrace "},
                                                                            {'}', "\\rbrace "},
                                                                            {',', "\\thinspace "},
                                                                            {':', "\\medspace "},
                                                                            {'>', "\\medspace "},
                                                                            {';', "\\thickspace "},
                                                                            {'!', "\\negthinspace "},
                                                                            {'|', "\\Vert "},
                                                                            {'\\', "\\cr "},
                                                                            {'(', ""},
                                                                            {')', ""},
                                                                            {' ', "\\space "}}};
  std::string out;
  for (std::size_t at = 0; at < source.size(); ++at) {
    const char c = source[at];
    const char next = at + 1 < source.size() ? source[at + 1] : '\0';
    switch (c) {
      case '$':
      case '`':
        return {};
      case '<':
        out += "\\lt ";
        break;
      case '>':
        out += "\\gt ";
        break;
      case '*':
        out += "\\ast ";
        break;
      case '|':
        out += "\\vert ";
        break;
      case '~':
        out += "\\space ";
        break;
      case '_':
        // Before a space it can open no emphasis.
        out += next == ' ' ? "_" : "_ ";
        break;
      case ']':
        out += next == '(' ? "] " : "]";
        break;
      case '\\': {
        if (!is_ascii_punctuation(as_point(next)) && next != ' ') {
          out += c;
          break;
        }
        const auto* found = std::find_if(k_escapes.begin(), k_escapes.end(),
                                         [&](const auto& escape) { return escape.first == next; });
        if (found == k_escapes.end()) return {};
        out += found->second;
        ++at;
        break;
      }
      case ' ':
        if (!out.empty() && out.back() != ' ') out += c;
        break;
      default:
        out += c;
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  out.erase(0, std::min(out.find_first_not_of(' '), out.size()));
  return out;
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

/// Text without marks as HTML, its addresses as links.
void put_html(std::string& out, std::string_view text, bool linking) {
  std::size_t from = 0;
  while (const std::optional<UrlSpan> url = linking ? next_url(text, from) : std::nullopt) {
    const std::string address = escape_html(text.substr(url->begin, url->end - url->begin));
    out += escape_html(text.substr(from, url->begin - from));
    out.append("<a href=\"").append(address).append("\">").append(address).append("</a>");
    from = url->end;
  }
  out += escape_html(text.substr(from));
}

struct Element {
  std::string open, close;
};

std::optional<Element> element_of(const Mark& mark) {
  switch (mark.kind) {
    case MarkKind::emphasis:
      return Element{"<em>", "</em>"};
    case MarkKind::strong:
      return Element{"<strong>", "</strong>"};
    case MarkKind::code:
      return Element{"<code>", "</code>"};
    case MarkKind::link:
      if (!url_end(mark.source, 0)) return std::nullopt;
      return Element{"<a href=\"" + escape_html(mark.source) + "\">", "</a>"};
    case MarkKind::math:
      break;
  }
  return std::nullopt;
}

/// One paragraph, [begin, end) of the reading, as HTML; `next` is the first mark not yet used.
void put_paragraph(std::string& out, const Reading& reading, std::size_t begin, std::size_t end,
                   std::size_t& next) {
  const std::string_view text = reading.text;
  std::vector<std::pair<std::size_t, std::string>> open;  // where each element ends, and its end tag
  bool in_link = false;
  std::size_t at = begin;
  const auto advance = [&](std::size_t to) {
    put_html(out, text.substr(at, to - at), !in_link);
    at = to;
  };
  const auto close_until = [&](std::size_t to) {
    while (!open.empty() && open.back().first <= to) {
      advance(std::max(at, open.back().first));
      out += open.back().second;
      in_link = in_link && open.back().second != "</a>";
      open.pop_back();
    }
  };
  out += "<p>";
  for (; next < reading.marks.size() && reading.marks[next].begin < end; ++next) {
    const Mark& mark = reading.marks[next];
    const std::optional<Element> element = element_of(mark);
    if (!element || mark.begin >= mark.end || mark.begin < at || (in_link && mark.kind == MarkKind::link))
      continue;
    close_until(mark.begin);
    advance(mark.begin);
    out += element->open;
    in_link = in_link || mark.kind == MarkKind::link;
    // An element ends no later than the one around it.
    open.emplace_back(std::min({mark.end, end, open.empty() ? end : open.back().first}), element->close);
  }
  close_until(end);
  advance(end);
  out += "</p>";
}

std::string markdown_of(const Reading& reading, MathStyle math, Place place) {
  std::vector<std::string> formulas;
  std::string text;
  std::size_t done = 0;
  for (const Mark& mark : reading.marks) {
    if (math != MathStyle::tex || mark.kind != MarkKind::math || mark.begin < done) continue;
    std::string source = inert_tex(mark.source);
    if (source.empty()) continue;
    text.append(reading.text, done, mark.begin - done).append(k_placeholder);
    formulas.push_back(std::move(source));
    done = mark.end;
  }
  text.append(reading.text, done);
  std::replace(text.begin(), text.end(), '\n', ' ');
  const std::string escaped = escape_markdown_linking(text, place);
  if (formulas.empty()) return escaped;
  std::string out;
  std::size_t from = 0;
  for (const std::string& formula : formulas) {
    const std::size_t at = escaped.find(k_placeholder, from);
    if (at == std::string::npos) break;
    out.append(escaped, from, at - from).append("$").append(formula).append("$");
    from = at + k_placeholder.size();
  }
  return out.append(escaped, from);
}

std::string html_of(const Reading& reading) {
  std::string out;
  std::size_t next = 0;
  for (std::size_t begin = 0; begin < reading.text.size();) {
    const std::size_t end = std::min(reading.text.find('\n', begin), reading.text.size());
    put_paragraph(out, reading, begin, end, next);
    begin = end + 1;
  }
  return out;
}

}  // namespace

std::string to_plain(std::string_view raw, Reader reader, Kind kind) {
  return std::move(read_composed(raw, reader, kind).text);
}

std::string to_markdown(std::string_view raw, Reader reader, Kind kind, MathStyle math, Place place) {
  return markdown_of(read_composed(raw, reader, kind), math, place);
}

std::string to_html(std::string_view raw, Reader reader, Kind kind) {
  return html_of(read_composed(raw, reader, kind));
}

Views to_views(std::string_view raw, Reader reader, Kind kind) {
  Reading reading = read_composed(raw, reader, kind);
  return {.markdown = markdown_of(reading, MathStyle::unicode, Place::paragraph),
          .markdown_tex = markdown_of(reading, MathStyle::tex, Place::paragraph),
          .html = html_of(reading),
          .text = std::move(reading.text),
          .unknown = std::move(reading.unknown)};
}

std::string finished_to_html(std::string_view text) { return html_of({std::string(text), {}, {}}); }

std::vector<std::string> unknown_macros(std::string_view raw, Reader reader, Kind kind) {
  return read(raw, reader, kind).unknown;
}

}  // namespace nonmun::text
