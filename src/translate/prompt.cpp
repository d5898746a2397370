#include "nonmun/translate/prompt.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "nonmun/core/ascii.hpp"
#include "nonmun/core/sha256.hpp"
#include "nonmun/text/unicode.hpp"

namespace nonmun::data {
extern const std::string_view prompt_bullets, prompt_three_parts;
}  // namespace nonmun::data

namespace nonmun::translate {
namespace {

constexpr std::size_t k_most_bullets = 20;
/// Terms of the glossary that a prompt names.
constexpr std::size_t k_most_terms = 24;
constexpr std::size_t k_version_digits = 12;

std::string_view take_word(std::string_view& text) {
  text = ascii::trim(text);
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(end);
  return word;
}

/// "3..6".
std::optional<std::pair<std::size_t, std::size_t>> read_range(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == text.npos) return std::nullopt;
  const auto number = [](std::string_view digits) -> std::optional<std::size_t> {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return value;
  };
  const auto least = number(text.substr(0, dots)), most = number(text.substr(dots + 2));
  if (!least || !most || *least < 1 || *most < *least || *most > k_most_bullets) return std::nullopt;
  return std::pair(*least, *most);
}

/// Whether a model's own mark-up may begin with the first byte: "<|im_end|>", "</s>", "<<SYS>>",
/// "<｜end of sentence｜>", "[INST]", "[/INST]", "[TOOL_CALLS]". "p < 0.05" and "<3" are none.
bool opens_token(std::string_view text) {
  if (text.size() < 2) return false;
  const char next = text[1];
  if (text[0] == '<')
    return ascii::is_letter(next) || next == '/' || next == '|' || next == '<' || next == '_' ||
           static_cast<unsigned char>(next) >= 0x80;
  if (text[0] != '[') return false;
  constexpr std::string_view k_capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_";
  text.remove_prefix(next == '/' ? 2 : 1);
  const std::size_t end = std::min(text.find_first_not_of(k_capitals), text.size());
  return end >= 3 && text.substr(end).starts_with(']');
}

class ProfileReader {
 public:
  ProfileReader(std::string_view file, std::string_view name) : file_(file), name_(name) {}

  Result<PromptProfile> read() {
    profile_.name = name_;
    profile_.version = std::string(name_) + '-' + sha256_hex(file_).substr(0, k_version_digits);
    std::size_t number = 1;
    for (std::string_view rest = file_; !rest.empty(); ++number) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (auto read = read_line(line); !read)
        return fail(ErrorKind::usage, read.error().what,
                    std::string(name_) + " line " + std::to_string(number), read.error().hint);
    }
    for (std::string* const part : {&profile_.system, &profile_.user, &profile_.correction})
      *part = std::string(ascii::trim(*part));
    if (profile_.user.find("{sentences}") == std::string::npos)
      return fail(ErrorKind::usage, "a prompt whose [user] part has no {sentences}", std::string(name_),
                  "copy one of data/prompts and change it");
    return std::move(profile_);
  }

 private:
  Result<void> read_line(std::string_view line) {
    if (line == "[system]") return part_ = &profile_.system, Result<void>{};
    if (line == "[user]") return part_ = &profile_.user, Result<void>{};
    if (line == "[correction]") return part_ = &profile_.correction, Result<void>{};
    if (part_ != nullptr) {
      (*part_ += line) += '\n';
      return {};
    }
    if (line.empty() || line.starts_with('#')) return {};
    const std::string_view key = take_word(line);
    if (key == "bullets") {
      const auto range = read_range(ascii::trim(line));
      if (!range)
        return fail(ErrorKind::usage, "no range of bullets", {},
                    "write bullets 3..6, at most " + std::to_string(k_most_bullets));
      std::tie(profile_.least, profile_.most) = *range;
      return {};
    }
    if (key == "roles") {
      while (!ascii::trim(line).empty()) profile_.roles.emplace_back(take_word(line));
      return {};
    }
    return fail(ErrorKind::usage, "'" + std::string(key.substr(0, 40)) + "' is no key of a prompt", {},
                "before [system] stand bullets and roles");
  }

  std::string_view file_, name_;
  PromptProfile profile_;
  std::string* part_ = nullptr;
};

using Fields = std::array<std::pair<std::string_view, std::string>, 7>;

/// The template with its fields filled in; braces around anything else stay. What a field brings is not
/// looked through again.
std::string fill(std::string_view pattern, const Fields& fields) {
  std::string out;
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    out += pattern.substr(0, open);
    if (open == pattern.npos) break;
    pattern.remove_prefix(open);
    const auto field = std::ranges::find_if(fields, [&](const auto& one) {
      return pattern.substr(1).starts_with(one.first) &&
             pattern.substr(1 + one.first.size()).starts_with('}');
    });
    if (field == fields.end()) {
      out += '{';
      pattern.remove_prefix(1);
    } else {
      out += field->second;
      pattern.remove_prefix(field->first.size() + 2);
    }
  }
  return out;
}

std::string numbered(const Source& source) {
  std::string out;
  auto heading = source.body.headings.begin();
  for (std::size_t i = 1; i <= source.count(); ++i) {
    if (i > 1) out += '\n';
    for (; heading != source.body.headings.end() && source.sentences.size() + heading->before + 1 == i;
         ++heading)
      out += '[' + neutralised(heading->text) + "]\n";
    out += std::to_string(i) + ". " + neutralised(source.sentence(static_cast<int>(i)));
  }
  return out;
}

/// Whether the word, or its plural, stands in the text by itself.
bool has_word(std::string_view text, std::string_view word) {
  const auto is_letter_at = [&](std::size_t at) { return at < text.size() && ascii::is_letter(text[at]); };
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    if (at > 0 && ascii::is_alnum(text[at - 1])) continue;
    std::size_t end = at + word.size();
    if (text.substr(end).starts_with('s')) ++end;
    if (!is_letter_at(end)) return true;
  }
  return false;
}

/// The terms of the glossary that the text has, longest first, so that a short one of a long one is not
/// named.
std::string terms_of(const Source& source, const Glossary& glossary) {
  const std::string text = ascii::lower(source.title + ' ' + source.abstract + ' ' + source.body.text);
  std::vector<const Term*> found;
  for (const auto& [key, term] : glossary.terms()) {
    if (term.rule != TermRule::forbid && has_word(text, key)) found.push_back(&term);
  }
  std::ranges::sort(found, [](const Term* a, const Term* b) {
    return a->english.size() != b->english.size() ? a->english.size() > b->english.size()
                                                  : a->english < b->english;
  });
  found.resize(std::min(found.size(), k_most_terms));
  if (found.empty()) return {};
  std::string out = "Terms:";
  for (const Term* const term : found)
    out += '\n' + term->english + (term->rule == TermRule::keep ? " stays in English" : " = " + term->korean);
  return out;
}

}  // namespace

Result<PromptProfile> PromptProfile::parse(std::string_view file, std::string_view name) {
  if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
  return ProfileReader(file, name).read();
}

std::string_view PromptProfile::built_in_file(std::string_view name) {
  if (name == "bullets") return data::prompt_bullets;
  if (name == "three-parts") return data::prompt_three_parts;
  return {};
}

std::string neutralised(std::string_view text) {
  std::string out = text::to_single_line(text);
  // A space behind what opens mark-up: a reader sees the same words, a model's template no token of its own.
  std::string parted;
  for (std::size_t at = 0; at < out.size(); ++at) {
    parted += out[at];
    const std::string_view rest = std::string_view(out).substr(at);
    if (opens_token(rest) || rest.starts_with("|>")) parted += ' ';
  }
  return parted;
}

Prompt write_prompt(const PromptProfile& profile, const Task& task, const Glossary& glossary,
                    Register speech) {
  const Fields fields{{{"title", neutralised(task.source.title)},
                       {"sentences", numbered(task.source)},
                       {"least", std::to_string(profile.least)},
                       {"most", std::to_string(profile.most)},
                       {"register", speech == Register::polite ? "합니다" : "한다"},
                       {"glossary", terms_of(task.source, glossary)},
                       {"correction", neutralised(task.correction)}}};
  Prompt prompt{fill(profile.system, fields), fill(profile.user, fields)};
  prompt.user = std::string(ascii::trim(prompt.user));
  if (!task.correction.empty()) prompt.user += "\n\n" + fill(profile.correction, fields);
  return prompt;
}

}  // namespace nonmun::translate
