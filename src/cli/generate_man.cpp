#include "flags.hpp"
#include "generate.hpp"
#include "manual.hpp"
#include "reference.hpp"

namespace nonmun::cli {
namespace {

/// Text as roff shows it: no character of it is a request, an escape or a hyphen that a copy would not give
/// back.
std::string roff(std::string_view text) {
  std::string out;
  if (text.starts_with('.') || text.starts_with('\'')) out += "\\&";
  for (const char c : text) {
    switch (c) {
      case '\\':
        out += "\\e";
        break;
      case '-':
        out += "\\-";
        break;
      case '\'':
        out += "\\(aq";
        break;
      case '`':
        out += "\\(ga";
        break;
      case '^':
        out += "\\(ha";
        break;
      case '~':
        out += "\\(ti";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string bold(std::string_view text) { return "\\fB" + roff(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + roff(text) + "\\fR"; }

void append_section(std::string& out, std::string_view title) { out += ".SH " + std::string(title) + "\n"; }

void append_entry(std::string& out, const std::string& head, std::string_view text) {
  out += ".TP\n" + head + "\n" + roff(text) + "\n";
}

void append_flag(std::string& out, const Flag& flag) {
  std::string head;
  if (flag.short_name != 0) head = bold(std::string{'-', flag.short_name}) + ", ";
  head += bold(dashed(flag));
  if (!flag.value_name.empty()) head += " " + italic(flag.value_name);
  append_entry(out, head, full_text(flag));
}

void append_flags(std::string& out, std::string_view title, FlagGroup group) {
  append_section(out, title);
  for (const auto& flag : all_flags())
    if (flag.group == group) append_flag(out, flag);
}

void append_examples(std::string& out) {
  append_section(out, "EXAMPLES");
  for (const auto& command : all_commands())
    for (const auto& example : command.examples)
      out += ".TP\n" + bold(example.line) + "\n" + roff(as_sentence(example.says)) + "\n";
}

void append_configuration(std::string& out) {
  append_section(out, "CONFIGURATION");
  out += roff(k_configuration_text) + "\n";
  for (const auto& flag : all_flags())
    if (flag.scope != ConfigScope::none) append_entry(out, bold(config_key(flag)), config_text(flag));
  for (const auto& setting : all_settings())
    if (!setting.key.empty()) append_entry(out, bold(setting.key), setting_text(setting));
}

void append_environment(std::string& out) {
  append_section(out, "ENVIRONMENT");
  for (const auto& flag : all_flags())
    if (!flag.variable.empty())
      append_entry(out, bold(flag.variable), "As " + dashed(flag) + ", which wins over it.");
  for (const auto& setting : all_settings())
    if (!setting.variable.empty()) append_entry(out, bold(setting.variable), setting_text(setting));
}

}  // namespace

std::string man_page() {
  std::string out =
      ".\\\" Made by nonmun --generate man.\n"
      ".TH NONMUN 1 \"\" \"nonmun\" \"User Commands\"\n"
      ".nh\n.ad l\n";
  append_section(out, "NAME");
  out += "nonmun \\- " + roff(k_program_summary) + "\n";
  append_section(out, "SYNOPSIS");
  for (const auto& command : all_commands()) {
    out += bold("nonmun " + std::string(command.name));
    if (!command.arguments.empty()) out += " " + italic(command.arguments);
    out += command.words == Words::command ? "\n.br\n" : " [" + italic("FLAG") + "...]\n.br\n";
  }
  append_section(out, "COMMANDS");
  for (const auto& command : all_commands()) {
    auto head = bold(command.name);
    if (!command.arguments.empty()) head += " " + italic(command.arguments);
    append_entry(out, head, command.description);
  }
  append_section(out, "DAYS");
  out += roff("A DAY is one of") + "\n";
  for (const auto& day : day_forms()) append_entry(out, bold(day.form), as_sentence(day.meaning));
  append_flags(out, "FLAGS: WHAT TO ASK", FlagGroup::ask);
  append_flags(out, "FLAGS: WHAT TO SHOW", FlagGroup::show);
  append_flags(out, "FLAGS: WHO TRANSLATES", FlagGroup::translate);
  append_flags(out, "FLAGS: WHAT TO WRITE", FlagGroup::write);
  append_flags(out, "FLAGS OF EVERY COMMAND", FlagGroup::global);
  append_configuration(out);
  append_environment(out);
  append_section(out, "EXIT STATUS");
  for (const auto& exit : exit_meanings())
    append_entry(out, bold(std::to_string(exit.code)), as_sentence(exit.meaning));
  append_examples(out);
  return out;
}

}  // namespace nonmun::cli
