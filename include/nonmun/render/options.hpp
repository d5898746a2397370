#pragma once

#include <cstddef>
#include <optional>

#include "nonmun/text/reading.hpp"

namespace nonmun::render {

enum class Style {
  daily,    ///< ours: labels, dates and counts in each language, head and foot
  classic,  ///< the layout of the Korean digests of early 2024, to the byte
  listing,  ///< grouped by day: id, title, links to paper and media, abstract
};
enum class Format { md, text, json, jsonl, csv, bibtex, ris, csl_json, md_table };

/// Which languages are shown; at least one.
struct Languages {
  bool korean = true, english = true;
  bool operator==(const Languages&) const = default;
};

struct RenderOptions {
  Style style = Style::daily;
  Format format = Format::md;
  Languages languages;
  text::MathStyle math = text::MathStyle::unicode;
  /// How many authors Markdown and text show before the count of the others; nullopt: all.
  std::optional<std::size_t> max_authors = 10;
  /// Columns of Format::text.
  std::size_t columns = 80;
  /// ANSI colour in Format::text.
  bool color = false;
};

}  // namespace nonmun::render
