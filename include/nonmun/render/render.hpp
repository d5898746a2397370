#pragma once

#include <string>

#include "nonmun/core/digest.hpp"
#include "nonmun/render/options.hpp"

namespace nonmun::render {

/// A digest in the form asked for; ends with a line break unless it is empty. Without papers: JSON is "[]\n",
/// JSON Lines nothing, Markdown and text the account's days and states if there is an account, else nothing.
/// The account is shown (one line at the foot) by Markdown daily and listing and by text, never by JSON or
/// classic.
[[nodiscard]] std::string render(const Digest& digest, const RenderOptions& options);

}  // namespace nonmun::render
