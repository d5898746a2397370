#include "files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <system_error>

namespace nonmun::fetch {
namespace {

std::unexpected<Error> fault(std::string_view what, const std::filesystem::path& path, int code) {
  return fail(ErrorKind::local_fault, std::string(what) + ": " + std::generic_category().message(code),
              path.string());
}

/// All bytes, or the error number.
int write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

/// As `mkdir -p`, with directories for the user alone (XDG base directories, 0700).
int make_directories(const std::filesystem::path& path) {
  if (path.empty() || ::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) return 0;
  if (errno != ENOENT || path == path.parent_path()) return errno;
  if (const int code = make_directories(path.parent_path())) return code;
  return ::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST ? 0 : errno;
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    if (errno == ENOENT || errno == ENOTDIR) return fail(ErrorKind::not_found, "no such file", path.string());
    return fault("cannot be opened", path, errno);
  }
  std::string content;
  struct stat info{};
  if (::fstat(file, &info) == 0 && info.st_size > 0)
    content.reserve(static_cast<std::size_t>(info.st_size) + 1);
  int code = 0;
  for (;;) {
    const std::size_t have = content.size();
    const std::size_t room = content.capacity() > have ? content.capacity() - have : 64 * 1024;
    ssize_t count = 0;
    content.resize_and_overwrite(have + room, [&](char* data, std::size_t) {
      do {
        count = ::read(file, data + have, room);
      } while (count < 0 && errno == EINTR);
      if (count < 0) code = errno;
      return have + static_cast<std::size_t>(count > 0 ? count : 0);
    });
    if (count <= 0) break;
  }
  ::close(file);
  if (code != 0) return fault("cannot be read", path, code);
  return content;
}

Result<void> write_file(const std::filesystem::path& path, std::string_view head, std::string_view body) {
  static std::atomic<unsigned> serial{0};
  const std::filesystem::path directory = path.parent_path();
  const std::filesystem::path unfinished =
      directory / (std::string(k_unfinished) + std::to_string(::getpid()) + "-" + std::to_string(serial++));
  const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;
  int file = ::open(unfinished.c_str(), flags, 0600);
  if (file < 0 && errno == ENOENT) {
    if (const int code = make_directories(directory)) return fault("cannot be made", directory, code);
    file = ::open(unfinished.c_str(), flags, 0600);
  }
  if (file < 0) return fault("cannot be written", path, errno);
  int code = write_all(file, head);
  if (code == 0) code = write_all(file, body);
  if (::close(file) != 0 && code == 0) code = errno;
  if (code == 0 && ::rename(unfinished.c_str(), path.c_str()) != 0) code = errno;
  if (code != 0) {
    ::unlink(unfinished.c_str());
    return fault("cannot be written", path, code);
  }
  return {};
}

}  // namespace nonmun::fetch
