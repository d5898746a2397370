#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "nonmun/core/error.hpp"

namespace nonmun::cli {

/// A file, or the standard input ("-"), that is read piece by piece.
class Input {
 public:
  /// `stop` ends a wait for input. Errors: not_found, local_fault.
  [[nodiscard]] static Result<Input> open(const std::string& name, const std::atomic<bool>& stop);
  Input(Input&& other) noexcept;
  Input& operator=(Input&&) = delete;
  ~Input();

  /// The next bytes; 0 at the end. Errors: interrupted, local_fault.
  [[nodiscard]] Result<std::size_t> read(std::span<char> into) const;
  /// Moves to where an earlier run stopped; what cannot be moved is read and dropped.
  [[nodiscard]] Result<void> skip(std::uint64_t offset) const;

  /// The file's name, or "stdin".
  [[nodiscard]] const std::string& name() const { return name_; }
  /// Name and size: a state of a run over other bytes is not taken for one over these.
  [[nodiscard]] std::string identity() const;

 private:
  Input(int descriptor, std::string name, const std::atomic<bool>& stop);
  int descriptor_;
  std::string name_;
  const std::atomic<bool>& stop_;
  std::uint64_t size_ = 0;
};

}  // namespace nonmun::cli
