#include <catch2/catch.hpp>
#include <set>

#include "nonmun/archive/query.hpp"
#include "support.hpp"

using namespace nonmun;
using namespace nonmun::test;
using namespace nonmun::archive;

namespace {

Paper written(std::string_view id, std::string_view title, std::string_view abstract,
              std::string_view korean = {}) {
  Paper made = with_authors(paper(id, title), {"Ann Able", "Bob Baker"});
  made.abstract = abstract;
  if (!korean.empty()) {
    made.summary = {Bullet{}};
    made.summary->front().ko = korean;
  }
  return made;
}

struct Library : TemporaryArchive {
  Library() {
    put({written("2404.00001", "Mixture of experts at scale", "We train sparse networks."),
         written("2404.00002", "Experts in a dense mixture",
                 "A survey of transformers. Pre-training matters.",
                 "대규모 언어 모델을 위한 강화학습을 제안합니다."),
         written("2404.00003", "Attention, revisited", "A mixture of experts and attention.",
                 "GPT-4를 평가한 결과"),
         written("2404.00004", "Dense retrieval (and why)", "Nothing else.", "언어 능력. 모델 압축")});
  }
  [[nodiscard]] Ids find(std::string query) const {
    return ids_of(archive->search({.query = std::move(query)}));
  }
  [[nodiscard]] std::set<std::string> all(std::string query) const {
    const auto found = find(std::move(query));
    return {found.begin(), found.end()};
  }
};
using Set = std::set<std::string>;

}  // namespace

TEST_CASE("words must all occur, a phrase as it is written") {
  const Library archive;
  CHECK(archive.all("mixture experts") == Set{"2404.00001", "2404.00002", "2404.00003"});
  CHECK(archive.find("\"mixture of experts\"") == Ids{"2404.00001", "2404.00003"});
  CHECK(archive.all("transform*") == Set{"2404.00002"});
  CHECK(archive.all("\"pre train\"*") == Set{"2404.00002"});
  CHECK(archive.all("pre-training") == Set{"2404.00002"});
  CHECK(archive.all("zebra").empty());
}

TEST_CASE("OR, NOT and brackets mean what they say") {
  const Library archive;
  CHECK(archive.all("retrieval OR revisited") == Set{"2404.00003", "2404.00004"});
  CHECK(archive.all("mixture -survey") == Set{"2404.00001", "2404.00003"});
  CHECK(archive.all("mixture NOT survey NOT attention") == Set{"2404.00001"});
  CHECK(archive.all("(retrieval OR survey) dense") == Set{"2404.00002", "2404.00004"});
  CHECK(archive.all("dense AND mixture") == Set{"2404.00002"});
  CHECK(archive.all("-mixture") == Set{"2404.00004"});
  CHECK(archive.all("-(mixture OR retrieval)").empty());
}

TEST_CASE("a field limits where a word is looked for") {
  const Library archive;
  CHECK(archive.all("title:mixture") == Set{"2404.00001", "2404.00002"});
  CHECK(archive.all("abstract:mixture") == Set{"2404.00003"});
  CHECK(archive.all("title:(dense retrieval)") == Set{"2404.00004"});
  CHECK(archive.all("author:\"ann able\"").size() == 4);
  CHECK(archive.all("author:\"able bob\"").empty());
  CHECK(archive.all("title:able").empty());
  CHECK(archive.all("ko:GPT") == Set{"2404.00003"});
  CHECK(archive.all("note:dense").empty());
}

TEST_CASE("Korean is found inside of words, across spaces, and with a particle") {
  const Library archive;
  CHECK(archive.all("언어모델") == Set{"2404.00002"});
  CHECK(archive.all("언어 모델") == Set{"2404.00002", "2404.00004"});
  CHECK(archive.all("\"언어 모델\"") == Set{"2404.00002"});
  CHECK(archive.all("언어모델을") == Set{"2404.00002"});
  CHECK(archive.all("언어모델에서는") == Set{"2404.00002"});
  CHECK(archive.all("규모") == Set{"2404.00002"});
  CHECK(archive.all("화학") == Set{"2404.00002"});
  CHECK(archive.all("GPT-4를") == Set{"2404.00003"});
  CHECK(archive.all("능력모델").empty());
  CHECK(archive.all("더 큰 언어모델") == Set{"2404.00002"});
  CHECK(archive.all("강화 학습") == Set{"2404.00002"});
}

TEST_CASE("a title finds its paper first, whatever stands in it") {
  const Library archive;
  CHECK(archive.find("Dense retrieval (and why)").front() == "2404.00004");
  CHECK(archive.find("Attention, revisited").front() == "2404.00003");
  CHECK(archive.find("Experts in a dense mixture").front() == "2404.00002");
}

TEST_CASE("a query that cannot be read is refused with the place") {
  const Library archive;
  for (const auto& [query, words] : std::vector<std::pair<std::string, std::string>>{
           {"", "nothing to look for at character 1"},
           {"\"open", "quotation mark that is not closed at character 1"},
           {"한국 (a b", "bracket that is not closed at character 4"},
           {"a )", "closing bracket without an opening one at character 3"},
           {"a OR", "nothing behind OR at character 3"},
           {"OR a", "nothing before OR at character 1"},
           {"a AND", "nothing behind AND"},
           {"NOT", "nothing behind NOT"},
           {"title:", "nothing behind the field"},
           {"()", "nothing to look for"},
           {"언", "nothing to look for"},
           {"- , .", "nothing to look for"},
           {std::string(3000, 'a'), "more than 2,000 bytes"},
           {std::string(100, '('), "too many brackets"}}) {
    CAPTURE(query, words);
    const auto found = archive->search({.query = query});
    REQUIRE_FALSE(found);
    CHECK(found.error().kind == ErrorKind::usage);
    CHECK_THAT(to_line(found.error()), Catch::Contains(words));
  }
}

TEST_CASE("nothing that a query holds reaches SQLite as syntax") {
  const Library archive;
  for (const char* const query : {"a' OR '1", "words : a", "NEAR(a b)",     "{title} : a",
                                  "a^b",      "^dense",    "a + b",         "\"a\" \"b\"",
                                  "rowid:5",  "*",         "a**",           "marks:all",
                                  "a\nb",     "--",        "title:title:a", "a AND (b OR c) NOT d",
                                  "\xFF\xFE", "a\xEA\xB0", "- -a",          "author:김철수"}) {
    CAPTURE(query);
    const auto found = archive->search({.query = query});
    if (!found) CHECK(found.error().kind == ErrorKind::usage);
  }
}

TEST_CASE("snippets show where the words stand") {
  const Library archive;
  const auto found = archive->search({.query = "experts \"mixture of\""}).value();
  REQUIRE_FALSE(found.papers.empty());
  CHECK(marked(found.papers[0].snippets[0], "[", "]") == "[Mixture of] [experts] at scale");
  const auto korean = archive->search({.query = "언어모델을"}).value();
  REQUIRE(korean.papers.size() == 1);
  REQUIRE(korean.papers[0].snippets.size() == 1);
  CHECK(korean.papers[0].snippets[0].field == "summary");
  CHECK(marked(korean.papers[0].snippets[0], "[", "]") == "대규모 [언어 모델]을 위한 강화학습을 제안합니다.");
  const auto mixed = archive->search({.query = "GPT-4를"}).value();
  REQUIRE(mixed.papers.size() == 1);
  CHECK(marked(mixed.papers[0].snippets.at(0), "[", "]") == "[GPT-4]를 평가한 결과");
}

TEST_CASE("a long text is cut around its hits") {
  const TemporaryArchive archive;
  std::string filler;
  for (int k = 0; k < 100; ++k) filler += "filling é words ";
  archive.put({written("2404.00001", "Title", filler + "the needle here " + filler)});
  const auto found = archive->search({.query = "needle"}).value();
  const Snippet& snippet = found.papers.at(0).snippets.at(0);
  CHECK(snippet.text.size() < 400);
  CHECK(snippet.text.starts_with("…"));
  CHECK(snippet.text.ends_with("…"));
  CHECK_THAT(marked(snippet, "[", "]"), Catch::Contains("the [needle] here"));
}

TEST_CASE("reviews are searched beside papers") {
  const Library archive;
  Review review;
  review.title = "Self-Play Fine-Tuning Converts Weak Language Models";
  review.short_name = "SPIN";
  review.excerpt = "SFT data를 활용한 self-play mechanism을 통해 성능을 점진적으로 향상시키는 SPIN 제안";
  REQUIRE(archive->put_reviews(std::vector{review}));
  for (const char* const query : {"spin", "note:mechanism", "점진적", "title:weak", "ko:향상"}) {
    CAPTURE(query);
    const auto found = archive->search({.query = query}).value();
    REQUIRE(found.reviews.size() == 1);
    CHECK(found.reviews[0].review == review);
    CHECK_FALSE(found.reviews[0].snippets.empty());
  }
  CHECK(archive->search({.query = "author:spin"}).value().reviews.empty());
}

TEST_CASE("a search takes a filter, a limit and an offset") {
  const Library archive;
  CHECK(ids_of(archive->search({.query = "mixture", .within = {.keywords = {"survey"}}})) ==
        Ids{"2404.00002"});
  CHECK(ids_of(archive->search({.query = "mixture", .within = {.authors = {"Nobody"}}})).empty());
  const auto all = archive.find("mixture");
  CHECK(ids_of(archive->search({.query = "mixture", .limit = 1, .offset = 1})) == Ids{all[1]});
  CHECK(ids_of(archive->search({.query = "mixture", .offset = 9})).empty());
  CHECK(archive->search({.query = "mixture"}).value().ranked == 3);
}

TEST_CASE("titles of recorded papers find their paper first") {
  const auto papers = recorded_papers(4000);
  if (papers.empty()) {
    WARN("skipped: no recorded papers");
    return;
  }
  const TemporaryArchive archive;
  archive.put(papers);
  std::size_t asked = 0, first = 0;
  for (std::size_t at = 0; at < papers.size(); at += 7) {
    ++asked;
    const auto found = archive->search({.query = papers[at].title, .limit = 1});
    if (found && !found->papers.empty() && found->papers[0].paper.id == papers[at].id) {
      ++first;
    } else if (asked - first < 20) {
      UNSCOPED_INFO((found ? "not found: " : to_line(found.error()) + ": ") << papers[at].title);
    }
  }
  INFO(first << " of " << asked);
  CHECK(first * 100 >= asked * 98);
}
