// The frames engine over recorded abstracts.
//   frames DIR…                      papers, coverage, lines of each frame, speed
//   frames --sample N --seed S DIR…  N lines to read, as rows: id, sentence number, frame, Korean, English
//   frames --check LABELS DIR…       precision of the lines that were read, and what became of them since;
//                                    exits 1 if a true one changed or a false one is still written
// A directory holds Hugging Face days (*.json) or one record a line with id, title and abstract or summary
// (*.jsonl).
#include "nonmun/translate/frames.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "nonmun/core/table.hpp"
#include "nonmun/parse/huggingface.hpp"
#include "nonmun/text/reading.hpp"
#include "nonmun/text/sentences.hpp"
#include "nonmun/text/unicode.hpp"

namespace {

using namespace nonmun;

struct Record {
  std::string id, title, abstract;
};

struct Line {
  std::string id;
  int sentence = 0;
  std::string frame, role, korean, english;
};

std::string contents(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void add_huggingface(const std::filesystem::path& path, std::vector<Record>& records) {
  const auto parsed =
      parse::parse_huggingface_daily(contents(path), {.where = path.string(), .day = {}, .fetched_at = {}});
  if (!parsed) return;
  for (const Paper& paper : parsed->papers) records.push_back({paper.id.str(), paper.title, paper.abstract});
}

void add_lines(const std::filesystem::path& path, std::vector<Record>& records) {
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const auto record = nlohmann::json::parse(line, nullptr, false);
    if (!record.is_object()) continue;
    const auto read = [&](const char* key, text::Kind kind) {
      const std::string raw = record.value(key, std::string());
      return text::to_single_line(text::to_plain(raw, text::Reader::arxiv, kind));
    };
    const char* const abstract = record.contains("summary") ? "summary" : "abstract";
    records.push_back({record.value("id", std::string()), read("title", text::Kind::title),
                       read(abstract, text::Kind::abstract)});
  }
}

/// Of all directories, each paper once.
std::vector<Record> read_records(const std::vector<std::string>& directories) {
  std::vector<Record> all;
  for (const std::string& directory : directories) {
    std::vector<std::filesystem::path> files;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(directory, ignored))
      files.push_back(entry.path());
    std::ranges::sort(files);
    for (const auto& file : files) {
      if (file.extension() == ".json") add_huggingface(file, all);
      if (file.extension() == ".jsonl") add_lines(file, all);
    }
  }
  std::vector<Record> once;
  std::set<std::string> seen;
  for (Record& record : all)
    if (seen.insert(record.id).second) once.push_back(std::move(record));
  return once;
}

translate::Source source_of(const Record& record) {
  return {.title = record.title,
          .abstract = record.abstract,
          .sentences = text::split_sentences(record.abstract),
          .links = {}};
}

/// The Korean lines that a digest shows, with the frames that wrote them.
std::vector<Line> shown_lines(const Record& record) {
  const translate::Source source = source_of(record);
  std::map<int, std::string> frame;
  for (const auto& line : translate::all_frame_lines(source)) frame[line.sentence] = line.frame;
  std::vector<Line> lines;
  for (const Bullet& bullet : translate::write_frames(source))
    if (!bullet.ko.empty())
      lines.push_back(
          {record.id, bullet.src.front(), frame[bullet.src.front()], bullet.role, bullet.ko, bullet.en});
  return lines;
}

void print_speed(const std::vector<Record>& records) {
  const auto seconds = [&](auto work) {
    std::vector<double> passes;
    for (int pass = 0; pass < 5; ++pass) {
      const auto begin = std::chrono::steady_clock::now();
      for (const Record& record : records) work(record);
      passes.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
    std::ranges::sort(passes);
    return passes[passes.size() / 2];
  };
  std::size_t kept = 0;
  const double all =
      seconds([&](const Record& record) { kept += translate::write_frames(source_of(record)).size(); });
  const double split =
      seconds([&](const Record& record) { kept += text::split_sentences(record.abstract).size(); });
  const auto count = static_cast<double>(records.size());
  std::printf("speed\t%.0f abstracts/s (sentences alone %.0f/s); %zu\n", count / all, count / split, kept);
}

int report(const std::vector<Record>& records) {
  std::map<std::string, int> roles, by_frame;
  std::size_t papers = 0, lines = 0, bullets = 0, empty = 0;
  for (const Record& record : records) {
    const auto shown = shown_lines(record);
    const auto all = translate::write_frames(source_of(record));
    bullets += all.size();
    empty += all.empty() ? 1 : 0;
    papers += shown.empty() ? 0 : 1;
    lines += shown.size();
    for (const Line& line : shown) {
      ++roles[line.role];
      ++by_frame[line.frame];
    }
  }
  std::printf(
      "papers\t%zu\ncoverage\t%.1f %% have a Korean line\nlines\t%zu Korean of %zu; %zu papers without any\n",
      records.size(), 100.0 * static_cast<double>(papers) / static_cast<double>(records.size()), lines,
      bullets, empty);
  for (const auto& [role, count] : roles) std::printf("role\t%s\t%d\n", role.c_str(), count);
  for (const auto& [frame, count] : by_frame) std::printf("frame\t%s\t%d\n", frame.c_str(), count);
  print_speed(records);
  return 0;
}

int sample(const std::vector<Record>& records, std::size_t count, std::uint64_t seed) {
  std::vector<Line> lines;
  if (std::getenv("LABELS") != nullptr) {
    for (const Record& record : records)
      for (const Bullet& b : translate::write_frames(source_of(record)))
        if (b.ko.empty()) lines.push_back({record.id, b.src.front(), b.role, b.role, "-", b.en});
  } else
    for (const Record& record : records)
      for (Line& line : shown_lines(record)) lines.push_back(std::move(line));
  std::mt19937_64 random(seed);
  for (std::size_t i = 0; i < lines.size(); ++i)  // std::shuffle differs between libraries
    std::swap(lines[i], lines[i + random() % (lines.size() - i)]);
  lines.resize(std::min(count, lines.size()));
  for (const Line& line : lines)
    std::printf("%s\t%d\t%s\t%s\t%s\n", line.id.c_str(), line.sentence, line.frame.c_str(),
                line.korean.c_str(), line.english.c_str());
  return 0;
}

int check(const std::vector<Record>& records, const std::string& labels) {
  std::map<std::pair<std::string, int>, Line> now;
  for (const Record& record : records)
    for (Line& line : shown_lines(record)) now[{line.id, line.sentence}] = std::move(line);
  std::size_t right = 0, wrong = 0, changed = 0, wrong_now = 0;
  const std::string table = contents(labels);
  for_each_row<6>(table, [&](const std::array<std::string_view, 6>& row, std::size_t) {
    const auto found = now.find({std::string(row[0]), std::atoi(std::string(row[1]).c_str())});
    const bool same = found != now.end() && found->second.korean == row[3];
    const bool is_true = row[4] == "true";
    ++(is_true ? right : wrong);
    if (same && is_true) return;
    const char* became = "mended";
    if (is_true)
      became = "changed", ++changed;
    else if (same)
      became = "false", ++wrong_now;
    std::printf("%s\t%.*s\t%.*s\t%.*s\t%.*s\n\tnow\t%s\n", became, static_cast<int>(row[0].size()),
                row[0].data(), static_cast<int>(row[1].size()), row[1].data(),
                static_cast<int>(row[3].size()), row[3].data(), static_cast<int>(row[5].size()),
                row[5].data(), found == now.end() ? "(none)" : found->second.korean.c_str());
  });
  const auto n = static_cast<double>(right + wrong);
  const double p = n == 0 ? 0 : static_cast<double>(right) / n, z = 1.96;
  const double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  std::printf(
      "labelled\t%zu lines\nprecision\t%.2f %% as they were read (%zu true), 95 %% interval %.2f to %.2f\n"
      "now\t%zu true lines changed since; of %zu false ones %zu are no longer written\n",
      right + wrong, 100 * p, right, 100 * (middle - half), 100 * (middle + half), changed, wrong,
      wrong - wrong_now);
  return changed + wrong_now == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::string> directories;
  std::string labels;
  std::size_t wanted = 0;
  std::uint64_t seed = 1;
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    const bool more = i + 1 < count;
    if (argument == "--sample" && more) {
      wanted = std::strtoull(arguments[++i], nullptr, 10);
    } else if (argument == "--seed" && more) {
      seed = std::strtoull(arguments[++i], nullptr, 10);
    } else if (argument == "--check" && more) {
      labels = arguments[++i];
    } else {
      directories.push_back(argument);
    }
  }
  const std::vector<Record> records = read_records(directories);
  if (records.empty())
    return std::fputs("usage: frames [--sample N --seed S | --check LABELS] DIR...\n", stderr), 2;
  if (!labels.empty()) return check(records, labels);
  return wanted > 0 ? sample(records, wanted, seed) : report(records);
}
