#pragma once

#include <string>
#include <string_view>

namespace nonmun::text {

/// A text in lower-case ASCII letters, digits and spaces: accents are dropped, other scripts are written in
/// Latin letters (ICU's "Any-Latin; Latin-ASCII": 김 is gim), all else is a space. For keys, not for people.
[[nodiscard]] std::string to_latin(std::string_view text);

}  // namespace nonmun::text
