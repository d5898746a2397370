#pragma once

#include <string_view>
#include <vector>

#include "guard_tables.hpp"
#include "guard_text.hpp"

namespace nonmun::translate {

/// A number of a text with its unit. One that can be read in two ways (7B is 7 and seven billion) is several
/// quantities at one place.
struct Quantity {
  Decimal value;
  Unit unit = k_no_unit;
  text::Span where;
  bool divided = false;  ///< 1 by value: "4분의 1", "1/4", "one-fourth"
  bool in_name = false;  ///< the digits of a word: GPT-4
};

/// The numbers of English text, in digits and in words, in all their readings.
[[nodiscard]] std::vector<Quantity> english_quantities(std::string_view text,
                                                       const std::vector<Token>& tokens);

/// The numbers of a Korean line that it claims, each once, in its most likely reading. Numbers in names and
/// enumerations ("(1)", "2.") are left out.
[[nodiscard]] std::vector<Quantity> korean_quantities(std::string_view line,
                                                      const std::vector<Token>& tokens);

}  // namespace nonmun::translate
