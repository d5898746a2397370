#pragma once

#include <cstddef>
#include <optional>

#include "frame_slots.hpp"

// Slots that are noun phrases.
namespace nonmun::translate::frames {

[[nodiscard]] std::optional<Slot> read_phrase(const Sentence& sentence, std::size_t at);
/// Where something was measured or is; "both" may stand before it.
[[nodiscard]] std::optional<Slot> read_place(const Sentence& sentence, std::size_t at);

[[nodiscard]] std::optional<Slot> read_studied(const Sentence& sentence, std::size_t at);
[[nodiscard]] std::optional<Slot> read_topic(const Sentence& sentence, std::size_t at);
[[nodiscard]] std::optional<Slot> read_metric(const Sentence& sentence, std::size_t at);
[[nodiscard]] std::optional<Slot> read_rival(const Sentence& sentence, std::size_t at);
[[nodiscard]] std::optional<Slot> read_others(const Sentence& sentence, std::size_t at);
[[nodiscard]] std::optional<Slot> read_influences(const Sentence& sentence, std::size_t at);

}  // namespace nonmun::translate::frames
