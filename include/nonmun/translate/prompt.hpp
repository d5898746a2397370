#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/core/error.hpp"
#include "nonmun/translate/engine.hpp"
#include "nonmun/translate/glossary.hpp"
#include "nonmun/translate/register.hpp"

namespace nonmun::translate {

/// How a model is asked: a profile of data/prompts, or a user's file of the same form.
struct PromptProfile {
  std::string name;     ///< "bullets", or the user's file
  std::string version;  ///< the name and a digest of the file: a changed profile is another one
  std::size_t least = 3, most = 6;
  std::vector<std::string> roles{};  ///< of the bullets in order, where the profile fixes them
  std::string system{}, user{}, correction{};

  /// Errors: ErrorKind::usage, naming the line, for what is no profile.
  [[nodiscard]] static Result<PromptProfile> parse(std::string_view file, std::string_view name);
  /// The file of a built-in one ("bullets", "three-parts"); empty if there is none of that name.
  [[nodiscard]] static std::string_view built_in_file(std::string_view name);
};

/// The two messages of a request.
struct Prompt {
  std::string system, user;
};
/// The paper's text stands in it as data: what could end or open a model's own mark-up in it is parted by a
/// space.
[[nodiscard]] Prompt write_prompt(const PromptProfile& profile, const Task& task, const Glossary& glossary,
                                  Register speech);

/// A text in which no model's mark-up is left ("<|im_end|>", "<think>", "</paper>", "[INST]").
[[nodiscard]] std::string neutralised(std::string_view text);

}  // namespace nonmun::translate
