#include "recorded.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

namespace nonmun::test {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

std::string read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> files_in(const fs::path& folder, std::string_view extension) {
  std::vector<fs::path> files;
  if (!fs::is_directory(folder)) return files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void add(std::vector<Recorded>& papers, const json& paper, const char* abstract, text::Reader reader) {
  if (!paper.is_object() || !paper.contains("title") || !paper.contains(abstract)) return;
  if (!paper["title"].is_string() || !paper[abstract].is_string()) return;
  papers.push_back({paper.value("id", ""), paper["title"], paper[abstract], reader});
}

std::vector<Recorded> load() {
  std::vector<Recorded> papers;
  const fs::path recorded = shared_folder() / "recorded";
  for (const char* folder : {"huggingface", "huggingface-early"}) {
    for (const fs::path& file : files_in(recorded / folder, ".json")) {
      const json day = json::parse(read_file(file), nullptr, false);
      if (!day.is_array()) continue;
      for (const json& entry : day) {
        add(papers, entry.is_object() && entry.contains("paper") ? entry["paper"] : entry, "summary",
            text::Reader::hf);
      }
    }
  }
  for (const fs::path& file : files_in(recorded / "arxiv-days", ".jsonl")) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      add(papers, json::parse(line, nullptr, false), "summary", text::Reader::arxiv);
    }
  }
  for (const fs::path& file : files_in(recorded / "arxiv" / "snapshot", ".json")) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      add(papers, json::parse(line, nullptr, false), "abstract", text::Reader::arxiv);
    }
  }
  return papers;
}

Case from_row(const std::string& line) {
  std::vector<std::string> columns(1);
  for (const char c : line) {
    if (c == '\t')
      columns.emplace_back();
    else
      columns.back() += c;
  }
  columns.resize(5);
  Case made;
  made.input = json::parse(columns[0]).get<std::string>();
  made.accepted.push_back(json::parse(columns[1]).get<std::string>());
  made.group = columns[2];
  made.source = columns[3];
  if (!columns[4].empty()) {
    for (const json& other : json::parse(columns[4])) made.accepted.push_back(other);
  }
  return made;
}

Case from_object(const json& object) {
  Case made{object["input"], {object["expected"]}, object.value("class", "core"), object.value("source", "")};
  if (object.contains("alternatives")) {
    for (const json& other : object["alternatives"]) made.accepted.push_back(other);
  }
  return made;
}

}  // namespace

fs::path shared_folder() {
  if (const char* set = std::getenv("NONMUN_SHARED")) return set;
  return fs::path(NONMUN_SOURCE_DIR).parent_path() / "shared";
}

const std::vector<Recorded>& recorded_papers() {
  static const std::vector<Recorded> papers = load();
  return papers;
}

std::vector<Case> read_cases(const fs::path& file) {
  std::vector<Case> cases;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with("# ")) continue;
    cases.push_back(line.front() == '{' ? from_object(json::parse(line)) : from_row(line));
  }
  return cases;
}

}  // namespace nonmun::test
