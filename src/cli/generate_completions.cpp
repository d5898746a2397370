#include <algorithm>

#include "flags.hpp"
#include "generate.hpp"
#include "manual.hpp"

// Each script knows what the tables know: commands, the flags of each, their choices, and where a file may
// stand.

namespace nonmun::cli {
namespace {

std::string join(std::span<const std::string_view> words, std::string_view separator) {
  std::string out;
  for (const auto word : words) {
    if (!out.empty()) out += separator;
    out += word;
  }
  return out;
}

std::string spaced(std::string_view choices) { return join(split_words(choices, '|'), " "); }

/// Words that a command's arguments may be; empty: files, free text or nothing.
std::string words_of(const CommandInfo& command) {
  switch (command.words) {
    case Words::day:
      return "today yesterday";
    case Words::action:
    case Words::choice:
    case Words::choice_and_words:
      return spaced(command.choices);
    case Words::command: {
      std::vector<std::string_view> names;
      for (const auto& other : all_commands()) names.push_back(other.name);
      return join(names, " ");
    }
    default:
      return {};
  }
}

std::vector<const Flag*> shown_flags(const CommandInfo* command) {
  std::vector<const Flag*> flags;
  for (const auto& flag : all_flags())
    if (!flag.hidden && (command == nullptr ? flag.commands == 0 : belongs_to(flag, command->command)))
      flags.push_back(&flag);
  return flags;
}

bool is_list(const Flag& flag) {
  return flag.kind == ValueKind::choices || flag.kind == ValueKind::keys || flag.kind == ValueKind::sources;
}

/// Single quotes for zsh and fish: nothing inside is special but the quote itself.
std::string single_quoted(std::string_view text, std::string_view quote) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'')
      out += quote;
    else
      out += c;
  }
  return out + "'";
}

std::string bash_flags(const CommandInfo* command) {
  std::string out;
  for (const auto* flag : shown_flags(command)) {
    if (!out.empty()) out += ' ';
    if (flag->short_name != 0) out += std::string{'-', flag->short_name, ' '};
    out += dashed(*flag);
  }
  return out;
}

std::string bash_pattern(const Flag& flag) {
  auto pattern = dashed(flag);
  if (flag.short_name != 0) pattern += std::string{'|', '-', flag.short_name};
  return pattern;
}

/// The branches that complete a flag's value.
std::string bash_values() {
  std::string out;
  for (const auto& flag : all_flags()) {
    if (flag.hidden || flag.kind == ValueKind::none) continue;
    out += "    " + bash_pattern(flag) + ") ";
    const auto choices = every_choice_of(flag);
    if (flag.kind == ValueKind::file)
      out += "_nonmun_files -f";
    else if (flag.kind == ValueKind::folder)
      out += "_nonmun_files -d";
    else if (is_list(flag))
      out += "_nonmun_list '" + join(choices, " ") + "'";
    else if (!choices.empty())
      out += "_nonmun_words '" + join(choices, " ") + "'";
    out += out.ends_with(' ') ? "return ;;\n" : "; return ;;\n";
  }
  return out;
}

std::string bash_value_patterns() {
  std::string out;
  for (const auto& flag : all_flags()) {
    if (flag.kind == ValueKind::none) continue;
    if (!out.empty()) out += '|';
    out += bash_pattern(flag);
  }
  return out;
}

std::string zsh_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

/// One specification for zsh's _arguments.
std::string zsh_spec(const Flag& flag, Command command) {
  std::string value;
  if (flag.kind != ValueKind::none) {
    const auto choices = join(choices_of(flag, command), " ");
    value = ":" + std::string(flag.value_name) + ":";
    if (flag.kind == ValueKind::file)
      value += "_files";
    else if (flag.kind == ValueKind::folder)
      value += "_files -/";
    else if (is_list(flag))
      value += "_sequence compadd - " + choices;
    else if (!choices.empty())
      value += "(" + choices + ")";
    else
      value += " ";
  }
  const auto text = "[" + zsh_escaped(flag.help) + "]" + value;
  const auto name = dashed(flag) + (flag.kind == ValueKind::none ? "" : "=");
  const std::string many = flag.repeatable ? "*" : "";
  if (flag.short_name == 0) return single_quoted(many + name + text, "'\\''");
  const auto letter = std::string{'-', flag.short_name} + (flag.kind == ValueKind::none ? "" : "+");
  return single_quoted("(" + std::string{'-', flag.short_name, ' '} + dashed(flag) + ")", "") + "{" + letter +
         "," + name + "}" + single_quoted(text, "'\\''");
}

std::string zsh_specs(const CommandInfo* command) {
  std::string out;
  for (const auto* flag : shown_flags(command))
    out += " \\\n        " + zsh_spec(*flag, command == nullptr ? Command::help : command->command);
  return out;
}

std::string zsh_words(const CommandInfo& command) {
  const auto words = words_of(command);
  if (!words.empty()) return "'1:" + std::string(command.name) + ":(" + words + ")'";
  if (command.words == Words::files || command.words == Words::file) return "'*:file:_files'";
  if (command.words == Words::ids) return "'*:id: '";
  return {};
}

std::string fish_flag(const Flag& flag) {
  std::string out = "complete -c nonmun";
  if (flag.commands != 0) {
    const auto commands = commands_of(flag);
    out += " -n '__fish_seen_subcommand_from " + join(commands, " ") + "'";
  }
  out += " -l " + std::string(flag.name);
  if (flag.short_name != 0) out += std::string(" -s ") + flag.short_name;
  const auto choices = every_choice_of(flag);
  if (flag.kind == ValueKind::file)
    out += " -r -F";
  else if (flag.kind == ValueKind::folder)
    out += " -x -a '(__fish_complete_directories)'";
  else if (is_list(flag))
    out += " -x -a '(__fish_complete_list , \"string split , " + join(choices, ",") + "\")'";
  else if (!choices.empty())
    out += " -x -a '" + join(choices, " ") + "'";
  else if (flag.kind != ValueKind::none)
    out += " -x";
  return out + " -d " + single_quoted(flag.help, "\\'") + "\n";
}

}  // namespace

std::string bash_completion() {
  std::string out = R"(# bash completion of nonmun, made by nonmun --generate bash.
_nonmun_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur"); }
_nonmun_list() {
    local before=
    [[ $cur == *,* ]] && before=${cur%,*},
    mapfile -t COMPREPLY < <(compgen -P "$before" -W "$1" -- "${cur##*,}")
    compopt -o nospace
}
_nonmun_files() {
    mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
    compopt -o filenames
}
_nonmun() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command= i
    # bash splits --lang=ko into three words.
    if [[ $cur == '=' ]]; then cur=
    elif [[ $prev == '=' ]]; then prev=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
            )" + bash_value_patterns() +
                    R"()
                [[ ${COMP_WORDS[i + 1]} == '=' ]] && ((i++))
                ((i++)) ;;
            -*|=) ;;
            *) command=${COMP_WORDS[i]}; break ;;
        esac
    done
    case $prev in
)" + bash_values() + R"(    esac
    case $command in
)";
  std::vector<std::string_view> names;
  for (const auto& command : all_commands()) {
    names.push_back(command.name);
    out += "    " + std::string(command.name) + ")\n";
    out += "        if [[ $cur == -* ]]; then _nonmun_words '" + bash_flags(&command) + "'\n";
    if (const auto words = words_of(command); !words.empty())
      out += "        else _nonmun_words '" + words + "'\n";
    else if (command.words == Words::files)
      out += "        else _nonmun_files -f\n";
    out += "        fi ;;\n";
  }
  out += "    '')\n        if [[ $cur == -* ]]; then _nonmun_words '" + bash_flags(nullptr) +
         "'\n        else _nonmun_words '" + join(names, " ") + "'\n        fi ;;\n    esac\n}\n" +
         "complete -F _nonmun nonmun\n";
  return out;
}

std::string zsh_completion() {
  std::string out = R"(#compdef nonmun
# zsh completion of nonmun, made by nonmun --generate zsh.
_nonmun() {
  local curcontext=$curcontext state line
  local -a commands
  commands=(
)";
  for (const auto& command : all_commands())
    out += "    " + single_quoted(std::string(command.name) + ":" + zsh_escaped(command.summary), "'\\''") +
           "\n";
  out += "  )\n  _arguments -C -s -S" + zsh_specs(nullptr) +
         " \\\n        '1: :->command' '*:: :->words' && return\n"
         "  case $state in\n    command) _describe command commands ;;\n    words)\n      case $line[1] in\n";
  for (const auto& command : all_commands())
    out += "        " + std::string(command.name) + ") _arguments -s -S" + zsh_specs(&command) +
           " \\\n        " + zsh_words(command) + " ;;\n";
  out += R"(      esac ;;
  esac
}
if [ "$funcstack[1]" = _nonmun ]; then _nonmun "$@"; else compdef _nonmun nonmun; fi
)";
  return out;
}

std::string fish_completion() {
  std::string out = "# fish completion of nonmun, made by nonmun --generate fish.\ncomplete -c nonmun -f\n";
  for (const auto& command : all_commands())
    out += "complete -c nonmun -n __fish_use_subcommand -a " + std::string(command.name) + " -d " +
           single_quoted(command.summary, "\\'") + "\n";
  for (const auto& command : all_commands()) {
    const auto condition =
        "complete -c nonmun -n '__fish_seen_subcommand_from " + std::string(command.name) + "'";
    if (const auto words = words_of(command); !words.empty())
      out += condition + " -a '" + words + "'\n";
    else if (command.words == Words::files)
      out += condition + " -F\n";
  }
  for (const auto* flag : shown_flags(nullptr)) out += fish_flag(*flag);
  for (const auto& flag : all_flags())
    if (flag.commands != 0 && !flag.hidden) out += fish_flag(flag);
  return out;
}

}  // namespace nonmun::cli
