#pragma once

#include <cstddef>
#include <string_view>

namespace nonmun::translate {

/// How Korean sentences end. A digest keeps to one.
enum class Register {
  polite,  ///< 합니다
  plain,   ///< 한다
};

/// How many sentences of a Korean text end in each; nouns and other endings are of neither.
struct Registers {
  std::size_t polite = 0, plain = 0;
};
[[nodiscard]] Registers count_registers(std::string_view korean);

}  // namespace nonmun::translate
