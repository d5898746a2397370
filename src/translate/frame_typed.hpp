#pragma once

#include <cstddef>
#include <optional>

#include "frame_slots.hpp"

// What is proposed: "a novel framework for image editing".
namespace nonmun::translate::frames {

/// One thing, not several.
[[nodiscard]] std::optional<Slot> read_single(const Sentence& sentence, std::size_t at);

/// `informed`: only where it says more than that something is new.
[[nodiscard]] std::optional<Slot> read_typed(const Sentence& sentence, std::size_t at, bool informed);

}  // namespace nonmun::translate::frames
