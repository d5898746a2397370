#pragma once

#include <string>
#include <vector>

namespace nonmun {

/// A section of a paper's text with all that is under it.
struct TextSection {
  std::string heading{};  ///< without its number; empty: the paper begins without one
  bool is_appendix = false;
  std::vector<std::string> paragraphs{};  ///< finished Unicode text, one line each
  bool operator==(const TextSection&) const = default;
};

/// A paper's text as it is read, from behind the abstract, without references, notes, figures and tables.
struct FullText {
  std::vector<TextSection> sections{};
  bool operator==(const FullText&) const = default;
};

}  // namespace nonmun
