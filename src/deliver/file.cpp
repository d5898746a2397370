#include "nonmun/deliver/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace nonmun::deliver {
namespace {

namespace fs = std::filesystem;

std::string reason(int error_number) { return std::strerror(error_number); }

std::unexpected<Error> cannot(std::string_view verb, const fs::path& path, int error_number,
                              std::string hint) {
  return fail(ErrorKind::local_fault, "cannot " + std::string(verb) + ": " + reason(error_number),
              path.string(), std::move(hint));
}

/// A descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  /// Closes now; some file systems report a full disk only here.
  [[nodiscard]] bool close() {
    const int number = number_;
    number_ = -1;
    return ::close(number) == 0;
  }

 private:
  int number_;
};

/// Removes a temporary file unless it was renamed away.
class Temporary {
 public:
  explicit Temporary(std::string path) : path_(std::move(path)) {}
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  ~Temporary() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  void keep() { path_.clear(); }

 private:
  std::string path_;
};

bool write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t count = ::write(descriptor, content.data(), content.size());
    if (count < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    content.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

constexpr const char* k_hint = "check the directory, its permissions and the space on the disk";

Result<void> write_in_place(const fs::path& path, std::string_view content) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
  if (!file.is_open()) return cannot("open it for writing", path, errno, k_hint);
  if (!write_all(file.number(), content)) {
    if (errno == EPIPE) return {};
    return cannot("write", path, errno, k_hint);
  }
  return {};
}

Result<void> replace(const fs::path& path, std::string_view content, mode_t mode) {
  std::string pattern = (path.parent_path() / ("." + path.filename().string() + ".XXXXXX")).string();
  Descriptor file(::mkostemp(pattern.data(), O_CLOEXEC));
  if (!file.is_open()) return cannot("create a file beside it", path, errno, k_hint);
  Temporary temporary(pattern);
  if (!write_all(file.number(), content) || ::fchmod(file.number(), mode) != 0 ||
      ::fsync(file.number()) != 0 || !file.close() || ::rename(pattern.c_str(), path.c_str()) != 0) {
    return cannot("write", path, errno, k_hint);
  }
  temporary.keep();
  return {};
}

mode_t mode_for_new_files() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return static_cast<mode_t>(0666) & ~mask;
}

}  // namespace

Result<void> write_file(const fs::path& path, std::string_view content) {
  std::error_code none;
  const fs::path target = fs::is_symlink(path, none) ? fs::weakly_canonical(path, none) : path;
  struct stat existing{};
  if (::stat(target.c_str(), &existing) != 0) return replace(target, content, mode_for_new_files());
  if (S_ISDIR(existing.st_mode)) return cannot("write", path, EISDIR, "name a file");
  if (!S_ISREG(existing.st_mode)) return write_in_place(target, content);
  return replace(target, content, existing.st_mode & 07777);
}

Result<std::string> read_descriptor(int descriptor, std::string_view name) {
  std::string content;
  struct stat status{};
  // A regular file is read in one go; one byte more shows its end.
  if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode))
    content.reserve(static_cast<std::size_t>(status.st_size) + 1);
  constexpr std::size_t k_step = 1 << 16;
  for (;;) {
    const std::size_t length = content.size();
    content.resize(std::max(length + k_step, content.capacity()));
    const ssize_t count = ::read(descriptor, content.data() + length, content.size() - length);
    content.resize(length + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count == 0) return content;
    if (count < 0 && errno != EINTR)
      return cannot("read", fs::path(name), errno, "check that it is a file you may read");
  }
}

Result<std::string> read_file(const fs::path& path) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (!file.is_open()) {
    if (errno == ENOENT || errno == ENOTDIR)
      return fail(ErrorKind::not_found, "there is no such file", path.string());
    return cannot("open it", path, errno, "check its permissions");
  }
  return read_descriptor(file.number(), path.string());
}

Result<Written> write_descriptor(int descriptor, std::string_view content, std::string_view name) {
  if (write_all(descriptor, content)) return Written::all;
  if (errno == EPIPE) return Written::reader_gone;
  return cannot("write", fs::path(name), errno, k_hint);
}

}  // namespace nonmun::deliver
