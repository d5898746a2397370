#include "nonmun/parse/arxiv_snapshot.hpp"

#include <cstddef>
#include <cstdint>

#include "parsed_properties.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto whole = nonmun::parse::parse_arxiv_snapshot(bytes, {});
  nonmun::fuzz::check(whole);
  if (!whole || bytes.starts_with("\xEF\xBB\xBF")) return 0;
  // The same in two pieces.
  std::size_t papers = 0;
  const nonmun::parse::ParseContext context;
  nonmun::parse::SnapshotReader reader(context, {[&](nonmun::Paper&& paper, const auto&) {
                                                   nonmun::fuzz::require(paper == whole->papers.at(papers++),
                                                                         "pieces give the same papers");
                                                   return true;
                                                 },
                                                 {}});
  reader.add(bytes.substr(0, size / 2));
  reader.add(bytes.substr(size / 2));
  reader.finish();
  nonmun::fuzz::require(papers == whole->papers.size(), "pieces give as many papers");
  nonmun::fuzz::require(reader.position().offset == size, "every byte is counted");
  return 0;
}
