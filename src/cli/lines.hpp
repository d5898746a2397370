#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "nonmun/core/error.hpp"

namespace nonmun::cli {

/// Reads a descriptor line by line; no more than a line and a buffer is held. Works with a person or a
/// program that waits for the answer to each line.
class LineReader {
 public:
  /// `before_waiting` is called before each read that may block: the moment to write what is pending.
  LineReader(int descriptor, std::function<Result<void>()> before_waiting)
      : descriptor_(descriptor), before_waiting_(std::move(before_waiting)) {}

  /// The next line without its '\n', valid until the next call, in `line`; false at the end. Errors:
  /// ErrorKind::local_fault, and those of `before_waiting`.
  [[nodiscard]] Result<bool> next(std::string_view& line);

 private:
  int descriptor_;
  std::function<Result<void>()> before_waiting_;
  std::string buffer_;
  std::size_t begin_ = 0;  ///< of the next line in buffer_
  bool at_end_ = false;
};

}  // namespace nonmun::cli
