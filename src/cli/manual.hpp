#pragma once

#include <span>
#include <string_view>

#include "nonmun/cli/options.hpp"

namespace nonmun::cli {

/// What a command's words (not flags) are.
enum class Words {
  none,
  day,               ///< at most one DAY
  query,             ///< any number of words, which are one query
  ids,               ///< one or more arXiv ids
  file,              ///< at most one file
  files,             ///< any number of files
  action,            ///< at most one of the command's choices
  choice,            ///< exactly one of the command's choices
  choice_and_words,  ///< one of the command's choices, and what it is about
  command,           ///< at most one command's name
};

struct Example {
  std::string_view line;  ///< a shell command
  std::string_view says;
};

/// One row of the table of commands; help, man page, reference and completions are made from it.
struct CommandInfo {
  Command command;
  std::string_view name;
  std::string_view arguments;  ///< "[DAY]"
  Words words = Words::none;
  std::string_view choices = {};  ///< for Words::action and Words::choice, separated by '|'
  std::string_view summary = {};  ///< one line, without full stop
  std::string_view description = {};
  std::span<const Example> examples = {};
};

[[nodiscard]] std::span<const CommandInfo> all_commands();
/// nullptr if there is none: the global flags --version and --generate are commands without a name.
[[nodiscard]] const CommandInfo* find_command(std::string_view name);
[[nodiscard]] const CommandInfo* info_of(Command command);

/// A setting that has no flag: a key of the configuration file, an environment variable, or both.
struct Setting {
  std::string_view key;       ///< "endpoints.huggingface", "contact"; empty: environment only
  std::string_view variable;  ///< empty: file only
  std::string_view fallback;
  std::string_view help;  ///< whole sentences
};
[[nodiscard]] std::span<const Setting> all_settings();

/// What an exit code means.
struct ExitMeaning {
  int code;
  std::string_view meaning;
};
[[nodiscard]] std::span<const ExitMeaning> exit_meanings();

/// How a day may be written.
struct DayForm {
  std::string_view form, meaning;
};
[[nodiscard]] std::span<const DayForm> day_forms();

inline constexpr std::string_view k_program_summary =
    "daily paper digests from Hugging Face and arXiv, in Korean and English";

}  // namespace nonmun::cli
