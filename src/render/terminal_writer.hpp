#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "nonmun/render/options.hpp"
#include "nonmun/text/width.hpp"
#include "view.hpp"

namespace nonmun::render {

/// SGR parameters; each use is closed by a reset on the same line.
enum class Tone { plain, heading, title, faint, warning };

/// Writes paragraphs for a terminal.
class TerminalWriter {
 public:
  TerminalWriter(std::string& out, const RenderOptions& options) : out_(out), options_(options) {}

  void blank() {
    if (!out_.empty()) out_ += '\n';
  }
  /// A paragraph wrapped to the terminal's width; nothing for an empty text.
  void line(std::string_view text, Tone tone = Tone::plain, std::string_view first_indent = "",
            std::string_view indent = "");

 private:
  void append_toned(std::string_view text, Tone tone);

  std::string& out_;
  const RenderOptions& options_;
};

}  // namespace nonmun::render
