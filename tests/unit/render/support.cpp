#include "support.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "nonmun/parse/any.hpp"

namespace nonmun::test {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  INFO(path);
  REQUIRE(file.good());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string data_path(std::string_view name) {
  return std::string(NONMUN_SOURCE_DIR "/tests/data/render/") + std::string(name);
}

std::optional<std::string> find_shared(std::string_view name) {
  const char* const folder = std::getenv("NONMUN_SHARED");
  const std::string path =
      std::string(folder ? folder : NONMUN_SOURCE_DIR "/../shared") + '/' + std::string(name);
  if (!std::filesystem::exists(path)) return std::nullopt;
  return path;
}

std::vector<std::string> list_files(const std::string& folder) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    paths.push_back(entry.path().string());
  std::ranges::sort(paths);
  return paths;
}

void check_golden(std::string_view name, const std::string& text) {
  const std::string path = data_path("golden/" + std::string(name));
  if (std::getenv("NONMUN_UPDATE_GOLDEN")) {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }
  INFO(path);
  CHECK(text == read_file(path));
}

Day make_day(std::string_view text) { return Day::parse(text).value(); }
Instant make_instant(std::string_view text) { return Timestamp::parse(text).value().instant; }

Paper make_paper(std::string_view id, std::string title) {
  Paper paper(ArxivId::parse(id).value());
  paper.title = std::move(title);
  return paper;
}

Paper make_full_paper() {
  const ExtraFields extra{{"new key", R"({"a":[1,null]})"}};
  Paper paper = make_paper("2404.99901", "Counting Sheep with n-gram Models");
  paper.version = 2;
  paper.title_raw = "Counting Sheep with $n$-gram Models";
  paper.title_ko = "n-gram 모델로 양 세기";
  paper.authors = {{"Ada Example", "", {"University of Examples"}, extra}, {"+", "more", {}, {}}};
  paper.abstract = "We count sheep.\nAccuracy rises by 2×.";
  paper.abstract_raw = "We count sheep.\n  Accuracy rises by $2\\times$.";
  paper.summary = {{"proposal", "양을 셉니다.", "We count sheep.", {1}, "", "human", true, "", extra},
                   {"", "", "Twice.", {1, 2}, "", "openai", false, "too short", {}},
                   {"", "둘", "", {}, "", "", false, "", {}}};
  paper.categories = {"cs.CL", "cs.LG"};
  paper.primary_category = "cs.CL";
  paper.comment = "12 pages";
  paper.journal_ref = "J. Ex. 1 (2024)";
  paper.doi = "10.1000/example.1";
  paper.license = "http://creativecommons.org/licenses/by/4.0/";
  paper.published = Timestamp::parse("2024-04-22T23:12:21Z").value();
  paper.updated = Timestamp::parse("2024-04-25").value();
  paper.announced = Timestamp::parse("2024-04-24T00:00:00Z").value();
  paper.withdrawn = true;
  paper.votes = 58;
  paper.comments = 0;
  paper.links = {"https://arxiv.org/abs/2404.99901",
                 "https://arxiv.org/pdf/2404.99901",
                 "https://arxiv.org/html/2404.99901",
                 "https://huggingface.co/papers/2404.99901",
                 "https://github.com/example/sheep",
                 "https://example.org/sheep",
                 extra};
  paper.media = {{MediaKind::image, "https://example.org/sheep.png", extra},
                 {MediaKind::video, "https://example.org/sheep.mp4", {}},
                 {MediaKind::thumbnail, "https://cdn-thumbnails.huggingface.co/x.png", {}}};
  paper.keywords = {"sheep"};
  paper.ai_summary = {"A model counts sheep.", "example-7b", extra};
  paper.listed = {{"huggingface", make_day("2024-04-24"), "", "", extra},
                  {"arxiv", make_day("2024-04-24"), "cs.CL", "cross", {}},
                  {"digest", {}, "", "", {}}};
  paper.provenance.metadata = Origin{"arxiv_api", make_instant("2024-04-25T00:10:00Z"), extra};
  paper.provenance.community = Origin{"huggingface", {}, {}};
  paper.provenance.engines = {{"openai", "example-mini", "1", make_instant("2024-04-25T00:20:00Z"), extra}};
  paper.provenance.extra = extra;
  paper.extra = {{"z", "1.50"}, {"a \"quoted\" key", "[1,2]"}};
  return paper;
}

std::vector<Paper> read_papers(const std::string& path) {
  auto parsed = parse::parse_any(read_file(path), {path, {}, {}});
  if (!parsed) FAIL(to_line(parsed.error()));
  return std::move(parsed->papers);
}

std::vector<Paper> read_records() { return read_papers(data_path("records.jsonl")); }

render::RenderOptions daily_in(std::string_view languages) {
  render::RenderOptions options;
  options.languages = {languages.find("ko") != languages.npos, languages.find("en") != languages.npos};
  return options;
}

}  // namespace nonmun::test
