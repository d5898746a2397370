#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace nonmun::text {

/// A stretch of a text, in bytes: [begin, end).
struct Span {
  std::size_t begin = 0, end = 0;
  bool operator==(const Span&) const = default;
};

/// The sentences of finished text (English or Korean), in order, without the white space between them.
[[nodiscard]] std::vector<Span> split_sentences(std::string_view text);

}  // namespace nonmun::text
