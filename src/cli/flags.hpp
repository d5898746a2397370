#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/cli/options.hpp"

namespace nonmun::cli {

enum class FlagId {
  online,
  title,
  author,
  abstract,
  category,
  keyword,
  without,
  has,
  seen,
  unseen,
  since,
  until,
  order,
  set,
  metadata,
  source,
  announce,
  enrich,
  history,
  archive,
  offline,
  refresh,
  replay,
  keep_raw,
  now,
  tz,
  lang,
  style,
  format,
  math,
  authors,
  fields,
  sort,
  rank,
  profile,
  why,
  embeddings_url,
  embeddings_model,
  embeddings_key_file,
  min_votes,
  limit,
  excerpt,
  timing,
  summaries,
  engine,
  model,
  engine_url,
  engine_command,
  key_file,
  prompt,
  glossary,
  speech,
  bullets,
  source_text,
  source_tokens,
  at_once,
  engine_timeout,
  deadline,
  tries,
  max_tokens,
  temperature,
  price,
  max_cost,
  estimate,
  retranslate,
  from,
  kind,
  to,
  sentences,
  json,
  josa,
  output,
  mark_seen,
  no_account,
  manifest,
  config,
  color,
  columns,
  quiet,
  verbose,
  help,
  version,
  generate,
};
inline constexpr std::size_t k_flag_count = static_cast<std::size_t>(FlagId::generate) + 1;

/// What a flag's value may be.
enum class ValueKind {
  none,        ///< the flag takes no value
  choice,      ///< one of the choices
  choices,     ///< a comma list of choices
  keys,        ///< as choices, of the record's keys
  sources,     ///< as choices, arXiv with its categories: "huggingface,arxiv:cs.CL+cs.LG"
  text,        ///< anything but nothing
  day,         ///< a day as commands take it
  categories,  ///< arXiv's, in a comma list
  number,      ///< a whole number from min to max, or one of the choices
  range,       ///< "3..6", each from min to max
  decimal,     ///< a number from min to max, with a fraction
  decimals,    ///< two of them: "0.5/1.5"
  url,         ///< an http or https address
  instant,     ///< RFC 3339
  zone,        ///< an IANA time zone name
  file,
  folder,
};

/// Where a flag may stand in the configuration file.
enum class ConfigScope {
  none,
  anywhere,  ///< at the top, for every command that has the flag, or in a command's table
  command,   ///< in a command's table only: commands differ in what they can do with it
};

/// The sections of --help.
enum class FlagGroup { ask, show, translate, write, global };

/// A set of commands, as bits.
using CommandSet = unsigned;
constexpr CommandSet only(Command command) { return 1U << static_cast<unsigned>(command); }

/// What one command does differently from the others.
struct Exception {
  Command command = Command::help;
  std::string_view value;  ///< empty: no exception
};

/// One row of the table from which parsing, help, man page, reference, completions and configuration are
/// made.
struct Flag {
  FlagId id;
  std::string_view name;  ///< without the dashes
  char short_name = 0;
  ValueKind kind = ValueKind::none;
  std::string_view value_name = {};
  std::string_view choices = {};               ///< separated by '|'
  std::string_view fallback = {};              ///< the default; empty: none
  std::array<Exception, 8> fallback_for = {};  ///< commands with another default
  std::array<Exception, 3> choices_for = {};   ///< commands with other choices
  long min = 0, max = 0;                       ///< ValueKind::number
  bool repeatable = false;                     ///< else the last one counts
  bool hidden = false;                         ///< not in --help; for packagers
  CommandSet commands = 0;                     ///< 0: every command
  FlagGroup group = FlagGroup::global;
  ConfigScope scope = ConfigScope::none;
  std::string_view variable = {};  ///< the environment variable that also sets it
  std::string_view help = {};      ///< one line, without full stop
  std::string_view more = {};      ///< whole sentences for the man page, after `help`
};

[[nodiscard]] std::span<const Flag, k_flag_count> all_flags();
[[nodiscard]] const Flag& flag_of(FlagId id);
/// By name without dashes; nullptr if there is none.
[[nodiscard]] const Flag* find_flag(std::string_view name);
[[nodiscard]] const Flag* find_flag(char short_name);

[[nodiscard]] inline bool belongs_to(const Flag& flag, Command command) {
  return flag.commands == 0 || (flag.commands & only(command)) != 0;
}
[[nodiscard]] std::string_view default_of(const Flag& flag, Command command);
/// What a flag with choices may be set to; by a command, and (Command::help) by most.
[[nodiscard]] std::vector<std::string_view> choices_of(const Flag& flag, Command command = Command::help);
/// By whatever command, each once.
[[nodiscard]] std::vector<std::string_view> every_choice_of(const Flag& flag);
/// The commands a flag belongs to, by name, in the order of the table of commands; empty: all.
[[nodiscard]] std::vector<std::string_view> commands_of(const Flag& flag);
/// "min_votes" for --min-votes.
[[nodiscard]] std::string config_key(const Flag& flag);
/// "--sort".
[[nodiscard]] std::string dashed(const Flag& flag);
/// Words separated by a character, without empty ones.
[[nodiscard]] std::vector<std::string_view> split_words(std::string_view text, char separator);
/// "a, b or c".
[[nodiscard]] std::string one_of(std::span<const std::string_view> words, std::string_view last = "or");

/// The top-level keys of a record, in the record's order: what --fields may name.
[[nodiscard]] std::span<const std::string_view> record_keys();

}  // namespace nonmun::cli
