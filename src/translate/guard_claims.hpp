#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "guard_line.hpp"

// What a number of a line may have been taken for: the source has it, and another in its place. Each gives
// that other as it stands, in the source or in the line's own quotation.
namespace nonmun::translate {

[[nodiscard]] inline bool is_latin(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::number;
}
[[nodiscard]] inline bool has_digits(const Token& token) {
  return token.kind == TokenKind::number || token.has_digit;
}

/// Whether a number says how much or how many.
[[nodiscard]] inline bool is_amount(const Quantity& quantity) {
  return quantity.kind == NumberKind::plain || quantity.kind == NumberKind::count;
}
/// Whether both do, in the same unit.
[[nodiscard]] inline bool are_of_sort(const Quantity& a, const Quantity& b) {
  return is_amount(a) && is_amount(b) && a.unit == b.unit && a.divided == b.divided;
}

/// By what stands beside it: what the source has before the thing that a number of the line stands before, if
/// that is always another.
[[nodiscard]] std::optional<std::string_view> find_other_count(const Line& line, const Quantity& quantity);
/// As find_other_count, for digits with letters (3D, FP4, 7B): others with the same letters.
[[nodiscard]] std::optional<std::string_view> find_other_name(const Line& line, std::size_t token);

/// By the numbers beside it in the line: one that the line says twice and the source once, beside another; a
/// range or a pair that the source has with another end.
[[nodiscard]] std::optional<std::string_view> find_other_of_pair(const Line& line, const Quantity& quantity);
/// Whether a name with digits is joined to itself (3D 및 3D) or compared with itself (Orb 2.0은 Orb 2.0보다).
[[nodiscard]] bool is_beside_itself(const Line& line, std::size_t token);

/// By the sentence that the line quotes in brackets at its end: a number of that sort which the quotation has
/// and the Korean before it has not.
[[nodiscard]] std::optional<std::string_view> find_other_in_quotation(const Line& line,
                                                                      const Quantity& quantity);
[[nodiscard]] std::optional<std::string_view> find_other_name_in_quotation(const Line& line,
                                                                           std::size_t token);

/// Digits among Latin words, as in a quotation, stand beside the words that they stand beside in the source.
enum class Quoted { no, right, wrong };
[[nodiscard]] Quoted quoted_digits(const Line& line, std::size_t token);

/// Whether two words are the same but for their digits: 2D and 3D, FP4 and fp-8.
[[nodiscard]] bool differ_in_digits(std::string_view a, std::string_view b);
/// Where the quotation in brackets at the end of a line begins; its end where it has none.
[[nodiscard]] std::size_t quotation_begin(std::string_view text, const std::vector<Token>& tokens);
/// The sentences of the source of which most words stand in the quotation, or most of its words in them.
[[nodiscard]] std::vector<int> quoted_sentences(const Line& line);

}  // namespace nonmun::translate
