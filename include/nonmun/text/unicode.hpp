#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace nonmun::text {

[[nodiscard]] bool is_valid_utf8(std::string_view bytes);

/// Bytes with every ill-formed sequence replaced by U+FFFD (maximal subparts, as the Unicode Standard
/// recommends), and the byte offsets in the input at which that was done.
struct Repaired {
  std::string text;
  std::vector<std::size_t> offsets;
};
[[nodiscard]] Repaired repair_utf8(std::string_view bytes);

/// Whether a text is well-formed UTF-8 in NFC. May say no of a text with hundreds of combining marks in a
/// row.
[[nodiscard]] bool is_nfc(std::string_view text);

/// NFC. Text that is already NFC comes back as it is (and fast). Ill-formed UTF-8 is repaired first.
[[nodiscard]] std::string to_nfc(std::string_view text);

/// One line of clean text: NFC; control, bidirectional and zero-width characters and terminal escapes
/// removed; every run of white space (all of Unicode's) one space; none at the ends. Idempotent on any bytes.
[[nodiscard]] std::string to_single_line(std::string_view text);

/// Number of code points.
[[nodiscard]] std::size_t count_code_points(std::string_view text);

}  // namespace nonmun::text
