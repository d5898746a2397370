#pragma once

#include <string>
#include <string_view>

namespace nonmun::parse {

/// Text that our own writer made has no control characters; another's may have, and they must not reach a
/// terminal. Lines stay lines, and text without control characters stays as it is to the byte.
[[nodiscard]] std::string without_control_characters(std::string_view text);

}  // namespace nonmun::parse
