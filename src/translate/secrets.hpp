#pragma once

#include <string>
#include <vector>

#include "nonmun/core/error.hpp"
#include "nonmun/translate/engine.hpp"

namespace nonmun::translate {

/// What no text of a service may tell: a key, and its parts where it has some.
using Secrets = std::vector<std::string>;

/// Puts "[key]" for each of them. One of fewer than 8 letters would stand in any text, and is let be. To be
/// asked of texts as they are shown: in JSON a service can write a key with escapes.
void hide(std::string& text, const Secrets& secrets);

/// The same of all that an engine gives, an error too.
[[nodiscard]] Result<Draft> without(Result<Draft> draft, const Secrets& secrets);

}  // namespace nonmun::translate
