#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "frame_slots.hpp"
#include "frame_templates.hpp"
#include "nonmun/translate/register.hpp"

// data/frames/patterns.tsv, and what of it fits a sentence.
namespace nonmun::translate::frames {

struct Fit {
  std::string_view frame, role;
  std::string korean;  ///< empty: only the role is known
};

/// The first pattern that fits the sentence.
[[nodiscard]] std::optional<Fit> fit(const Sentence& sentence, Register speech);

}  // namespace nonmun::translate::frames
