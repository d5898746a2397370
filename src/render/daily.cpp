#include "markdown.hpp"
#include "nonmun/text/reading.hpp"
#include "styles.hpp"

namespace nonmun::render {
namespace {

using text::Place;

/// An item of a list that is parted by commas: its own commas are escaped, which Markdown does not show, so
/// that the list can be read back.
std::string escape_item(std::string_view text) {
  std::string out;
  for (const char c : text::escape_markdown(text, Place::paragraph)) {
    if (c == ',') out += '\\';
    out += c;
  }
  return out;
}

std::string list(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) {
    if (!out.empty()) out += ", ";
    out += escape_item(item);
  }
  return out;
}

void append_title(std::string& out, const Paper& paper, const RenderOptions& options) {
  append_block(
      out, "### " + markdown_link(markdown_title(paper, options.math, Place::link_text), title_url(paper)));
  if (options.languages.korean && !paper.title_ko.empty()) {
    if (const std::string title = escape(paper.title_ko, Place::paragraph); !title.empty())
      out += title + '\n';
  }
}

void append_media(std::string& out, const Paper& paper, const Languages& languages) {
  const Media* media = find_shown_media(paper);
  if (!media) return;
  if (media->kind == MediaKind::video) {
    append_block(out, markdown_link(say_all(languages, Word::video), media->url));
  } else {
    append_block(out, "!" + markdown_link("", media->url));
  }
}

void append_authors(std::string& out, const Paper& paper, const RenderOptions& options) {
  const ShownAuthors authors = shown_authors(paper, options.max_authors);
  const std::string line = list(authors.names) + more_authors(authors, options.languages);
  if (!line.empty()) append_block(out, say_all(options.languages, Word::authors) + ": " + line);
}

void append_subjects(std::string& out, const Paper& paper, const Languages& languages) {
  std::vector<std::string> subjects;
  for (const std::string& category : paper.categories.value_or(std::vector<std::string>{})) {
    if (std::string line = one_line(category); !line.empty()) subjects.push_back(std::move(line));
  }
  if (!subjects.empty()) append_block(out, say_all(languages, Word::subjects) + ": " + list(subjects));
  if (const std::string comment = escape(paper.comment, Place::paragraph); !comment.empty()) {
    append_block(out, say_all(languages, Word::comment) + ": " + comment);
  }
}

void append_links(std::string& out, const Paper& paper, const Languages& languages) {
  std::string line;
  for (const NamedLink& link : shown_links(paper, languages)) {
    if (!line.empty()) line += " · ";
    line += markdown_link(link.label, link.url);
  }
  append_block(out, line);
}

std::string bullets_block(const Content& content, const Languages& languages) {
  std::string block;
  for (const ShownBullet& bullet : content.bullets) {
    block += "- " + (bullet.label.empty() ? escape(bullet.text, Place::bullet)
                                          : bullet.label + ": " + escape(bullet.text, Place::paragraph));
    if (bullet.unverified) block += " (" + unverified_mark(languages) + ")";
    block += '\n';
    if (!bullet.english.empty()) block += "  - " + escape(bullet.english, Place::bullet) + '\n';
  }
  if (!block.empty()) block.pop_back();
  return block;
}

/// The abstract's first sentences as a quotation.
std::string lead_block(const Paper& paper, const Content& content) {
  const bool raw = !content.lead_raw.empty();
  std::string block;
  for (const std::string& sentence : raw ? content.lead_raw : content.lead) {
    block += block.empty() ? "> " : " ";
    block += raw ? text::to_markdown(sentence, reader_of(paper), text::Kind::abstract, text::MathStyle::tex,
                                     Place::paragraph)
                 : escape(sentence, Place::paragraph);
  }
  return block;
}

void append_content(std::string& out, const Paper& paper, const RenderOptions& options) {
  const Content content = content_of(paper, options.languages, options.math);
  append_block(out, content.notice);
  append_block(out, bullets_block(content, options.languages));
  append_block(out, lead_block(paper, content));
  if (!content.bullets.empty()) {
    append_block(out, escape(engines_line(paper, options.languages), Place::paragraph));
  }
}

void append_paper(std::string& out, const Paper& paper, const Rank* rank, const RenderOptions& options) {
  append_title(out, paper, options);
  append_media(out, paper, options.languages);
  append_block(out, community_line(paper, options.languages));
  if (rank != nullptr) append_block(out, escape(rank_line(*rank, options.languages), Place::paragraph));
  append_authors(out, paper, options);
  append_subjects(out, paper, options.languages);
  append_links(out, paper, options.languages);
  append_content(out, paper, options);
}

}  // namespace

void append_daily(std::string& out, const Digest& digest, const RenderOptions& options) {
  for (const Section& section : split_into_sections(digest.papers)) {
    append_head(out, section.day, options.languages);
    for (const Language language : list_languages(options.languages)) {
      append_block(out, escape(counts_of(section, language), Place::paragraph));
    }
    for (const Paper& paper : section.papers) append_paper(out, paper, find_rank(digest, paper), options);
  }
  if (!digest.account) return;
  if (digest.papers.empty()) append_empty_days(out, *digest.account, options.languages);
  append_foot(out, *digest.account, options.languages);
}

}  // namespace nonmun::render
