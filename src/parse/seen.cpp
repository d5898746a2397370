#include "seen.hpp"

#include <algorithm>
#include <cstddef>

#include "nonmun/core/ascii.hpp"
#include "nonmun/text/unicode.hpp"

namespace nonmun::parse {
namespace {

constexpr std::string_view k_mark = "\xEF\xBB\xBF";
/// How far into an input its kind must show.
constexpr std::size_t k_window = 4096;

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), text.begin(),
                                                    [](char a, char b) { return a == ascii::lower(b); });
}

std::size_t find_ignoring_case(std::string_view text, std::string_view word, std::size_t from = 0) {
  for (std::size_t at = from; at + word.size() <= text.size(); ++at) {
    if (starts_with_ignoring_case(text.substr(at), word)) return at;
  }
  return text.npos;
}

std::string_view html_title(std::string_view html) {
  html = html.substr(0, 4 * k_window);
  auto begin = find_ignoring_case(html, "<title");
  if (begin == html.npos) return {};
  begin = html.find('>', begin);
  if (begin == html.npos) return {};
  const auto end = find_ignoring_case(html, "</title", begin);
  return end == html.npos ? std::string_view{} : html.substr(begin + 1, end - begin - 1);
}

}  // namespace

std::string_view skip_mark(std::string_view bytes) {
  if (bytes.starts_with(k_mark)) bytes.remove_prefix(k_mark.size());
  return bytes;
}

std::string_view skip_blank(std::string_view bytes) {
  bytes = skip_mark(bytes);
  const auto at = bytes.find_first_not_of(" \t\r\n\f\v");
  return at == bytes.npos ? std::string_view{} : bytes.substr(at);
}

bool looks_like_html(std::string_view text) {
  text = text.substr(0, k_window);
  while (text.starts_with("<!--")) {
    const auto end = text.find("-->");
    if (end == text.npos) break;
    text = skip_blank(text.substr(end + 3));
  }
  for (const std::string_view tag :
       {"<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<script"}) {
    if (starts_with_ignoring_case(text, tag)) return true;
  }
  return text.starts_with("<?xml") && find_ignoring_case(text, "<html") != text.npos;
}

std::string_view name_binary(std::string_view bytes) {
  if (bytes.starts_with("\x1F\x8B")) return "compressed data (gzip)";
  if (bytes.starts_with("\x28\xB5\x2F\xFD")) return "compressed data (zstd)";
  if (bytes.starts_with("BZh")) return "compressed data (bzip2)";
  if (bytes.starts_with(std::string_view("\xFD"
                                         "7zXZ\0",
                                         6)))
    return "compressed data (xz)";
  if (bytes.starts_with("PK\x03\x04")) return "a ZIP archive";
  if (bytes.starts_with("%PDF-")) return "a PDF file";
  if (bytes.starts_with("SQLite format 3")) return "an SQLite database";
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return "UTF-16 text";
  if (bytes.substr(0, k_window).find('\0') != bytes.npos) return "binary data";
  return {};
}

std::string name_content(std::string_view bytes) {
  if (const auto binary = name_binary(bytes); !binary.empty()) return std::string(binary);
  const auto text = skip_blank(bytes);
  if (text.empty()) return "nothing";
  if (looks_like_html(text)) {
    const auto title = quote(html_title(text));
    return title.empty() ? "an HTML page" : "an HTML page (\"" + title + "\")";
  }
  if (text.starts_with("<?xml")) return "an XML document";
  switch (text.front()) {
    case '[':
      return "a JSON array";
    case '{':
      return "a JSON object";
    case '"':
      return "a JSON string";
    default:
      break;
  }
  if (text.find_first_not_of("0123456789+-.eE \t\r\n") == text.npos) return "a number";
  return "the text \"" + quote(text) + '"';
}

std::string quote(std::string_view text) {
  constexpr std::size_t limit = 80;
  std::string line = text::to_single_line(text.substr(0, 4 * limit));
  const bool cut = line.size() > limit || text.size() > 4 * limit;
  if (!cut) return line;
  return line.substr(0, ascii::character_start(line, limit)) + "…";
}

}  // namespace nonmun::parse
