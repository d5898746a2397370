// arXiv's formats from bytes to records, against pugixml alone and against the text room's share.
// NONMUN_BENCH_ARXIV names a folder of arXiv's answers, laid out like the tests' recorded ones.
#include <benchmark/benchmark.h>

#include <pugixml.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "nonmun/core/parallel.hpp"
#include "nonmun/parse/arxiv_feed.hpp"
#include "nonmun/parse/arxiv_listing.hpp"
#include "nonmun/parse/arxiv_oai.hpp"
#include "nonmun/parse/arxiv_snapshot.hpp"
#include "nonmun/render/paper_json.hpp"
#include "nonmun/text/authors.hpp"
#include "nonmun/text/reading.hpp"

namespace {

using namespace nonmun;

/// The files below the folder whose path holds this.
std::vector<std::string> read_files(const std::string& part) {
  std::vector<std::string> files;
  const char* folder = std::getenv("NONMUN_BENCH_ARXIV");
  if (folder == nullptr) return files;
  std::error_code error;
  for (const auto& each : std::filesystem::recursive_directory_iterator(folder, error)) {
    if (!each.is_regular_file() || each.path().string().find(part) == std::string::npos) continue;
    std::ifstream file(each.path(), std::ios::binary);
    files.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return files;
}

using Parse = std::function<std::vector<Paper>(const std::string&)>;

void finish(benchmark::State& state, const std::vector<std::string>& files) {
  std::size_t size = 0;
  for (const auto& file : files) size += file.size();
  state.SetBytesProcessed(static_cast<std::int64_t>(size) * static_cast<std::int64_t>(state.iterations()));
}

void to_papers(benchmark::State& state, const std::string& part, const Parse& parse) {
  const auto files = read_files(part);
  for (auto _ : state) {
    for (const auto& file : files) {
      auto papers = parse(file);
      benchmark::DoNotOptimize(papers);
    }
  }
  finish(state, files);
}

/// What the text room takes of to_papers: its calls on the same texts.
void text_only(benchmark::State& state, const std::string& part, const Parse& parse, bool whole_line) {
  const auto files = read_files(part);
  std::vector<Paper> papers;
  for (const auto& file : files) {
    auto some = parse(file);
    papers.insert(papers.end(), some.begin(), some.end());
  }
  for (auto& paper : papers) {
    if (paper.title_raw.empty()) paper.title_raw = paper.title;
    if (paper.abstract_raw.empty()) paper.abstract_raw = paper.abstract;
    paper.comment.clear();
    for (const auto& author : *paper.authors) paper.comment += author.name + ", ";
  }
  using text::Kind, text::Reader;
  for (auto _ : state) {
    for (const auto& paper : papers) {
      benchmark::DoNotOptimize(text::to_plain(paper.title_raw, Reader::arxiv, Kind::title));
      benchmark::DoNotOptimize(text::to_plain(paper.abstract_raw, Reader::arxiv, Kind::abstract));
      if (whole_line) {
        benchmark::DoNotOptimize(text::split_authors(paper.comment, Reader::arxiv));
      } else {
        for (const auto& author : *paper.authors)
          benchmark::DoNotOptimize(text::clean_name(author.name, Reader::arxiv));
      }
    }
  }
  finish(state, files);
}

void bare_pugixml(benchmark::State& state, const std::string& part) {
  const auto files = read_files(part);
  for (auto _ : state) {
    for (const auto& file : files) {
      pugi::xml_document document;
      benchmark::DoNotOptimize(document.load_buffer(file.data(), file.size()));
    }
  }
  finish(state, files);
}

std::vector<Paper> feed(const std::string& body) {
  return std::move(parse::parse_arxiv_feed(body, {})->parsed.papers);
}
std::vector<Paper> listing(const std::string& body) {
  return std::move(parse::parse_arxiv_listing(body, {})->parsed.papers);
}
std::vector<Paper> oai(const std::string& body) {
  return std::move(parse::parse_arxiv_oai(body, {})->parsed.papers);
}

void snapshot_to_json(benchmark::State& state) {
  const auto files = read_files("snapshot/");
  const parse::ParseContext context;
  std::string out;
  for (auto _ : state) {
    for (const auto& file : files) {
      parse::SnapshotReader reader(context, {[&](Paper&& paper, const auto&) {
                                               render::append_json(out, paper);
                                               return true;
                                             },
                                             {}});
      reader.add(file);
      reader.finish();
      out.clear();
    }
  }
  finish(state, files);
}

/// A page after the other, as a harvest does it: while one is written, the next is read.
void oai_to_json(benchmark::State& state) {
  const auto files = read_files("recorded_arXiv_cs");
  std::string out;
  Beside writing;
  for (auto _ : state) {
    for (const auto& file : files) {
      auto papers = std::make_shared<std::vector<Paper>>(oai(file));
      writing.wait();
      writing.begin([&out, papers = std::move(papers)] {
        out.clear();
        render::append_json_lines(out, *papers);
        benchmark::DoNotOptimize(out);
      });
    }
  }
  writing.wait();
  finish(state, files);
}

BENCHMARK_CAPTURE(to_papers, rss, std::string("rss_"), feed)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(text_only, rss, std::string("rss_"), feed, true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(bare_pugixml, rss, std::string("rss_"))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(to_papers, atom, std::string("rendered_atom"), feed)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(bare_pugixml, atom, std::string("rendered_atom"))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(to_papers, listing, std::string("list_"), listing)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(to_papers, oai, std::string("recorded_arXiv_cs"), oai)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(text_only, oai, std::string("recorded_arXiv_cs"), oai, false)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(bare_pugixml, oai, std::string("recorded_arXiv_cs"))->Unit(benchmark::kMillisecond);
BENCHMARK(oai_to_json)->MeasureProcessCPUTime()->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(snapshot_to_json)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
