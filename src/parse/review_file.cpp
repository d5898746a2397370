#include "nonmun/parse/review_file.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "digest_lines.hpp"
#include "json.hpp"
#include "nonmun/text/markdown.hpp"
#include "nonmun/text/unicode.hpp"
#include "review_body.hpp"
#include "review_links.hpp"
#include "seen.hpp"
#include "web_url.hpp"

namespace nonmun::parse {
namespace {

/// A scalar of YAML, and what stands behind it in its line. Comments are no part of the YAML read here: a
/// title may hold "#".
struct Scalar {
  std::string text;
  std::string_view rest;
};

std::size_t end_of_quoted(std::string_view text) {
  const char quote = text.front();
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      // In single quotes a quote is written twice.
      if (quote == '"' || !text.substr(at + 1).starts_with('\'')) return at + 1;
      ++at;
    }
  }
  return text.npos;
}

std::string unquote(std::string_view token) {
  std::string scratch;
  if (token.starts_with('"')) {
    const auto string = json::read_string(token, scratch);
    return text::to_single_line(string ? string->text : token.substr(1, token.size() - 2));
  }
  std::string out;
  for (std::size_t at = 1; at + 1 < token.size(); ++at) {
    out += token[at];
    if (token[at] == '\'') ++at;
  }
  return text::to_single_line(out);
}

/// A quoted or plain scalar; a plain one ends at ": " or with the line when it may be a key.
enum class Role { key, value };
Scalar read_scalar(std::string_view text, Role role) {
  text = trim(text);
  if (text.starts_with('"') || text.starts_with('\'')) {
    const std::size_t end = end_of_quoted(text);
    if (end != text.npos) return {unquote(text.substr(0, end)), trim(text.substr(end))};
  }
  if (role == Role::value) return {text::to_single_line(text), {}};
  std::size_t end = text.find(": ");
  if (end == text.npos && text.ends_with(':')) end = text.size() - 1;
  if (end == text.npos) return {text::to_single_line(text), {}};
  return {text::to_single_line(text.substr(0, end)), text.substr(end)};
}

class FrontMatterReader {
 public:
  explicit FrontMatterReader(ReviewFile& file) : file_(file) {}

  void read(const DigestLine& line) {
    const std::string_view text = trim(line.text);
    if (text.empty() || text.starts_with('#')) return;
    const bool is_item = text.starts_with("- ") || text == "-";
    const bool is_inside = line.text.front() == ' ' || line.text.front() == '\t' || is_item;
    if (is_inside) {
      if (key_ == "links") read_link(is_item ? text.substr(1) : text, is_item, line);
      return;
    }
    const Scalar key = read_scalar(text, Role::key);
    if (!key.rest.starts_with(':')) return note(line, "not \"key: value\": \"" + quote(text) + '"');
    key_ = key.text;
    take(read_scalar(key.rest.substr(1), Role::value).text, line);
  }

  /// What needs all lines.
  void finish() {
    for (ReviewLink& link : file_.review.links) link.label = tidy_link_label(link.label);
    std::erase_if(file_.review.links, [](const ReviewLink& link) { return link.label.empty(); });
    for (const ReviewLink& link : file_.review.links) {
      if (is_arxiv_label(link.label)) take_arxiv_url(file_.review, link.url);
    }
  }

 private:
  void take(const std::string& value, const DigestLine& line) {
    Review& review = file_.review;
    if (value.empty() || value == "null" || value == "~") return;
    if (key_ == "title") {
      review.title = value;
    } else if (key_ == "short_name") {
      review.short_name = value;
    } else if (key_ == "id") {
      auto id = VersionedArxivId::parse(value);
      if (!id) return note(line, "id: " + id.error().what);
      review.paper = std::move(id->id);
      if (!review.version) review.version = id->version;
    } else if (key_ == "version") {
      const auto version = read_review_version(value);
      if (!version) return note(line, "version: no version: \"" + quote(value) + '"');
      review.version = version;
    } else if (key_ == "arxiv_date" || key_ == "date") {
      const auto day = read_review_day(std::string_view(value).substr(0, 10));
      if (!day) return note(line, key_ + ": no date: \"" + quote(value) + '"');
      (key_ == "date" ? file_.date : review.arxiv_date) = day;
    }
  }

  /// "Github: https://…", "[Github](https://…)", "Github", or a line of "label: …", "url: …".
  void read_link(std::string_view text, bool begins, const DigestLine& line) {
    auto& links = file_.review.links;
    if (begins || links.empty()) links.emplace_back();
    text = trim(text);
    if (const auto link = read_whole_link(text)) {
      links.back().label = text::to_single_line(text::unescape_markdown(link->text));
      return set_url(undo_destination(link->url), line);
    }
    const Scalar key = read_scalar(text, Role::key);
    const bool has_value = key.rest.starts_with(':');
    const std::string value = has_value ? read_scalar(key.rest.substr(1), Role::value).text : "";
    if (has_value && key.text == "label") {
      links.back().label = value;
    } else if (has_value && key.text == "url") {
      set_url(value, line);
    } else if (begins) {
      links.back().label = key.text;
      set_url(value, line);
    }
  }

  void set_url(const std::string& url, const DigestLine& line) {
    if (url.empty()) return;
    if (!is_web_url(url)) return note(line, "links: not an http or https address: \"" + quote(url) + '"');
    file_.review.links.back().url = url;
  }

  void note(const DigestLine& line, std::string what) {
    file_.issues.push_back({"line " + std::to_string(line.number), std::move(what)});
  }

  ReviewFile& file_;
  std::string key_;
};

/// The title may hold the short name, whether or not that is said of its own.
void set_title(Review& review, const std::string& heading) {
  Review whole;
  set_full_title(whole, review.title.empty() ? heading : review.title);
  if (review.short_name.empty()) review.short_name = whole.short_name;
  if (review.short_name == whole.short_name)
    review.title = whole.title;
  else if (review.title.empty())
    review.title = heading;
}

}  // namespace

Result<ReviewFile> parse_review_file(std::string_view text, const ParseContext& context) {
  const auto refuse = [&](std::string what) {
    return fail(ErrorKind::invalid_data, std::move(what), context.where);
  };
  if (const auto binary = name_binary(text); !binary.empty())
    return refuse("not a review but " + std::string(binary));
  const auto lines = split_digest_lines(text);
  if (lines.empty() || lines.front().text != "---")
    return refuse("not a review: it does not begin with front matter (a line \"---\")");
  const auto end = std::find_if(lines.begin() + 1, lines.end(), [](const DigestLine& line) {
    return line.text == "---" || line.text == "...";
  });
  if (end == lines.end()) return refuse("its front matter does not end (no second line \"---\")");
  ReviewFile file;
  FrontMatterReader reader(file);
  for (auto line = lines.begin() + 1; line != end; ++line) reader.read(*line);
  reader.finish();
  const ReviewBody body = read_review_body(std::span(end + 1, lines.end()));
  set_title(file.review, body.heading);
  if (file.review.title.empty()) return refuse("no title, neither in the front matter nor as a heading");
  file.review.excerpt = body.text;
  // A first heading that is not the title belongs to the text.
  const bool is_title = body.heading == file.review.title || body.heading == full_title(file.review);
  if (!is_title && !body.heading.empty())
    file.review.excerpt = text::to_single_line(body.heading + ' ' + body.text);
  file.review.file = context.where;
  return file;
}

}  // namespace nonmun::parse
