#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/text/reading.hpp"

namespace nonmun::text {

struct AuthorName {
  std::string name;    ///< whole, the suffix included
  std::string suffix;  ///< "Jr", "III"; empty: none
  std::vector<std::string> affiliations;
  bool operator==(const AuthorName&) const = default;
};

/// One author's name as finished text, without footnote marks (*, †, §); nullopt when nothing but punctuation
/// is left (":" from "NVIDIA: A, B").
[[nodiscard]] std::optional<std::string> clean_name(std::string_view raw, Reader reader);

/// The names in what a source gives as one author: nearly always one, none as in clean_name, several only
/// where that is certain ("A. One; B. Two", "Ann One, Bob Two and Cid Three", but not "Some Trust, London,
/// United Kingdom").
[[nodiscard]] std::vector<std::string> clean_names(std::string_view raw, Reader reader);

/// A finished name with its suffix told apart.
[[nodiscard]] AuthorName with_suffix(std::string name);

/// The authors of one string ("A. B, C. D (Affil, City), E Jr and the F Collaboration"), in order; equal
/// names are kept. What stands in brackets is an affiliation, numbers in brackets name those listed at the
/// end
/// ("((1) Lab, (2) City)"), and an affiliation also counts for the authors without one before it. A
/// collaboration named by "for the … Collaboration" follows its author. "et al." is left out.
[[nodiscard]] std::vector<AuthorName> split_authors(std::string_view raw, Reader reader);

}  // namespace nonmun::text
