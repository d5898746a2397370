#pragma once

#include <string>
#include <string_view>

namespace nonmun::render {

/// Appends a text as a JSON string, quotes included. Control characters, `"` and `\` are escaped, other
/// characters stand as UTF-8, ill-formed bytes become U+FFFD (one for each maximal subpart).
void append_json_string(std::string& out, std::string_view text);

}  // namespace nonmun::render
