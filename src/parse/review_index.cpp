#include "nonmun/parse/review_index.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "digest_lines.hpp"
#include "nonmun/text/markdown.hpp"
#include "nonmun/text/unicode.hpp"
#include "review_links.hpp"
#include "seen.hpp"
#include "web_url.hpp"

namespace nonmun::parse {
namespace {

/// Parts the title from what follows where the links do not.
constexpr std::string_view k_dash = " —";

/// "(451)" that ends a line; `before` is what stands in front of it.
struct Count {
  std::size_t value = 0;
  std::string_view before;
};
std::optional<Count> read_count(std::string_view line) {
  const std::size_t open = line.rfind('(');
  if (open == line.npos || !line.ends_with(')')) return std::nullopt;
  std::string digits(line.substr(open + 1, line.size() - open - 2));
  std::erase(digits, ',');
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return Count{value, line.substr(0, open)};
}

std::string_view trim_space(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// The first dash between two words or at the end; npos when there is none.
std::size_t find_dash(std::string_view text) {
  std::size_t at = text.find(k_dash);
  while (at != text.npos && at + k_dash.size() < text.size() && text[at + k_dash.size()] != ' ')
    at = text.find(k_dash, at + 1);
  return at;
}

class IndexReader {
 public:
  explicit IndexReader(ReviewText kind) : kind_(kind) {}

  ParsedReviews read(const std::vector<DigestLine>& lines) {
    for (const DigestLine& line : lines) {
      // What is cleaned away must not hide a date or a label from this reading and show it to the next.
      const std::string tidy = text::to_single_line(line.text);
      DigestLine cleaned = line;
      cleaned.text = tidy;
      read_line(cleaned);
    }
    return std::move(parsed_);
  }

 private:
  void read_line(const DigestLine& line) {
    std::string_view text = line.text;
    if (kind_ == ReviewText::plain) text = trim_space(text);
    if (text.empty()) return;
    if (!parsed_.total) {
      const auto count = read_count(text);
      if (count && (count->before.empty() || (kind_ == ReviewText::markdown && text.starts_with('#')))) {
        parsed_.total = count->value;
        return;
      }
    }
    if (kind_ == ReviewText::markdown) {
      if (text.starts_with("- ")) return add(line, read_item(text.substr(2), line));
    } else if (auto review = read_entry(text, line)) {
      return add(line, std::move(review));
    }
    // In front of the count stands what surrounds the list on its page.
    if (parsed_.total) note(line, "not a review: \"" + quote(text) + '"');
  }

  void add(const DigestLine& line, std::optional<Review> review) {
    ++parsed_.entries;
    if (review && !review->title.empty()) {
      parsed_.reviews.push_back(std::move(*review));
      return;
    }
    ++parsed_.held_back;
    note(line, "a review without a title");
  }

  /// An item of our own Markdown: its title may be a link to the review or to the paper.
  std::optional<Review> read_item(std::string_view item, const DigestLine& line) {
    std::size_t end = 0;
    Review review;
    const auto links_at = [&](std::size_t at) { return read_link_groups(item, at, kind_); };
    if (!take_title_link(review, item, end)) {
      auto entry = read_entry(item, line);
      if (!entry) set_full_title(*(entry = Review{}), clean(item));
      return entry;
    }
    if (end < item.size() && item[end] == ' ') ++end;
    finish(review, item, links_at(end), end, line);
    return review;
  }

  /// "[title](destination)" at the beginning of an item.
  bool take_title_link(Review& review, std::string_view item, std::size_t& end) const {
    if (!item.starts_with('[')) return false;
    std::size_t close = 1;
    while (close + 1 < item.size() && !(item[close] == ']' && item[close + 1] == '('))
      close += item[close] == '\\' ? 2 : 1;
    if (close + 1 >= item.size()) return false;
    const std::size_t last = item.find(')', close);
    if (last == item.npos) return false;
    const std::string destination = undo_destination(item.substr(close + 2, last - close - 2));
    set_full_title(review, clean(item.substr(1, close - 1)));
    // A file may be called by the id of its paper.
    if (is_web_url(destination)) take_arxiv_url(review, destination);
    if (!review.paper) review.file = is_web_url(destination) ? destination : decode_percent(destination);
    end = last + 1;
    return true;
  }

  /// Title, links, excerpt. nullopt when a line has no sign of a review.
  std::optional<Review> read_entry(std::string_view text, const DigestLine& line) {
    std::vector<LinkGroup> groups = find_link_groups(text, kind_);
    std::size_t title_end = groups.empty() ? text.npos : groups.front().begin;
    std::size_t begin = title_end;
    if (const std::size_t dash = find_dash(text); dash < title_end) {
      const std::size_t behind = dash + k_dash.size();
      // Behind a dash any label is a link's.
      auto dashed = read_link_groups(text, std::min(behind + 1, text.size()), kind_);
      if (groups.empty() || !dashed.empty()) {
        groups = std::move(dashed);
        title_end = dash;
        begin = behind;
      }
    }
    if (title_end == text.npos && text.ends_with("..")) begin = title_end = text.find(" Abstract ");
    if (title_end == text.npos) return std::nullopt;
    Review review;
    set_full_title(review, clean(text.substr(0, title_end)));
    finish(review, text, groups, begin, line);
    return review;
  }

  /// The links and the excerpt behind them, or the excerpt from `begin`.
  void finish(Review& review, std::string_view text, const std::vector<LinkGroup>& groups, std::size_t begin,
              const DigestLine& line) {
    if (auto fault = take_link_groups(review, groups, kind_); !fault.empty()) note(line, std::move(fault));
    const std::size_t end = groups.empty() ? begin : groups.back().end;
    review.excerpt = clean(text.substr(std::min(end, text.size())));
  }

  [[nodiscard]] std::string clean(std::string_view text) const {
    return text::to_single_line(kind_ == ReviewText::markdown ? text::unescape_markdown(text)
                                                              : std::string(text));
  }

  void note(const DigestLine& line, std::string what) {
    parsed_.issues.push_back({"line " + std::to_string(line.number), std::move(what)});
  }

  ReviewText kind_;
  ParsedReviews parsed_;
};

/// Our own Markdown begins with a heading that ends in the count.
ReviewText kind_of(const std::vector<DigestLine>& lines) {
  const auto first = std::ranges::find_if(lines, [](const DigestLine& line) { return !line.blank(); });
  const bool ours = first != lines.end() && first->text.starts_with("# ") && read_count(first->text);
  return ours ? ReviewText::markdown : ReviewText::plain;
}

}  // namespace

Result<ParsedReviews> parse_review_index(std::string_view text, const ParseContext& context) {
  if (const auto binary = name_binary(text); !binary.empty())
    return fail(ErrorKind::invalid_data, "not an index of reviews but " + std::string(binary), context.where);
  const auto lines = split_digest_lines(text);
  ParsedReviews parsed = IndexReader(kind_of(lines)).read(lines);
  if (parsed.entries == 0 && !parsed.total)
    return fail(ErrorKind::invalid_data, "not an index of reviews but " + name_content(text), context.where);
  return parsed;
}

}  // namespace nonmun::parse
