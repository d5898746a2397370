#pragma once

#include <array>
#include <string>
#include <vector>

#include "flags.hpp"
#include "nonmun/core/error.hpp"

namespace nonmun::cli {

/// A command line taken apart: which command, which flags, which words.
struct SaidWords {
  Command command = Command::help;
  /// What each flag was given, in order; a flag without value has an empty text for each time it stands.
  std::array<std::vector<std::string>, k_flag_count> flags;
  std::vector<std::string> words;  ///< the command's arguments

  [[nodiscard]] const std::vector<std::string>& values(FlagId id) const {
    return flags[static_cast<std::size_t>(id)];
  }
  [[nodiscard]] bool has(FlagId id) const { return !values(id).empty(); }
};

/// Takes a command line apart and checks its words against the tables, not yet the values. Without a command
/// the command is help. --help, wherever it stands, makes the command help and the command's name its only
/// word. Errors: ErrorKind::usage.
[[nodiscard]] Result<SaidWords> read_words(const std::vector<std::string>& arguments);

}  // namespace nonmun::cli
