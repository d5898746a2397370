#include "nonmun/core/error.hpp"

#include <catch2/catch.hpp>

using namespace nonmun;

TEST_CASE("an error is one line that says where, what and what to do") {
  const Error error{ErrorKind::unavailable, "cannot be\nreached", "https://huggingface.co/",
                    "try again later"};
  CHECK(to_line(error) == "https://huggingface.co/: cannot be reached; try again later");
  CHECK(to_line({ErrorKind::internal, "bad \x1b[31mbytes", "", ""}) == "bad ?[31mbytes");
}

TEST_CASE("each kind of error has its documented exit code") {
  const auto [kind, code] = GENERATE(table<ErrorKind, int>({
      {ErrorKind::internal, 1},
      {ErrorKind::usage, 2},
      {ErrorKind::not_yet, 3},
      {ErrorKind::partial, 4},
      {ErrorKind::unavailable, 5},
      {ErrorKind::not_found, 6},
      {ErrorKind::invalid_data, 7},
      {ErrorKind::local_fault, 8},
      {ErrorKind::interrupted, 130},
  }));
  CHECK(static_cast<int>(exit_code(kind)) == code);
}
