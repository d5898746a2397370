#include "nonmun/daily/import.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <span>
#include <utility>

#include "line_blocks.hpp"
#include "nonmun/core/parallel.hpp"
#include "nonmun/parse/any.hpp"
#include "nonmun/parse/any_reviews.hpp"
#include "nonmun/parse/paper_json.hpp"

namespace nonmun::daily {
namespace {

constexpr std::size_t k_kept_issues = 1000;
/// What is smaller is read at once, whatever its format.
constexpr std::size_t k_small = std::size_t{4} << 20;

Result<std::string> read_up_to(const ReadBytes& read, std::size_t most) {
  constexpr std::size_t k_piece = std::size_t{1} << 20;
  std::string bytes;
  while (bytes.size() < most) {
    const std::size_t size = bytes.size();
    bytes.resize(size + std::min(k_piece, most - size));
    const auto got = read(std::span(bytes).subspan(size));
    if (!got) return std::unexpected(got.error());
    bytes.resize(size + *got);
    if (*got == 0) break;
  }
  return bytes;
}

/// Whether an object stands whole on the first line, so that lines may be read for themselves; reviews are
/// never so many.
bool is_object_a_line(std::string_view bytes) {
  const auto first = bytes.substr(0, bytes.find('\n'));
  if (first.find("\"nonmun.review/") != first.npos) return false;
  const auto end = first.find_last_not_of(" \t\r");
  const auto begin = first.find_first_not_of(" \t\r");
  return first.size() < bytes.size() && begin != first.npos && first[begin] == '{' && first[end] == '}';
}

class Import {
 public:
  Import(const std::string& name, archive::Archive& archive, ImportReport& report,
         const std::function<void(const ImportReport&)>& on_batch)
      : name_(name), archive_(archive), report_(report), on_batch_(on_batch) {}

  /// Keeps the order of the days that a digest is of.
  Result<void> take_digest(parse::Parsed parsed) {
    std::map<Day, std::vector<Paper>> days;
    for (const Paper& paper : parsed.papers) {
      if (const auto day = paper.listing_day()) days[*day].push_back(paper);
    }
    if (auto taken = take(std::move(parsed)); !taken) return taken;
    if (auto written = finish(); !written) return written;
    for (const auto& [day, papers] : days) {
      const archive::StoredDay stored{.report = {.source = "digest", .day = day, .fetched = papers.size()},
                                      .settled = false,
                                      .fetched_at = {}};
      if (const auto kept = archive_.put_day(stored, papers); !kept) return std::unexpected(kept.error());
    }
    return {};
  }

  Result<void> take_reviews(parse::ParsedReviews parsed) {
    count(parsed.entries, parsed.held_back, std::move(parsed.issues));
    // The archive takes the newest last.
    std::ranges::reverse(parsed.reviews);
    const auto written = archive_.put_reviews(parsed.reviews);
    if (!written) return std::unexpected(written.error());
    add(*written, parsed.reviews.size());
    return {};
  }

  Result<void> take(parse::Parsed parsed) {
    count(parsed.entries, parsed.held_back, std::move(parsed.issues));
    std::ranges::move(parsed.papers, std::back_inserter(waiting_));
    const std::size_t whole_batches = waiting_.size() / archive::k_batch * archive::k_batch;
    return whole_batches == 0 ? Result<void>{} : write(whole_batches);
  }

  Result<void> finish() { return write(waiting_.size()); }

 private:
  void count(std::size_t entries, std::size_t held_back, std::vector<Issue> issues) {
    report_.account.fetched += entries;
    report_.account.held_back += held_back;
    for (Issue& issue : issues) {
      if (report_.account.issues.size() < k_kept_issues)
        report_.account.issues.push_back({name_ + ' ' + issue.where, std::move(issue.what)});
      else
        ++report_.more_issues;
    }
  }

  void add(const archive::WriteCount& written, std::size_t records) {
    report_.written.added += written.added;
    report_.written.changed += written.changed;
    report_.written.unchanged += written.unchanged;
    report_.account.shown += records;
    if (on_batch_) on_batch_(report_);
  }

  Result<void> write(std::size_t papers) {
    for (std::size_t begin = 0; begin < papers; begin += archive::k_batch) {
      const auto batch = std::span(waiting_).subspan(begin, std::min(archive::k_batch, papers - begin));
      const auto written = archive_.put(batch);
      if (!written) return std::unexpected(written.error());
      add(*written, batch.size());
    }
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(papers));
    return {};
  }

  const std::string& name_;
  archive::Archive& archive_;
  ImportReport& report_;
  const std::function<void(const ImportReport&)>& on_batch_;
  std::vector<Paper> waiting_;
};

parse::Parsed parse_block(const LineBlock& block, parse::InputFormat format) {
  const parse::ParseContext context{
      .where = {}, .day = {}, .fetched_at = {}, .lines_before = static_cast<std::size_t>(block.from.line)};
  if (format == parse::InputFormat::paper_json) return parse::read_paper_json(block.lines, context);
  parse::Parsed parsed;
  parse::SnapshotReader reader(context,
                               {[&](Paper&& paper, const parse::SnapshotPosition&) {
                                  parsed.papers.push_back(std::move(paper));
                                  return true;
                                },
                                [&](Issue issue) { parsed.issues.push_back(std::move(issue)); }},
                               block.from);
  reader.add(block.lines);
  reader.finish();
  parsed.entries = reader.entries();
  parsed.held_back = reader.held_back();
  return parsed;
}

}  // namespace

Result<void> import_papers(const ReadBytes& read, const std::string& name, archive::Archive& archive,
                           ImportReport& report, const std::function<void(const ImportReport&)>& on_batch) {
  Import import(name, archive, report, on_batch);
  auto begin = read_up_to(read, k_small);
  if (!begin) return std::unexpected(std::move(begin).error());
  const parse::ParseContext context{.where = name, .day = {}, .fetched_at = {}};
  if (begin->size() == k_small && is_object_a_line(*begin)) {
    const auto format = parse::detect_format(std::string_view(*begin).substr(0, begin->rfind('\n')), context);
    if (!format) return std::unexpected(format.error());
    if (*format == parse::InputFormat::paper_json || *format == parse::InputFormat::arxiv_snapshot) {
      LineCutter cutter(read, {}, *std::move(begin));
      const auto done = for_each_block<parse::Parsed>(
          cutter, threads_at_once(), [&](const LineBlock& block) { return parse_block(block, *format); },
          [&](const LineBlock&, parse::Parsed& parsed) -> Result<bool> {
            if (auto taken = import.take(std::move(parsed)); !taken) return std::unexpected(taken.error());
            return true;
          });
      return done ? import.finish() : done;
    }
  }
  if (begin->size() == k_small) {
    const auto rest = read_up_to(read, std::string::npos);
    if (!rest) return std::unexpected(rest.error());
    *begin += *rest;
  }
  const auto format = parse::detect_format(*begin, context);
  auto parsed = parse::parse_any(*begin, context);
  if (!parsed) {
    if (auto reviews = parse::parse_any_reviews(*begin, context))
      return import.take_reviews(std::move(reviews->parsed));
    return std::unexpected(std::move(parsed).error());
  }
  if (format == parse::InputFormat::digest) return import.take_digest(*std::move(parsed));
  if (auto taken = import.take(*std::move(parsed)); !taken) return taken;
  return import.finish();
}

}  // namespace nonmun::daily
