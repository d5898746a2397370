#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/core/paper.hpp"
#include "nonmun/translate/register.hpp"
#include "nonmun/translate/source.hpp"

namespace nonmun::translate {

struct FramesOptions {
  Register speech = Register::polite;
  std::size_t most = 5;  ///< bullets
};

/// The embedded engine: the abstract's sentences that carry a role, as they stand (`en`), with a Korean line
/// for those that fit a strict frame: every slot of it is copied from the sentence or is the glossary's
/// Korean of its words. A line says no more than its sentence, and often less. In the order problem,
/// proposal, method, result, release, limitation, at most two of a role.
///
/// A sentence that fits no frame has its role and an empty `ko`: a reader is shown the role's Korean label
/// and the sentence. Where no sentence shows a role, the one that is nearest to the title stands alone, with
/// neither. An empty abstract and a withdrawal notice give nothing.
///
/// `engine` is "frames", `verified` is true. Never throws of its own, on any bytes.
[[nodiscard]] std::vector<Bullet> write_frames(const Source& source, const FramesOptions& options = {});

/// A Korean line with the name of the frame that wrote it.
struct FrameLine {
  int sentence = 0;  ///< from 1
  std::string_view frame, role;
  std::string korean;
};

/// Every Korean line that the frames can write of the abstract, a sentence at a time: what write_frames
/// chooses from.
[[nodiscard]] std::vector<FrameLine> all_frame_lines(const Source& source,
                                                     Register speech = Register::polite);

}  // namespace nonmun::translate
