#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "../../../src/archive/store.hpp"
#include "nonmun/core/merge.hpp"
#include "support.hpp"

using namespace nonmun;
using namespace nonmun::test;
using namespace nonmun::archive;

namespace {

/// Everything an archive holds, in an order of its own.
std::string content(const TemporaryArchive& archive) {
  auto store = open_store({.path = archive.path}, record_format()).value();
  std::string out;
  for (const char* const sql :
       {"SELECT key || ' ' || coalesce(votes, '-') || ' ' || record FROM papers ORDER BY key",
        "SELECT folded || ' ' || paper FROM titles ORDER BY folded, paper",
        "SELECT name || ' ' || paper FROM authors ORDER BY name, paper",
        "SELECT day || ' ' || source || ' ' || category || ' ' || paper || ' ' || kind FROM listings "
        "ORDER BY day, paper, source, category",
        "SELECT paper || ' ' || day || ' ' || votes FROM votes ORDER BY paper, day",
        "SELECT term || ' ' || col || ' ' || doc || ' ' || cnt FROM word_counts ORDER BY term, col"}) {
    auto ask = store->db.prepare(sql);
    REQUIRE(ask);
    for (auto row = ask->step(); row && *row; row = ask->step()) (out += ask->text(0)) += '\n';
  }
  return out;
}

std::vector<Paper> recorded() {
  auto papers = recorded_papers(5000);
  if (papers.empty()) WARN("skipped: no recorded papers");
  return papers;
}

void put_in_parts(const TemporaryArchive& archive, const std::vector<Paper>& papers, std::size_t size) {
  for (std::size_t at = 0; at < papers.size(); at += size)
    REQUIRE(archive->put(std::span(papers).subspan(at, std::min(size, papers.size() - at))));
}

}  // namespace

TEST_CASE("what an archive holds does not depend on how it was put in") {
  const auto papers = recorded();
  const TemporaryArchive at_once, in_parts, twice;
  at_once.put(papers);
  put_in_parts(in_parts, papers, 97);
  put_in_parts(twice,
               std::vector(papers.begin(), papers.begin() + static_cast<std::ptrdiff_t>(papers.size() / 2)),
               500);
  put_in_parts(twice, papers, 1000);
  const std::string expected = content(at_once);
  CHECK((content(in_parts) == expected));
  CHECK((content(twice) == expected));
}

TEST_CASE("all recorded papers come back as merging them in memory makes them") {
  auto papers = recorded();
  const TemporaryArchive archive;
  archive.put(papers);
  merge_repeated(papers);
  std::size_t different = 0;
  for (const Paper& paper : papers) {
    const auto found = archive->find(std::vector{paper.id}).value();
    if (!found[0] || *found[0] != paper) ++different;
  }
  CHECK(different == 0);
}

TEST_CASE("taking words out of the index leaves none behind") {
  const auto papers = recorded();
  const TemporaryArchive archive;
  std::vector<Paper> changed;
  for (const Paper& paper : papers) {
    Paper other(paper.id);
    other.title = "one title for all";
    other.abstract = "one abstract";
    other.provenance.metadata = Origin{"arxiv_api", instant("2099-01-01T00:00:00Z"), {}};
    other.authors = {Author{"Nobody Else", {}, {}, {}}};
    other.categories = {"cs.CL"};
    changed.push_back(std::move(other));
  }
  archive.put(papers);
  archive.put(changed);
  auto store = open_store({.path = archive.path}, record_format()).value();
  // Of titles and authors nothing is left of what was there before.
  CHECK(store->db.number("SELECT count(*) FROM word_counts WHERE col = 'title'").value() ==
        (papers.empty() ? 0 : 4));
  CHECK(store->db.number("SELECT count(*) FROM authors WHERE name <> 'else nobody'").value() == 0);
}
