#include "nonmun/render/review.hpp"

#include <algorithm>

#include "json_string.hpp"
#include "markdown.hpp"
#include "nonmun/text/width.hpp"
#include "review_json.hpp"
#include "view.hpp"

namespace nonmun::render {
namespace {

using text::Place;

constexpr std::string_view k_heading = "논문 리뷰";

std::size_t total_of(std::span<const Review> reviews, const ReviewOptions& options) {
  return std::max(options.total.value_or(0), reviews.size());
}

std::string excerpt_of(const Review& review, const ReviewOptions& options) {
  const std::string line = one_line(review.excerpt);
  return options.excerpt_length ? cut_excerpt(line, *options.excerpt_length) : line;
}

std::optional<int> newer_version(const Review& review, const ReviewOptions& options) {
  if (!review.paper || !review.version) return std::nullopt;
  const auto known = options.newest_versions.find(*review.paper);
  const bool is_newer = known != options.newest_versions.end() && known->second > *review.version;
  return is_newer ? std::optional(known->second) : std::nullopt;
}

/// "2024/02/16 version v1", or what of it is known.
std::string version_note(const Review& review) {
  std::string note;
  if (review.arxiv_date) {
    note = review.arxiv_date->str();
    std::ranges::replace(note, '-', '/');
  }
  if (review.version) ((note += note.empty() ? "" : " ") += "version v") += std::to_string(*review.version);
  return note;
}

/// "2024/02/16 version v1 · 최신 v3"
std::string note_with_newest(const Review& review, const ReviewOptions& options) {
  const auto newest = newer_version(review, options);
  return version_note(review) + (newest ? " · 최신 v" + std::to_string(*newest) : "");
}

std::string arxiv_url(const Review& review) {
  if (!review.paper) return {};
  return review.paper->abs_url() + (review.version ? "v" + std::to_string(*review.version) : "");
}

/// A link as it is shown: with the address that is known of it, and on arXiv's the note.
struct ShownLink {
  std::string label, url, note;
};

std::vector<ShownLink> shown_review_links(const Review& review, const std::string& note) {
  std::vector<ShownLink> links;
  bool has_arxiv = false;
  for (const ReviewLink& link : review.links) {
    ShownLink shown{one_line(link.label), one_line(link.url), {}};
    if (shown.label.empty()) continue;
    if (is_arxiv_label(shown.label) && !has_arxiv) {
      has_arxiv = true;
      if (shown.url.empty()) shown.url = arxiv_url(review);
      shown.note = note;
    }
    links.push_back(std::move(shown));
  }
  if (!has_arxiv && (review.paper || !note.empty())) links.push_back({"arXiv", arxiv_url(review), note});
  return links;
}

/// The title in one line; a review without one is called by its paper or its file.
std::string title_of(const Review& review) {
  std::string title = one_line(full_title(review));
  if (title.empty() && review.paper) title = review.paper->str();
  return title.empty() ? one_line(review.file) : title;
}

/// Whether a reader of a line sees by the links where the title ends; else a dash says it.
bool tells_title_end(const std::vector<ShownLink>& links) {
  return std::ranges::any_of(links, [](const ShownLink& link) { return is_link_label(link.label); });
}

void append_plain(std::string& out, const Review& review, const ReviewOptions& options) {
  out += title_of(review);
  const auto links = shown_review_links(review, version_note(review));
  if (!tells_title_end(links)) out += " —";
  for (const ShownLink& link : links) {
    ((out += " [") += link.label) += ']';
    if (!link.note.empty()) ((out += '(') += link.note) += ')';
  }
  if (const std::string excerpt = excerpt_of(review, options); !excerpt.empty()) (out += ' ') += excerpt;
  out += '\n';
}

/// Markdown leaves "%" in a destination alone, so that a written address stays; a path has none yet.
std::string path_as_url(std::string_view path) {
  if (path.starts_with("https://") || path.starts_with("http://")) return std::string(path);
  std::string url;
  for (const char c : path) {
    if (c == '%')
      url += "%25";
    else
      url += c;
  }
  return url;
}

void append_item(std::string& out, const Review& review, const ReviewOptions& options) {
  const std::string title = title_of(review);
  const std::string target = review.file.empty() ? arxiv_url(review) : path_as_url(one_line(review.file));
  out += "- ";
  out +=
      target.empty() ? escape(title, Place::bullet) : markdown_link(escape(title, Place::link_text), target);
  const auto links = shown_review_links(review, note_with_newest(review, options));
  if (target.empty() && !tells_title_end(links)) out += " —";
  for (const ShownLink& link : links) {
    const std::string label = escape(link.label, Place::link_text);
    out += ' ';
    out += link.url.empty() ? "[" + label + "]" : markdown_link(label, link.url);
    if (!link.note.empty()) ((out += link.url.empty() ? "(" : " (") += link.note) += ')';
  }
  if (const std::string excerpt = excerpt_of(review, options); !excerpt.empty())
    (out += ' ') += escape(excerpt, Place::paragraph);
  out += '\n';
}

void append_wrapped(std::string& out, std::string_view line, std::size_t columns, std::string_view indent) {
  if (!line.empty()) (out += text::wrap(line, columns, indent, indent)) += '\n';
}

void append_terminal_review(std::string& out, const Review& review, const ReviewOptions& options) {
  out += '\n';
  append_wrapped(out, title_of(review), options.columns, "");
  std::string labels;
  for (const ShownLink& link : shown_review_links(review, note_with_newest(review, options))) {
    if (!labels.empty()) labels += " · ";
    labels += link.label;
    if (!link.note.empty()) (labels += ' ') += link.note;
    if (!link.url.empty()) (labels += ' ') += link.url;
  }
  append_wrapped(out, labels, options.columns, "  ");
  append_wrapped(out, excerpt_of(review, options), options.columns, "  ");
  append_wrapped(out, one_line(review.file), options.columns, "  ");
}

std::string render_markdown(std::span<const Review> reviews, const ReviewOptions& options) {
  const std::string count = "(" + std::to_string(total_of(reviews, options)) + ")";
  const bool as_list = options.links == ReviewLinks::urls;
  std::string out = as_list ? "# " + std::string(k_heading) + " " + count + "\n\n"
                            : std::string(k_heading) + "\n\n" + count + "\n";
  for (const Review& review : reviews) {
    if (as_list)
      append_item(out, review, options);
    else
      append_plain(out, review, options);
  }
  return out;
}

std::string render_text(std::span<const Review> reviews, const ReviewOptions& options) {
  std::string out = std::string(k_heading) + " (" + std::to_string(total_of(reviews, options)) + ")\n";
  for (const Review& review : reviews) append_terminal_review(out, review, options);
  return out;
}

std::string render_json(std::span<const Review> reviews, const ReviewOptions& options) {
  std::string out = "{\"total\":" + std::to_string(total_of(reviews, options)) + ",\"reviews\":[";
  bool first = true;
  for (const Review& review : reviews) {
    out += first ? "\n" : ",\n";
    first = false;
    append_review(out, review, excerpt_of(review, options), newer_version(review, options));
  }
  return out += first ? "]}\n" : "\n]}\n";
}

std::string render_json_lines(std::span<const Review> reviews, const ReviewOptions& options) {
  std::string out;
  for (const Review& review : reviews) {
    append_review(out, review, excerpt_of(review, options), newer_version(review, options));
    out += '\n';
  }
  return out;
}

}  // namespace

std::string render_reviews(std::span<const Review> reviews, const ReviewOptions& options) {
  switch (options.format) {
    case Format::md:
      return render_markdown(reviews, options);
    case Format::text:
      return render_text(reviews, options);
    case Format::json:
      return render_json(reviews, options);
    case Format::jsonl:
      return render_json_lines(reviews, options);
    default:  // the others are of papers
      return {};
  }
}

}  // namespace nonmun::render
