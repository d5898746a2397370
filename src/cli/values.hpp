#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "flags.hpp"
#include "nonmun/core/error.hpp"

namespace nonmun::cli {

/// 'text' for a message, cut if it is long.
[[nodiscard]] std::string quote(std::string_view text);

[[nodiscard]] bool has_control_character(std::string_view text);

/// A TOML string of any text.
[[nodiscard]] std::string toml_string(std::string_view text);

/// "--lang: needs a value, ...".
[[nodiscard]] Error missing_value(const Flag& flag);

/// Whether a value may be given to a command's flag; Command::help: to every command that has the flag.
/// `where` says who gave it ("--lang", "$NONMUN_NOW", "config.toml:3:8: lang"). Errors: ErrorKind::usage.
[[nodiscard]] Result<void> check_value(const Flag& flag, Command command, std::string_view value,
                                       const std::string& where);

/// Puts checked values (at least one) into the options; the last counts, unless the flag is repeatable.
void apply_values(const Flag& flag, const std::vector<std::string>& values, Options& options);

}  // namespace nonmun::cli
