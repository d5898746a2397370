#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/parse/parsed.hpp"

namespace nonmun::parse {

/// Whether an object is a record of arXiv's metadata dump and not one of ours: it has the keys
/// "authors_parsed", "update_date" or "versions".
[[nodiscard]] bool is_snapshot_record(std::string_view object);

/// Reads one line of arXiv's metadata dump (one JSON object). The names and their order are those of
/// `authors_parsed`, else of `authors`. Fields of a wrong type are dropped and added to `notes`. Errors:
/// ErrorKind::invalid_data: not a whole JSON object, or one without usable id or title.
[[nodiscard]] Result<Paper> parse_arxiv_snapshot_line(std::string_view line, const ParseContext& context,
                                                      std::vector<std::string>& notes);

/// Reads lines of the dump that are at hand; other values than objects and bad lines are held back, each with
/// its line number. ErrorKind::invalid_data when no line can be read.
[[nodiscard]] Result<Parsed> parse_arxiv_snapshot(std::string_view text, const ParseContext& context);

/// Where a reader of the dump stands: behind a whole line.
struct SnapshotPosition {
  std::uint64_t offset = 0;  ///< bytes read, those of an earlier run included
  std::uint64_t line = 0;    ///< lines read
  bool operator==(const SnapshotPosition&) const = default;
};

/// Reads a dump of any size piece by piece, in memory that the longest line bounds (lines longer than
/// k_longest_line are bad and not kept). Not safe to share between threads.
class SnapshotReader {
 public:
  static constexpr std::size_t k_longest_line = std::size_t{8} << 20;

  struct Sink {
    /// Takes a paper and the position behind its line, at which a later run may begin. False stops reading.
    std::function<bool(Paper&&, const SnapshotPosition&)> paper;
    /// Is told of a line that could not be read, or of a field that was dropped ("line 7"). May be empty.
    std::function<void(Issue)> issue;
  };

  /// `from`: the position of an earlier run, to which the input has been moved.
  SnapshotReader(const ParseContext& context, Sink sink, SnapshotPosition from = {});

  /// Takes the next bytes. False when the sink stopped: then nothing more is read.
  bool add(std::string_view bytes);
  /// Takes a last line without line break.
  bool finish();

  [[nodiscard]] SnapshotPosition position() const { return position_; }
  /// Lines that are records, the unusable ones included; blank lines are none.
  [[nodiscard]] std::uint64_t entries() const { return entries_; }
  [[nodiscard]] std::uint64_t held_back() const { return held_back_; }

 private:
  void take(std::string_view line, std::size_t size);
  void report(std::string what);

  const ParseContext& context_;
  Sink sink_;
  SnapshotPosition position_;
  std::uint64_t entries_ = 0, held_back_ = 0;
  std::string pending_;           ///< the beginning of a line whose end has not come
  std::size_t pending_size_ = 0;  ///< its whole size, where it was too long to be kept
  bool stopped_ = false;
};

}  // namespace nonmun::parse
