#include <algorithm>
#include <optional>

#include "config_file.hpp"
#include "flags.hpp"
#include "manual.hpp"
#include "nonmun/cli/options.hpp"
#include "values.hpp"
#include "words.hpp"

namespace nonmun::cli {
namespace {

/// A flag's values and who gave them.
struct Given {
  std::vector<std::string> values;
  std::string where;
};

/// Everything that can set something, strongest first: command line, environment, configuration file.
struct Sources {
  const SaidWords& said;
  const Environment& environment;
  const std::vector<ConfigEntry>& file;
};

std::optional<Given> from_environment(const Flag& flag, const Environment& environment) {
  if (flag.variable.empty() || flag.id == FlagId::config) return std::nullopt;
  auto value = environment.find_filled(flag.variable);
  if (!value) return std::nullopt;
  // Any value of NO_COLOR means no colour (no-color.org).
  if (flag.id == FlagId::color) value = "never";
  return Given{{*value}, "$" + std::string(flag.variable)};
}

const ConfigEntry* find_entry(const std::vector<ConfigEntry>& file, std::string_view table,
                              std::string_view key) {
  const auto found =
      std::ranges::find_if(file, [&](const auto& entry) { return entry.table == table && entry.key == key; });
  return found == file.end() ? nullptr : &*found;
}

std::optional<Given> from_file(const Flag& flag, std::string_view command,
                               const std::vector<ConfigEntry>& file) {
  if (flag.scope == ConfigScope::none || file.empty()) return std::nullopt;
  const auto key = config_key(flag);
  const auto* entry = command.empty() ? nullptr : find_entry(file, command, key);
  // What is set for all commands is no choice of one that has choices of its own.
  const auto* info = find_command(command);
  const bool has_own_choices = info != nullptr && choices_of(flag, info->command) != choices_of(flag);
  if (entry == nullptr && !has_own_choices) entry = find_entry(file, "", key);
  if (entry == nullptr) return std::nullopt;
  return Given{entry->values, entry->where};
}

/// A flag as a command has it, from whoever is strongest; nullopt: the default.
std::optional<Given> given(const Flag& flag, std::string_view command, const Sources& sources) {
  if (sources.said.has(flag.id)) return Given{sources.said.values(flag.id), dashed(flag)};
  if (auto found = from_environment(flag, sources.environment)) return found;
  return from_file(flag, command, sources.file);
}

Result<void> check_contradictions(const SaidWords& said) {
  struct Pair {
    FlagId one, other;
    std::string_view why;
  };
  constexpr Pair k_pairs[] = {
      {FlagId::offline, FlagId::refresh, "one makes no request, the other only requests"},
      {FlagId::replay, FlagId::refresh, "one makes no request, the other only requests"},
      {FlagId::replay, FlagId::keep_raw, "one reads the bodies that the other writes"},
      {FlagId::seen, FlagId::unseen, "one wants what the other leaves out"},
      {FlagId::quiet, FlagId::verbose, "one says less, the other more"},
  };
  if (said.command == Command::help) return {};
  for (const auto& [one, other, why] : k_pairs)
    if (said.has(one) && said.has(other))
      return fail(ErrorKind::usage, "cannot go together: " + std::string(why),
                  dashed(flag_of(one)) + " and " + dashed(flag_of(other)), "leave one out");
  return {};
}

Result<void> check_fields(const Options& options) {
  const auto format = options.render.format;
  if (options.fields.empty() || format == render::Format::json || format == render::Format::jsonl) return {};
  return fail(ErrorKind::usage,
              "chooses keys of JSON, and the output is " +
                  std::string(choices_of(flag_of(FlagId::format))[static_cast<std::size_t>(format)]),
              "--fields", "add --format jsonl or --format json");
}

/// A flag's value as TOML; empty: not set.
std::string toml_value(const Flag& flag, const std::vector<std::string>& values) {
  if (values.empty() || values.back().empty()) return {};
  if (flag.repeatable) {
    std::string list;
    for (const auto& value : values) list += (list.empty() ? "" : ", ") + toml_string(value);
    return "[" + list + "]";
  }
  const auto& value = values.back();
  return flag.kind == ValueKind::number && value.front() >= '0' && value.front() <= '9' ? value
                                                                                        : toml_string(value);
}

/// What depends on the environment or the configuration file without having a flag.
Result<void> apply_settings(const Sources& sources, Options& options) {
  for (const auto& setting : all_settings()) {
    if (setting.key.empty()) continue;
    const auto dot = setting.key.find('.');
    const auto table = dot == std::string_view::npos ? "" : setting.key.substr(0, dot);
    const auto key = dot == std::string_view::npos ? setting.key : setting.key.substr(dot + 1);
    std::string value, origin = "default";
    if (const auto variable = sources.environment.find_filled(setting.variable)) {
      value = *variable;
      origin = "$" + std::string(setting.variable);
      if (has_control_character(value))
        return fail(ErrorKind::usage, "has a control character", origin, "write one line of text");
    } else if (const auto* entry = find_entry(sources.file, table, key)) {
      value = entry->values.front();
      origin = entry->where;
    }
    if (options.command == Command::config) {
      const auto shown = value.empty() ? setting.fallback : std::string_view(value);
      options.settings.push_back(
          {std::string(table), std::string(key), shown.empty() ? std::string() : toml_string(shown), origin});
    }
    if (value.empty()) continue;
    if (table.empty())
      options.contact = value;
    else
      options.endpoints[std::string(setting.variable)] = value;
  }
  const auto spacing = sources.environment.find_filled("NONMUN_SPACING").value_or("1");
  if (spacing != "0" && spacing != "1")
    return fail(ErrorKind::usage, quote(spacing) + " is not known", "$NONMUN_SPACING",
                "write 0 for no pauses to loopback hosts, or unset it");
  options.no_spacing = spacing == "0";
  return {};
}

SettingInUse setting_in_use(const Flag& flag, std::string_view table, Command command,
                            const Sources& sources) {
  if (const auto found = given(flag, table, sources))
    return {std::string(table), config_key(flag), toml_value(flag, found->values), found->where};
  return {std::string(table), config_key(flag), toml_value(flag, {std::string(default_of(flag, command))}),
          "default"};
}

/// For `config show`: the top of the file, then what each command has of its own.
void list_settings(const Sources& sources, Options& options) {
  for (const auto& flag : all_flags())
    if (flag.scope == ConfigScope::anywhere)
      options.settings.push_back(setting_in_use(flag, "", Command::help, sources));
  for (const auto& command : all_commands())
    for (const auto& flag : all_flags()) {
      const bool own = flag.scope == ConfigScope::command && belongs_to(flag, command.command);
      if (own || (flag.scope != ConfigScope::none &&
                  find_entry(sources.file, command.name, config_key(flag)) != nullptr))
        options.settings.push_back(setting_in_use(flag, command.name, command.command, sources));
    }
}

/// Help and what is printed from tables must work whatever the configuration is like.
bool reads_config(Command command) {
  switch (command) {
    case Command::digest:
    case Command::fetch:
    case Command::render:
    case Command::translate:
    case Command::verify:
    case Command::show:
    case Command::search:
    case Command::list:
    case Command::stats:
    case Command::import:
    case Command::review:
    case Command::harvest:
    case Command::explain:
    case Command::config:
      return true;
    default:
      return false;
  }
}

Result<std::vector<ConfigEntry>> find_config(const SaidWords& said, const Environment& environment,
                                             Options& options) {
  if (!options.directories.config.empty()) options.config_file = options.directories.config / "config.toml";
  bool named = true;
  if (said.has(FlagId::config))
    options.config_file = said.values(FlagId::config).back();
  else if (const auto variable = environment.find_filled("NONMUN_CONFIG"))
    options.config_file = *variable;
  else
    named = false;
  // These two are about the file's name: it need not exist, nor be right.
  const bool only_name = options.command == Command::config && (options.config_action == ConfigAction::path ||
                                                                options.config_action == ConfigAction::init);
  if (!reads_config(options.command) || only_name || options.config_file.empty())
    return std::vector<ConfigEntry>{};
  return read_config_file(options.config_file, named, environment);
}

void apply_words(const SaidWords& said, Options& options) {
  if (said.words.empty()) return;
  switch (options.command) {
    case Command::digest:
    case Command::fetch:
    case Command::explain:
    case Command::list:
      options.day = said.words.front();
      break;
    case Command::render:
    case Command::translate:
    case Command::verify:
    case Command::text:
    case Command::snapshot:
    case Command::import:
      options.files = said.words;
      break;
    case Command::show:
      options.ids = said.words;
      break;
    case Command::search:
      for (const std::string& word : said.words) options.query += (options.query.empty() ? "" : " ") + word;
      break;
    case Command::review: {
      const auto actions = split_words(info_of(Command::review)->choices, '|');
      options.review_action =
          static_cast<ReviewAction>(std::ranges::find(actions, said.words.front()) - actions.begin());
      options.review_words.assign(said.words.begin() + 1, said.words.end());
      break;
    }
    case Command::config: {
      const auto actions = split_words(info_of(Command::config)->choices, '|');
      options.config_action =
          static_cast<ConfigAction>(std::ranges::find(actions, said.words.front()) - actions.begin());
      break;
    }
    case Command::help:
    case Command::completion:
      options.topic = said.words.front();
      break;
    case Command::version:
    case Command::generate:
    case Command::harvest:
    case Command::stats:
    case Command::schema:
      break;
  }
}

Result<void> apply_flags(const Sources& sources, Options& options) {
  const auto* info = info_of(options.command);
  const std::string_view table = info == nullptr ? "" : info->name;
  for (const auto& flag : all_flags()) {
    if (!belongs_to(flag, options.command) || flag.id == FlagId::config) continue;
    auto found = given(flag, table, sources);
    if (!found) {
      const auto fallback = default_of(flag, options.command);
      if (fallback.empty()) continue;
      found = Given{{std::string(fallback)}, {}};
    } else {
      for (const auto& value : found->values)
        if (const auto right = check_value(flag, options.command, value, found->where); !right) return right;
    }
    if (!found->values.empty()) apply_values(flag, found->values, options);
  }
  return {};
}

}  // namespace

Result<Options> read_options(const std::vector<std::string>& arguments, const Environment& environment) {
  const auto said = read_words(arguments);
  if (!said) return std::unexpected(said.error());
  Options options;
  options.command = said->command;
  options.directories = Directories::of(environment);
  apply_words(*said, options);
  if (const auto right = check_contradictions(*said); !right) return std::unexpected(right.error());
  const auto file = find_config(*said, environment, options);
  if (!file) return std::unexpected(file.error());
  const Sources sources{.said = *said, .environment = environment, .file = *file};
  if (const auto right = apply_flags(sources, options); !right) return std::unexpected(right.error());
  if (const auto right = check_fields(options); !right) return std::unexpected(right.error());
  if (!reads_config(options.command)) return options;
  if (options.command == Command::config) list_settings(sources, options);
  if (const auto right = apply_settings(sources, options); !right) return std::unexpected(right.error());
  return options;
}

}  // namespace nonmun::cli
