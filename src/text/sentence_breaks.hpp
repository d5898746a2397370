#pragma once

#include <cstddef>
#include <string_view>

namespace nonmun::text {

/// Where the sentence that begins at `begin` ends by the rules SB1 to SB998 of UAX #29, with white space and
/// paragraph separators that follow it. Ill-formed bytes are read as U+FFFD.
[[nodiscard]] std::size_t find_sentence_break(std::string_view text, std::size_t begin);

}  // namespace nonmun::text
