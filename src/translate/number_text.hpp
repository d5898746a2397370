#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "guard_numbers.hpp"

// What the readers of English and Korean numbers share.
namespace nonmun::translate {

[[nodiscard]] Decimal scaled(Decimal value, int exponent);
/// 10^k of K, M, B, T at the end of a number; 0 for none.
[[nodiscard]] int scale_of(std::string_view suffix);
/// 10^k of "thousand", "millions" …; 0 for none.
[[nodiscard]] int scale_of_word(std::string_view word);
/// Digits written high, as in 10⁶ and 10^6: the exponent.
[[nodiscard]] std::optional<int> power_after(std::string_view text, std::size_t at);

[[nodiscard]] std::size_t skip_space(std::string_view text, std::size_t at);
[[nodiscard]] bool sign_at(std::string_view text, std::size_t at, std::string_view sign);

/// The unit that a sign after a number says: %, ％, ×, °.
[[nodiscard]] Unit unit_sign(std::string_view text, std::size_t at);
/// The unit that a word of English says, its first part if it has several.
[[nodiscard]] Unit unit_of_word(std::string_view word);
/// The unit in the token after a number; none where something else than space or a dash stands between.
[[nodiscard]] Unit unit_word(std::string_view text, const std::vector<Token>& tokens, std::size_t next);

/// A range takes the unit of its end: 3~5%.
void share_units(std::string_view text, std::vector<Quantity>& quantities);

/// (1), 1), 1. — a number that counts what is said, not what is there.
[[nodiscard]] bool is_enumerator(std::string_view text, const Token& number);

}  // namespace nonmun::translate
