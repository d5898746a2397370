#include "digest_web.hpp"

#include <algorithm>

#include "digest_entry.hpp"
#include "digest_heads.hpp"

namespace nonmun::parse {
namespace {

/// Without the spaces at both ends, the no-break ones of web pages included.
std::string_view trim(std::string_view text) {
  constexpr std::string_view k_no_break = "\xC2\xA0";
  while (true) {
    if (text.starts_with(' ') || text.starts_with('\t'))
      text.remove_prefix(1);
    else if (text.starts_with(k_no_break))
      text.remove_prefix(k_no_break.size());
    else if (text.ends_with(' ') || text.ends_with('\t'))
      text.remove_suffix(1);
    else if (text.ends_with(k_no_break))
      text.remove_suffix(k_no_break.size());
    else
      return text;
  }
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Four digits, a full stop and at least four more digits: what an id of 2007 or later looks like.
bool looks_like_id(std::string_view text) {
  return text.size() >= 9 && text[4] == '.' && std::ranges::all_of(text.substr(0, 4), is_digit) &&
         std::ranges::all_of(text.substr(5, 4), is_digit) && text.find(' ') == text.npos;
}

/// "Paper Media": what is left of links when a page is copied as text.
bool is_link_words(std::string_view text) {
  if (!text.starts_with("Paper")) return false;
  for (const std::string_view word : {"Paper", "Media", "Code", "Project", "PDF"}) {
    if (text.starts_with(word)) text.remove_prefix(word.size());
    while (text.starts_with(' ')) text.remove_prefix(1);
  }
  return text.empty();
}

struct MonthDay {
  int month = 0, day = 0;
};

/// The first day with that month and day not before the month in which the id was given out.
std::optional<Day> date_near(MonthDay date, std::string_view id) {
  const auto yymm = read_grouped_number(id.substr(0, 4));
  if (!yymm) return std::nullopt;
  const int year = 2000 + *yymm / 100 + (date.month < *yymm % 100 ? 1 : 0);
  const std::chrono::year_month_day day{std::chrono::year{year},
                                        std::chrono::month(static_cast<unsigned>(date.month)),
                                        std::chrono::day(static_cast<unsigned>(date.day))};
  if (!day.ok()) return std::nullopt;
  return Day{std::chrono::sys_days{day}};
}

class WebReader {
 public:
  WebReader(std::span<const DigestLine> lines, const ParseContext& context)
      : lines_(lines), context_(context) {}

  Parsed read() {
    while (at_ < lines_.size()) {
      if (looks_like_id(lines_[at_].text))
        read_entry();
      else if (!read_date())
        ++at_;
    }
    return std::move(parsed_);
  }

 private:
  void skip_blank() {
    while (at_ < lines_.size() && lines_[at_].blank()) ++at_;
  }

  /// A month's name alone on a line and under it the day of the month.
  std::optional<MonthDay> find_date() const {
    const int month = read_month(lines_[at_].text);
    if (month == 0 || at_ + 1 >= lines_.size()) return std::nullopt;
    const auto day = read_grouped_number(lines_[at_ + 1].text);
    if (!day || *day < 1 || *day > 31) return std::nullopt;
    return MonthDay{month, *day};
  }

  bool read_date() {
    const auto date = find_date();
    if (!date) return false;
    date_ = date;
    day_ = std::nullopt;
    at_ += 2;
    return true;
  }

  /// Lines until a blank one or the words of the links, as one.
  std::string read_paragraph() {
    std::string text;
    for (; at_ < lines_.size() && !lines_[at_].blank() && !is_link_words(lines_[at_].text); ++at_) {
      if (!text.empty()) text += ' ';
      text += lines_[at_].text;
    }
    return text;
  }

  std::string read_abstract() {
    std::string text;
    for (skip_blank(); at_ < lines_.size() && !looks_like_id(lines_[at_].text) && !find_date();
         skip_blank()) {
      const std::string paragraph = read_paragraph();
      if (paragraph.empty()) {
        ++at_;
        continue;
      }
      // Two spaces after the break: a new paragraph in the form that arXiv sends.
      if (!text.empty()) text += "\n  ";
      text += paragraph;
    }
    return text;
  }

  void read_entry() {
    const DigestLine& head = lines_[at_++];
    ++parsed_.entries;
    auto id = VersionedArxivId::parse(head.text);
    if (id && date_ && !day_) day_ = date_near(*date_, id->id.str());
    skip_blank();
    const std::string title = read_paragraph();
    skip_blank();
    if (at_ < lines_.size() && is_link_words(lines_[at_].text)) ++at_;
    const std::string abstract = read_abstract();
    if (!id) return hold_back(head, id.error().what);
    Paper paper = start_digest_paper(*id, date_ ? day_ : context_.day, context_);
    if (!set_title(paper, title, text::Reader::arxiv)) return hold_back(head, "no title");
    paper.links.abs = paper.id.abs_url();
    paper.abstract = finish_text(abstract, text::Reader::arxiv, text::Kind::abstract, paper.abstract_raw);
    parsed_.papers.push_back(std::move(paper));
  }

  void hold_back(const DigestLine& line, std::string what) {
    ++parsed_.held_back;
    parsed_.issues.push_back({"line " + std::to_string(line.number), std::move(what)});
  }

  std::span<const DigestLine> lines_;
  const ParseContext& context_;
  std::size_t at_ = 0;
  std::optional<MonthDay> date_;
  std::optional<Day> day_;
  Parsed parsed_;
};

}  // namespace

Parsed parse_web_listing(std::span<const DigestLine> lines, const ParseContext& context) {
  std::vector<DigestLine> trimmed(lines.begin(), lines.end());
  for (DigestLine& line : trimmed) line.text = trim(line.text);
  return WebReader(trimmed, context).read();
}

}  // namespace nonmun::parse
