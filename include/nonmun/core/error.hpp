#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace nonmun {

/// What kind of thing went wrong. Callers branch on this, never on text; each kind has one exit code.
enum class ErrorKind {
  internal,      ///< a bug in this program
  usage,         ///< a command line or configuration that cannot be; nothing was attempted
  not_yet,       ///< the day asked for is not published yet
  partial,       ///< output was made, but a source, a paper or a target failed
  unavailable,   ///< upstream cannot be reached or refuses; later may help
  not_found,     ///< there is no such paper, file or entry
  invalid_data,  ///< an input's bytes are not what they should be
  local_fault,   ///< disk, permission, lock
  interrupted,   ///< the user stopped the run
};

/// One failure, told in three parts so that its message can say what, where and what to do.
struct Error {
  ErrorKind kind{};
  std::string what;  ///< "not JSON: the text begins with '<'"
  std::string
      where;  ///< "https://huggingface.co/api/daily_papers?date=2024-04-24", "stdin line 7"; may be empty
  std::string hint;  ///< "try again later or use --offline"; may be empty
};

template <class T>
using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> fail(ErrorKind kind, std::string what, std::string where = {},
                                                 std::string hint = {}) {
  return std::unexpected(Error{kind, std::move(what), std::move(where), std::move(hint)});
}

/// The exit codes of the program, a public contract (docs, man page).
enum class ExitCode : int {
  done = 0,
  internal = 1,
  usage = 2,
  not_yet = 3,
  partial = 4,
  unavailable = 5,
  not_found = 6,
  invalid_data = 7,
  local_fault = 8,
  interrupted = 130,
};

[[nodiscard]] ExitCode exit_code(ErrorKind kind);

/// The error as one line without a line break: "where: what; hint". Control characters in the parts (they may
/// quote untrusted bytes) are shown as '?'.
[[nodiscard]] std::string to_line(const Error& error);

/// A fault in one entry of an input that otherwise survives, e.g. {"entry 7", "no paper.title"}.
struct Issue {
  std::string where;
  std::string what;
  bool operator==(const Issue&) const = default;
};

}  // namespace nonmun
