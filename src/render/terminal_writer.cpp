#include "terminal_writer.hpp"

namespace nonmun::render {
namespace {

std::string_view sgr_of(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return "";
    case Tone::heading:
      return "1;36";
    case Tone::title:
      return "1";
    case Tone::faint:
      return "2";
    case Tone::warning:
      return "33";
  }
  return "";
}

}  // namespace

void TerminalWriter::line(std::string_view text, Tone tone, std::string_view first_indent,
                          std::string_view indent) {
  const std::string clean = one_line(text);
  if (clean.empty()) return;
  const std::string wrapped = text::wrap(clean, options_.columns, first_indent, indent);
  std::string_view rest = wrapped;
  while (true) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    append_toned(rest.substr(0, end), tone);
    out_ += '\n';
    if (end == rest.size()) break;
    rest.remove_prefix(end + 1);
  }
}

void TerminalWriter::append_toned(std::string_view text, Tone tone) {
  if (!options_.color || tone == Tone::plain || text.empty()) {
    out_ += text;
    return;
  }
  out_ += "\x1b[";
  out_ += sgr_of(tone);
  out_ += 'm';
  out_ += text;
  out_ += "\x1b[0m";
}

}  // namespace nonmun::render
