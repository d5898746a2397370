#include "nonmun/deliver/resumable_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>
#include <system_error>
#include <utility>

#include "nonmun/deliver/file.hpp"

namespace nonmun::deliver {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view k_schema = "nonmun.resumable/1\n";
constexpr const char* k_disk_hint = "check the directory, its permissions and the space on the disk";

std::unexpected<Error> cannot(std::string_view verb, const fs::path& path, int error_number) {
  return fail(ErrorKind::local_fault, "cannot " + std::string(verb) + ": " + std::strerror(error_number),
              path.string(), k_disk_hint);
}

fs::path with_suffix(const fs::path& path, std::string_view suffix) {
  fs::path other = path;
  other += suffix;
  return other;
}

struct State {
  std::uintmax_t size = 0;
  std::string job, mark;
};

/// Job and mark may hold any bytes, so their lengths stand before them. Kept on disk between versions of the
/// program: another form needs another schema line.
std::string format_state(const State& state) {
  std::string text(k_schema);
  text += "size " + std::to_string(state.size) + '\n';
  text += "job " + std::to_string(state.job.size()) + '\n' + state.job + '\n';
  text += "mark " + std::to_string(state.mark.size()) + '\n' + state.mark + '\n';
  return text;
}

std::optional<std::uintmax_t> take_number(std::string_view& text, std::string_view name) {
  if (!text.starts_with(name)) return std::nullopt;
  text.remove_prefix(name.size());
  std::uintmax_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end == text.data() + text.size() || *end != '\n') return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
  return number;
}

std::optional<std::string> take_text(std::string_view& text, std::string_view name) {
  const auto length = take_number(text, name);
  if (!length || *length >= text.size() || text[*length] != '\n') return std::nullopt;
  std::string value(text.substr(0, *length));
  text.remove_prefix(*length + 1);
  return value;
}

std::optional<State> parse_state(std::string_view text) {
  if (!text.starts_with(k_schema)) return std::nullopt;
  text.remove_prefix(k_schema.size());
  const auto size = take_number(text, "size ");
  auto job = take_text(text, "job ");
  auto mark = take_text(text, "mark ");
  if (!size || !job || !mark || !text.empty()) return std::nullopt;
  return State{*size, *std::move(job), *std::move(mark)};
}

}  // namespace

ResumableFile::ResumableFile(fs::path path, std::string job, int descriptor, bool is_regular)
    : path_(std::move(path)),
      part_(is_regular ? with_suffix(path_, ".part") : path_),
      state_(with_suffix(path_, ".state")),
      job_(std::move(job)),
      descriptor_(descriptor),
      is_regular_(is_regular) {}

ResumableFile::ResumableFile(ResumableFile&& other) noexcept
    : path_(std::move(other.path_)),
      part_(std::move(other.part_)),
      state_(std::move(other.state_)),
      job_(std::move(other.job_)),
      mark_(std::move(other.mark_)),
      size_(other.size_),
      descriptor_(std::exchange(other.descriptor_, -1)),
      is_regular_(other.is_regular_),
      owns_descriptor_(other.owns_descriptor_),
      is_committed_(other.is_committed_),
      reader_is_gone_(other.reader_is_gone_) {}

ResumableFile::~ResumableFile() {
  if (descriptor_ < 0 || !owns_descriptor_) return;
  if (is_regular_ && !is_committed_) ::unlink(part_.c_str());
  ::close(descriptor_);
}

ResumableFile ResumableFile::of_descriptor(int descriptor, std::string_view name) {
  ResumableFile file(name, {}, descriptor, false);
  file.owns_descriptor_ = false;
  return file;
}

Result<ResumableFile> ResumableFile::open(const fs::path& path, std::string_view job) {
  std::error_code none;
  const fs::path target = fs::is_symlink(path, none) ? fs::weakly_canonical(path, none) : path;
  struct stat existing{};
  const bool exists = ::stat(target.c_str(), &existing) == 0;
  if (exists && S_ISDIR(existing.st_mode)) return cannot("write", path, EISDIR);
  if (exists && !S_ISREG(existing.st_mode)) {
    const int descriptor = ::open(target.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) return cannot("open it for writing", path, errno);
    return ResumableFile(target, std::string(job), descriptor, false);
  }

  const fs::path part = with_suffix(target, ".part");
  const int descriptor = ::open(part.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);
  if (descriptor < 0) return cannot("open it for writing", part, errno);
  // From here on the object closes the descriptor; until the state is known, nothing may be removed.
  ResumableFile file(target, std::string(job), descriptor, true);
  file.is_committed_ = true;
  struct stat locked{}, named{};
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return cannot("lock", part, errno);
    return fail(ErrorKind::local_fault, "another run is writing it", part.string(),
                "wait for its end, or name another file");
  }
  // The run that held the lock may have made its part the file in the meantime.
  if (::fstat(descriptor, &locked) != 0 || ::stat(part.c_str(), &named) != 0 ||
      locked.st_ino != named.st_ino || locked.st_dev != named.st_dev)
    return fail(ErrorKind::local_fault, "another run has just finished it", part.string(), "try again");
  if (exists && ::fchmod(descriptor, existing.st_mode & 07777) != 0)
    return cannot("set the mode of", part, errno);
  if (const auto resumed = file.resume(); !resumed) return std::unexpected(resumed.error());
  return file;
}

/// Takes up what an earlier run left. Errors leave part and state as they are.
Result<void> ResumableFile::resume() {
  const auto text = read_file(state_);
  if (!text) {
    if (text.error().kind != ErrorKind::not_found) return std::unexpected(text.error());
    is_committed_ = false;
    if (::ftruncate(descriptor_, 0) != 0) return cannot("write", part_, errno);
    return {};
  }
  const std::string begin_anew = "remove " + state_.string() + " to begin anew";
  const auto state = parse_state(*text);
  if (!state)
    return fail(ErrorKind::local_fault, "this does not say how far an earlier run came", state_.string(),
                begin_anew);
  if (state->job != job_)
    return fail(ErrorKind::usage, "an earlier run of something else is unfinished here: " + state->job,
                path_.string(), "repeat that run to go on with it, name another file, or " + begin_anew);
  struct stat part{};
  if (::fstat(descriptor_, &part) != 0) return cannot("read", part_, errno);
  if (static_cast<std::uintmax_t>(part.st_size) < state->size) {
    struct stat whole{};
    // The earlier run was killed after its last step but one: the part, which may have grown since the last
    // commit, is the file already. Where it is not and the part was removed, beginning anew loses nothing.
    const bool is_done = part.st_size == 0 && ::stat(path_.c_str(), &whole) == 0 &&
                         static_cast<std::uintmax_t>(whole.st_size) >= state->size;
    if (is_done) return start_over();
    return fail(ErrorKind::local_fault,
                "it has " + std::to_string(part.st_size) + " bytes, and an earlier run wrote " +
                    std::to_string(state->size),
                part_.string(), begin_anew);
  }
  if (::ftruncate(descriptor_, static_cast<off_t>(state->size)) != 0 || ::lseek(descriptor_, 0, SEEK_END) < 0)
    return cannot("write", part_, errno);
  size_ = state->size;
  mark_ = state->mark;
  return {};
}

Result<void> ResumableFile::append(std::string_view bytes) {
  const auto written = write_descriptor(descriptor_, bytes, part_.string());
  if (!written) return std::unexpected(written.error());
  if (*written == Written::reader_gone) reader_is_gone_ = true;
  size_ += bytes.size();
  return {};
}

Result<void> ResumableFile::commit(std::string_view mark) {
  mark_ = mark;
  if (!is_regular_) return {};
  if (::fsync(descriptor_) != 0) return cannot("write", part_, errno);
  if (const auto written = write_file(state_, format_state({size_, job_, mark_})); !written) return written;
  is_committed_ = true;
  return {};
}

Result<void> ResumableFile::start_over() {
  if (!can_start_over())
    return fail(ErrorKind::local_fault, "what was written to it cannot be taken back", path_.string(),
                "name a file");
  mark_.clear();
  size_ = 0;
  if (!is_regular_) return {};
  // The state first: a part without a state is begun anew, a state without its part would be an error.
  if (::unlink(state_.c_str()) != 0 && errno != ENOENT) return cannot("remove", state_, errno);
  is_committed_ = false;
  if (::ftruncate(descriptor_, 0) != 0 || ::lseek(descriptor_, 0, SEEK_SET) < 0)
    return cannot("write", part_, errno);
  return {};
}

Result<void> ResumableFile::finish() {
  if (!is_regular_) return {};
  if (::fsync(descriptor_) != 0 || ::rename(part_.c_str(), path_.c_str()) != 0)
    return cannot("write", path_, errno);
  is_committed_ = true;
  if (::unlink(state_.c_str()) != 0 && errno != ENOENT) return cannot("remove", state_, errno);
  return {};
}

}  // namespace nonmun::deliver
