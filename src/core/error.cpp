#include "nonmun/core/error.hpp"

namespace nonmun {
namespace {

void append_clean(std::string& line, std::string_view part) {
  for (const char c : part) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n' || c == '\t') {
      line += ' ';
    } else {
      line += (byte < 0x20 || byte == 0x7f) ? '?' : c;
    }
  }
}

}  // namespace

ExitCode exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::internal:
      return ExitCode::internal;
    case ErrorKind::usage:
      return ExitCode::usage;
    case ErrorKind::not_yet:
      return ExitCode::not_yet;
    case ErrorKind::partial:
      return ExitCode::partial;
    case ErrorKind::unavailable:
      return ExitCode::unavailable;
    case ErrorKind::not_found:
      return ExitCode::not_found;
    case ErrorKind::invalid_data:
      return ExitCode::invalid_data;
    case ErrorKind::local_fault:
      return ExitCode::local_fault;
    case ErrorKind::interrupted:
      return ExitCode::interrupted;
  }
  return ExitCode::internal;
}

std::string to_line(const Error& error) {
  std::string line;
  if (!error.where.empty()) {
    append_clean(line, error.where);
    line += ": ";
  }
  append_clean(line, error.what);
  if (!error.hint.empty()) {
    line += "; ";
    append_clean(line, error.hint);
  }
  return line;
}

}  // namespace nonmun
