// How fast sentences are split, links found, particles chosen and columns counted. The abstracts are those of
// the shared folder where it is there (set NONMUN_SHARED), otherwise made up here.

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "nonmun/text/korean.hpp"
#include "nonmun/text/links.hpp"
#include "nonmun/text/reading.hpp"
#include "nonmun/text/sentences.hpp"
#include "nonmun/text/width.hpp"

namespace {

using namespace nonmun::text;
using Texts = std::vector<std::string>;

Texts recorded_abstracts(const std::filesystem::path& days) {
  Texts texts;
  if (!std::filesystem::is_directory(days)) return texts;
  for (const auto& file : std::filesystem::directory_iterator(days)) {
    std::ifstream in(file.path());
    for (std::string line; std::getline(in, line);) {
      const auto record = nlohmann::json::parse(line, nullptr, false);
      if (!record.is_object() || !record.contains("summary")) continue;
      texts.push_back(to_plain(record["summary"].get<std::string>(), Reader::arxiv, Kind::abstract));
    }
  }
  return texts;
}

const Texts& abstracts() {
  static const Texts loaded = [] {
    const char* shared = std::getenv("NONMUN_SHARED");
    Texts texts = recorded_abstracts(std::filesystem::path(shared ? shared : "") / "recorded/arxiv-days");
    for (int count = 0; texts.empty() || (count > 0 && count < 1000); ++count) {
      std::string text;
      for (int sentence = 0; sentence < 8; ++sentence) {
        text += "We study, e.g. with model " + std::to_string(count + sentence) +
                ", how data that are long enough (see Fig. 3) are read by others. ";
      }
      texts.push_back(text + "The code is at https://github.com/example/code.");
    }
    return texts;
  }();
  return loaded;
}

const Texts& korean_lines() {
  static const Texts lines(1000,
                           "대규모 언어 모델(LLM)을 8.3% 더 빠르게 학습시키는 방법을 제안합니다 · 저자 12명");
  return lines;
}

/// Runs `work` over all texts and counts their bytes.
template <typename Work>
void over(benchmark::State& state, const Texts& texts, Work work) {
  std::size_t bytes = 0;
  for (const std::string& text : texts) bytes += text.size();
  for (auto _ : state) {
    for (const std::string& text : texts) benchmark::DoNotOptimize(work(text));
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
}

void sentences(benchmark::State& state) { over(state, abstracts(), split_sentences); }
void links(benchmark::State& state) { over(state, abstracts(), find_links); }
void urls(benchmark::State& state) { over(state, abstracts(), find_urls); }
void width_of_english(benchmark::State& state) { over(state, abstracts(), display_width); }
void width_of_korean(benchmark::State& state) { over(state, korean_lines(), display_width); }
void wrapping_of_english(benchmark::State& state) {
  over(state, abstracts(), [](const std::string& text) { return wrap(text, 80, "- ", "  "); });
}
void wrapping_of_korean(benchmark::State& state) {
  over(state, korean_lines(), [](const std::string& text) { return wrap(text, 40, "- ", "  "); });
}

void particles(benchmark::State& state) {
  const Texts words = {"모델",  "TruthRL", "benchmark", "2.36%", "대형 언어 모델(LLM)",
                       "arXiv", "35,000",  "Qwen2.5"};
  over(state, words, [](const std::string& word) { return josa(word, "을/를"); });
  state.SetItemsProcessed(static_cast<std::int64_t>(words.size()) * state.iterations());
}

BENCHMARK(sentences)->Unit(benchmark::kMillisecond);
BENCHMARK(links)->Unit(benchmark::kMillisecond);
BENCHMARK(urls)->Unit(benchmark::kMillisecond);
BENCHMARK(width_of_english)->Unit(benchmark::kMillisecond);
BENCHMARK(width_of_korean);
BENCHMARK(wrapping_of_english)->Unit(benchmark::kMillisecond);
BENCHMARK(wrapping_of_korean);
BENCHMARK(particles);

}  // namespace

BENCHMARK_MAIN();
