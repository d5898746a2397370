#include "nonmun/daily/convert_snapshot.hpp"

#include <string>
#include <utility>
#include <vector>

#include "line_blocks.hpp"
#include "nonmun/core/parallel.hpp"
#include "nonmun/render/paper_json.hpp"

namespace nonmun::daily {
namespace {

/// What is made of a block.
struct Converted {
  std::string lines;
  std::vector<Issue> issues;
  std::uint64_t entries = 0, held_back = 0;
};

Converted convert(const LineBlock& block) {
  const parse::ParseContext context;
  Converted made;
  made.lines.reserve(block.lines.size() + block.lines.size() / 4);
  parse::SnapshotReader reader(context,
                               {[&](Paper&& paper, const parse::SnapshotPosition&) {
                                  render::append_json(made.lines, paper);
                                  made.lines += '\n';
                                  return true;
                                },
                                [&](Issue issue) { made.issues.push_back(std::move(issue)); }},
                               block.from);
  reader.add(block.lines);
  reader.finish();
  made.entries = reader.entries();
  made.held_back = reader.held_back();
  return made;
}

}  // namespace

Result<void> convert_snapshot(const ReadBytes& read, const TakeStretch& take,
                              const SnapshotOptions& options) {
  LineCutter cutter(read, options.from);
  return for_each_block<Converted>(
      cutter, options.threads > 0 ? options.threads : threads_at_once(), convert,
      [&](const LineBlock& block, Converted& made) {
        return take({made.lines, block.behind, made.issues, made.entries, made.held_back});
      });
}

}  // namespace nonmun::daily
