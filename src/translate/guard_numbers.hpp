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
  NumberKind kind = NumberKind::plain;
  bool divided = false;   ///< 1 by value: "4분의 1", "1/4", "one-fourth", 절반
  std::size_t token = 0;  ///< where it begins
  std::size_t last = 0;   ///< and the last token that belongs to it
  text::Span where;
};

/// The numbers of English text, in digits and in words, in all their readings, in their order.
[[nodiscard]] std::vector<Quantity> english_quantities(std::string_view text,
                                                       const std::vector<Token>& tokens);

/// The numbers that a Korean line claims, each once, in its most likely reading, in their order.
[[nodiscard]] std::vector<Quantity> korean_quantities(std::string_view line,
                                                      const std::vector<Token>& tokens);

}  // namespace nonmun::translate
