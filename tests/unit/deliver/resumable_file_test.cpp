#include "nonmun/deliver/resumable_file.hpp"

#include <sys/resource.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>

#include "nonmun/deliver/file.hpp"
#include "support/temporary_directory.hpp"

using namespace nonmun;
using namespace nonmun::deliver;
namespace fs = std::filesystem;

namespace {

void add_garbage(const fs::path& path) { std::ofstream(path, std::ios::app) << "half a li"; }

/// A run that appends and commits "one\n", appends more and is killed.
void run_killed(const fs::path& path, std::string_view mark = "page 2") {
  auto file = ResumableFile::open(path, "job").value();
  REQUIRE(file.append("one\n"));
  REQUIRE(file.commit(mark));
  REQUIRE(file.append("tw"));
}

Error refusal(const fs::path& path, std::string_view job = "job") {
  const auto file = ResumableFile::open(path, job);
  REQUIRE_FALSE(file);
  return file.error();
}

}  // namespace

TEST_CASE("a file that was written in one go is there at its end and leaves nothing beside it") {
  const test::TemporaryDirectory directory;
  const auto path = directory / "out.jsonl";
  REQUIRE(write_file(path, "earlier"));
  {
    auto file = ResumableFile::open(path, "job").value();
    CHECK(file.mark().empty());
    REQUIRE(file.append("one\n"));
    REQUIRE(file.commit("page 2"));
    REQUIRE(file.append("two\n"));
    CHECK(read_file(path).value() == "earlier");
    REQUIRE(file.finish());
  }
  CHECK(read_file(path).value() == "one\ntwo\n");
  CHECK(std::distance(fs::directory_iterator(directory.path()), {}) == 1);
}

TEST_CASE("a killed run goes on at its last commit, without what came after it") {
  const test::TemporaryDirectory directory;
  const auto path = directory / "out.jsonl";
  const std::string mark = std::string("any\nbytes\0 at all", 17);
  run_killed(path, mark);
  add_garbage(directory / "out.jsonl.part");
  CHECK_FALSE(fs::exists(path));
  {
    auto file = ResumableFile::open(path, "job").value();
    CHECK(file.mark() == mark);
    CHECK(file.size() == 4);
    REQUIRE(file.append("two\n"));
    REQUIRE(file.finish());
  }
  CHECK(read_file(path).value() == "one\ntwo\n");
}

TEST_CASE("a run that was killed before its first commit is begun anew") {
  const test::TemporaryDirectory directory;
  {
    REQUIRE(ResumableFile::open(directory / "out", "job").value().append("x"));
  }
  CHECK(fs::is_empty(directory.path()));
  add_garbage(directory / "out.part");
  auto file = ResumableFile::open(directory / "out", "job").value();
  CHECK(file.mark().empty());
  CHECK(file.size() == 0);
  CHECK(fs::file_size(directory / "out.part") == 0);
}

TEST_CASE("the state of another job is a usage error that says what to do, and stays") {
  const test::TemporaryDirectory directory;
  run_killed(directory / "out");
  const auto error = refusal(directory / "out", "another");
  CHECK(error.kind == ErrorKind::usage);
  CHECK(error.what.ends_with(": job"));
  CHECK(error.hint.find("out.state to begin anew") != std::string::npos);
  CHECK(ResumableFile::open(directory / "out", "job").value().mark() == "page 2");
}

TEST_CASE("a state that is garbage is a local fault and nothing is touched") {
  const test::TemporaryDirectory directory;
  run_killed(directory / "out");
  const auto good = read_file(directory / "out.state").value();
  for (const std::string& bad :
       {std::string(), std::string("garbage"), good + "x", good.substr(0, good.size() - 3),
        std::string("nonmun.resumable/1\nsize 18446744073709551616\njob 3\njob\nmark 0\n\n"),
        std::string("nonmun.resumable/1\nsize 4\njob 18446744073709551615\njob\nmark 0\n\n"),
        std::string("nonmun.resumable/2") + good.substr(18)}) {
    REQUIRE(write_file(directory / "out.state", bad));
    CHECK(refusal(directory / "out").kind == ErrorKind::local_fault);
    CHECK(read_file(directory / "out.part").value() == "one\ntw");
  }
}

TEST_CASE("a part that is missing or shorter than the state says is a local fault") {
  const test::TemporaryDirectory directory;
  run_killed(directory / "out");
  fs::resize_file(directory / "out.part", 3);
  CHECK(refusal(directory / "out").what == "it has 3 bytes, and an earlier run wrote 4");
  fs::remove(directory / "out.part");
  CHECK(refusal(directory / "out").kind == ErrorKind::local_fault);
}

TEST_CASE("a run that was killed when its part had just become the file leaves the file and begins anew") {
  const test::TemporaryDirectory directory;
  run_killed(directory / "out");
  fs::resize_file(directory / "out.part", 4);
  fs::rename(directory / "out.part", directory / "out");
  auto file = ResumableFile::open(directory / "out", "job").value();
  CHECK(file.mark().empty());
  CHECK(read_file(directory / "out").value() == "one\n");
}

TEST_CASE("a run that was killed so with more than its last commit in the file begins anew as well") {
  const test::TemporaryDirectory directory;
  run_killed(directory / "out");
  fs::rename(directory / "out.part", directory / "out");
  auto file = ResumableFile::open(directory / "out", "job").value();
  CHECK(file.mark().empty());
  CHECK(read_file(directory / "out").value() == "one\ntw");
}

TEST_CASE("a job can be started over, and a kill after that begins anew") {
  const test::TemporaryDirectory directory;
  {
    auto file = ResumableFile::open(directory / "out", "job").value();
    REQUIRE(file.append("one\n"));
    REQUIRE(file.commit("page 2"));
    REQUIRE(file.start_over());
    CHECK(file.mark().empty());
    REQUIRE(file.append("uno\n"));
    REQUIRE(file.commit("page 2"));
  }
  auto file = ResumableFile::open(directory / "out", "job").value();
  REQUIRE(file.finish());
  CHECK(read_file(directory / "out").value() == "uno\n");
}

TEST_CASE("a file that another run is writing is refused") {
  const test::TemporaryDirectory directory;
  auto file = ResumableFile::open(directory / "out", "job").value();
  CHECK(refusal(directory / "out").what == "another run is writing it");
  REQUIRE(file.append("one\n"));
  REQUIRE(file.finish());
  CHECK(read_file(directory / "out").value() == "one\n");
}

TEST_CASE("a full disk is a local fault, and the run goes on at the last commit when there is room") {
  const test::TemporaryDirectory directory;
  {
    auto file = ResumableFile::open(directory / "out", "job").value();
    REQUIRE(file.append("one\n"));
    REQUIRE(file.commit("page 2"));
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    auto* const old = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{6, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
    const auto full = file.append("two\nthree\n");
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, old);
    REQUIRE_FALSE(full);
    CHECK(full.error().kind == ErrorKind::local_fault);
  }
  auto file = ResumableFile::open(directory / "out", "job").value();
  CHECK(file.mark() == "page 2");
  CHECK(file.size() == 4);
}

TEST_CASE("what is no regular file is written to directly") {
  auto full = ResumableFile::open("/dev/full", "job").value();
  CHECK(full.append("x").error().kind == ErrorKind::local_fault);
  auto null = ResumableFile::open("/dev/null", "job").value();
  REQUIRE(null.start_over());
  REQUIRE(null.append("x"));
  REQUIRE(null.commit("page 2"));
  CHECK_FALSE(null.start_over());
  REQUIRE(null.finish());
  CHECK_FALSE(fs::exists("/dev/null.state"));
  CHECK_FALSE(fs::is_regular_file("/dev/null"));
}

TEST_CASE("a directory and a directory that is not there are refused; a link and a mode are kept") {
  const test::TemporaryDirectory directory;
  CHECK(refusal(directory.path()).kind == ErrorKind::local_fault);
  CHECK(refusal(directory / "no/such").kind == ErrorKind::local_fault);
  REQUIRE(write_file(directory / "out", "old"));
  REQUIRE(::chmod((directory / "out").c_str(), 0640) == 0);
  fs::create_symlink(directory / "out", directory / "link");
  {
    auto file = ResumableFile::open(directory / "link", "job").value();
    REQUIRE(file.append("new"));
    REQUIRE(file.finish());
  }
  CHECK(fs::is_symlink(directory / "link"));
  CHECK(read_file(directory / "out").value() == "new");
  CHECK((static_cast<unsigned>(fs::status(directory / "out").permissions()) & 0777U) == 0640U);
}
