// What the archive writes, written with SQLite alone.
//
//   archive_bare rows IN.jsonl OUT.rows    what stands in each table for each record, made by the archive's
//   own functions archive_bare load IN.rows OUT.db       the same rows into the same tables and indexes, in
//   transactions of as many papers
//
// `load` reads rows that are ready: no JSON, no merging, no look whether a paper is known.
#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "../src/archive/index_row.hpp"
#include "nonmun/archive/archive.hpp"
#include "nonmun/parse/paper_json.hpp"
#include "nonmun/render/paper_json.hpp"

namespace nonmun::data {
extern const std::string_view archive_schema_1;
}

namespace {

using namespace nonmun;
using namespace nonmun::archive;

[[noreturn]] void fail_with(const std::string& what) {
  std::cerr << "archive_bare: " << what << '\n';
  std::exit(1);
}

// Rows: a count of texts, then each with its length.
void write_text(std::ofstream& out, std::string_view text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  out.write(reinterpret_cast<const char*>(&size), sizeof size);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
}

bool read_text(std::ifstream& in, std::string& text) {
  std::uint32_t size = 0;
  if (!in.read(reinterpret_cast<char*>(&size), sizeof size)) return false;
  text.resize(size);
  return static_cast<bool>(in.read(text.data(), size));
}

int make_rows(const char* from, const char* to) {
  auto memory = Connection::open(":memory:", Connection::Mode::memory);
  auto tokenizer = Tokenizer::make(*memory);
  if (!tokenizer) fail_with(tokenizer.error().what);
  std::ifstream in(from, std::ios::binary);
  std::ofstream out(to, std::ios::binary);
  std::string line, record;
  while (std::getline(in, line)) {
    const auto parsed = parse::parse_paper_json(line, {});
    if (!parsed || parsed->papers.empty()) fail_with("not a record: " + line.substr(0, 100));
    const Paper& paper = parsed->papers.front();
    const auto key = paper_key(paper.id);
    if (!key) fail_with("no key: " + paper.id.str());
    record.clear();
    render::append_json(record, paper);
    const IndexRow row = index_row(paper, *key, *tokenizer);
    write_text(out, std::to_string(*key));
    write_text(out, record);
    write_text(out, row.votes ? std::to_string(*row.votes) : "");
    for (const auto* words : {&row.words.title, &row.words.abstract, &row.words.authors, &row.words.korean,
                              &row.words.marks, &row.folded_title})
      write_text(out, *words);
    write_text(out, std::to_string(row.names.size()));
    for (const auto& name : row.names) write_text(out, name);
    write_text(out, std::to_string(row.listings.size()));
    for (const auto& listing : row.listings) {
      write_text(out, std::to_string(listing.day));
      for (const auto* text : {&listing.source, &listing.category, &listing.kind}) write_text(out, *text);
    }
  }
  return 0;
}

class Loader {
 public:
  explicit Loader(const char* path) {
    if (sqlite3_open(path, &db_) != SQLITE_OK) fail_with("cannot open");
    run("PRAGMA page_size = 16384; PRAGMA journal_mode = WAL");
    run("PRAGMA cache_size = -32768; PRAGMA journal_size_limit = 67108864");
    run(std::string(data::archive_schema_1).c_str());
    papers_ = prepare("INSERT INTO papers (key, record, votes) VALUES (?1, ?2, ?3)");
    words_ = prepare(
        "INSERT INTO words (rowid, title, abstract, authors, korean, marks) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    titles_ = prepare("INSERT INTO titles (folded, paper) VALUES (?1, ?2)");
    authors_ = prepare("INSERT INTO authors (name, paper) VALUES (?1, ?2)");
    listings_ =
        prepare("INSERT INTO listings (day, source, category, paper, kind) VALUES (?1, ?2, ?3, ?4, ?5)");
    votes_ = prepare("INSERT INTO votes (paper, day, votes, at) VALUES (?1, ?2, ?3, ?4)");
  }

  void load(const char* path) {
    std::ifstream in(path, std::ios::binary);
    std::string key, record, votes, count;
    std::vector<std::string> words(6);
    for (std::size_t papers = 0; read_text(in, key); ++papers) {
      if (papers % k_batch == 0) run(papers == 0 ? "BEGIN IMMEDIATE" : "COMMIT; BEGIN IMMEDIATE");
      const std::int64_t number = std::stoll(key);
      read_text(in, record);
      read_text(in, votes);
      for (auto& text : words) read_text(in, text);
      sqlite3_bind_int64(papers_, 1, number);
      bind(papers_, 2, record);
      if (votes.empty())
        sqlite3_bind_null(papers_, 3);
      else
        sqlite3_bind_int64(papers_, 3, std::stoll(votes));
      step(papers_);
      sqlite3_bind_int64(words_, 1, number);
      for (int i = 0; i < 5; ++i) bind(words_, i + 2, words[static_cast<std::size_t>(i)]);
      step(words_);
      bind(titles_, 1, words[5]);
      sqlite3_bind_int64(titles_, 2, number);
      step(titles_);
      read_text(in, count);
      for (long left = std::stol(count); left > 0; --left) {
        read_text(in, record);
        bind(authors_, 1, record);
        sqlite3_bind_int64(authors_, 2, number);
        step(authors_);
      }
      read_text(in, count);
      for (long left = std::stol(count); left > 0; --left) {
        for (int i = 0; i < 4; ++i) read_text(in, words[static_cast<std::size_t>(i)]);
        sqlite3_bind_int64(listings_, 1, std::stoll(words[0]));
        bind(listings_, 2, words[1]);
        bind(listings_, 3, words[2]);
        sqlite3_bind_int64(listings_, 4, number);
        bind(listings_, 5, words[3]);
        step(listings_);
      }
      if (votes.empty()) continue;
      sqlite3_bind_int64(votes_, 1, number);
      sqlite3_bind_int64(votes_, 2, std::stoll(words[0]));
      sqlite3_bind_int64(votes_, 3, std::stoll(votes));
      sqlite3_bind_int64(votes_, 4, std::stoll(words[0]) * 86400);
      step(votes_);
    }
    run("COMMIT");
    for (auto* statement : {papers_, words_, titles_, authors_, listings_, votes_})
      sqlite3_finalize(statement);
    sqlite3_close(db_);
  }

 private:
  void run(const char* sql) {
    if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail_with(sqlite3_errmsg(db_));
  }
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(db_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
      fail_with(sqlite3_errmsg(db_));
    return statement;
  }
  static void bind(sqlite3_stmt* statement, int at, const std::string& text) {
    sqlite3_bind_text(statement, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }
  void step(sqlite3_stmt* statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) fail_with(sqlite3_errmsg(db_));
    sqlite3_reset(statement);
  }

  sqlite3* db_ = nullptr;
  sqlite3_stmt *papers_ = nullptr, *words_ = nullptr, *titles_ = nullptr, *authors_ = nullptr,
               *listings_ = nullptr, *votes_ = nullptr;
};

}  // namespace

int main(int count, char** arguments) {
  const std::string_view mode = count == 4 ? arguments[1] : "";
  if (mode == "rows") return make_rows(arguments[2], arguments[3]);
  if (mode != "load")
    fail_with("usage: archive_bare rows IN.jsonl OUT.rows | archive_bare load IN.rows OUT.db");
  Loader(arguments[3]).load(arguments[2]);
  return 0;
}
