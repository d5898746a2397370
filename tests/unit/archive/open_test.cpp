#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <iterator>

#include "../../../src/archive/schema.hpp"
#include "../../../src/archive/writer_lock.hpp"
#include "support.hpp"

using namespace nonmun;
using namespace nonmun::test;
using namespace nonmun::archive;
namespace fs = std::filesystem;

namespace {

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
void write_bytes(const fs::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

void run_sql(const fs::path& path, const char* sql) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
  REQUIRE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
}

Result<std::unique_ptr<SqliteArchive>> open(const fs::path& path, Access access,
                                            std::chrono::milliseconds wait = std::chrono::seconds{10}) {
  return SqliteArchive::open({.path = path, .access = access, .wait = wait, .command = "nonmun test"},
                             record_format());
}

/// Neither access opens the file, both say so in these words, and it stays as it is.
void check_refused(const fs::path& path, const std::string& words) {
  const std::string before = bytes_of(path);
  for (const Access access : {Access::read, Access::write}) {
    const auto refused = open(path, access);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::local_fault);
    CHECK_THAT(to_line(refused.error()), Catch::Contains(words) && Catch::Contains(path.filename().string()));
  }
  CHECK(bytes_of(path) == before);
}

/// A closed archive of one paper.
fs::path made_archive(const TemporaryArchive& archive) {
  archive.put({paper("2404.14619", "One")});
  return archive.path;
}

}  // namespace

TEST_CASE("an archive is made on first use, with its directories") {
  const TemporaryDirectory directory;
  const fs::path path = directory / "a" / "b" / "archive.db";
  REQUIRE(open(path, Access::write));
  CHECK(fs::exists(path));
  CHECK(open(path, Access::read));
}

TEST_CASE("where there is no archive there is none to read, and none is made") {
  const TemporaryDirectory directory;
  const auto missing = open(directory / "archive.db", Access::read);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == ErrorKind::not_found);
  CHECK(fs::is_empty(directory.path()));
}

TEST_CASE("what is no archive is refused unharmed") {
  const TemporaryDirectory directory;
  const fs::path path = directory / "file";
  SECTION("text") {
    write_bytes(path, "some notes of mine\n");
    check_refused(path, "no SQLite database");
  }
  SECTION("much text") {
    write_bytes(path, std::string(10'000, 'x'));
    check_refused(path, "no SQLite database");
  }
  SECTION("another program's database") {
    run_sql(path, "CREATE TABLE bookmarks (url)");
    check_refused(path, "another program's");
  }
  SECTION("another program's database that names itself") {
    run_sql(path, "PRAGMA application_id = 7; PRAGMA user_version = 1");
    check_refused(path, "another program's");
  }
  SECTION("a directory") {
    fs::create_directory(path);
    const auto refused = open(path, Access::write);
    REQUIRE_FALSE(refused);
    CHECK_THAT(to_line(refused.error()), Catch::Contains("directory"));
  }
}

TEST_CASE("an archive of a newer program is refused unharmed") {
  TemporaryArchive archive;
  const fs::path path = made_archive(archive);
  archive.archive.reset();
  run_sql(path, "PRAGMA user_version = 9");
  check_refused(path, "made by a newer nonmun (format 9; this one knows 3); update nonmun");
}

TEST_CASE("an archive that was cut short is refused unharmed") {
  TemporaryArchive archive;
  const fs::path path = made_archive(archive);
  archive.archive.reset();
  fs::resize_file(path, fs::file_size(path) - 5'000);
  check_refused(path, "cut short");
  fs::resize_file(path, 300);
  check_refused(path, "no SQLite database");
}

TEST_CASE("a damaged archive is told of in one line") {
  TemporaryArchive archive;
  const fs::path path = made_archive(archive);
  archive.archive.reset();
  std::string bytes = bytes_of(path);
  std::fill(bytes.begin() + 4096, bytes.end(), '\x5A');
  write_bytes(path, bytes);
  const auto opened = open(path, Access::read);
  if (!opened) {
    CHECK(opened.error().kind == ErrorKind::local_fault);
    return;
  }
  const auto found = (*opened)->find(std::vector{id("2404.14619")});
  REQUIRE_FALSE(found);
  CHECK(found.error().kind == ErrorKind::local_fault);
  CHECK_THAT(to_line(found.error()), Catch::Contains("damaged"));
}

TEST_CASE("an archive in a directory that may not be written is read") {
  TemporaryArchive archive;
  const fs::path path = made_archive(archive);
  archive.archive.reset();
  if (::geteuid() == 0) {
    // Nothing is forbidden to root; at least the way around is taken.
    auto connection = Connection::open(path, Connection::Mode::read_unchanging);
    REQUIRE(connection);
    CHECK(archive_format(*connection).value() == schema_steps().size());
    return;
  }
  ::chmod(archive.directory.path().c_str(), 0555);
  const auto opened = open(path, Access::read);
  ::chmod(archive.directory.path().c_str(), 0755);
  REQUIRE(opened);
  CHECK((*opened)->find(std::vector{id("2404.14619")}).value()[0]);
}

TEST_CASE("several read while one writes, and see only what is whole") {
  const TemporaryArchive archive;
  archive.put({paper("2404.00001", "One")});
  const auto first = archive.open(Access::read), second = archive.open(Access::read);
  archive.put({paper("2404.00002", "Two")});
  CHECK(list_all(*first, {}).value().size() == 2);
  CHECK(list_all(*second, {}).value().size() == 2);
}

TEST_CASE("a second writer waits, then says who holds the archive") {
  const TemporaryArchive archive;
  std::array<int, 2> ready{}, done{};
  REQUIRE(::pipe(ready.data()) == 0);
  REQUIRE(::pipe(done.data()) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    auto lock = WriterLock::take(archive.path, "nonmun import", std::chrono::seconds{1});
    char byte = lock ? 'y' : 'n';
    (void)!::write(ready[1], &byte, 1);
    (void)!::read(done[0], &byte, 1);
    ::_exit(0);
  }
  char byte = 0;
  REQUIRE(::read(ready[0], &byte, 1) == 1);
  REQUIRE(byte == 'y');
  const auto second = open(archive.path, Access::write, std::chrono::milliseconds{50});
  REQUIRE(second);
  const auto refused = (*second)->put(std::vector{paper("2404.00001", "One")});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::local_fault);
  CHECK_THAT(to_line(refused.error()),
             Catch::Contains("written by nonmun import (process " + std::to_string(child) + ") since 20"));
  SECTION("and writes once the other is done") { (void)!::write(done[1], &byte, 1); }
  SECTION("and writes once the other was killed") { ::kill(child, SIGKILL); }
  ::waitpid(child, nullptr, 0);
  CHECK((*second)->put(std::vector{paper("2404.00001", "One")}));
  for (const int file : {ready[0], ready[1], done[0], done[1]}) ::close(file);
}

TEST_CASE("another program that writes the file is waited for, then told of") {
  const TemporaryArchive archive;
  sqlite3* other = nullptr;
  REQUIRE(sqlite3_open(archive.path.c_str(), &other) == SQLITE_OK);
  REQUIRE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
  const auto second = open(archive.path, Access::write, std::chrono::milliseconds{20});
  REQUIRE(second);
  const auto refused = (*second)->put(std::vector{paper("2404.00001", "One")});
  sqlite3_close(other);
  REQUIRE_FALSE(refused);
  CHECK_THAT(to_line(refused.error()), Catch::Contains("another program is writing"));
}

TEST_CASE("a disk that is full loses nothing that was written before") {
  TemporaryArchive archive;
  archive.put({paper("2404.00001", "One")});
  archive.archive.reset();
  auto connection = Connection::open(archive.path, Connection::Mode::write);
  REQUIRE(connection);
  // SQLite's own limit stands for the disk's.
  const auto pages = connection->number("PRAGMA page_count").value();
  REQUIRE(connection->run("PRAGMA max_page_count = " + std::to_string(pages)));
  {
    auto transaction = Transaction::begin(*connection);
    REQUIRE(transaction);
    Result<void> written;
    for (int key = 0; written && key < 10'000; ++key) {
      written = connection->run(
          "INSERT INTO runs (command, began_at, ended_at, exit_code, account) "
          "VALUES (hex(zeroblob(500)), 0, 0, 0, '')");
    }
    REQUIRE_FALSE(written);
    CHECK(written.error().kind == ErrorKind::local_fault);
    CHECK_THAT(to_line(written.error()), Catch::Contains("disk is full"));
  }
  archive.archive = archive.open();
  CHECK(list_all(*archive.archive, {}).value().size() == 1);
  CHECK(archive->runs(1).value().empty());
}

TEST_CASE("every earlier format is brought up to date, step by step") {
  const TemporaryDirectory directory;
  const std::vector<SchemaStep> steps{{"CREATE TABLE a (x); INSERT INTO a VALUES (1)"},
                                      {"CREATE TABLE b AS SELECT x + 1 AS x FROM a"},
                                      {"CREATE TABLE c AS SELECT x + 1 AS x FROM b"}};
  for (std::size_t from = 0; from <= steps.size(); ++from) {
    CAPTURE(from);
    const fs::path path = directory / std::to_string(from);
    auto connection = Connection::open(path, Connection::Mode::write);
    REQUIRE(connection);
    REQUIRE(migrate(*connection, std::span(steps).first(from)));
    CHECK(archive_format(*connection).value() == from);
    REQUIRE(migrate(*connection, steps));
    CHECK(archive_format(*connection).value() == 3);
    CHECK(connection->number("SELECT x FROM c").value() == 3);
    REQUIRE(migrate(*connection, steps));
  }
}

TEST_CASE("a step that fails leaves the archive as the last one that was done") {
  const TemporaryDirectory directory;
  const std::vector<SchemaStep> steps{{"CREATE TABLE a (x)"},
                                      {"INSERT INTO a VALUES (2); CREATE TABLE a (x)"}};
  auto connection = Connection::open(directory / "file", Connection::Mode::write);
  REQUIRE(connection);
  CHECK_FALSE(migrate(*connection, steps));
  CHECK(archive_format(*connection).value() == 1);
  CHECK(connection->number("SELECT count(*) FROM a").value() == 0);
}

TEST_CASE("the archive of each released format can be written") {
  const TemporaryDirectory directory;
  for (std::size_t format = 1; format <= schema_steps().size(); ++format) {
    CAPTURE(format);
    const fs::path path = directory / std::to_string(format);
    {
      auto connection = Connection::open(path, Connection::Mode::write);
      REQUIRE(connection);
      REQUIRE(migrate(*connection, schema_steps().first(format)));
    }
    auto archive = open(path, Access::write);
    REQUIRE(archive);
    CHECK((*archive)->put(std::vector{paper("2404.14619", "One")}));
    CHECK((*archive)->search({.query = "one"}).value().papers.size() == 1);
  }
}

TEST_CASE("what is only asked of an older format brings it up to date, where it may be written") {
  const TemporaryDirectory directory;
  for (std::size_t format = 1; format < schema_steps().size(); ++format) {
    CAPTURE(format);
    const fs::path path = directory / std::to_string(format);
    {
      auto connection = Connection::open(path, Connection::Mode::write);
      REQUIRE(connection);
      REQUIRE(migrate(*connection, schema_steps().first(format)));
      REQUIRE(connection->run(
          "INSERT INTO papers (key, record) VALUES (39914619, '{\"id\":\"2404.14619\",\"title\":"
          "\"One\"}')"));
    }
    auto archive = open(path, Access::read);
    REQUIRE(archive);
    CHECK((*archive)->find(std::vector{id("2404.14619")}).value().front().has_value());
    auto connection = Connection::open(path, Connection::Mode::read);
    CHECK(archive_format(*connection).value() == schema_steps().size());
  }
}

TEST_CASE("vectors are kept to the bit under their keys, and the later one of a key stays") {
  const TemporaryArchive archive;
  const std::vector<std::string> keys{"a", "b", "c"};
  const Embedding first{1.5F, -0.1F, 1e-30F}, second{0.0F, 3e38F};
  REQUIRE(archive->put_embeddings(std::vector<KeptEmbedding>{{"a", first}, {"c", first}}));
  REQUIRE(archive->put_embeddings(std::vector<KeptEmbedding>{{"c", second}}));
  const std::vector<std::optional<Embedding>> expected{first, std::nullopt, second};
  CHECK(archive.open(Access::read)->find_embeddings(keys).value() == expected);
}

TEST_CASE("a translation is kept under its key, and the later one of a key stays") {
  const TemporaryArchive archive;
  CHECK_FALSE(archive->find_translation("abc").value());
  const Translation first{"bullets-1 reply/1", test::instant("2026-08-21T00:00:00Z"), "{\"bullets\":[]}"};
  REQUIRE(archive->put_translations(std::vector<KeyedTranslation>{{"abc", first}, {"def", first}}));
  CHECK(archive->find_translation("abc").value() == first);
  Translation later = first;
  later.versions = "bullets-2 reply/1";
  REQUIRE(archive->put_translations(std::vector<KeyedTranslation>{{"abc", later}}));
  CHECK(archive->find_translation("abc").value() == later);
  CHECK(archive.open(Access::read)->find_translation("abc").value() == later);
}
