#include "support.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "nonmun/parse/any.hpp"
#include "nonmun/parse/paper_json.hpp"
#include "nonmun/render/paper_json.hpp"

namespace nonmun::test {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::filesystem::path shared() {
  const char* const named = std::getenv("NONMUN_SHARED");
  return named != nullptr ? std::filesystem::path(named)
                          : std::filesystem::path(NONMUN_SOURCE_DIR).parent_path() / "shared";
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder, std::string_view extension) {
  std::set<std::filesystem::path> files;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (entry.path().extension() == extension) files.insert(entry.path());
  }
  return {files.begin(), files.end()};
}

void add_arxiv_line(std::vector<Paper>& papers, const std::string& line) {
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (!json.is_object()) return;
  auto parsed = ArxivId::parse(json.value("id", ""));
  if (!parsed) return;
  Paper next(std::move(*parsed));
  next.title = json.value("title", "");
  next.abstract = json.value("summary", "");
  next.categories = json.value("categories", std::vector<std::string>());
  next = with_authors(std::move(next), json.value("authors", std::vector<std::string>()));
  next.provenance.metadata = Origin{"arxiv_api", std::nullopt, {}};
  if (!next.title.empty()) papers.push_back(std::move(next));
}

}  // namespace

archive::RecordFormat record_format() {
  return {[](const Paper& paper) {
            std::string out;
            render::append_json(out, paper);
            return out;
          },
          [](std::string_view json) -> Result<Paper> {
            auto parsed = parse::parse_paper_json(json, {});
            if (!parsed) return std::unexpected(std::move(parsed).error());
            if (parsed->papers.size() != 1) return fail(ErrorKind::invalid_data, "not one record");
            return std::move(parsed->papers.front());
          }};
}

ArxivId id(std::string_view text) { return ArxivId::parse(text).value(); }
Day day(std::string_view text) { return Day::parse(text).value(); }
Instant instant(std::string_view text) { return Timestamp::parse(text).value().instant; }

Paper paper(std::string_view id_text, std::string_view title) {
  Paper made(id(id_text));
  made.title = title;
  return made;
}

Paper with_authors(Paper paper, const std::vector<std::string>& names) {
  paper.authors.emplace();
  for (const std::string& name : names) paper.authors->push_back({name, {}, {}, {}});
  return paper;
}

Paper with_listing(Paper paper, std::string_view source, std::string_view on, std::string_view category) {
  if (!paper.listed) paper.listed.emplace();
  paper.listed->push_back({std::string(source), day(on), std::string(category), "", {}});
  return paper;
}

std::vector<Paper> recorded_papers(std::size_t most) {
  std::vector<Paper> papers;
  for (const auto& path : files_in(shared() / "recorded/huggingface", ".json")) {
    if (papers.size() >= most) break;
    parse::ParseContext context;
    if (auto on = Day::parse(path.stem().string())) {
      context.day = *on;
      context.fetched_at = on->begin() + std::chrono::hours{15};
    }
    if (auto parsed = parse::parse_any(read_file(path), context))
      std::ranges::move(parsed->papers, std::back_inserter(papers));
  }
  for (const auto& path : files_in(shared() / "recorded/arxiv-days", ".jsonl")) {
    std::ifstream file(path);
    for (std::string line; papers.size() < most && std::getline(file, line);) add_arxiv_line(papers, line);
  }
  return papers;
}

std::unique_ptr<archive::SqliteArchive> TemporaryArchive::open(archive::Access access) const {
  auto opened =
      archive::SqliteArchive::open({.path = path, .access = access, .command = "a test"}, record_format());
  if (!opened) FAIL(to_line(opened.error()));
  return std::move(*opened);
}

void TemporaryArchive::put(const std::vector<Paper>& papers) const {
  const auto count = archive->put(papers);
  if (!count) FAIL(to_line(count.error()));
}

std::vector<std::string> ids_of(const std::vector<Paper>& papers) {
  std::vector<std::string> ids;
  for (const Paper& paper : papers) ids.push_back(paper.id.str());
  return ids;
}

std::vector<std::string> ids_of(const Result<archive::Found>& found) {
  if (!found) FAIL(to_line(found.error()));
  std::vector<std::string> ids;
  for (const auto& hit : found->papers) ids.push_back(hit.paper.id.str());
  return ids;
}

std::vector<std::string> ids_of(archive::Archive& archive, const archive::ListRequest& request) {
  const auto papers = list_all(archive, request);
  if (!papers) FAIL(to_line(papers.error()));
  return ids_of(*papers);
}

}  // namespace nonmun::test
