#include "input.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace nonmun::cli {
namespace {

std::unexpected<Error> refuse(const std::string& name, int error) {
  const ErrorKind kind = error == ENOENT ? ErrorKind::not_found : ErrorKind::local_fault;
  return fail(kind, std::strerror(error), name, kind == ErrorKind::not_found ? "check the name" : "");
}

}  // namespace

Result<Input> Input::open(const std::string& name, const std::atomic<bool>& stop) {
  if (name == "-") return Input(STDIN_FILENO, "stdin", stop);
  const int descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return refuse(name, errno);
  Input input(descriptor, name, stop);
  struct stat found{};
  if (fstat(descriptor, &found) == 0 && S_ISDIR(found.st_mode)) return refuse(name, EISDIR);
  input.size_ = static_cast<std::uint64_t>(found.st_size);
  return input;
}

Input::Input(int descriptor, std::string name, const std::atomic<bool>& stop)
    : descriptor_(descriptor), name_(std::move(name)), stop_(stop) {}

Input::Input(Input&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      name_(std::move(other.name_)),
      stop_(other.stop_),
      size_(other.size_) {}

Input::~Input() {
  if (descriptor_ > STDIN_FILENO) close(descriptor_);
}

std::string Input::identity() const {
  return name_ + (size_ > 0 ? " of " + std::to_string(size_) + " bytes" : "");
}

Result<std::size_t> Input::read(std::span<char> into) const {
  for (;;) {
    // A signal does not end a read, and another thread may be the one that gets it.
    constexpr int k_milliseconds = 100;
    pollfd waiting{.fd = descriptor_, .events = POLLIN, .revents = 0};
    const int is_ready = ::poll(&waiting, 1, k_milliseconds);
    if (stop_) return fail(ErrorKind::interrupted, "interrupted");
    if (is_ready == 0 || (is_ready < 0 && errno == EINTR)) continue;
    const ssize_t got = ::read(descriptor_, into.data(), into.size());
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) return refuse(name_, errno);
  }
}

Result<void> Input::skip(std::uint64_t offset) const {
  if (offset == 0 || lseek(descriptor_, static_cast<off_t>(offset), SEEK_SET) >= 0) return {};
  std::array<char, 65536> dropped{};
  while (offset > 0) {
    const auto got = read(std::span(dropped).first(std::min<std::uint64_t>(dropped.size(), offset)));
    if (!got) return std::unexpected(got.error());
    if (*got == 0)
      return fail(ErrorKind::local_fault, "ends before the place where the earlier run stopped", name_);
    offset -= *got;
  }
  return {};
}

}  // namespace nonmun::cli
