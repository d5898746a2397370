#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "nonmun/core/full_text.hpp"
#include "nonmun/text/sentences.hpp"

namespace nonmun::translate {

/// Bytes of English text to a token, at a guess that rather makes too many tokens.
inline constexpr std::size_t k_bytes_per_token = 3;

/// A heading, and the sentence of the body (from 0) that it stands before.
struct BodyHeading {
  std::string text;
  std::size_t before = 0;
  bool operator==(const BodyHeading&) const = default;
};

/// What is taken of a paper's text beside its abstract.
struct Body {
  std::string text{};  ///< whole sentences; paragraphs are divided by '\n'
  std::vector<text::Span> sentences{};
  std::vector<BodyHeading> headings{};
  bool operator==(const Body&) const = default;
};

/// As much of a text as fits into `tokens`, in whole sentences and in the text's order. A text that is too
/// long is shared out: introduction, method, results and conclusion come first, each section from its
/// beginning, none at the cost of all others; what they leave goes to background, and then to appendices.
[[nodiscard]] Body take_body(const FullText& text, std::size_t tokens);

}  // namespace nonmun::translate
