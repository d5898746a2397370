#pragma once

#include <cstddef>
#include <optional>

#include "frame_slots.hpp"

namespace nonmun::translate::frames {

/// Such as no word of a dictionary looks: a capital or a digit that is not in front.
[[nodiscard]] bool is_coined(const Token& token);

/// Whether the tokens [begin, end) are the beginning of a name only: "a SAM-Based Network with Edge Warping",
/// "Reinforcement Learning from Internal Feedback".
[[nodiscard]] bool is_name_cut(const Sentence& sentence, std::size_t begin, std::size_t end);

/// A proper name at `at`: capitals or digits within a word, several capitalised words with an abbreviation
/// in brackets, or a capitalised word that the title has.
[[nodiscard]] std::optional<Slot> read_name(const Sentence& sentence, std::size_t at);
[[nodiscard]] std::optional<Slot> read_title_name(const Sentence& sentence, std::size_t at);

}  // namespace nonmun::translate::frames
