#include <algorithm>
#include <catch2/catch.hpp>

#include "generators.hpp"
#include "nonmun/parse/digest.hpp"
#include "nonmun/render/render.hpp"
#include "nonmun/text/unicode.hpp"
#include "support.hpp"

namespace nonmun::render {
namespace {

std::vector<Paper> read_back(const std::string& text) {
  auto parsed = parse::parse_digest(text, {"rendered", {}, {}});
  INFO(text);
  REQUIRE(parsed.has_value());
  for (const Issue& issue : parsed->issues) FAIL(issue.where + ": " + issue.what + "\n" + text);
  CHECK(parsed->held_back == 0);
  return std::move(parsed->papers);
}

std::string classic(const std::vector<Paper>& papers) {
  RenderOptions options;
  options.style = Style::classic;
  return render({papers, std::nullopt}, options);
}

std::string trim_end(std::string text) {
  text.erase(text.find_last_not_of(" \t\r\n") + 1);
  return text;
}

/// The fields that a daily digest shows of a paper, as far as they can be read back.
std::string shown_fields(const Paper& paper, const Languages& languages, const std::optional<Day>& day) {
  std::string out = paper.id.str() + "\n" + paper.title + "\n";
  if (languages.korean) out += "ko " + paper.title_ko + "\n";
  if (day) out += day->str() + "\n";
  out += paper.withdrawn ? "withdrawn\n" : "";
  if (paper.votes) out += "votes " + std::to_string(*paper.votes) + "\n";
  if (paper.comments) out += "comments " + std::to_string(*paper.comments) + "\n";
  for (const Author& author : paper.authors.value_or(std::vector<Author>{})) {
    if (author.is_person()) out += "author " + author.name + "\n";
  }
  for (const std::string& category : paper.categories.value_or(std::vector<std::string>{}))
    out += "in " + category + "\n";
  out += "comment " + paper.comment + "\n";
  for (const std::string& url :
       {paper.links.pdf, paper.links.html, paper.links.huggingface, paper.links.code, paper.links.project}) {
    if (!url.empty() && url != paper.links.abs) out += "link " + url + "\n";
  }
  if (paper.media) {
    const auto own = std::ranges::find_if(
        *paper.media, [](const Media& media) { return media.kind != MediaKind::thumbnail; });
    const auto shown = own != paper.media->end() ? own : paper.media->begin();
    if (shown != paper.media->end())
      out += "media " + std::to_string(static_cast<int>(shown->kind)) + shown->url + "\n";
  }
  for (const Bullet& bullet : paper.summary.value_or(std::vector<Bullet>{})) {
    if (languages.korean) out += "- " + (bullet.ko.empty() ? bullet.en : bullet.ko) + "\n";
    if (languages.korean && bullet.verified == false) out += "unverified\n";
    if (languages.english && !bullet.en.empty()) out += "  - " + bullet.en + "\n";
  }
  return out;
}

void check_same_shown(const std::vector<Paper>& papers, const RenderOptions& options) {
  const std::string text = render({papers, std::nullopt}, options);
  const auto back = read_back(text);
  REQUIRE(back.size() == papers.size());
  for (std::size_t i = 0; i < papers.size(); ++i) {
    INFO(text);
    CHECK(shown_fields(back[i], options.languages, back[i].listing_day()) ==
          shown_fields(papers[i], options.languages, papers[i].listing_day()));
  }
}

}  // namespace

TEST_CASE("imported digests come back to the byte in the style classic") {
  const std::string path = test::data_path("imported-variants.md");
  CHECK(trim_end(classic(test::read_papers(path))) == trim_end(test::read_file(path)));
}

TEST_CASE("the digests that the project started from come back to the byte in the style classic") {
  for (const std::string_view name :
       {"000_01e127529222c58e.txt", "002_b9c4d680fd576f11.txt", "004_4ca5b40116fec1c3.txt"}) {
    const auto path = test::find_shared("seeds/" + std::string(name));
    if (!path) {
      WARN("skipped: no folder with recorded bytes");
      return;
    }
    CHECK(trim_end(classic(test::read_papers(*path))) == trim_end(test::read_file(*path)));
  }
}

TEST_CASE("a classic digest of any records reads back to the same classic digest") {
  CHECK(rc::check([] {
    std::vector<Paper> papers;
    for (int i = *rc::gen::inRange(0, 4); i >= 0; --i) papers.push_back(*test::any_paper());
    const std::string first = classic(papers);
    RC_ASSERT(classic(read_back(first)) == first);
  }));
}

TEST_CASE("a daily digest of any records shows the same when it is read back") {
  for (const std::string languages : {"ko", "en", "ko,en"}) {
    CHECK(rc::check(languages, [&] {
      RenderOptions options = test::daily_in(languages);
      options.max_authors.reset();
      const Paper paper = *test::any_paper();
      const std::string text = render({{paper}, std::nullopt}, options);
      const auto back = read_back(text);
      RC_ASSERT(back.size() == 1U);
      RC_LOG() << text;
      RC_ASSERT(shown_fields(back[0], options.languages, back[0].listing_day()) ==
                shown_fields(paper, options.languages, paper.listing_day()));
    }));
  }
}

TEST_CASE("an imported digest rendered in Korean, read back and rendered again is the same") {
  for (const std::string languages : {"ko", "ko,en"}) {
    const RenderOptions options = test::daily_in(languages);
    const auto papers = test::read_papers(test::data_path("imported-variants.md"));
    const std::string first = render({papers, std::nullopt}, options);
    CHECK(render({read_back(first), std::nullopt}, options) == first);
  }
}

TEST_CASE("a list of authors that was cut comes back with its cut marked") {
  Paper paper = test::make_paper("2404.99901", "T");
  paper.authors = {{"A, B", "", {}, {}}, {"C and D", "", {}, {}}, {"E", "", {}, {}}};
  RenderOptions options;
  options.max_authors = 2;
  const auto back = read_back(render({{paper}, std::nullopt}, options));
  REQUIRE(back.front().authors);
  REQUIRE(back.front().authors->size() == 3);
  CHECK(back.front().authors->at(0).name == "A, B");
  CHECK(back.front().authors->at(1).name == "C and D");
  CHECK_FALSE(back.front().authors->at(2).is_person());
}

TEST_CASE("engines named in a digest come back") {
  const auto papers = test::read_records();
  const auto back = read_back(render({papers, std::nullopt}, {}));
  const auto& engines = back.at(2).provenance.engines;
  REQUIRE(engines.size() == 2);
  CHECK(engines[0].engine == "frames");
  CHECK(engines[1].engine == "openai");
  CHECK(engines[1].model == "example-mini");
}

TEST_CASE("formulas that stay in a digest are raw text when it is read back") {
  RenderOptions options;
  options.math = text::MathStyle::tex;
  const auto back = read_back(render({test::read_records(), std::nullopt}, options));
  CHECK(back.at(1).title == "Counting 2× More Sheep with n-gram Models for $200k");
  CHECK(back.at(1).title_raw.find("$n$-gram") != std::string::npos);
}

TEST_CASE("a listing reads back with its titles, abstracts and media") {
  for (const std::string languages : {"ko", "en", "ko,en"}) {
    CHECK(rc::check(languages, [&] {
      RenderOptions options = test::daily_in(languages);
      options.style = Style::listing;
      const Paper paper = *test::any_paper();
      const auto back = read_back(render({{paper}, std::nullopt}, options));
      RC_ASSERT(back.size() == 1U);
      RC_ASSERT(back[0].id == paper.id);
      RC_ASSERT(back[0].title == paper.title);
      RC_ASSERT(back[0].abstract == paper.abstract);
      RC_ASSERT(back[0].listing_day() == paper.listing_day());
    }));
  }
}

TEST_CASE("the foot and an empty day are no papers and no faults when they are read back") {
  Account account;
  account.days = {{"huggingface", test::make_day("2024-04-27"), DayState::weekend, 0, ""}};
  CHECK(read_back(render({{}, account}, {})).empty());
  CHECK(read_back(render({test::read_records(), account}, {})).size() == test::read_records().size());
}

TEST_CASE("every recorded day reads back as it was shown") {
  const auto folder = test::find_shared("recorded/huggingface");
  if (!folder) {
    WARN("skipped: no folder with recorded bytes");
    return;
  }
  for (const std::string& path : test::list_files(*folder)) {
    INFO(path);
    std::vector<Paper> papers = test::read_papers(path);
    for (const std::string languages : {"ko", "en", "ko,en"}) {
      RenderOptions options = test::daily_in(languages);
      options.max_authors.reset();
      check_same_shown(papers, options);
    }
    const std::string first = classic(papers);
    CHECK(classic(read_back(first)) == first);
  }
}

}  // namespace nonmun::render
