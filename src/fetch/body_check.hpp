#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "nonmun/fetch/http_client.hpp"

namespace nonmun::fetch {

/// What is wrong with a body at a glance: not the format, or cut off before its end. nullopt if nothing is;
/// whether it really parses is the parser's to say.
[[nodiscard]] std::optional<std::string> find_fault(Expects expects, std::string_view body);

}  // namespace nonmun::fetch
