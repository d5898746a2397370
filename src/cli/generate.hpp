#pragma once

#include <string>

namespace nonmun::cli {

/// nonmun(1) in roff.
[[nodiscard]] std::string man_page();
/// docs/options.md.
[[nodiscard]] std::string options_reference();
[[nodiscard]] std::string bash_completion();
[[nodiscard]] std::string zsh_completion();
[[nodiscard]] std::string fish_completion();

}  // namespace nonmun::cli
