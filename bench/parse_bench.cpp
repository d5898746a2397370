// Days of Hugging Face from JSON to records, against the bare libraries. NONMUN_BENCH_DAYS names a folder of
// daily_papers answers.
#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "nonmun/parse/huggingface.hpp"
#include "nonmun/parse/paper_json.hpp"
#include "nonmun/render/paper_json.hpp"
#include "nonmun/text/authors.hpp"
#include "nonmun/text/reading.hpp"

namespace {

using namespace nonmun;

std::vector<std::string> read_days() {
  std::vector<std::string> days;
  const char* folder = std::getenv("NONMUN_BENCH_DAYS");
  if (folder == nullptr) return days;
  std::error_code error;
  for (const auto& each : std::filesystem::directory_iterator(folder, error)) {
    if (each.path().extension() != ".json") continue;
    std::ifstream file(each.path(), std::ios::binary);
    days.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return days;
}

const std::vector<std::string>& days() {
  static const std::vector<std::string> read = read_days();
  return read;
}

std::size_t bytes() {
  std::size_t sum = 0;
  for (const auto& day : days()) sum += day.size();
  return sum;
}

void finish(benchmark::State& state, std::size_t size) {
  state.SetBytesProcessed(static_cast<std::int64_t>(size) * static_cast<std::int64_t>(state.iterations()));
}

void days_to_papers(benchmark::State& state) {
  for (auto _ : state) {
    for (const auto& day : days()) {
      auto parsed = parse::parse_huggingface_daily(day, {});
      benchmark::DoNotOptimize(parsed);
    }
  }
  finish(state, bytes());
}
BENCHMARK(days_to_papers)->Unit(benchmark::kMillisecond);

/// The text room's share of days_to_papers: the same calls on the same texts.
void days_text_only(benchmark::State& state) {
  std::vector<std::string> titles, abstracts, names;
  for (const auto& day : days()) {
    for (const auto& entry : nlohmann::json::parse(day)) {
      const auto& paper = entry.at("paper");
      titles.push_back(paper.at("title"));
      abstracts.push_back(paper.at("summary"));
      if (paper.contains("ai_summary")) titles.push_back(paper.at("ai_summary"));
      for (const auto& keyword : paper.value("ai_keywords", nlohmann::json::array()))
        titles.push_back(keyword);
      for (const auto& author : paper.at("authors")) names.push_back(author.at("name"));
    }
  }
  for (auto _ : state) {
    for (const auto& each : titles) {
      benchmark::DoNotOptimize(text::to_plain(each, text::Reader::hf, text::Kind::title));
    }
    for (const auto& each : abstracts) {
      benchmark::DoNotOptimize(text::to_plain(each, text::Reader::hf, text::Kind::abstract));
    }
    for (const auto& each : names) benchmark::DoNotOptimize(text::clean_name(each, text::Reader::hf));
  }
  finish(state, bytes());
}
BENCHMARK(days_text_only)->Unit(benchmark::kMillisecond);

/// The same fields with simdjson's own calls, nothing kept.
std::size_t walk(simdjson::ondemand::array authors) {
  std::size_t sum = 0;
  for (auto author : authors)
    sum += std::string_view(author.find_field_unordered("name").get_string()).size();
  return sum;
}

void days_bare_simdjson(benchmark::State& state) {
  simdjson::ondemand::parser parser;
  std::vector<simdjson::padded_string> padded;
  for (const auto& day : days()) padded.emplace_back(day);
  std::size_t sum = 0;
  for (auto _ : state) {
    for (const auto& day : padded) {
      auto document = parser.iterate(day);
      for (auto entry : document.get_array()) {
        for (auto outer : entry.get_object()) {
          const std::string_view outer_key = outer.unescaped_key();
          if (outer_key != "paper") {
            if (outer_key == "numComments") sum += std::uint64_t(outer.value().get_uint64());
            if (outer_key == "thumbnail") sum += std::string_view(outer.value().get_string()).size();
            continue;
          }
          for (auto field : outer.value().get_object()) {
            const std::string_view key = field.unescaped_key();
            if (key == "authors") {
              sum += walk(field.value().get_array());
            } else if (key == "ai_keywords" || key == "mediaUrls") {
              for (auto each : field.value().get_array()) sum += std::string_view(each.get_string()).size();
            } else if (key == "upvotes") {
              sum += std::uint64_t(field.value().get_uint64());
            } else if (key == "id" || key == "title" || key == "summary" || key == "publishedAt" ||
                       key == "submittedOnDailyAt" || key == "ai_summary" || key == "ai_summary_model" ||
                       key == "githubRepo" || key == "projectPage") {
              sum += std::string_view(field.value().get_string()).size();
            }
          }
        }
      }
    }
  }
  benchmark::DoNotOptimize(sum);
  finish(state, bytes());
}
BENCHMARK(days_bare_simdjson)->Unit(benchmark::kMillisecond);

void days_nlohmann(benchmark::State& state) {
  for (auto _ : state) {
    for (const auto& day : days()) benchmark::DoNotOptimize(nlohmann::json::parse(day));
  }
  finish(state, bytes());
}
BENCHMARK(days_nlohmann)->Unit(benchmark::kMillisecond);

void records_to_papers(benchmark::State& state) {
  std::string lines;
  for (const auto& day : days()) {
    const auto parsed = parse::parse_huggingface_daily(day, {});
    if (!parsed) continue;
    for (const Paper& paper : parsed->papers) {
      render::append_json(lines, paper);
      lines += '\n';
    }
  }
  for (auto _ : state) benchmark::DoNotOptimize(parse::parse_paper_json(lines, {}));
  finish(state, lines.size());
}
BENCHMARK(records_to_papers)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  if (days().empty()) {
    std::fputs("no days: set NONMUN_BENCH_DAYS to a folder of daily_papers answers\n", stderr);
    return 0;
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
