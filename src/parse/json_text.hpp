#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nonmun/core/error.hpp"

namespace nonmun::parse {

/// Makes of a text that is nearly JSON one that simdjson reads: ill-formed UTF-8 becomes U+FFFD, a bare
/// control character inside a string a space. Each place becomes an issue ("byte 17"), up to a thousand.
[[nodiscard]] std::string mend_json(std::string_view text, std::vector<Issue>& issues);

/// The message of an error answer in any shape that Hugging Face's client knows: {"error": "…"},
/// {"error": […]}, {"error": …, "error_description": …}, {"errors": [{"message": …}]}, {"message": …}. Empty
/// when the object is no error.
[[nodiscard]] std::string find_error_message(std::string_view object);

}  // namespace nonmun::parse
