#include "nonmun/parse/digest.hpp"

#include <algorithm>

#include "digest_entry.hpp"
#include "digest_heads.hpp"
#include "digest_lines.hpp"
#include "digest_web.hpp"
#include "nonmun/core/ascii.hpp"
#include "nonmun/text/unicode.hpp"
#include "web_url.hpp"

namespace nonmun::parse {
namespace {

class MarkdownReader {
 public:
  explicit MarkdownReader(const ParseContext& context) : context_(context) { head_.day = context.day; }

  void read(const DigestLine& line) {
    if (line.text.starts_with("### ")) return begin_entry(line, line.text.substr(4));
    if (line.text.starts_with("## ")) return begin_day(line, line.text.substr(3));
    if (head_.ours && line.text == "---") {
      finish_entry();
      place_ = Place::foot;
      return;
    }
    if (place_ != Place::entry || entry_->read(line) || line.blank()) return;
    add_issue(line, "in no known place: \"" + excerpt(line.text) + "\"");
  }

  Parsed finish() {
    finish_entry();
    return std::move(parsed_);
  }
  /// Whether anything was met that only a digest has.
  [[nodiscard]] bool is_digest() const { return is_digest_; }

 private:
  /// Text under the head of a day counts and names sources; text in the foot is the account; neither is a
  /// record's.
  enum class Place { day_head, entry, unusable_entry, foot };

  void begin_day(const DigestLine& line, std::string_view text) {
    finish_entry();
    place_ = Place::day_head;
    head_ = read_digest_head(text);
    if (head_.known)
      is_digest_ = true;
    else
      add_issue(line, "not the head of a day: \"" + excerpt(text) + "\"");
  }

  void begin_entry(const DigestLine& line, std::string_view heading) {
    finish_entry();
    ++parsed_.entries;
    const auto link = read_whole_link(heading);
    auto id = VersionedArxivId::parse(link ? link->url : heading);
    if (!id) return hold_back(line, "no arXiv id in the heading: " + id.error().what);
    Paper paper = start_digest_paper(*id, head_.day, context_);
    if (link) paper.links.abs = is_web_url(link->url) ? link->url : paper.id.abs_url();
    if (link && !read_title(paper, link->text)) return hold_back(line, "no title");
    const auto layout = !link        ? DigestEntry::Layout::listing
                        : head_.ours ? DigestEntry::Layout::daily
                                     : DigestEntry::Layout::classic;
    entry_.emplace(std::move(paper), layout, !head_.ours || head_.korean);
    entry_line_ = line;
    place_ = Place::entry;
    is_digest_ = true;
  }

  bool read_title(Paper& paper, std::string_view raw) const {
    if (!head_.ours) return set_title(paper, raw, text::Reader::hf);
    paper.title = read_fragment(raw, text::Kind::title, paper.title_raw);
    return !paper.title.empty();
  }

  void finish_entry() {
    if (!entry_) return;
    Paper paper = std::move(*entry_).take();
    entry_.reset();
    if (paper.title.empty()) return hold_back(entry_line_, "no title");
    parsed_.papers.push_back(std::move(paper));
  }

  void hold_back(const DigestLine& line, std::string what) {
    place_ = Place::unusable_entry;
    ++parsed_.held_back;
    add_issue(line, std::move(what));
  }

  void add_issue(const DigestLine& line, std::string what) {
    parsed_.issues.push_back({"line " + std::to_string(line.number), std::move(what)});
  }

  /// Enough of a line to know it again.
  static std::string excerpt(std::string_view line) {
    constexpr std::size_t k_bytes = 60;
    if (line.size() <= k_bytes) return std::string(line);
    return std::string(line.substr(0, ascii::character_start(line, k_bytes))) + "…";
  }

  const ParseContext& context_;
  DigestHead head_;
  Place place_ = Place::day_head;
  std::optional<DigestEntry> entry_;
  DigestLine entry_line_;
  bool is_digest_ = false;
  Parsed parsed_;
};

/// One issue tells of all ill-formed bytes: a broken text may have one in every place.
std::optional<Issue> issue_of(const text::Repaired& repaired, std::string_view bytes) {
  if (repaired.offsets.empty()) return std::nullopt;
  const auto before = bytes.substr(0, repaired.offsets.front());
  const auto line = 1 + std::ranges::count(before, '\n');
  return Issue{"line " + std::to_string(line), std::to_string(repaired.offsets.size()) +
                                                   " ill-formed UTF-8 sequences replaced, here the first"};
}

}  // namespace

Result<Parsed> parse_digest(std::string_view text, const ParseContext& context) {
  text::Repaired repaired;
  const bool valid = text::is_valid_utf8(text);
  if (!valid) repaired = text::repair_utf8(text);
  const auto lines = split_digest_lines(valid ? text : repaired.text);
  MarkdownReader reader(context);
  for (const DigestLine& line : lines) reader.read(line);
  Parsed parsed = reader.finish();
  if (!reader.is_digest()) {
    parsed = parse_web_listing(lines, context);
    if (parsed.papers.empty()) {
      return fail(ErrorKind::invalid_data, "no digest: neither the head of a day nor a paper's heading",
                  context.where);
    }
  }
  if (auto issue = issue_of(repaired, text)) parsed.issues.insert(parsed.issues.begin(), std::move(*issue));
  return parsed;
}

}  // namespace nonmun::parse
