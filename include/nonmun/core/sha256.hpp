#pragma once

#include <string>
#include <string_view>

namespace nonmun {

/// The SHA-256 of the bytes (FIPS 180-4), as 64 lower-case hexadecimal digits: a name for a text that is
/// kept.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace nonmun
