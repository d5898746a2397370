#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nonmun/translate/register.hpp"

// The Korean of a frame, with places for what its sentence says.
namespace nonmun::translate::frames {

using Captures = std::vector<std::pair<std::string_view, std::string_view>>;  ///< slot name, Korean

/// The word with the particle that it takes; nullopt where Koreans may say its end in two ways (RADAR) or the
/// sound is not known.
[[nodiscard]] std::optional<std::string> with_sure_particle(std::string_view word, std::string_view pair);

class Template {
 public:
  Template() = default;
  /// "{name:을/를} {verb}<합니다|한다>. || …": as data/frames/patterns.tsv explains; a view of it, read when
  /// a line is written.
  explicit Template(std::string_view source) : source_(source) {}

  /// The first form whose particles are all known; nullopt if there is none.
  [[nodiscard]] std::optional<std::string> fill(const Captures& captures, Register speech) const;

 private:
  std::string_view source_;
};

}  // namespace nonmun::translate::frames
