#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "nonmun/text/links.hpp"

// DOIs and arXiv ids in running text. None of them looks before `floor`, where the link before ended.
namespace nonmun::text {

/// The DOI that begins with the digit at `at`.
[[nodiscard]] std::optional<FoundLink> doi_at(std::string_view text, std::size_t at);

/// The arXiv id of the form 2404.14619 (used since April 2007) whose first digit stands at `at`.
[[nodiscard]] std::optional<FoundLink> new_arxiv_id(std::string_view text, std::size_t at, std::size_t floor);

/// The arXiv id of the form hep-th/9901001 or math.GR/0512484 (used until then) whose slash stands at
/// `slash`.
[[nodiscard]] std::optional<FoundLink> old_arxiv_id(std::string_view text, std::size_t slash,
                                                    std::size_t floor);

}  // namespace nonmun::text
