#include "flags.hpp"
#include "generate.hpp"
#include "manual.hpp"
#include "reference.hpp"

namespace nonmun::cli {
namespace {

/// Running text that Markdown shows as it is; GitHub reads '$' as the begin of a formula.
std::string plain(std::string_view text) {
  constexpr std::string_view k_marked = "\\`*_<[$|~";
  std::string out;
  for (const char c : text) {
    if (k_marked.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }

void append_flags(std::string& out, std::string_view title, FlagGroup group) {
  out += "\n## " + std::string(title) + "\n\n";
  for (const auto& flag : all_flags()) {
    if (flag.group != group) continue;
    auto head = dashed(flag);
    if (!flag.value_name.empty()) head += " " + std::string(flag.value_name);
    if (flag.short_name != 0) head = std::string{'-', flag.short_name} + ", " + head;
    out += "- " + code(head) + ": " + plain(full_text(flag)) + "\n";
  }
}

void append_configuration(std::string& out) {
  out += "\n## Configuration\n\n" + plain(k_configuration_text) + "\n\n";
  for (const auto& flag : all_flags())
    if (flag.scope != ConfigScope::none)
      out += "- " + code(config_key(flag)) + ": " + plain(config_text(flag)) + "\n";
  for (const auto& setting : all_settings())
    if (!setting.key.empty()) out += "- " + code(setting.key) + ": " + plain(setting_text(setting)) + "\n";
}

void append_environment(std::string& out) {
  out += "\n## Environment\n\n";
  for (const auto& flag : all_flags())
    if (!flag.variable.empty())
      out += "- " + code(flag.variable) + ": as " + code(dashed(flag)) + ", which wins over it.\n";
  for (const auto& setting : all_settings())
    if (!setting.variable.empty())
      out += "- " + code(setting.variable) + ": " + plain(setting_text(setting)) + "\n";
}

}  // namespace

std::string options_reference() {
  std::string out = "# Commands, flags and settings\n\nMade by `nonmun --generate options`.\n";
  for (const auto& command : all_commands()) {
    auto usage = "nonmun " + std::string(command.name);
    if (!command.arguments.empty()) usage += " " + std::string(command.arguments);
    out += "\n## " + usage.substr(0, usage.find(' ', 7)) + "\n\n" + code(usage) + ": " +
           plain(command.description) + "\n\n```sh\n";
    for (const auto& example : command.examples)
      out += "# " + std::string(example.says) + "\n" + std::string(example.line) + "\n";
    out += "```\n";
  }
  out += "\n## Days\n\n";
  for (const auto& day : day_forms()) out += "- " + code(day.form) + ": " + plain(day.meaning) + "\n";
  append_flags(out, "Flags: what to ask", FlagGroup::ask);
  append_flags(out, "Flags: what to show", FlagGroup::show);
  append_flags(out, "Flags: who translates", FlagGroup::translate);
  append_flags(out, "Flags: what to write", FlagGroup::write);
  append_flags(out, "Flags of every command", FlagGroup::global);
  append_configuration(out);
  append_environment(out);
  out += "\n## Exit codes\n\n";
  for (const auto& exit : exit_meanings())
    out += "- " + code(std::to_string(exit.code)) + ": " + plain(exit.meaning) + "\n";
  return out;
}

}  // namespace nonmun::cli
