#pragma once

namespace nonmun::translate {

/// How Korean sentences end. A digest keeps to one.
enum class Register {
  polite,  ///< 합니다
  plain,   ///< 한다
};

}  // namespace nonmun::translate
