#pragma once

#include <string>
#include <string_view>

#include "nonmun/daily/world.hpp"
#include "nonmun/parse/parsed.hpp"

namespace nonmun::daily {

/// Whether an error ends the whole run, and not one day or one step of it.
[[nodiscard]] bool stops_the_run(const Error& error);

/// The parser of an upstream's answers.
using ReadAnswer = Result<parse::Parsed> (*)(std::string_view body, const parse::ParseContext& context);

/// Reads an answer. What the parser finds wrong in words of upstream's own counts whatever the status; errors
/// are the parser's, and unavailable, with `hint`, for any other answer that is no success. `who`: for
/// messages.
[[nodiscard]] Result<parse::Parsed> read_answer(const fetch::Response& response, ReadAnswer read,
                                                std::string_view who, std::string hint = "try again later");

/// Asks arXiv's API and reads what it says. Errors: the client's, and those of read_answer.
[[nodiscard]] Result<parse::Parsed> ask_arxiv_api(const fetch::Request& request, World& world,
                                                  std::string hint = "try again later");

}  // namespace nonmun::daily
