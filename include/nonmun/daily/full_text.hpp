#pragma once

#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "nonmun/core/paper.hpp"
#include "nonmun/daily/world.hpp"
#include "nonmun/translate/body.hpp"

namespace nonmun::daily {

/// What was taken of papers' texts.
struct FullTexts {
  std::unordered_map<std::string, translate::Body> bodies{};  ///< by id
  std::size_t without = 0;        ///< papers that arXiv has no HTML of, or none that can be read
  std::size_t too_long = 0;       ///< papers of which no sentence fits into the tokens
  std::vector<Error> failures{};  ///< papers whose page could not be had
  std::size_t not_asked = 0;      ///< papers that were not asked for after failures in a row
};

/// Asks arXiv for the HTML of each paper, one request a paper, and takes `tokens` of its text. That there is
/// none (404, a page of another kind) is an answer; after two failures in a row no more is asked for, if
/// upstream is asked at all. `on_page` is told how many pages have been looked at. Errors: what stops the
/// run.
[[nodiscard]] Result<FullTexts> read_full_texts(std::span<const Paper* const> papers, std::size_t tokens,
                                                World& world,
                                                const std::function<void(std::size_t)>& on_page = {});

}  // namespace nonmun::daily
