#include "config_file.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <optional>

#include "flags.hpp"
#include "manual.hpp"
#include "nonmun/core/ascii.hpp"
#include "suggest.hpp"
#include "toml.hpp"
#include "values.hpp"

namespace nonmun::cli {
namespace {

// Far more than a configuration of every key; a file this large is not one.
constexpr std::uintmax_t k_largest_file = 1 << 20;

constexpr std::string_view k_endpoints = "endpoints.";

bool looks_secret(std::string_view key) {
  std::string plain;
  for (const char c : key)
    if (c != '_' && c != '-') plain += ascii::lower(c);
  for (const std::string_view word : {"token", "secret", "password", "passwd", "apikey", "credential"})
    if (plain.find(word) != std::string::npos) return true;
  return plain.ends_with("key");
}

/// Which form of value a flag's key has in the file.
std::string_view wanted_form(const Flag& flag) {
  if (flag.repeatable) return "a string or a list of strings";
  if (flag.kind == ValueKind::choices || flag.kind == ValueKind::keys || flag.kind == ValueKind::sources)
    return "a string or a list of strings";
  if (flag.kind == ValueKind::decimal) return "a number or a string";
  if (flag.kind == ValueKind::number)
    return flag.choices.empty() ? "a whole number" : "a whole number or a string";
  return "a string";
}

/// The number as a flag is given it, without an exponent.
std::string fixed(double number) {
  std::array<char, 512> digits{};
  const auto end = std::to_chars(digits.begin(), digits.end(), number, std::chars_format::fixed).ptr;
  return {digits.begin(), end};
}

/// One reading of one file; stops at the first mistake.
class Reader {
 public:
  Reader(const std::string& name, const std::filesystem::path& folder, const std::filesystem::path& home)
      : name_(name), folder_(folder), home_(home) {}

  Result<std::vector<ConfigEntry>> read(std::string_view text) {
    const toml::parse_result parsed = toml::parse(text);
    if (!parsed) {
      const auto& error = parsed.error();
      return fail(ErrorKind::usage, "not TOML: " + std::string(error.description()),
                  place(error.source().begin, {}), "see 'nonmun config init' for a file to start from");
    }
    for (const auto& [key, node] : parsed.table())
      if (auto right = read_top(key.str(), node); !right) return std::unexpected(right.error());
    return std::move(entries_);
  }

 private:
  [[nodiscard]] std::string place(const toml::source_position& position, std::string_view key) const {
    auto text = name_ + ":" + std::to_string(position.line) + ":" + std::to_string(position.column);
    if (!key.empty()) text += ": " + std::string(key);
    return text;
  }

  static std::unexpected<Error> refuse(std::string what, std::string where, std::string hint) {
    return fail(ErrorKind::usage, std::move(what), std::move(where), std::move(hint));
  }

  Result<void> read_top(std::string_view key, const toml::node& node) {
    const auto where = place(node.source().begin, key);
    if (const auto* command = find_command(key); command != nullptr && has_table(*command)) {
      if (!node.is_table())
        return refuse(std::string(type_name(node)), where, "write [" + std::string(key) + "]");
      return read_command_table(*command, *node.as_table());
    }
    if (key == "endpoints") {
      if (!node.is_table()) return refuse(std::string(type_name(node)), where, "write [endpoints]");
      for (const auto& [name, value] : *node.as_table())
        if (const auto right = read_setting("endpoints", name.str(), value); !right) return right;
      return {};
    }
    if (const auto* flag = find_key(key)) {
      if (flag->scope == ConfigScope::command)
        return refuse("belongs in a command's table", where,
                      "write it in the table of " + one_of(commands_of(*flag)));
      return read_flag(*flag, nullptr, node);
    }
    return read_setting("", key, node);
  }

  Result<void> read_command_table(const CommandInfo& command, const toml::table& table) {
    for (const auto& [key, node] : table) {
      const auto* flag = find_key(key.str());
      if (flag != nullptr && belongs_to(*flag, command.command)) {
        if (const auto right = read_flag(*flag, &command, node); !right) return right;
        continue;
      }
      const auto where = place(node.source().begin, std::string(command.name) + "." + std::string(key.str()));
      if (flag != nullptr)
        return refuse(std::string(command.name) + " has no such setting", where,
                      "it is for " + one_of(commands_of(*flag), "and"));
      return unknown_key(key.str(), where, keys_of(command.command));
    }
    return {};
  }

  Result<void> read_flag(const Flag& flag, const CommandInfo* command, const toml::node& node) {
    const auto where = place(node.source().begin, config_key(flag));
    auto values = values_of(flag, node);
    if (!values)
      return refuse("is " + std::string(type_name(node)), where, "write " + std::string(wanted_form(flag)));
    for (auto& value : *values) {
      const auto right =
          check_value(flag, command == nullptr ? Command::help : command->command, value, where);
      if (!right) return right;
      if (flag.kind == ValueKind::file) value = resolve(value).string();
    }
    add(command == nullptr ? "" : command->name, config_key(flag), std::move(*values), node);
    return {};
  }

  /// The node as a flag would be given it; nullopt for a wrong type. An empty list is allowed for files only.
  static std::optional<std::vector<std::string>> values_of(const Flag& flag, const toml::node& node) {
    const bool is_list =
        flag.repeatable || flag.kind == ValueKind::choices || flag.kind == ValueKind::sources;
    if (const auto* text = node.as_string()) return std::vector{text->get()};
    if (const auto* number = node.as_integer(); number != nullptr && flag.kind == ValueKind::number)
      return std::vector{std::to_string(number->get())};
    if (const auto number = node.value<double>(); node.is_number() && flag.kind == ValueKind::decimal)
      return std::vector{fixed(*number)};
    const auto* list = node.as_array();
    if (list == nullptr || !is_list) return std::nullopt;
    std::vector<std::string> values;
    for (const auto& element : *list) {
      const auto* text = element.as_string();
      if (text == nullptr) return std::nullopt;
      values.push_back(text->get());
    }
    if (flag.repeatable) return values;
    std::string joined;
    for (const auto& value : values) joined += (joined.empty() ? "" : ",") + value;
    return std::vector{joined};
  }

  Result<void> read_setting(std::string_view table, std::string_view key, const toml::node& node) {
    const auto full = table.empty() ? std::string(key) : std::string(table) + "." + std::string(key);
    const auto where = place(node.source().begin, full);
    const auto known = std::ranges::find(all_settings(), full, &Setting::key);
    if (key.empty() || known == all_settings().end()) return unknown_key(key, where, keys_of(table));
    const auto* text = node.as_string();
    if (text == nullptr) return refuse("is " + std::string(type_name(node)), where, "write a string");
    if (text->get().empty()) return refuse("is empty", where, "leave the key out for the default");
    if (has_control_character(text->get()))
      return refuse("has a control character", where, "write one line of text");
    add(table, key, {text->get()}, node);
    return {};
  }

  static Result<void> unknown_key(std::string_view key, const std::string& where,
                                  const std::vector<std::string>& known) {
    if (looks_secret(key))
      return refuse("secrets do not belong in this file", where,
                    "remove it and change the secret if the file was shared; keys come from the environment");
    const std::vector<std::string_view> words(known.begin(), known.end());
    return refuse("no such setting", where,
                  did_you_mean(key, words, "see 'nonmun config init' for all of them"));
  }

  static const Flag* find_key(std::string_view key) {
    for (const auto& flag : all_flags())
      if (flag.scope != ConfigScope::none && config_key(flag) == key) return &flag;
    return nullptr;
  }

  /// A command has a table if it has flags of its own that may stand in the file.
  static bool has_table(const CommandInfo& command) { return !keys_of(command.command).empty(); }

  static std::vector<std::string> keys_of(Command command) {
    std::vector<std::string> keys;
    for (const auto& flag : all_flags())
      if (flag.scope != ConfigScope::none && (flag.commands & only(command)) != 0)
        keys.push_back(config_key(flag));
    return keys;
  }

  /// Keys of the top or of [endpoints], as they are written there.
  static std::vector<std::string> keys_of(std::string_view table) {
    std::vector<std::string> keys;
    if (table.empty()) {
      for (const auto& flag : all_flags())
        if (flag.scope == ConfigScope::anywhere) keys.push_back(config_key(flag));
      for (const auto& command : all_commands())
        if (has_table(command)) keys.emplace_back(command.name);
      keys.emplace_back("endpoints");
    }
    for (const auto& setting : all_settings()) {
      const bool is_endpoint = setting.key.starts_with(k_endpoints);
      if (setting.key.empty() || is_endpoint == table.empty()) continue;
      keys.emplace_back(is_endpoint ? setting.key.substr(k_endpoints.size()) : setting.key);
    }
    return keys;
  }

  [[nodiscard]] std::filesystem::path resolve(const std::string& value) const {
    if (value.starts_with("~/") && !home_.empty()) return home_ / value.substr(2);
    return folder_ / value;
  }

  void add(std::string_view table, std::string_view key, std::vector<std::string> values,
           const toml::node& node) {
    entries_.push_back({.table = std::string(table),
                        .key = std::string(key),
                        .values = std::move(values),
                        .where = name_ + ":" + std::to_string(node.source().begin.line)});
  }

  const std::string& name_;
  const std::filesystem::path& folder_;
  const std::filesystem::path& home_;
  std::vector<ConfigEntry> entries_;
};

}  // namespace

Result<std::vector<ConfigEntry>> read_config(std::string_view toml, const std::string& name,
                                             const std::filesystem::path& folder,
                                             const std::filesystem::path& home) {
  return Reader(name, folder, home).read(toml);
}

Result<std::vector<ConfigEntry>> read_config_file(const std::filesystem::path& file, bool must_exist,
                                                  const Environment& environment) {
  const auto refuse = [&](std::string what, std::string hint) {
    return fail(ErrorKind::usage, std::move(what), file.string(), std::move(hint));
  };
  struct stat about{};
  if (stat(file.c_str(), &about) != 0) {
    const int reason = errno;
    const bool missing = reason == ENOENT || reason == ENOTDIR;
    if (missing && !must_exist) return std::vector<ConfigEntry>{};
    return refuse(missing ? "no such configuration file"
                          : "the configuration cannot be read: " + std::string(std::strerror(reason)),
                  missing ? "name one that exists, or write it with 'nonmun config init'" : "");
  }
  if (S_ISDIR(about.st_mode)) return refuse("is a folder, not a configuration file", "name a file");
  std::ifstream stream(file, std::ios::binary);
  std::string text;
  // By pieces: what is named may be a pipe, whose size nobody knows.
  for (char piece[4096];
       text.size() <= k_largest_file && (stream.read(piece, sizeof piece) || stream.gcount() > 0);)
    text.append(piece, static_cast<std::size_t>(stream.gcount()));
  if (!stream.is_open() || stream.bad())
    return refuse("the configuration cannot be read", "check its permissions");
  if (text.size() > k_largest_file) return refuse("larger than a configuration can be", "name another file");
  return read_config(text, file.string(), file.parent_path(),
                     environment.find_filled("HOME").value_or(std::string()));
}

}  // namespace nonmun::cli
