#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "flags.hpp"
#include "layout.hpp"
#include "manual.hpp"
#include "nonmun/cli/options.hpp"

namespace nonmun::cli {
namespace {

struct Row {
  std::string left, right;
};

std::size_t left_width(const std::vector<Row>& rows) {
  std::size_t width = 0;
  for (const auto& row : rows) width = std::max(width, row.left.size());
  return width;
}

void append_rows(std::string& out, std::string_view title, const std::vector<Row>& rows, std::size_t width,
                 std::size_t columns) {
  if (rows.empty()) return;
  out += "\n" + std::string(title) + ":\n";
  for (const auto& row : rows) {
    auto left = "  " + row.left;
    left.resize(width + 4, ' ');
    out += wrap_ascii(row.right, columns, left, std::string(width + 4, ' ')) + "\n";
  }
}

std::string flag_left(const Flag& flag) {
  std::string left = flag.short_name == 0 ? "    " : std::string{'-', flag.short_name, ',', ' '};
  left += dashed(flag);
  if (!flag.value_name.empty()) left += " " + std::string(flag.value_name);
  return left;
}

/// "layout of Markdown (daily, classic or listing; default: daily)".
std::string flag_right(const Flag& flag, Command command) {
  std::string text(flag.help);
  std::string aside;
  if (flag.kind == ValueKind::choice || flag.kind == ValueKind::choices) {
    const auto choices = choices_of(flag, command);
    if (choices.size() > 1) aside = one_of(choices);
  }
  if (const auto fallback = default_of(flag, command); !fallback.empty())
    aside += (aside.empty() ? "default: " : "; default: ") + std::string(fallback);
  if (!aside.empty()) text += " (" + aside + ")";
  return text;
}

/// The flags of a command in their groups, in one column.
void append_flags(std::string& out, Command command, std::size_t columns) {
  constexpr std::pair<FlagGroup, std::string_view> k_groups[] = {
      {FlagGroup::ask, "what to ask"},
      {FlagGroup::show, "what to show"},
      {FlagGroup::translate, "who translates"},
      {FlagGroup::write, "what to write"},
      {FlagGroup::global, "flags of every command"}};
  std::map<FlagGroup, std::vector<Row>> groups;
  std::size_t width = 0;
  for (const auto& flag : all_flags()) {
    if (flag.hidden || !belongs_to(flag, command)) continue;
    auto& rows = groups[flag.group];
    rows.push_back({flag_left(flag), flag_right(flag, command)});
    width = std::max(width, rows.back().left.size());
  }
  for (const auto& [group, title] : k_groups) append_rows(out, title, groups[group], width, columns);
}

void append_days(std::string& out, std::size_t columns) {
  std::vector<Row> rows;
  for (const auto& day : day_forms()) rows.push_back({std::string(day.form), std::string(day.meaning)});
  append_rows(out, "DAY is one of", rows, left_width(rows), columns);
}

std::string program_help(std::size_t columns) {
  std::string out = wrap_ascii("nonmun: " + std::string(k_program_summary), columns, "", "  ") + "\n\n";
  out += "usage: nonmun COMMAND [ARGUMENT...] [FLAG...]\n";
  std::vector<Row> rows;
  for (const auto& command : all_commands()) {
    auto left = std::string(command.name);
    if (!command.arguments.empty() && command.words != Words::action && command.words != Words::choice)
      left += " " + std::string(command.arguments);
    rows.push_back({left, std::string(command.summary)});
  }
  append_rows(out, "commands", rows, left_width(rows), columns);
  append_days(out, columns);
  append_flags(out, Command::help, columns);
  rows.clear();
  for (const auto& exit : exit_meanings())
    rows.push_back({std::to_string(exit.code), std::string(exit.meaning)});
  append_rows(out, "exit codes", rows, left_width(rows), columns);
  return out + "\n" +
         wrap_ascii("'nonmun COMMAND --help' tells the flags of a command, with examples.", columns, "", "") +
         "\n";
}

std::string command_help(const CommandInfo& command, std::size_t columns) {
  std::string out = "usage: nonmun " + std::string(command.name);
  if (!command.arguments.empty()) out += " " + std::string(command.arguments);
  out += " [FLAG...]\n\n" + wrap_ascii(command.description, columns, "", "") + "\n";
  if (command.words == Words::day) append_days(out, columns);
  append_flags(out, command.command, columns);
  out += "\nexamples:\n";
  for (const auto& example : command.examples) {
    out += wrap_ascii("# " + std::string(example.says), columns, "  ", "  # ") + "\n";
    // A command is shown whole, however wide, so that it can be copied.
    out += "  " + std::string(example.line) + "\n";
  }
  return out;
}

}  // namespace

std::string help_text(std::string_view command, std::size_t columns) {
  // Wider lines are hard to read; narrower ones cannot hold the left side and a few words.
  const auto width = std::clamp<std::size_t>(columns, 40, 100);
  const auto* info = find_command(command);
  return info == nullptr ? program_help(width) : command_help(*info, width);
}

}  // namespace nonmun::cli
