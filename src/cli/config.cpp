#include <filesystem>
#include <system_error>

#include "flags.hpp"
#include "layout.hpp"
#include "manual.hpp"
#include "nonmun/cli/options.hpp"
#include "reference.hpp"
#include "values.hpp"

namespace nonmun::cli {
namespace {

constexpr std::size_t k_columns = 90;

std::string comment(std::string_view text) { return wrap_ascii(text, k_columns, "# ", "# ") + "\n"; }

/// The key with its default, or with an example where there is none; commented out, so that the program's
/// defaults stay in force when a later version changes them.
std::string line_of(const Flag& flag, Command command) {
  std::string value(default_of(flag, command));
  if (value.empty()) {
    switch (flag.kind) {
      case ValueKind::zone:
        value = "Asia/Seoul";
        break;
      case ValueKind::number:
        value = std::to_string(flag.id == FlagId::columns ? 100 : 20);
        break;
      case ValueKind::file:
        value = "~/papers/" + std::string(flag.name) + (flag.id == FlagId::summaries ? ".jsonl" : "");
        break;
      case ValueKind::range:
        value = "3..6";
        break;
      case ValueKind::decimal:
        value = "0.5";
        break;
      case ValueKind::decimals:
        value = "0.15/0.6";
        break;
      case ValueKind::url:
        value = "http://127.0.0.1:8080/v1";
        break;
      case ValueKind::text:
        value = "name";
        break;
      case ValueKind::choice:
        value = flag.choices.substr(0, flag.choices.find('|'));
        break;
      default:
        break;
    }
  }
  const bool bare = flag.kind == ValueKind::number && value.front() >= '0' && value.front() <= '9';
  auto text = bare ? value : toml_string(value);
  if (flag.repeatable) text = "[" + text + "]";
  return "#" + config_key(flag) + " = " + text + "\n\n";
}

}  // namespace

std::string config_in_use(const Options& options) {
  std::error_code ignored;
  std::string out = "# " + options.config_file.string();
  out += options.config_file.empty()                             ? "no configuration file: HOME is not set"
         : std::filesystem::exists(options.config_file, ignored) ? ""
                                                                 : " (there is no such file)";
  out += "\n";
  std::string table;
  const auto append = [&](const SettingInUse& setting) {
    if (setting.table != table) {
      table = setting.table;
      out += "\n[" + table + "]\n";
    }
    if (setting.value.empty()) {
      out += "# " + setting.key + " is not set\n";
    } else {
      out += setting.key + " = " + setting.value + "  # " + setting.origin + "\n";
    }
  };
  // In TOML what stands at the top comes before every table.
  for (const auto& setting : options.settings)
    if (setting.table.empty()) append(setting);
  for (const auto& setting : options.settings)
    if (!setting.table.empty()) append(setting);
  return out;
}

std::string config_template() {
  std::string out =
      "# The configuration of nonmun. Every key is shown with its default or, where it has none, with an\n"
      "# example; remove the '#' to set one.\n"
      "# Flags and environment variables win over this file, a command's table wins over the top.\n"
      "# No secrets belong here: keys and tokens come from the environment.\n\n";
  for (const auto& flag : all_flags())
    if (flag.scope == ConfigScope::anywhere)
      out += comment(what_it_does(flag)) + line_of(flag, Command::help);
  for (const auto& setting : all_settings())
    if (!setting.key.empty() && setting.key.find('.') == std::string_view::npos)
      out += comment(setting.help) + "#" + std::string(setting.key) + " = " + toml_string("you@example.org") +
             "\n\n";
  for (const auto& command : all_commands()) {
    std::string body;
    for (const auto& flag : all_flags())
      if (flag.scope == ConfigScope::command && belongs_to(flag, command.command))
        body += comment(what_it_does(flag)) + line_of(flag, command.command);
    if (body.empty()) continue;
    out += comment("What stands here is for " + std::string(command.name) +
                   " alone; the keys above may be repeated here.") +
           "[" + std::string(command.name) + "]\n" + body;
  }
  out += "# Where upstreams live, for a mirror or a test server.\n[endpoints]\n";
  for (const auto& setting : all_settings())
    if (const auto dot = setting.key.find('.'); dot != std::string_view::npos)
      out += "#" + std::string(setting.key.substr(dot + 1)) + " = " + toml_string(setting.fallback) + "\n";
  return out;
}

}  // namespace nonmun::cli
