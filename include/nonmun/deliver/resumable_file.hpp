#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "nonmun/core/error.hpp"

namespace nonmun::deliver {

/// A file that is written over a long time, and how far its input has been read, so that a run that was
/// killed goes on where it stopped. It grows as FILE.part; FILE itself, which may hold an earlier run's
/// content, changes only at the end, at once. FILE.state says how much of FILE.part is whole and where the
/// input is to be read on. One process at a time may write it.
///
/// What is no regular file (/dev/stdout, a FIFO) is written to directly and has neither part nor state.
class ResumableFile {
 public:
  /// `job` names what is read, so that a state is never taken for another input's: a URL, options. Where
  /// there is a state of the same job, the part is cut to the length it records and mark() is what it
  /// records. Errors: ErrorKind::usage for a state of another job; local_fault for a state that cannot be
  /// read or does not fit the part, for a part that another process is writing, and for the system's
  /// refusals.
  [[nodiscard]] static Result<ResumableFile> open(const std::filesystem::path& path, std::string_view job);
  /// Writes to an open descriptor (stdout), as to what is no regular file, whatever stands behind it. The
  /// descriptor stays the caller's; `name` is for messages.
  [[nodiscard]] static ResumableFile of_descriptor(int descriptor, std::string_view name);

  ResumableFile(ResumableFile&& other) noexcept;
  ResumableFile& operator=(ResumableFile&&) = delete;
  /// Unless finish() was called, part and state stay for the next run; a part without a commit is removed.
  ~ResumableFile();

  /// What the last commit said, in this run or in an earlier one; empty: nothing was committed.
  [[nodiscard]] const std::string& mark() const { return mark_; }
  /// Bytes appended so far, those of earlier runs included.
  [[nodiscard]] std::uintmax_t size() const { return size_; }

  /// Appends bytes; until the next commit they are lost with the run. Errors: ErrorKind::local_fault. After
  /// an error only destruction is left.
  [[nodiscard]] Result<void> append(std::string_view bytes);
  /// What was appended so far is whole, and the input is to be read on at `mark` (any bytes). It is on the
  /// disk before the state says so. Errors: ErrorKind::local_fault.
  [[nodiscard]] Result<void> commit(std::string_view mark);
  /// Forgets everything appended and committed, in this run and in earlier ones. Errors:
  /// ErrorKind::local_fault, also where can_start_over() says no.
  [[nodiscard]] Result<void> start_over();
  /// Not once something was appended to what is no regular file.
  [[nodiscard]] bool can_start_over() const { return is_regular_ || size_ == 0; }
  /// The input is at its end: the part becomes the file, and the state is removed. Errors:
  /// ErrorKind::local_fault.
  [[nodiscard]] Result<void> finish();
  /// Whether a reader has closed its end of what is no regular file: nothing more needs to be written.
  [[nodiscard]] bool reader_is_gone() const { return reader_is_gone_; }

 private:
  ResumableFile(std::filesystem::path path, std::string job, int descriptor, bool is_regular);
  [[nodiscard]] Result<void> resume();

  std::filesystem::path path_, part_, state_;
  std::string job_, mark_;
  std::uintmax_t size_ = 0;
  int descriptor_ = -1;
  bool is_regular_ = true, owns_descriptor_ = true, is_committed_ = false, reader_is_gone_ = false;
};

}  // namespace nonmun::deliver
