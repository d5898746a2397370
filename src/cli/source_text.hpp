#pragma once

#include <span>

#include "commands.hpp"
#include "nonmun/translate/translate.hpp"

namespace nonmun::cli {

/// What --source-text asks for: of each of the papers what is taken of its text; papers that have none are
/// counted on stderr, those whose page could not be had are failures in the account. Errors: what stops the
/// run.
[[nodiscard]] Result<translate::BodyOf> read_source_texts(const Session& session,
                                                          std::span<const Paper* const> papers,
                                                          Account& account);

}  // namespace nonmun::cli
