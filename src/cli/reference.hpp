#pragma once

#include <string>
#include <string_view>

#include "flags.hpp"
#include "manual.hpp"

namespace nonmun::cli {

// The sentences that the man page, the reference of options and the configuration template share.

inline constexpr std::string_view k_configuration_text =
    "The file is nonmun/config.toml below XDG_CONFIG_HOME (without it ~/.config), in TOML; nonmun config "
    "init writes "
    "one with every key. What a flag says wins over the environment, the environment over the file, and in "
    "the file "
    "a command's table ([digest], [fetch], [render], [show], [explain]) over the top. File names are "
    "relative to the "
    "file's folder, and may begin with ~/. Unknown keys are errors. Secrets do not belong in it.";

/// "Fetch a day." for "fetch a day".
[[nodiscard]] std::string as_sentence(std::string_view text);

/// What a flag does and the choices of its value.
[[nodiscard]] std::string what_it_does(const Flag& flag);
/// All that is to say about a flag: what it does, its defaults, its commands.
[[nodiscard]] std::string full_text(const Flag& flag);
/// What its configuration key does and where it may stand.
[[nodiscard]] std::string config_text(const Flag& flag);
/// A setting without a flag, with its default.
[[nodiscard]] std::string setting_text(const Setting& setting);

}  // namespace nonmun::cli
