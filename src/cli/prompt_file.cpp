#include "prompt_file.hpp"

#include <filesystem>
#include <tuple>
#include <utility>

#include "nonmun/deliver/file.hpp"
#include "values.hpp"

namespace nonmun::cli {

using translate::PromptProfile;

namespace {

bool is_file_name(std::string_view name) { return name.find_first_of("./") != name.npos; }

std::string own_name(const std::string& name) {
  return is_file_name(name) ? std::filesystem::path(name).filename().string() : name;
}

}  // namespace

Result<std::string> read_prompt_file(const std::string& name) {
  std::string file(PromptProfile::built_in_file(name));
  if (is_file_name(name)) {
    auto text = deliver::read_file(name);
    if (!text) return fail(ErrorKind::usage, text.error().what, name);
    file = *std::move(text);
  } else if (file.empty()) {
    return fail(ErrorKind::usage, quote(name) + " is no prompt", "--prompt",
                "choose bullets or three-parts, or name a file as ./NAME");
  }
  if (const auto read = PromptProfile::parse(file, own_name(name)); !read)
    return std::unexpected(read.error());
  return file;
}

Result<PromptProfile> prompt_of(const TranslationOptions& options) {
  const auto file = read_prompt_file(options.prompt);
  if (!file) return std::unexpected(file.error());
  auto profile = PromptProfile::parse(*file, own_name(options.prompt));
  if (profile && options.bullets) {
    std::tie(profile->least, profile->most) = *options.bullets;
    profile->version += "-" + std::to_string(profile->least) + ".." + std::to_string(profile->most);
  }
  return profile;
}

}  // namespace nonmun::cli
