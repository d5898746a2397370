#include "writer_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <thread>
#include <utility>

#include "nonmun/core/time.hpp"

namespace nonmun::archive {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

/// "nonmun import (process 4711) since 2026-11-23T22:50:00Z", as the holder wrote it.
std::string read_holder(int file) {
  std::array<char, 300> text{};
  const auto size = ::pread(file, text.data(), text.size(), 0);
  if (size <= 0) return "another program";
  const std::string_view read(text.data(), static_cast<std::size_t>(size));
  return std::string(read.substr(0, read.find('\n')));
}

void write_holder(int file, std::string_view command) {
  std::string line(command.empty() ? "nonmun" : command.substr(0, 200));
  std::ranges::replace(line, '\n', ' ');
  line += " (process " + std::to_string(::getpid()) + ") since " + format_instant(SystemClock().now()) + '\n';
  // What cannot be written makes a message poorer, no more.
  if (::ftruncate(file, 0) == 0) (void)!::pwrite(file, line.data(), line.size(), 0);
}

}  // namespace

Result<WriterLock> WriterLock::take(const std::filesystem::path& archive, std::string_view command,
                                    std::chrono::milliseconds wait) {
  const std::string path = archive.string() + "-lock";
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) {
    return fail(ErrorKind::local_fault, "cannot be written: " + std::generic_category().message(errno), path,
                "see who owns the directory, and that the disk has room");
  }
  WriterLock lock(file);
  // Shorter than the pause a writer makes between two steps, so that a long import lets others in.
  constexpr auto k_pause = 2ms;
  const auto end = steady_clock::now() + wait;
  for (;;) {
    if (::flock(file, LOCK_EX | LOCK_NB) == 0) break;
    if (errno != EWOULDBLOCK && errno != EINTR) {
      return fail(ErrorKind::local_fault, "cannot be locked: " + std::generic_category().message(errno),
                  path);
    }
    if (steady_clock::now() >= end) {
      return fail(ErrorKind::local_fault, "the archive is being written by " + read_holder(file),
                  archive.string(), "try again when it is done");
    }
    std::this_thread::sleep_for(k_pause);
  }
  write_holder(file, command);
  return lock;
}

WriterLock::WriterLock(WriterLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

WriterLock::~WriterLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace nonmun::archive
