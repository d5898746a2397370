#pragma once

#include <string>

#include "nonmun/daily/world.hpp"
#include "nonmun/parse/parsed.hpp"

namespace nonmun::daily {

/// Whether an error ends the whole run, and not one day or one step of it.
[[nodiscard]] bool stops_the_run(const Error& error);

/// Asks arXiv's API and reads what it says. An error feed says what was wrong, whatever the status; errors
/// are the client's and the parser's, and unavailable, with `hint`, for any other answer that is no success.
[[nodiscard]] Result<parse::Parsed> ask_arxiv_api(const fetch::Request& request, World& world,
                                                  std::string hint = "try again later");

}  // namespace nonmun::daily
