#include "reference.hpp"

namespace nonmun::cli {
namespace {

std::string choices_text(const Flag& flag) {
  const auto choices = choices_of(flag);
  if (choices.size() < 2 || (flag.kind != ValueKind::choice && flag.kind != ValueKind::choices)) return {};
  std::string text =
      (flag.kind == ValueKind::choices ? " A comma list of " : " Choices: ") + one_of(choices, "and");
  for (const auto& exception : flag.choices_for)
    if (!exception.value.empty())
      text += "; for " + std::string(info_of(exception.command)->name) + " " +
              one_of(split_words(exception.value, '|'), "and");
  return text + ".";
}

std::string default_text(const Flag& flag) {
  if (flag.fallback.empty()) return {};
  std::string text = " Default: " + std::string(flag.fallback);
  for (const auto& exception : flag.fallback_for)
    if (!exception.value.empty())
      text += ", for " + std::string(info_of(exception.command)->name) + " " + std::string(exception.value);
  return text + ".";
}

}  // namespace

std::string as_sentence(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out.front() >= 'a' && out.front() <= 'z')
    out.front() = static_cast<char>(out.front() - 'a' + 'A');
  return out.ends_with('.') || out.ends_with('-') ? out : out + ".";
}

std::string what_it_does(const Flag& flag) {
  auto text = as_sentence(flag.help) + choices_text(flag);
  if (!flag.more.empty()) text += " " + std::string(flag.more);
  return text;
}

std::string full_text(const Flag& flag) {
  auto text = what_it_does(flag) + default_text(flag);
  const auto commands = commands_of(flag);
  if (!commands.empty()) text += " (" + one_of(commands, "and") + ")";
  return text;
}

std::string config_text(const Flag& flag) {
  return "As " + dashed(flag) +
         (flag.scope == ConfigScope::command
              ? ". Stands in the table of " + one_of(commands_of(flag)) + " only."
              : ".");
}

std::string setting_text(const Setting& setting) {
  auto text = std::string(setting.help);
  if (!setting.fallback.empty()) text += " Default: " + std::string(setting.fallback) + ".";
  return text;
}

}  // namespace nonmun::cli
