#include "nonmun/translate/command_engine.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include <nlohmann/json.hpp>

#include "nonmun/core/ascii.hpp"
#include "nonmun/text/unicode.hpp"
#include "reply.hpp"

extern char** environ;

namespace nonmun::translate {
namespace {

using namespace std::chrono;
using nlohmann::ordered_json;

constexpr std::size_t k_longest_line = std::size_t{4} << 20;
/// How often a wait looks whether the user stopped the run.
constexpr milliseconds k_look{100};

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

std::string line_of(const Task& task, Register speech) {
  ordered_json json{
      {"title", task.source.title}, {"abstract", task.source.abstract}, {"sentences", ordered_json::array()}};
  for (std::size_t i = 1; i <= task.source.count(); ++i)
    json["sentences"].push_back(task.source.sentence(static_cast<int>(i)));
  for (const BodyHeading& heading : task.source.body.headings)
    json["sections"].push_back(
        {{"heading", heading.text}, {"first", task.source.sentences.size() + heading.before + 1}});
  json["register"] = speech == Register::polite ? "polite" : "plain";
  if (!task.correction.empty()) json["correction"] = task.correction;
  return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace

/// The running command: a group of its own, so that what it started ends with it.
struct CommandEngine::Process {
  pid_t pid = -1;
  Descriptor socket;
  std::string unread;
  bool has_ended = false;

  Process() = default;
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() {
    if (pid <= 0) return;
    socket = Descriptor();
    ::kill(-pid, SIGKILL);
    ::waitpid(pid, nullptr, 0);
  }

  /// Whether it waits for a line. One that has ended does not; one that has said more than it was asked does
  /// not either: its next line would be taken for the answer to the next paper.
  [[nodiscard]] bool is_waiting() const {
    char byte = 0;
    return unread.empty() && ::recv(socket.number(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 &&
           (errno == EAGAIN || errno == EINTR);
  }

  static Result<std::unique_ptr<Process>> start(const std::string& command) {
    std::array<int, 2> ends{};
    // A socket and not two pipes: writing to one whose other end is gone can be told not to raise a signal.
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
      return fail(ErrorKind::local_fault,
                  "the command cannot be reached: " + std::string(std::strerror(errno)), command);
    auto process = std::make_unique<Process>();
    process->socket = Descriptor(ends[0]);
    const Descriptor theirs(ends[1]);
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, theirs.number(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, theirs.number(), STDOUT_FILENO);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setpgroup(&attributes, 0);
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    sigaddset(&defaults, SIGXFSZ);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    std::string shell = "/bin/sh", option = "-c", text = command;
    const std::array<char*, 4> arguments{shell.data(), option.data(), text.data(), nullptr};
    const int failed =
        ::posix_spawn(&process->pid, shell.c_str(), &actions, &attributes, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (failed != 0) {
      process->pid = -1;
      return fail(ErrorKind::usage, "the command cannot be run: " + std::string(std::strerror(failed)),
                  command);
    }
    return process;
  }
};

CommandEngine::CommandEngine(CommandOptions options, fetch::Pause& pause)
    : options_(std::move(options)), pause_(pause) {}
CommandEngine::~CommandEngine() = default;

Identity CommandEngine::identity() const { return {"command", options_.command, {}}; }

Result<std::string> CommandEngine::exchange(const std::string& line) {
  Process& process = *process_;
  const auto refuse = [&](std::string what) {
    return fail(ErrorKind::unavailable, std::move(what), options_.command);
  };
  const auto refuse_ended = [&] {
    process.has_ended = true;
    return refuse("the command ended");
  };
  ++usage_.calls;
  const auto end = std::min(options_.deadline, pause_.steady_now() + options_.timeout);
  std::size_t sent = 0;
  for (;;) {
    if (const std::size_t at = process.unread.find('\n'); at != std::string::npos && sent == line.size()) {
      std::string answer = process.unread.substr(0, at);
      process.unread.erase(0, at + 1);
      return answer;
    }
    if (process.unread.size() > k_longest_line) return refuse("the command's line has no end");
    if (options_.stop != nullptr && *options_.stop)
      return fail(ErrorKind::interrupted, "stopped", options_.command);
    const auto left = ceil<milliseconds>(end - pause_.steady_now());
    if (left <= 0ms) return refuse("the command does not answer");
    pollfd ready{process.socket.number(), static_cast<short>(POLLIN | (sent < line.size() ? POLLOUT : 0)), 0};
    if (::poll(&ready, 1, static_cast<int>(std::min(left, k_look).count())) < 0 && errno != EINTR)
      return refuse("the command cannot be read");
    if ((ready.revents & POLLOUT) != 0 && sent < line.size()) {
      const ssize_t count = ::send(process.socket.number(), line.data() + sent, line.size() - sent,
                                   MSG_NOSIGNAL | MSG_DONTWAIT);
      if (count > 0) sent += static_cast<std::size_t>(count);
      if (count < 0 && errno != EAGAIN && errno != EINTR) return refuse_ended();
    }
    if ((ready.revents & (POLLIN | POLLHUP | POLLERR)) != 0) {
      std::array<char, 65536> bytes{};
      const ssize_t count = ::recv(process.socket.number(), bytes.data(), bytes.size(), MSG_DONTWAIT);
      if (count > 0) process.unread.append(bytes.data(), static_cast<std::size_t>(count));
      if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) return refuse_ended();
    }
  }
}

Result<std::string> CommandEngine::ask(const std::string& line) {
  if (process_ != nullptr && process_->is_waiting()) {
    auto answer = exchange(line);
    // It may have been on its way out since the last paper, and knows nothing of this one.
    const bool had_ended = !answer && process_->has_ended && process_->unread.empty();
    if (!had_ended) return answer;
  }
  process_.reset();
  auto started = Process::start(options_.command);
  if (!started) return std::unexpected(std::move(started).error());
  process_ = *std::move(started);
  return exchange(line);
}

Usage CommandEngine::take_usage() { return std::exchange(usage_, {}); }

Result<Draft> CommandEngine::translate(const Task& task) {
  const auto line = ask(line_of(task, options_.speech));
  if (!line) {
    process_.reset();
    return std::unexpected(line.error());
  }
  auto draft = read_reply(*line, task.source, {});
  if (draft) return draft;
  const auto parsed = ordered_json::parse(*line, nullptr, false);
  const bool said = parsed.is_object() && parsed.contains("error") && parsed["error"].is_string();
  // A line that is no answer may be the first of several: what comes next cannot be told apart.
  if (!said) process_.reset();
  Error error{ErrorKind::invalid_data, std::move(draft).error().what, options_.command, {}};
  if (said) {
    const std::string why = text::to_single_line(parsed["error"].get<std::string>());
    error.what = "the command says: " + why.substr(0, ascii::character_start(why, 200));
  }
  return std::unexpected(std::move(error));
}

}  // namespace nonmun::translate
