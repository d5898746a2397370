#pragma once

#include <string>

#include "nonmun/cli/options.hpp"
#include "nonmun/translate/prompt.hpp"

namespace nonmun::cli {

/// The file of a prompt by the name that --prompt gives it: a built-in one's, or the user's. Errors: usage
/// for a name that is none, a file that cannot be read, and one that is no prompt.
[[nodiscard]] Result<std::string> read_prompt_file(const std::string& name);

/// The prompt that the options ask for, with the bullets that they ask for. Errors: as read_prompt_file.
[[nodiscard]] Result<translate::PromptProfile> prompt_of(const TranslationOptions& options);

}  // namespace nonmun::cli
