#include "nonmun/parse/digest.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "support/show.hpp"

namespace nonmun::parse {
namespace {

Parsed read(std::string_view text) {
  auto parsed = parse_digest(text, {"test", {}, {}});
  if (!parsed) FAIL(to_line(parsed.error()));
  return std::move(*parsed);
}

constexpr std::string_view k_classic = R"(## Daily Papers (2024-02-05)

### [Herding with $k$-NN](https://arxiv.org/abs/2402.09990)

![](https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2402.09990.png)

Vote: 41

Authors: Ada Example, Ada Example, +, Kim Ye-si

- ‘양치기’는  2.5% 빠릅니다. 프로젝트 페이지: sheep.example.io.
- Project page: https://sheep.example.io

### [A Video](https://arxiv.org/abs/2402.09992v3)

[Watch Video](https://example.org/sheep.mp4)
<div><video controls src="https://example.org/sheep.mp4" muted="false"></video></div>

Vote: 0
)";

std::string with_line_ends(std::string_view text, std::string_view end) {
  std::string out;
  for (const char c : text) c == '\n' ? out += end : out += c;
  return out;
}

void check_classic(const Parsed& parsed) {
  CHECK(parsed.issues == std::vector<Issue>{});
  CHECK(parsed.entries == 2);
  REQUIRE(parsed.papers.size() == 2);
  const Paper& herding = parsed.papers[0];
  CHECK(herding.id.str() == "2402.09990");
  CHECK(herding.title == "Herding with k-NN");
  CHECK(herding.title_raw == "Herding with $k$-NN");
  CHECK(herding.votes == 41);
  REQUIRE(herding.authors);
  REQUIRE(herding.authors->size() == 4);
  CHECK(herding.authors->at(1).name == "Ada Example");
  CHECK_FALSE(herding.authors->at(2).is_person());
  CHECK(herding.media->at(0).kind == MediaKind::thumbnail);
  REQUIRE(herding.summary);
  REQUIRE(herding.summary->size() == 2);
  CHECK(herding.summary->at(0).ko == "‘양치기’는  2.5% 빠릅니다. 프로젝트 페이지: sheep.example.io.");
  CHECK(herding.summary->at(0).engine == "digest");
  CHECK(herding.summary->at(1).ko.empty());
  CHECK(herding.summary->at(1).en == "Project page: https://sheep.example.io");
  CHECK(herding.listed->at(0).source == "digest");
  CHECK(herding.listing_day() == Day::parse("2024-02-05").value());
  CHECK(herding.provenance.metadata->source == "digest");
  const Paper& video = parsed.papers[1];
  CHECK(video.version == 3);
  CHECK(video.votes == 0);
  REQUIRE(video.media);
  REQUIRE(video.media->size() == 1);
  CHECK(video.media->at(0).kind == MediaKind::video);
  CHECK(video.media->at(0).url == "https://example.org/sheep.mp4");
  CHECK_FALSE(video.summary);
}

}  // namespace

TEST_CASE("a classic digest gives its records, with everything the lines say") {
  check_classic(read(k_classic));
}

TEST_CASE("line ends, a byte order mark, blank space at line ends and missing blank lines change nothing") {
  check_classic(read("\xEF\xBB\xBF" + with_line_ends(k_classic, "\r\n")));
  check_classic(read(with_line_ends(k_classic, "\r")));
  check_classic(read(with_line_ends(k_classic, " \t\n")));
  std::string dense;
  for (const char c : k_classic) {
    if (c != '\n' || !dense.ends_with('\n')) dense += c;
  }
  check_classic(read(dense));
}

TEST_CASE("a paper without an arXiv id in its link is held back with its line, the rest survive") {
  const Parsed parsed = read(
      "## Daily Papers (2024-02-05)\n\n### [A](https://example.org/x)\n\nVote: 3\n\n"
      "### [../../x](https://arxiv.org/abs/../../x)\n\n### No link\n\n### "
      "[B](https://arxiv.org/abs/2402.09990)\n");
  CHECK(parsed.entries == 4);
  CHECK(parsed.held_back == 3);
  REQUIRE(parsed.papers.size() == 1);
  CHECK(parsed.papers[0].title == "B");
  CHECK_FALSE(parsed.papers[0].votes);
  REQUIRE(parsed.issues.size() == 3);
  CHECK(parsed.issues[0].where == "line 3");
  CHECK(parsed.issues[1].where == "line 7");
}

TEST_CASE("a line in no known place becomes an issue and the record survives") {
  const Parsed parsed = read(
      "## Daily Papers (2024-02-05)\n\n### [B](https://arxiv.org/abs/2402.09990)\n\nWhat is this?\n\nVote: "
      "many\n");
  CHECK(parsed.papers.size() == 1);
  CHECK(parsed.issues == std::vector<Issue>{{"line 5", "in no known place: \"What is this?\""},
                                            {"line 7", "in no known place: \"Vote: many\""}});
}

TEST_CASE("a head with a date that does not exist is an issue and its papers have no day") {
  for (const std::string head :
       {"Daily Papers (2025-02-30)", "2025년 2월 30일 (일)", "Feb 30, 2025 (Sun)", "1012년 4월 24일 (수)"}) {
    const Parsed parsed = read("## " + head + "\n\n### [B](https://arxiv.org/abs/2402.09990)\n");
    INFO(head);
    REQUIRE(parsed.papers.size() == 1);
    CHECK_FALSE(parsed.papers[0].listing_day());
    CHECK(parsed.issues.size() == 1);
  }
}

TEST_CASE("papers without any head stand on the day that was asked for") {
  const Day day = Day::parse("2024-02-05").value();
  const auto parsed = parse_digest("### [B](https://arxiv.org/abs/2402.09990)\n", {"test", day, {}});
  REQUIRE(parsed);
  CHECK(parsed->papers.at(0).listing_day() == day);
}

TEST_CASE("a broken bullet is put together again") {
  const Parsed parsed = read(
      "## Daily Papers (2024-02-05)\n\n### [B](https://arxiv.org/abs/2402.09990)\n\n- 하나\n  둘\n- 셋\n");
  REQUIRE(parsed.papers.at(0).summary);
  CHECK(parsed.papers[0].summary->at(0).ko == "하나 둘");
  CHECK(parsed.papers[0].summary->at(1).ko == "셋");
}

TEST_CASE("a title that TeX reads as nothing stays as it came") {
  const Parsed parsed = read("## Daily Papers (2024-02-05)\n\n### [~](https://arxiv.org/abs/2402.09990)\n");
  CHECK(parsed.papers.at(0).title == "~");
  CHECK(parsed.papers[0].title_raw.empty());
}

TEST_CASE("a count below nothing is no count, and the record survives") {
  for (const std::string line : {"-5 votes · 3 comments", "5 votes · -53 comments", "추천 5 · 댓글 -53"}) {
    const Parsed parsed =
        read("## Apr 24, 2024 (Wed)\n\n### [Sheep](https://arxiv.org/abs/2404.14619)\n\n" + line + '\n');
    REQUIRE(parsed.papers.size() == 1);
    CHECK_FALSE(parsed.papers[0].votes == -5);
    CHECK_FALSE(parsed.papers[0].comments == -53);
    CHECK(parsed.issues.size() == 1);
  }
}

TEST_CASE("a subject of which nothing can be seen is none") {
  const Parsed parsed = read(
      "## Apr 24, 2024 (Wed)\n\n### [Sheep](https://arxiv.org/abs/2404.14619)\n\n분야 / Subjects: \x01, "
      "cs.CL, \x02\n");
  REQUIRE(parsed.papers.size() == 1);
  CHECK(parsed.papers[0].categories == std::vector<std::string>{"cs.CL"});
}

TEST_CASE("a bullet that speaks of a video element is a bullet") {
  const Parsed parsed = read(
      "## Daily Papers (2024-02-05)\n\n### [B](https://arxiv.org/abs/2402.09990)\n\n- Use <video "
      "src=\"x.mp4\">.\n");
  REQUIRE(parsed.papers.at(0).summary);
  CHECK_FALSE(parsed.papers[0].media);
}

TEST_CASE("our daily digest gives both languages of each bullet, and what its lines say") {
  const Parsed parsed = read(R"(## 2024년 4월 24일 (수) · Apr 24, 2024 (Wed)

논문 1편 · Hugging Face Daily Papers

1 paper · Hugging Face Daily Papers

### [Sheep \[1\] \*](https://arxiv.org/abs/2404.14619)
양

[동영상 / Video](https://example.org/v.mp4)

철회됨 · 추천 1,234 / withdrawn · 1,234 votes

저자 / Authors: The Trust\, London, A and B 외 3명 / and 3 more

분야 / Subjects: cs.CL, cs.LG

비고 / Comment: 12 pages

[PDF](https://arxiv.org/pdf/2404.14619) · [코드 / Code](https://github.com/a/b)

- 코드는 <https://github.com/a/b>에 있습니다. (⚠ 미검증 / unverified)
  - The code.

요약 / Summary: example-mini (openai, 2024-04-25)

---

수집 1 = 표시 1 + 병합 0 + 제외 0 + 보류 0
)");
  CHECK(parsed.issues == std::vector<Issue>{});
  REQUIRE(parsed.papers.size() == 1);
  const Paper& paper = parsed.papers[0];
  CHECK(paper.title == "Sheep [1] *");
  CHECK(paper.title_raw.empty());
  CHECK(paper.title_ko == "양");
  CHECK(paper.withdrawn);
  CHECK(paper.votes == 1234);
  REQUIRE(paper.authors);
  REQUIRE(paper.authors->size() == 3);
  CHECK(paper.authors->at(0).name == "The Trust, London");
  CHECK(paper.authors->at(1).name == "A and B");
  CHECK_FALSE(paper.authors->at(2).is_person());
  CHECK(paper.categories == std::vector<std::string>{"cs.CL", "cs.LG"});
  CHECK(paper.comment == "12 pages");
  CHECK(paper.links.pdf == "https://arxiv.org/pdf/2404.14619");
  CHECK(paper.links.code == "https://github.com/a/b");
  CHECK(paper.media->at(0).kind == MediaKind::video);
  REQUIRE(paper.summary);
  CHECK(paper.summary->at(0).ko == "코드는 https://github.com/a/b에 있습니다.");
  CHECK(paper.summary->at(0).en == "The code.");
  CHECK(paper.summary->at(0).verified == false);
  CHECK(paper.summary->at(0).engine == "openai");
  CHECK(paper.listing_day() == Day::parse("2024-04-24").value());
}

TEST_CASE("a page that lists papers, copied as text, takes its year from the ids") {
  const std::string page =
      "Home About\n\nThe Show\n\nJanuary\n2\n2312.09990   \xC2\xA0 \xC2\xA0\n\nCounting with "
      "$n$-grams\n\n\nPaper Media\n\n"
      "We count \\emph{sheep}.\n\nTwice.\n\n2312.09991\n\nDogs\n\n\nPaper Media\n\nThey herd.\n";
  const Parsed parsed = read(page);
  CHECK(parsed.issues == std::vector<Issue>{});
  REQUIRE(parsed.papers.size() == 2);
  CHECK(parsed.papers[0].listing_day() == Day::parse("2024-01-02").value());
  CHECK(parsed.papers[0].title == "Counting with n-grams");
  CHECK(parsed.papers[0].abstract == "We count sheep.\nTwice.");
  CHECK(parsed.papers[1].listing_day() == Day::parse("2024-01-02").value());
  CHECK(parsed.papers[1].title == "Dogs");
  CHECK(parsed.papers[1].abstract == "They herd.");
}

TEST_CASE("text that is no digest is refused") {
  for (const std::string_view text :
       {"", "\n\n", "# A README\n\n## Usage\n\nRun it.\n", "<!doctype html>\n<p>x</p>\n", "\xff\xfe\x00x"}) {
    const auto parsed = parse_digest(text, {"there", {}, {}});
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().kind == ErrorKind::invalid_data);
    CHECK(parsed.error().where == "there");
  }
}

TEST_CASE("ill-formed bytes are replaced, told of, and lose nothing else") {
  std::string text(k_classic);
  text.replace(text.find("Herding"), 1, "\xff");
  const Parsed parsed = read(text);
  CHECK(parsed.papers.size() == 2);
  CHECK(parsed.papers[0].title ==
        "\xEF\xBF\xBD"
        "erding with k-NN");
  REQUIRE(parsed.issues.size() == 1);
  CHECK(parsed.issues[0].where == "line 3");
}

TEST_CASE("hostile shapes take linear time") {
  std::string text = "## Daily Papers (2024-02-05)\n\n### [B](https://arxiv.org/abs/2402.09990)\n\n";
  for (int i = 0; i < 20000; ++i) text += "- [x](y) · [](\n> \\\n![](](\nAuthors: , , ,\n   - \n";
  CHECK(parse_digest(text, {}).has_value());
  CHECK(parse_digest("### [" + std::string(2'000'000, '(') + "](https://arxiv.org/abs/2402.09990)\n", {})
            .has_value());
}

TEST_CASE("a bullet of which nothing is shown is none") {
  const Parsed parsed = read("### [b](https://arxiv.org/abs/2402.09992)\n- \x0e\n- A point.\n");
  REQUIRE(parsed.papers.size() == 1);
  REQUIRE(parsed.papers[0].summary);
  CHECK(parsed.papers[0].summary->size() == 1);
}

TEST_CASE("what stands in a link's place and is no address becomes no link") {
  const Parsed parsed = read("### [b](2402.09992)\n\n![](pictures/b.png)\n\nVote: 1\n");
  REQUIRE(parsed.papers.size() == 1);
  CHECK(parsed.papers[0].links.abs == "https://arxiv.org/abs/2402.09992");
  CHECK_FALSE(parsed.papers[0].media);
  CHECK(parsed.issues.size() == 1);
}

TEST_CASE("the digests that the project started from are read whole") {
  const char* const shared = std::getenv("NONMUN_SHARED");
  const std::string folder = std::string(shared ? shared : NONMUN_SOURCE_DIR "/../shared") + "/seeds/";
  const std::vector<std::pair<std::string, std::size_t>> seeds{{"000_01e127529222c58e.txt", 7},
                                                               {"001_0eea118545f03db9.txt", 7},
                                                               {"002_b9c4d680fd576f11.txt", 11},
                                                               {"004_4ca5b40116fec1c3.txt", 10}};
  for (const auto& [name, papers] : seeds) {
    std::ifstream file(folder + name, std::ios::binary);
    if (!file) {
      WARN("skipped: no folder with recorded bytes");
      return;
    }
    std::ostringstream text;
    text << file.rdbuf();
    const Parsed parsed = read(text.str());
    INFO(name);
    CHECK(parsed.papers.size() == papers);
    CHECK(parsed.issues == std::vector<Issue>{});
    for (const Paper& paper : parsed.papers) {
      CHECK(paper.listing_day());
      CHECK((paper.summary.has_value() || !paper.abstract.empty()));
    }
  }
}

}  // namespace nonmun::parse
