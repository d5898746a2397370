#include "host_state.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <system_error>

#include "ascii.hpp"
#include "files.hpp"

namespace nonmun::fetch {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view k_first_line = "nonmun-host 1";

}  // namespace

HostState parse_host_state(std::string_view text, WallTime now) {
  HostState state;
  const auto take_line = [&text] {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
  };
  if (take_line() != k_first_line) return state;
  while (!text.empty()) {
    const std::string_view line = take_line();
    const auto blank = line.find(' ');
    if (blank == line.npos) continue;
    const auto value = to_number<std::int64_t>(line.substr(blank + 1));
    if (!value || *value < 0) continue;
    const auto name = line.substr(0, blank);
    if (name == "last_end") state.last_end = WallTime{milliseconds{*value}};
    if (name == "cool_until") state.cool_until = WallTime{milliseconds{*value}};
    if (name == "hold") state.hold = std::min(milliseconds{*value}, k_longest_cool_down);
  }
  constexpr milliseconds k_slack = std::chrono::minutes{1};
  state.last_end = std::min(state.last_end, now);
  if (state.cool_until > now + k_longest_cool_down + k_slack) state.cool_until = {};
  return state;
}

std::string format_host_state(const HostState& state) {
  const auto count = [](WallTime time) { return std::to_string(time.time_since_epoch().count()); };
  return std::string(k_first_line) + "\nlast_end " + count(state.last_end) + "\ncool_until " +
         count(state.cool_until) + "\nhold " + std::to_string(state.hold.count()) + "\n";
}

HostState read_host_state(const std::filesystem::path& path, WallTime now) {
  const auto text = read_file(path);
  return text ? parse_host_state(*text, now) : HostState{};
}

Result<void> write_host_state(const std::filesystem::path& path, const HostState& state) {
  return write_file(path, format_host_state(state));
}

Result<std::optional<FileLock>> FileLock::try_take(const std::filesystem::path& path) {
  const int flags = O_RDWR | O_CREAT | O_CLOEXEC;
  int file = ::open(path.c_str(), flags, 0600);
  if (file < 0 && errno == ENOENT) {
    std::error_code ignored;  // the second open tells
    std::filesystem::create_directories(path.parent_path(), ignored);
    file = ::open(path.c_str(), flags, 0600);
  }
  const auto fault = [&](int code) {
    return fail(ErrorKind::local_fault, "cannot be locked: " + std::generic_category().message(code),
                path.string());
  };
  if (file < 0) return fault(errno);
  FileLock lock(file);
  int code = 0;
  do {
    code = ::flock(file, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
  } while (code == EINTR);
  if (code == EWOULDBLOCK) return std::nullopt;
  if (code != 0) return fault(code);
  return std::optional<FileLock>(std::move(lock));
}

FileLock::~FileLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace nonmun::fetch
