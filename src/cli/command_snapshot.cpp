#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "commands.hpp"
#include "nonmun/daily/convert_snapshot.hpp"
#include "nonmun/daily/manifest.hpp"

namespace nonmun::cli {
namespace {

using Json = nlohmann::ordered_json;

/// A state is made so often, not more: it has to wait for the disk.
constexpr std::uint64_t k_commit_bytes = std::uint64_t{64} << 20;
/// Of a file that is wrong throughout not every line is kept for the account: each state holds them again.
constexpr std::size_t k_kept_issues = 10'000;

std::unexpected<Error> refuse(const std::string& name, int error) {
  const ErrorKind kind = error == ENOENT ? ErrorKind::not_found : ErrorKind::local_fault;
  return fail(kind, std::strerror(error), name, kind == ErrorKind::not_found ? "check the name" : "");
}

/// The dump, a file or the standard input.
class Input {
 public:
  /// `stop` ends a wait for input.
  static Result<Input> open(const std::string& name, const std::atomic<bool>& stop) {
    if (name == "-") return Input(STDIN_FILENO, "stdin", stop);
    const int descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return refuse(name, errno);
    Input input(descriptor, name, stop);
    struct stat found{};
    if (fstat(descriptor, &found) == 0 && S_ISDIR(found.st_mode)) return refuse(name, EISDIR);
    input.size_ = static_cast<std::uint64_t>(found.st_size);
    return input;
  }
  Input(Input&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)),
        name_(std::move(other.name_)),
        stop_(other.stop_),
        size_(other.size_) {}
  Input& operator=(Input&&) = delete;
  ~Input() {
    if (descriptor_ > STDIN_FILENO) close(descriptor_);
  }

  /// What is read: a state of a run over other bytes is not taken for one over these.
  [[nodiscard]] std::string job() const {
    return "snapshot " + name_ + (size_ > 0 ? " of " + std::to_string(size_) + " bytes" : "");
  }

  [[nodiscard]] Result<std::size_t> read(std::span<char> into) const {
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

  /// Moves to where an earlier run stopped; what cannot be moved is read and dropped.
  [[nodiscard]] Result<void> skip(std::uint64_t offset) const {
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

  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  Input(int descriptor, std::string name, const std::atomic<bool>& stop)
      : descriptor_(descriptor), name_(std::move(name)), stop_(stop) {}
  int descriptor_;
  std::string name_;
  const std::atomic<bool>& stop_;
  std::uint64_t size_ = 0;
};

/// How far a conversion is: kept with the output, so that a later run counts on.
struct Progress {
  parse::SnapshotPosition position;
  std::uint64_t entries = 0, held_back = 0;
  std::vector<Issue> issues;      ///< at most k_kept_issues
  std::uint64_t more_issues = 0;  ///< those that are not kept

  void add(const daily::SnapshotStretch& stretch, const std::string& name) {
    position = stretch.behind;
    entries += stretch.entries;
    held_back += stretch.held_back;
    for (const Issue& issue : stretch.issues) {
      if (issues.size() < k_kept_issues)
        issues.push_back({name + ' ' + issue.where, issue.what});
      else
        ++more_issues;
    }
  }

  [[nodiscard]] std::string mark() const {
    Json json{{"offset", position.offset}, {"line", position.line},      {"entries", entries},
              {"held_back", held_back},    {"more_issues", more_issues}, {"issues", Json::array()}};
    for (const Issue& issue : issues) json["issues"].push_back({issue.where, issue.what});
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
  }

  static Result<Progress> of_mark(const std::string& mark) {
    Progress progress;
    if (mark.empty()) return progress;
    try {
      const Json json = Json::parse(mark);
      json.at("offset").get_to(progress.position.offset);
      json.at("line").get_to(progress.position.line);
      json.at("entries").get_to(progress.entries);
      json.at("held_back").get_to(progress.held_back);
      json.at("more_issues").get_to(progress.more_issues);
      for (const Json& issue : json.at("issues"))
        progress.issues.push_back({issue.at(0).get<std::string>(), issue.at(1).get<std::string>()});
      return progress;
    } catch (const Json::exception&) {
      return fail(ErrorKind::local_fault, "its state does not say how far the earlier run came", {},
                  "remove the .state file beside the output to begin anew");
    }
  }
};

ExitCode outcome(const Account& account) {
  if (account.held_back == 0) return ExitCode::done;
  return account.shown == 0 ? ExitCode::invalid_data : ExitCode::partial;
}

}  // namespace

Result<ExitCode> command_snapshot(Session& session) {
  const Options& options = session.options;
  const auto input = Input::open(options.files.empty() ? "-" : options.files.front(), session.stop);
  if (!input) return std::unexpected(input.error());
  auto out = open_resumable_output(options, input->job());
  if (!out) return std::unexpected(out.error());
  auto progress = Progress::of_mark(out->mark());
  if (!progress) return std::unexpected(progress.error());
  if (!out->mark().empty())
    session.streams.note("going on behind line " + std::to_string(progress->position.line) + " of " +
                         input->name());
  if (const auto skipped = input->skip(progress->position.offset); !skipped)
    return std::unexpected(skipped.error());

  std::uint64_t committed = progress->position.offset;
  const auto take = [&](const daily::SnapshotStretch& stretch) -> Result<bool> {
    if (session.stop) return fail(ErrorKind::interrupted, "interrupted");
    if (const auto added = out->append(stretch.lines); !added) return std::unexpected(added.error());
    progress->add(stretch, input->name());
    if (progress->position.offset - committed >= k_commit_bytes) {
      if (const auto kept = out->commit(progress->mark()); !kept) return std::unexpected(kept.error());
      committed = progress->position.offset;
      session.streams.progress(std::to_string(progress->entries) + " records, " +
                               std::to_string(progress->position.offset >> 20) + " MiB");
    }
    return !out->reader_is_gone();
  };
  const auto converted = daily::convert_snapshot([&](std::span<char> into) { return input->read(into); },
                                                 take, {.from = progress->position});
  session.streams.end_progress();
  if (!converted) return std::unexpected(converted.error());
  Account account;
  account.issues = std::move(progress->issues);
  account.fetched = progress->entries;
  account.held_back = progress->held_back;
  account.shown = progress->entries - progress->held_back;
  if (const auto finished = out->finish(); !finished) return std::unexpected(finished.error());
  report_account(session.streams, account);
  if (progress->more_issues > 0)
    session.streams.note(std::to_string(progress->more_issues) + " more are not kept");
  session.streams.note(std::to_string(account.fetched) + " records = " + std::to_string(account.shown) +
                       " written + " + std::to_string(account.held_back) + " held back");
  ExitCode code = outcome(account);
  if (options.manifest) {
    const auto now = options.now.value_or(SystemClock().now());
    code = write_manifest(session, daily::manifest_json(account, {}, now), code);
  }
  return code;
}

}  // namespace nonmun::cli
