#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "nonmun/core/error.hpp"
#include "nonmun/fetch/pause.hpp"

namespace nonmun::fetch {

/// The longest that a host group is left alone, whatever it asked for.
inline constexpr std::chrono::milliseconds k_longest_cool_down = std::chrono::minutes{10};

/// What all processes of a user know of one host group. Persisted as lines of "name value" after
/// "nonmun-host 1"; other versions of the program may read it, so names are added and never changed.
struct HostState {
  WallTime last_end{};                ///< when the last request to the group ended
  WallTime cool_until{};              ///< nothing is asked before
  std::chrono::milliseconds hold{0};  ///< the cool-down after the last refusal, to be doubled by the next
  bool operator==(const HostState&) const = default;
};

/// Any bytes: what is not understood is as if it were not there. A moment that cannot be, because the clock
/// was set back since, does not bind: a last end in the future is now, a cool-down further off than the
/// longest one is none.
[[nodiscard]] HostState parse_host_state(std::string_view text, WallTime now);
[[nodiscard]] std::string format_host_state(const HostState& state);

/// An absent or unreadable file is the state of a group never asked.
[[nodiscard]] HostState read_host_state(const std::filesystem::path& path, WallTime now);
/// Replaces the file in one step. Errors: local_fault.
[[nodiscard]] Result<void> write_host_state(const std::filesystem::path& path, const HostState& state);

/// An exclusive lock on a file, between processes and between the threads of one; given back when destroyed
/// or when the process ends, however it ends.
class FileLock {
 public:
  /// nullopt while somebody else holds it. Creates the file. Errors: local_fault.
  [[nodiscard]] static Result<std::optional<FileLock>> try_take(const std::filesystem::path& path);
  FileLock(FileLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  FileLock& operator=(FileLock&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
  }
  ~FileLock();

 private:
  explicit FileLock(int file) : file_(file) {}
  int file_ = -1;
};

}  // namespace nonmun::fetch
