#include "nonmun/deliver/file.hpp"

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <iterator>

#include "support/temporary_directory.hpp"

using namespace nonmun;
using namespace nonmun::deliver;
namespace fs = std::filesystem;

namespace {

std::ptrdiff_t entries(const fs::path& directory) {
  return std::distance(fs::directory_iterator(directory), fs::directory_iterator());
}

}  // namespace

TEST_CASE("a file is written whole and nothing else is left beside it") {
  const test::TemporaryDirectory directory;
  REQUIRE(write_file(directory / "digest.md", "첫째\n"));
  CHECK(read_file(directory / "digest.md").value() == "첫째\n");
  REQUIRE(write_file(directory / "digest.md", ""));
  CHECK(read_file(directory / "digest.md").value().empty());
  CHECK(entries(directory.path()) == 1);
}

TEST_CASE("a replaced file keeps its mode and a link stays a link") {
  const test::TemporaryDirectory directory;
  REQUIRE(write_file(directory / "digest.md", "old"));
  REQUIRE(::chmod((directory / "digest.md").c_str(), 0640) == 0);
  fs::create_symlink(directory / "digest.md", directory / "today.md");
  REQUIRE(write_file(directory / "today.md", "new"));
  CHECK(fs::is_symlink(directory / "today.md"));
  CHECK(read_file(directory / "digest.md").value() == "new");
  CHECK((static_cast<unsigned>(fs::status(directory / "digest.md").permissions()) & 0777U) == 0640U);
}

TEST_CASE("a directory that is not there or a name that is a directory is a local fault") {
  const test::TemporaryDirectory directory;
  for (const auto& path : {directory / "no/such/file", directory.path()}) {
    const auto written = write_file(path, "x");
    REQUIRE_FALSE(written);
    CHECK(written.error().kind == ErrorKind::local_fault);
    CHECK(written.error().where == path.string());
  }
  CHECK(entries(directory.path()) == 0);
}

TEST_CASE("when the disk is full the old file stays and no temporary one is left") {
  const test::TemporaryDirectory directory;
  REQUIRE(write_file(directory / "digest.md", "old"));
  // A limit on file size fails the write as a full disk does, with another number.
  const pid_t child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1000, 1000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const auto written = write_file(directory / "digest.md", std::string(100'000, 'x'));
    ::_exit(!written && written.error().kind == ErrorKind::local_fault ? 0 : 1);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(status == 0);
  CHECK(read_file(directory / "digest.md").value() == "old");
  CHECK(entries(directory.path()) == 1);
}

TEST_CASE("a device is written to and never renamed over") {
  REQUIRE(write_file("/dev/null", "gone"));
  CHECK(fs::is_character_file("/dev/null"));
  const auto full = write_file("/dev/full", "x");
  REQUIRE_FALSE(full);
  CHECK(full.error().kind == ErrorKind::local_fault);
}

TEST_CASE("a file that is not there is not found") {
  CHECK(read_file("/no/such/file").error().kind == ErrorKind::not_found);
}

TEST_CASE("a closed pipe is done and a full disk is a fault") {
  ::signal(SIGPIPE, SIG_IGN);
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  ::close(ends[0]);
  CHECK(write_descriptor(ends[1], "text", "stdout").value() == Written::reader_gone);
  ::close(ends[1]);
  CHECK(write_descriptor(-1, "text", "stdout").error().kind == ErrorKind::local_fault);
}

TEST_CASE("a pipe is read to its end") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  REQUIRE(write_descriptor(ends[1], std::string(60'000, 'x'), "pipe"));
  ::close(ends[1]);
  CHECK(read_descriptor(ends[0], "pipe").value().size() == 60'000);
  ::close(ends[0]);
}
