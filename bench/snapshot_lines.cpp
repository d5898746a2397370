// arXiv's metadata dump to JSON Lines, as a whole process: for its time and its peak memory.
//   snapshot_lines FILE > /dev/null
#include <cstdio>
#include <string>
#include <vector>

#include "nonmun/parse/arxiv_snapshot.hpp"
#include "nonmun/render/paper_json.hpp"

int main(int count, char** arguments) {
  using namespace nonmun;
  std::FILE* const file = count == 2 ? std::fopen(arguments[1], "rb") : nullptr;
  if (file == nullptr) return std::fputs("usage: snapshot_lines FILE\n", stderr), 2;
  const parse::ParseContext context;
  std::string out;
  parse::SnapshotReader reader(context, {[&](Paper&& paper, const parse::SnapshotPosition&) {
                                           render::append_json(out, paper);
                                           out += '\n';
                                           if (out.size() > (std::size_t{1} << 20)) {
                                             std::fwrite(out.data(), 1, out.size(), stdout);
                                             out.clear();
                                           }
                                           return true;
                                         },
                                         {}});
  std::vector<char> buffer(std::size_t{1} << 20);
  for (std::size_t size = 0; (size = std::fread(buffer.data(), 1, buffer.size(), file)) > 0;)
    reader.add({buffer.data(), size});
  reader.finish();
  std::fwrite(out.data(), 1, out.size(), stdout);
  std::fclose(file);
  std::fprintf(stderr, "%llu bytes, %llu records, %llu held back\n",
               static_cast<unsigned long long>(reader.position().offset),
               static_cast<unsigned long long>(reader.entries()),
               static_cast<unsigned long long>(reader.held_back()));
}
