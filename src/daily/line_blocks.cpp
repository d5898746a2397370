#include "line_blocks.hpp"

#include <span>

namespace nonmun::daily {
namespace {

constexpr std::size_t k_block = std::size_t{512} << 10;
constexpr std::size_t k_kept = parse::SnapshotReader::k_longest_line + k_block;

}  // namespace

Result<LineBlock> LineCutter::next() {
  LineBlock block{{}, at_, at_};
  std::string& lines = block.lines;
  lines = std::exchange(rest_, {});
  std::uint64_t dropped = 0;
  std::size_t end = lines.rfind('\n');
  while (!is_at_end_ && (end == lines.npos || lines.size() < k_block)) {
    const std::size_t size = lines.size();
    lines.resize(size + k_block);
    const auto got = read_(std::span(lines).subspan(size));
    if (!got) return std::unexpected(got.error());
    lines.resize(size + *got);
    is_at_end_ = *got == 0;
    if (const auto newest = lines.rfind('\n'); newest != lines.npos) end = newest;
    if (end == lines.npos && lines.size() > k_kept) {
      dropped += lines.size() - k_kept;
      lines.resize(k_kept);
    }
  }
  if (lines.empty()) return block;
  if (end != lines.npos && !(is_at_end_ && end + 1 == lines.size())) {
    rest_ = lines.substr(end + 1);
    lines.resize(end + 1);
  }
  at_.offset += lines.size() + dropped;
  at_.line += static_cast<std::uint64_t>(std::ranges::count(lines, '\n')) + (lines.back() == '\n' ? 0 : 1);
  block.behind = at_;
  return block;
}

}  // namespace nonmun::daily
