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

/// One author's name as finished text; nullopt when nothing but punctuation is left (":" from "NVIDIA: A, B").
[[nodiscard]] std::optional<std::string> clean_name(std::string_view raw, Reader reader);

/// The authors of one string ("A. B, C. D (Affil, City), E Jr and the F Collaboration"), in order; equal
/// names are kept.
[[nodiscard]] std::vector<AuthorName> split_authors(std::string_view raw, Reader reader);

}  // namespace nonmun::text
