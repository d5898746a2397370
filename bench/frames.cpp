// The frames engine over recorded abstracts.
//   frames DIR…                      papers, coverage, what the guards flag, lines of each frame, speed
//   frames --lines [--plain] DIR…    every line that is shown, as rows: id, sentence number, frame, Korean
//                                    ("-": English only, the frame is then the role), English
//   frames --sample N --seed S [--english] DIR…
//                                    N Korean (or English-only) lines of these to read
//   frames --check LABELS DIR…       precision of the lines that were read, and what became of them since;
//                                    exits 1 if a true one changed or a false one is still written
// A directory holds Hugging Face days (*.json) or one record a line with id, title and abstract or summary
// (*.jsonl). --without DIR leaves out papers that are there too, --category cs. those of lines whose first
// category begins otherwise.
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
#include "nonmun/translate/guards.hpp"

namespace {

using namespace nonmun;

struct Record {
  std::string id, title, abstract;
};

struct Arguments {
  std::vector<std::string> directories, without;
  std::string labels, category;
  std::size_t sample = 0;
  std::uint64_t seed = 1;
  bool lines = false, english = false;
  translate::Register speech = translate::Register::polite;
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

bool is_of(const nlohmann::json& record, const std::string& category) {
  const auto found = record.find("categories");
  if (found == record.end() || !found->is_array() || found->empty()) return category.empty();
  return found->front().is_string() && found->front().get<std::string>().starts_with(category);
}

void add_lines(const std::filesystem::path& path, const std::string& category, std::vector<Record>& records) {
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const auto record = nlohmann::json::parse(line, nullptr, false);
    if (!record.is_object() || !is_of(record, category)) continue;
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
std::vector<Record> read_records(const std::vector<std::string>& directories, const std::string& category,
                                 std::set<std::string> seen) {
  std::vector<Record> all;
  for (const std::string& directory : directories) {
    std::vector<std::filesystem::path> files;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(directory, ignored))
      files.push_back(entry.path());
    std::ranges::sort(files);
    for (const auto& file : files) {
      if (file.extension() == ".json") add_huggingface(file, all);
      if (file.extension() == ".jsonl") add_lines(file, category, all);
    }
  }
  std::vector<Record> once;
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

/// The lines that a digest shows, with the frames that wrote them; of those in English only, the role.
std::vector<Line> shown_lines(const Record& record,
                              translate::Register speech = translate::Register::polite) {
  const translate::Source source = source_of(record);
  std::map<int, std::string> frame;
  for (const auto& line : translate::all_frame_lines(source, speech)) frame[line.sentence] = line.frame;
  std::vector<Line> lines;
  for (const Bullet& bullet : translate::write_frames(source, {.speech = speech})) {
    const int sentence = bullet.src.front();
    const bool korean = !bullet.ko.empty();
    lines.push_back({record.id, sentence, korean ? frame[sentence] : bullet.role, bullet.role,
                     korean ? bullet.ko : "-", bullet.en});
  }
  return lines;
}

bool is_korean(const Line& line) { return line.korean != "-"; }

void print(const std::vector<Line>& lines) {
  for (const Line& line : lines)
    std::printf("%s\t%d\t%s\t%s\t%s\n", line.id.c_str(), line.sentence, line.frame.c_str(),
                line.korean.c_str(), line.english.c_str());
}

/// How many lines of either register the guards flag; each is printed.
std::size_t count_flagged(const std::vector<Record>& records) {
  std::size_t flagged = 0;
  for (const Record& record : records) {
    const translate::Source source = source_of(record);
    const translate::GuardedSource guarded(source);
    for (const translate::Register speech : {translate::Register::polite, translate::Register::plain}) {
      const auto bullets = translate::write_frames(source, {.speech = speech});
      std::vector<Bullet> korean;
      for (const Bullet& bullet : bullets)
        if (!bullet.ko.empty()) korean.push_back(bullet);
      const auto findings = translate::check_summary(korean, guarded, {.speech = speech});
      for (std::size_t i = 0; i < korean.size(); ++i) {
        if (findings[i].empty()) continue;
        ++flagged;
        std::printf("flagged\t%s\t%d\t%s\t%s: %s\n", record.id.c_str(), korean[i].src.front(),
                    korean[i].ko.c_str(),
                    std::string(translate::guard_name(findings[i].front().guard)).c_str(),
                    findings[i].front().detail.c_str());
      }
    }
  }
  return flagged;
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
  std::map<std::string, std::size_t> roles, by_frame;
  std::size_t papers = 0, lines = 0, bullets = 0;
  for (const Record& record : records) {
    const auto shown = shown_lines(record);
    bullets += shown.size();
    papers += std::ranges::any_of(shown, is_korean) ? 1 : 0;
    for (const Line& line : shown) {
      if (!is_korean(line)) continue;
      ++lines;
      ++roles[line.role];
      ++by_frame[line.frame];
    }
  }
  const std::size_t flagged = count_flagged(records);
  std::printf(
      "papers\t%zu\ncoverage\t%.1f %% have a Korean line\nlines\t%zu Korean of %zu\n"
      "guards\t%zu lines flagged, polite and plain\n",
      records.size(), 100.0 * static_cast<double>(papers) / static_cast<double>(records.size()), lines,
      bullets, flagged);
  for (const auto& [role, count] : roles) std::printf("role\t%s\t%zu\n", role.c_str(), count);
  for (const auto& [frame, count] : by_frame) std::printf("frame\t%s\t%zu\n", frame.c_str(), count);
  print_speed(records);
  return 0;
}

std::vector<Line> all_lines(const std::vector<Record>& records, translate::Register speech) {
  std::vector<Line> lines;
  for (const Record& record : records)
    for (Line& line : shown_lines(record, speech)) lines.push_back(std::move(line));
  return lines;
}

void sample(std::vector<Line>& lines, const Arguments& arguments) {
  std::erase_if(lines, [&](const Line& line) {
    return is_korean(line) == arguments.english || (arguments.english && line.role.empty());
  });
  std::mt19937_64 random(arguments.seed);
  for (std::size_t i = 0; i < lines.size(); ++i)  // std::shuffle differs between libraries
    std::swap(lines[i], lines[i + random() % (lines.size() - i)]);
  lines.resize(std::min(arguments.sample, lines.size()));
}

int check(const std::vector<Record>& records, const std::string& labels) {
  std::map<std::pair<std::string, int>, Line> now;
  for (const Record& record : records)
    for (Line& line : shown_lines(record)) now[{line.id, line.sentence}] = std::move(line);
  std::size_t right = 0, wrong = 0, changed = 0, withheld = 0, wrong_now = 0;
  const std::string table = contents(labels);
  for_each_row<6>(table, [&](const std::array<std::string_view, 6>& row, std::size_t) {
    const auto found = now.find({std::string(row[0]), std::atoi(std::string(row[1]).c_str())});
    // of a line in English only, the frame is the role
    const bool same = found != now.end() && found->second.korean == row[3] &&
                      (row[3] != "-" || found->second.frame == row[2]);
    const bool is_true = row[4] == "true";
    ++(is_true ? right : wrong);
    if (same && is_true) return;
    const char* became = "mended";
    if (is_true && (found == now.end() || !is_korean(found->second)) && (row[3] != "-" || found == now.end()))
      became = "withheld", ++withheld;
    else if (is_true)
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
      "now\t%zu true lines say something else, %zu are withheld; of %zu false ones %zu are no longer "
      "written\n",
      right + wrong, 100 * p, right, 100 * (middle - half), 100 * (middle + half), changed, withheld, wrong,
      wrong - wrong_now);
  return changed + wrong_now == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** values) {
  Arguments arguments;
  for (int i = 1; i < count; ++i) {
    const std::string argument = values[i];
    const auto value = [&] { return std::string(i + 1 < count ? values[++i] : ""); };
    if (argument == "--sample")
      arguments.sample = std::strtoull(value().c_str(), nullptr, 10);
    else if (argument == "--seed")
      arguments.seed = std::strtoull(value().c_str(), nullptr, 10);
    else if (argument == "--check")
      arguments.labels = value();
    else if (argument == "--category")
      arguments.category = value();
    else if (argument == "--without")
      arguments.without.push_back(value());
    else if (argument == "--english")
      arguments.english = true;
    else if (argument == "--lines")
      arguments.lines = true;
    else if (argument == "--plain")
      arguments.speech = translate::Register::plain;
    else
      arguments.directories.push_back(argument);
  }
  std::set<std::string> left_out;
  for (const Record& record : read_records(arguments.without, {}, {})) left_out.insert(record.id);
  const std::vector<Record> records = read_records(arguments.directories, arguments.category, left_out);
  if (records.empty())
    return std::fputs("usage: frames [--lines | --sample N --seed S | --check LABELS] DIR...\n", stderr), 2;
  if (!arguments.labels.empty()) return check(records, arguments.labels);
  if (!arguments.lines && arguments.sample == 0) return report(records);
  std::vector<Line> lines = all_lines(records, arguments.speech);
  if (arguments.sample > 0) sample(lines, arguments);
  print(lines);
  return 0;
}
