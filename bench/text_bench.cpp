// How fast raw text becomes finished text. The abstracts are the recordings of the shared folder where it is
// there (set NONMUN_SHARED), otherwise made up here.

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "nonmun/text/markdown.hpp"
#include "nonmun/text/reading.hpp"
#include "nonmun/text/unicode.hpp"

namespace {

using namespace nonmun::text;

struct Corpus {
  std::vector<std::string> plain, tex;  // without and with something to convert
  std::vector<std::string> all;
};

void add(Corpus& corpus, std::string abstract) {
  const bool plain =
      to_single_line(to_plain(abstract, Reader::arxiv, Kind::abstract)) == to_single_line(abstract);
  (plain ? corpus.plain : corpus.tex).push_back(abstract);
  corpus.all.push_back(std::move(abstract));
}

const Corpus& corpus() {
  static const Corpus loaded = [] {
    Corpus made;
    const char* shared = std::getenv("NONMUN_SHARED");
    const std::filesystem::path days =
        std::filesystem::path(shared == nullptr ? "" : shared) / "recorded/arxiv-days";
    if (std::filesystem::is_directory(days)) {
      for (const auto& file : std::filesystem::directory_iterator(days)) {
        std::ifstream in(file.path());
        for (std::string line; std::getline(in, line);) {
          const auto record = nlohmann::json::parse(line, nullptr, false);
          if (record.is_object() && record.contains("summary")) add(made, record["summary"]);
        }
      }
    }
    for (int count = 0; made.plain.size() + made.tex.size() < 1000; ++count) {
      std::string text;
      for (int sentence = 0; sentence < 12; ++sentence) {
        text += "We study how models of size " + std::to_string(count + sentence) +
                " learn from data that\nare long enough to be wrapped by an upstream (as they are).\n";
      }
      if (count % 4 == 0)
        text += "It is $2\\times$ faster with $\\mathcal{O}(n^2)$ steps, 90\\% of the time.";
      add(made, std::move(text));
    }
    return made;
  }();
  return loaded;
}

template <typename Convert>
void run(benchmark::State& state, const std::vector<std::string>& texts, Convert convert) {
  std::size_t bytes = 0;
  for (auto _ : state) {
    for (const std::string& text : texts) {
      benchmark::DoNotOptimize(convert(text));
      bytes += text.size();
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

void all_abstracts(benchmark::State& state) {
  run(state, corpus().all, [](const auto& text) { return to_plain(text, Reader::arxiv, Kind::abstract); });
}
void plain_abstracts(benchmark::State& state) {
  run(state, corpus().plain, [](const auto& text) { return to_plain(text, Reader::arxiv, Kind::abstract); });
}
void plain_abstracts_hf(benchmark::State& state) {
  run(state, corpus().plain, [](const auto& text) { return to_plain(text, Reader::hf, Kind::abstract); });
}
void tex_abstracts(benchmark::State& state) {
  run(state, corpus().tex, [](const auto& text) { return to_plain(text, Reader::arxiv, Kind::abstract); });
}
void markdown_abstracts(benchmark::State& state) {
  run(state, corpus().tex, [](const auto& text) {
    return to_markdown(text, Reader::arxiv, Kind::abstract, MathStyle::unicode, Place::bullet);
  });
}
void html_abstracts(benchmark::State& state) {
  run(state, corpus().tex, [](const auto& text) { return to_html(text, Reader::arxiv, Kind::abstract); });
}
void single_lines(benchmark::State& state) {
  run(state, corpus().plain, [](const auto& text) { return to_single_line(text); });
}

BENCHMARK(all_abstracts);
BENCHMARK(plain_abstracts);
BENCHMARK(plain_abstracts_hf);
BENCHMARK(tex_abstracts);
BENCHMARK(markdown_abstracts);
BENCHMARK(html_abstracts);
BENCHMARK(single_lines);

}  // namespace

BENCHMARK_MAIN();
