#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

#include "nonmun/core/error.hpp"

namespace nonmun::archive {

/// The right to write an archive: a lock on the file ARCHIVE-lock beside it, which says who holds it. It goes
/// with the process, however that ends.
class WriterLock {
 public:
  /// Waits at most so long for another writer. Errors: ErrorKind::local_fault, naming who holds it.
  [[nodiscard]] static Result<WriterLock> take(const std::filesystem::path& archive, std::string_view command,
                                               std::chrono::milliseconds wait);
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&&) = delete;
  ~WriterLock();

 private:
  explicit WriterLock(int file) : file_(file) {}
  int file_;
};

}  // namespace nonmun::archive
