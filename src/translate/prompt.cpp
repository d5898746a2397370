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

/// The terms of the glossary that the text has, longest first, so that a short one of a long one is not
/// named.
std::string terms_of(const Source& source, const Glossary& glossary) {
  const std::string text = ascii::lower(source.title + ' ' + source.abstract + ' ' + source.body.text);
  std::vector<const Term*> found;
  for (const auto& [key, term] : glossary.terms()) {
    const std::size_t at = text.find(key);
    if (at == std::string::npos || term.rule == TermRule::forbid) continue;
    const std::size_t end = at + key.size();
    if ((at > 0 && ascii::is_alnum(text[at - 1])) ||
        (end < text.size() && ascii::is_letter(text[end]) && text[end] != 's'))
      continue;
    found.push_back(&term);
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
  return ProfileReader(file, name).read();
}

std::string_view PromptProfile::built_in_file(std::string_view name) {
  if (name == "bullets") return data::prompt_bullets;
  if (name == "three-parts") return data::prompt_three_parts;
  return {};
}

const PromptProfile* PromptProfile::find_built_in(std::string_view name) {
  static const std::array profiles{PromptProfile::parse(data::prompt_bullets, "bullets").value(),
                                   PromptProfile::parse(data::prompt_three_parts, "three-parts").value()};
  const auto found = std::ranges::find(profiles, name, &PromptProfile::name);
  return found == profiles.end() ? nullptr : &*found;
}

std::string neutralised(std::string_view text) {
  std::string out = text::to_single_line(text);
  // A space behind what opens mark-up: a reader sees the same words, a model's template no token of its own.
  constexpr std::array<std::string_view, 5> k_openings{"<|", "<", "[INST", "[/INST", "<<SYS"};
  constexpr std::array<std::string_view, 3> k_closings{"|>", "INST]", "SYS>>"};
  for (const std::string_view opening : k_openings) {
    for (std::size_t at = out.find(opening); at != out.npos; at = out.find(opening, at + 2)) {
      const char next = at + 1 < out.size() ? out[at + 1] : ' ';
      // "p < 0.05" and "<3" are no mark-up.
      if (opening == "<" && !ascii::is_letter(next) && next != '/' && next != '|') continue;
      out.insert(at + 1, " ");
    }
  }
  for (const std::string_view closing : k_closings) {
    for (std::size_t at = out.find(closing); at != out.npos; at = out.find(closing, at + closing.size() + 1))
      out.insert(at + closing.size() - 1, " ");
  }
  return out;
}

Prompt write_prompt(const PromptProfile& profile, const Task& task, const Glossary& glossary,
                    Register speech) {
  const Fields fields{{{"title", neutralised(task.source.title)},
                       {"sentences", numbered(task.source)},
                       {"least", std::to_string(profile.least)},
                       {"most", std::to_string(profile.most)},
                       {"register", speech == Register::polite ? "합니다" : "한다"},
                       {"glossary", terms_of(task.source, glossary)},
                       {"correction", task.correction}}};
  Prompt prompt{fill(profile.system, fields), fill(profile.user, fields)};
  prompt.user = std::string(ascii::trim(prompt.user));
  if (!task.correction.empty()) prompt.user += "\n\n" + fill(profile.correction, fields);
  return prompt;
}

}  // namespace nonmun::translate
