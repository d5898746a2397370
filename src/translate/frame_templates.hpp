#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nonmun/translate/register.hpp"

// The Korean of a frame, with places for what its sentence says.
namespace nonmun::translate::frames {

using Captures = std::vector<std::pair<std::string_view, std::string>>;  ///< slot name, Korean

class Template {
 public:
  /// "{name:을/를} {verb}<합니다|한다>. || …": as data/frames/patterns.tsv explains.
  explicit Template(std::string_view source);

  /// The first form whose particles are all known; nullopt if there is none.
  [[nodiscard]] std::optional<std::string> fill(const Captures& captures, Register speech) const;

 private:
  struct Piece {
    std::string polite, plain;  ///< text; or the slot's name in `slot`
    std::string slot, particle;
    std::vector<Piece> optional;  ///< of a bracket
  };
  using Form = std::vector<Piece>;
  static Form read(std::string_view& source, char until);
  static bool fill(const Form& form, const Captures& captures, Register speech, std::string& out,
                   bool& empty);

  std::vector<Form> forms_;
};

}  // namespace nonmun::translate::frames
