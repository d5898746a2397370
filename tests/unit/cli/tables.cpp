// Walks the tables of flags and commands: what stands in them is complete, and every page made from them has
// it.

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "../../../src/cli/flags.hpp"
#include "../../../src/cli/manual.hpp"
#include "nonmun/cli/options.hpp"

using namespace nonmun;
using namespace nonmun::cli;

namespace {

/// A value that a flag takes.
std::string sample(const Flag& flag, Command command = Command::help) {
  switch (flag.kind) {
    case ValueKind::none:
      return {};
    case ValueKind::choice:
    case ValueKind::choices:
    case ValueKind::keys:
      return std::string(choices_of(flag, command).back());
    case ValueKind::sources:
      return "huggingface,arxiv:cs.CL";
    case ValueKind::categories:
      return "cs.CL,math";
    case ValueKind::text:
      return "two words";
    case ValueKind::day:
      return "2024-04";
    case ValueKind::number:
      return std::to_string(flag.max);
    case ValueKind::range:
      return "3..6";
    case ValueKind::decimal:
      return "0.5";
    case ValueKind::decimals:
      return "0.15/0.6";
    case ValueKind::url:
      return "http://127.0.0.1:8080/v1";
    case ValueKind::instant:
      return "2025-07-14T16:00:00Z";
    case ValueKind::zone:
      return "Asia/Seoul";
    case ValueKind::file:
      return flag.id == FlagId::config ? "/dev/null" : "a file";
    case ValueKind::folder:
      return "a folder";
  }
  return {};
}

/// A command with the words it needs.
std::vector<std::string> words_for(const CommandInfo& command) {
  std::vector<std::string> words{std::string(command.name)};
  if (command.words == Words::ids) words.emplace_back("2404.14994");
  if (command.words == Words::query) words.emplace_back("all:water");
  if (command.words == Words::choice || command.words == Words::choice_and_words)
    words.emplace_back(split_words(command.choices, '|').front());
  return words;
}

std::string page(std::string_view kind) {
  const auto text = generate(kind);
  REQUIRE(text);
  return *text;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c == '\n' || (c >= 0x20 && c < 0x7f); });
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace

TEST_CASE("every flag stands at the place of its id, has help and one name of its own") {
  std::set<std::string_view> names;
  std::set<char> letters;
  for (const auto& flag : all_flags()) {
    INFO(flag.name);
    CHECK(&flag_of(flag.id) == &flag);
    CHECK(find_flag(flag.name) == &flag);
    CHECK(!flag.help.empty());
    CHECK(!flag.help.ends_with('.'));
    CHECK(is_ascii(flag.help));
    CHECK(is_ascii(flag.more));
    CHECK((flag.more.empty() || flag.more.ends_with('.')));
    CHECK((flag.kind == ValueKind::none) == flag.value_name.empty());
    CHECK(names.insert(flag.name).second);
    if (flag.short_name != 0) CHECK(letters.insert(flag.short_name).second);
    CHECK((flag.scope == ConfigScope::none || flag.kind != ValueKind::none));
  }
}

TEST_CASE("every command has a summary, a description and an example that parses") {
  for (const auto& command : all_commands()) {
    INFO(command.name);
    CHECK(!command.summary.empty());
    CHECK(!command.summary.ends_with('.'));
    CHECK(command.description.ends_with('.'));
    REQUIRE(!command.examples.empty());
    CHECK(read_options(words_for(command), Environment()));
    for (const auto& example : command.examples) {
      CHECK(is_ascii(example.line));
      CHECK(contains(example.line, "nonmun " + std::string(command.name)));
    }
  }
}

TEST_CASE("every flag parses with every command that has it, and with no other") {
  for (const auto& command : all_commands()) {
    for (const auto& flag : all_flags()) {
      auto words = words_for(command);
      words.push_back(dashed(flag));
      if (flag.kind != ValueKind::none) words.push_back(sample(flag, command.command));
      if (flag.id == FlagId::fields) words.emplace_back("--format=json");
      INFO(command.name << " " << dashed(flag) << " " << words.back());
      const auto options = read_options(words, Environment());
      CHECK(options.has_value() == belongs_to(flag, command.command));
      if (!options) CHECK(contains(to_line(options.error()), "it belongs to "));
    }
  }
}

TEST_CASE("every choice of every flag is taken and another is refused") {
  for (const auto& command : all_commands()) {
    for (const auto& flag : all_flags()) {
      if (!belongs_to(flag, command.command) || flag.choices.empty()) continue;
      for (const auto choice : choices_of(flag, command.command)) {
        auto words = words_for(command);
        words.push_back(dashed(flag) + "=" + std::string(choice));
        INFO(command.name << " " << words.back());
        CHECK(read_options(words, Environment()));
      }
      auto words = words_for(command);
      words.push_back(dashed(flag) + "=nothing of the kind");
      INFO(command.name << " " << words.back());
      CHECK(!read_options(words, Environment()));
    }
  }
}

TEST_CASE("every default is a value that its flag takes") {
  for (const auto& command : all_commands()) {
    for (const auto& flag : all_flags()) {
      const auto fallback = default_of(flag, command.command);
      if (!belongs_to(flag, command.command) || fallback.empty()) continue;
      auto words = words_for(command);
      words.push_back(dashed(flag) + "=" + std::string(fallback));
      INFO(command.name << " " << words.back());
      CHECK(read_options(words, Environment()));
    }
  }
}

TEST_CASE("help of a command names each of its flags and fits its width") {
  for (const auto& command : all_commands()) {
    for (const std::size_t columns : {40U, 80U, 100U}) {
      const auto text = help_text(command.name, columns);
      INFO(text);
      CHECK(is_ascii(text));
      for (const auto& flag : all_flags())
        CHECK(contains(text, " " + dashed(flag) + " ") ==
              (belongs_to(flag, command.command) && !flag.hidden));
      for (std::size_t begin = 0; columns >= 80 && begin < text.find("\nexamples:");) {
        const auto end = text.find('\n', begin);
        CHECK(end - begin <= columns);
        begin = end + 1;
      }
    }
  }
}

TEST_CASE("help of the program names each command, exit code and form of a day") {
  const auto text = help_text("", 80);
  for (const auto& command : all_commands()) CHECK(contains(text, "\n  " + std::string(command.name)));
  for (const auto& exit : exit_meanings()) CHECK(contains(text, "\n  " + std::to_string(exit.code)));
  for (const auto& day : day_forms()) CHECK(contains(text, day.form));
  CHECK(!contains(text, "--generate"));
}

TEST_CASE("man page and reference have every command, flag, setting, variable and exit code") {
  for (const auto* kind : {"man", "options"}) {
    const auto text = page(kind);
    const bool roff = std::string_view(kind) == "man";
    const auto shown = [&](std::string_view word) {
      std::string out;
      for (const char c : word) out += roff && c == '-' ? "\\-" : std::string(1, c);
      return contains(text, out);
    };
    INFO(kind);
    CHECK(is_ascii(text));
    for (const auto& command : all_commands()) {
      CHECK(shown("nonmun " + std::string(command.name)));
      for (const auto& example : command.examples) CHECK(shown(example.says.substr(1, 5)));
    }
    for (const auto& flag : all_flags()) {
      INFO(flag.name);
      CHECK(shown(dashed(flag)));
      if (flag.scope != ConfigScope::none) CHECK(shown(config_key(flag)));
      if (!flag.variable.empty()) CHECK(shown(flag.variable));
    }
    for (const auto& setting : all_settings()) {
      INFO(setting.help);
      CHECK(shown(setting.key));
      CHECK(shown(setting.variable));
      CHECK(setting.help.ends_with('.'));
    }
    for (const auto& exit : exit_meanings()) CHECK(shown(std::to_string(exit.code)));
  }
}

TEST_CASE("completions have every command, flag and choice") {
  for (const auto* kind : {"bash", "zsh", "fish"}) {
    const auto text = page(kind);
    INFO(kind);
    CHECK(is_ascii(text));
    for (const auto& command : all_commands()) CHECK(contains(text, command.name));
    for (const auto& flag : all_flags()) {
      INFO(flag.name);
      if (!flag.hidden)
        CHECK(
            contains(text, std::string_view(kind) == "fish" ? "-l " + std::string(flag.name) : dashed(flag)));
      for (const auto choice : every_choice_of(flag)) CHECK((flag.hidden || contains(text, choice)));
    }
  }
  CHECK(!generate("tcsh"));
}

TEST_CASE("exit codes are those of the program, each once") {
  std::set<int> codes;
  for (const auto& exit : exit_meanings()) CHECK(codes.insert(exit.code).second);
  for (const auto code : {ExitCode::done, ExitCode::internal, ExitCode::usage, ExitCode::not_yet,
                          ExitCode::partial, ExitCode::unavailable, ExitCode::not_found,
                          ExitCode::invalid_data, ExitCode::local_fault, ExitCode::interrupted})
    CHECK(codes.contains(static_cast<int>(code)));
}
