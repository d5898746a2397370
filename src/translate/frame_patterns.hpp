#pragma once

#include <cstddef>
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

/// Fits sentences, one after another; what it keeps between them is only room.
class Fitter {
 public:
  /// The first pattern that fits the sentence.
  [[nodiscard]] std::optional<Fit> fit(const Sentence& sentence, Register speech);

 private:
  SlotMemory slots_;
  Captures captures_;
  std::vector<std::size_t> begins_, elided_;
  std::vector<bool> present_;  ///< by WordId
};

}  // namespace nonmun::translate::frames
