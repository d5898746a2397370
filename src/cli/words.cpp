#include "words.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>

#include "manual.hpp"
#include "nonmun/core/arxiv_id.hpp"
#include "nonmun/core/day_range.hpp"
#include "suggest.hpp"
#include "values.hpp"

namespace nonmun::cli {
namespace {

/// "-3d" is a day and "-" is the standard input; both are words, as for CLI11.
bool looks_like_flag(std::string_view word) {
  return word.size() > 1 && word.front() == '-' && !(word[1] >= '0' && word[1] <= '9');
}

/// What one word before "--" says by itself.
struct FlagWord {
  const Flag* takes_next = nullptr;  ///< the flag whose value the next word is
  std::optional<Error> error = {};
};

FlagWord read_long(std::string_view word) {
  const auto equals = word.find('=');
  const auto* flag = find_flag(word.substr(2, equals == std::string_view::npos ? equals : equals - 2));
  if (flag == nullptr) return {};
  if (equals == std::string_view::npos) return {.takes_next = flag->kind == ValueKind::none ? nullptr : flag};
  // CLI11 would take the next word for the value of "--lang=", and "--offline=" for "--offline".
  if (flag->kind == ValueKind::none)
    return {.error = Error{ErrorKind::usage, "takes no value", dashed(*flag), "write it without '='"}};
  if (equals + 1 == word.size()) return {.error = missing_value(*flag)};
  return {};
}

FlagWord read_shorts(std::string_view word) {
  for (std::size_t i = 1; i < word.size(); ++i) {
    const auto* flag = find_flag(word[i]);
    if (flag == nullptr) return {};
    if (flag->kind != ValueKind::none) return {.takes_next = i + 1 == word.size() ? flag : nullptr};
  }
  return {};
}

FlagWord read_flag_word(std::string_view word) {
  if (!looks_like_flag(word)) return {};
  return word.starts_with("--") ? read_long(word) : read_shorts(word);
}

/// The command line before "--", and its words after.
struct Parts {
  std::vector<std::string> flagged;  ///< without the command's name
  std::vector<std::string> plain;
  std::optional<std::string> command;
};

Result<Parts> split(const std::vector<std::string>& arguments) {
  Parts parts;
  std::size_t i = 0;
  for (; i < arguments.size() && arguments[i] != "--"; ++i) {
    const auto& word = arguments[i];
    if (!parts.command && !looks_like_flag(word)) {
      parts.command = word;
      continue;
    }
    parts.flagged.push_back(word);
    const auto read = read_flag_word(word);
    if (read.error) return std::unexpected(*read.error);
    if (read.takes_next == nullptr) continue;
    const bool has_value = i + 1 < arguments.size() && arguments[i + 1] != "--" &&
                           (read.takes_next->kind == ValueKind::number || !looks_like_flag(arguments[i + 1]));
    if (!has_value || arguments[i + 1].empty()) return std::unexpected(missing_value(*read.takes_next));
    parts.flagged.push_back(arguments[++i]);
  }
  for (++i; i < arguments.size(); ++i) {
    if (!parts.command)
      parts.command = arguments[i];
    else
      parts.plain.push_back(arguments[i]);
  }
  return parts;
}

/// Names of the flags that a command has, or that any command has, with dashes.
std::vector<std::string> flag_names(std::optional<Command> command) {
  std::vector<std::string> names;
  for (const auto& flag : all_flags())
    if (!flag.hidden && (!command || belongs_to(flag, *command))) names.push_back(dashed(flag));
  return names;
}

Error unknown_command(const std::string& word) {
  std::string hint = "see 'nonmun --help'";
  std::vector<std::string_view> names;
  for (const auto& command : all_commands()) names.push_back(command.name);
  const auto flags = flag_names(std::nullopt);
  if (const auto dashes = std::ranges::find(flags, "--" + word); dashes != flags.end())
    hint = "did you mean '" + *dashes + "'?";
  else if (const auto near = nearest_word(word, names))
    hint = "did you mean '" + std::string(*near) + "'?";
  else if (resolve_days(word, Instant{}))
    hint = "did you mean 'nonmun digest " + word + "'?";
  else if (ArxivId::parse(word))
    hint = "did you mean 'nonmun show " + word + "'?";
  return {ErrorKind::usage, "no such command", quote(word), hint};
}

Error unknown_flag(const std::string& word, const CommandInfo* command) {
  const auto name = word.substr(0, word.find('='));
  const auto* flag = name.starts_with("--") ? find_flag(std::string_view(name).substr(2))
                     : name.size() > 1      ? find_flag(name[1])
                                            : nullptr;
  if (flag != nullptr) {
    const auto owners = commands_of(*flag);
    const auto of = one_of(owners, "and");
    if (command == nullptr)
      return {ErrorKind::usage, "this flag needs a command before or after it", dashed(*flag),
              "it belongs to " + of};
    return {ErrorKind::usage, std::string(command->name) + " does not have this flag", dashed(*flag),
            "it belongs to " + of};
  }
  const auto names = flag_names(command == nullptr ? std::nullopt : std::optional(command->command));
  const std::vector<std::string_view> known(names.begin(), names.end());
  const auto help =
      command == nullptr ? "see 'nonmun --help'" : "see 'nonmun " + std::string(command->name) + " --help'";
  // One letter is near to nothing: "-x" is not a slip of "-o".
  return {ErrorKind::usage, "no such flag", quote(name),
          name.size() < 4 ? help : did_you_mean(name, known, help)};
}

/// Lets CLI11 read the flags of one command. Only that command's options are built: building all of them
/// would take longer than the rest of the start.
Result<SaidWords> parse(const std::vector<std::string>& words, Command command, const CommandInfo* info) {
  SaidWords said;
  said.command = command;
  try {
    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    std::array<CLI::Option*, k_flag_count> options{};
    for (const auto& flag : all_flags()) {
      if (info == nullptr ? flag.commands != 0 : !belongs_to(flag, command)) continue;
      auto name = dashed(flag);
      if (flag.short_name != 0) name = std::string{'-', flag.short_name, ','} + name;
      auto* option = flag.kind == ValueKind::none ? app.add_flag(name) : app.add_option(name);
      option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
      options[static_cast<std::size_t>(flag.id)] = option;
    }
    // CLI11 takes its words from the back.
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
    for (std::size_t i = 0; i < k_flag_count; ++i)
      if (options[i] != nullptr) said.flags[i] = options[i]->results();
    said.words = app.remaining();
  } catch (const std::exception& exception) {
    return fail(ErrorKind::usage, exception.what(), {}, "see 'nonmun --help'");
  }
  const auto unknown = std::ranges::find_if(said.words, looks_like_flag);
  if (unknown != said.words.end()) return std::unexpected(unknown_flag(*unknown, info));
  return said;
}

Result<void> check_count(const SaidWords& said, const CommandInfo& info) {
  const auto extra = [&](std::size_t most) -> Result<void> {
    if (said.words.size() <= most) return {};
    return fail(ErrorKind::usage, "one word too many for " + std::string(info.name), quote(said.words[most]),
                "usage: nonmun " + std::string(info.name) +
                    (info.arguments.empty() ? "" : " " + std::string(info.arguments)));
  };
  switch (info.words) {
    case Words::none:
      return extra(0);
    case Words::day:
    case Words::file:
    case Words::action:
    case Words::command:
      return extra(1);
    case Words::files:
    case Words::query:
      return {};
    case Words::ids:
      if (said.words.empty())
        return fail(ErrorKind::usage, "needs an arXiv id", std::string(info.name),
                    "e.g. nonmun show 2404.14994");
      return {};
    case Words::choice_and_words:
      if (said.words.empty())
        return fail(ErrorKind::usage, "needs a word", std::string(info.name),
                    "choose " + one_of(split_words(info.choices, '|')));
      return {};
    case Words::choice:
      if (said.words.empty())
        return fail(ErrorKind::usage, "needs a word", std::string(info.name),
                    "choose " + one_of(split_words(info.choices, '|')));
      return extra(1);
  }
  return {};
}

Result<void> check_words(const SaidWords& said, const CommandInfo& info) {
  if (const auto count = check_count(said, info); !count) return count;
  if (said.words.empty()) return {};
  const auto& word = said.words.front();
  if (info.words == Words::command && find_command(word) == nullptr)
    return std::unexpected(unknown_command(word));
  if (info.words != Words::action && info.words != Words::choice && info.words != Words::choice_and_words)
    return {};
  const auto known = split_words(info.choices, '|');
  if (std::ranges::find(known, word) == known.end())
    return fail(ErrorKind::usage, quote(word) + " is not known", std::string(info.name),
                did_you_mean(word, known, "choose " + one_of(known)));
  return {};
}

}  // namespace

Result<SaidWords> read_words(const std::vector<std::string>& arguments) {
  auto parts = split(arguments);
  if (!parts) return std::unexpected(parts.error());
  const CommandInfo* info = nullptr;
  if (parts->command) {
    info = find_command(*parts->command);
    if (info == nullptr) {
      // A flag that does not exist before the command may have had a value: then that was taken for the
      // command.
      const auto before = parse(parts->flagged, Command::help, nullptr);
      if (!before && before.error().what == "no such flag") return std::unexpected(before.error());
      return std::unexpected(unknown_command(*parts->command));
    }
  }
  auto said = parse(parts->flagged, info == nullptr ? Command::help : info->command, info);
  if (!said) return said;
  said->words.insert(said->words.end(), parts->plain.begin(), parts->plain.end());
  if (said->has(FlagId::help)) {
    said->words.clear();
    if (info != nullptr && info->command != Command::help) said->words = {std::string(info->name)};
    said->command = Command::help;
  } else if (said->has(FlagId::version)) {
    said->command = Command::version;
  } else if (said->has(FlagId::generate)) {
    said->command = Command::generate;
  } else if (info != nullptr) {
    if (const auto right = check_words(*said, *info); !right) return std::unexpected(right.error());
  }
  return said;
}

}  // namespace nonmun::cli
