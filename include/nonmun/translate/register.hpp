#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "nonmun/core/paper.hpp"

namespace nonmun::translate {

/// How Korean sentences end. A digest keeps to one.
enum class Register {
  polite,  ///< 합니다
  plain,   ///< 한다
};

/// How many sentences of a Korean text end in each; nouns and other endings are of neither.
struct Registers {
  std::size_t polite = 0, plain = 0;

  Registers& operator+=(const Registers& other) {
    polite += other.polite;
    plain += other.plain;
    return *this;
  }
  /// That of most sentences, polite where both have as many; nullopt where no sentence is of either.
  [[nodiscard]] std::optional<Register> common() const {
    if (polite == 0 && plain == 0) return std::nullopt;
    return polite >= plain ? Register::polite : Register::plain;
  }
};
[[nodiscard]] Registers count_registers(std::string_view korean);
/// Of all lines of its summary.
[[nodiscard]] Registers count_registers(const Paper& paper);

}  // namespace nonmun::translate
