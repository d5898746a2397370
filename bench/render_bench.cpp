// Records to text: our JSON against nlohmann's dump of the same documents, and the daily digest.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "nonmun/parse/any.hpp"
#include "nonmun/render/paper_json.hpp"
#include "nonmun/render/render.hpp"

namespace {

using namespace nonmun;

/// The records of every file in NONMUN_BENCH_DAYS; without it, of the tests' own.
const std::vector<Paper>& papers() {
  static const std::vector<Paper> all = [] {
    const char* const folder = std::getenv("NONMUN_BENCH_DAYS");
    std::vector<std::string> paths;
    if (folder) {
      for (const auto& entry : std::filesystem::directory_iterator(folder))
        paths.push_back(entry.path().string());
    } else {
      paths = {NONMUN_SOURCE_DIR "/tests/data/render/records.jsonl"};
    }
    std::ranges::sort(paths);
    std::vector<Paper> read;
    for (const std::string& path : paths) {
      std::ostringstream text;
      text << std::ifstream(path, std::ios::binary).rdbuf();
      auto parsed = parse::parse_any(text.str(), {path, {}, {}});
      if (parsed) read.insert(read.end(), parsed->papers.begin(), parsed->papers.end());
    }
    return read;
  }();
  return all;
}

void append_json(benchmark::State& state) {
  std::string out;
  for (auto _ : state) {
    out.clear();
    for (const Paper& paper : papers()) render::append_json(out, paper);
    benchmark::DoNotOptimize(out.data());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * out.size()));
}
BENCHMARK(append_json)->Unit(benchmark::kMillisecond);

void nlohmann_dump(benchmark::State& state) {
  std::vector<nlohmann::ordered_json> documents;
  for (const Paper& paper : papers()) {
    std::string json;
    render::append_json(json, paper);
    documents.push_back(nlohmann::ordered_json::parse(json));
  }
  std::size_t bytes = 0;
  for (auto _ : state) {
    bytes = 0;
    for (const auto& document : documents) {
      const std::string json = document.dump();
      bytes += json.size();
      benchmark::DoNotOptimize(json.data());
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
}
BENCHMARK(nlohmann_dump)->Unit(benchmark::kMillisecond);

void render_digest(benchmark::State& state, render::Style style, render::Format format) {
  const Digest digest{papers(), std::nullopt};
  render::RenderOptions options;
  options.style = style;
  options.format = format;
  std::size_t bytes = 0;
  for (auto _ : state) {
    const std::string text = render::render(digest, options);
    bytes = text.size();
    benchmark::DoNotOptimize(text.data());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * papers().size()));
}
BENCHMARK_CAPTURE(render_digest, daily_markdown, render::Style::daily, render::Format::md)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(render_digest, listing_markdown, render::Style::listing, render::Format::md)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(render_digest, classic_markdown, render::Style::classic, render::Format::md)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(render_digest, daily_text, render::Style::daily, render::Format::text)
    ->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
