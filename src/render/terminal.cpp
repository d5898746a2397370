#include "styles.hpp"
#include "terminal_writer.hpp"
#include "view.hpp"

namespace nonmun::render {
namespace {

void write_title(TerminalWriter& writer, const Paper& paper, const Languages& languages) {
  writer.line(paper.title, Tone::title);
  if (languages.korean) writer.line(paper.title_ko, Tone::title);
  writer.line(title_url(paper), Tone::faint);
}

void write_authors(TerminalWriter& writer, const Paper& paper, const RenderOptions& options) {
  const ShownAuthors authors = shown_authors(paper, options.max_authors);
  std::string line;
  for (const std::string& name : authors.names) line += (line.empty() ? "" : ", ") + name;
  line += more_authors(authors, options.languages);
  if (!line.empty())
    writer.line(say_all(options.languages, Word::authors) + ": " + line, Tone::plain, "", "  ");
}

void write_subjects(TerminalWriter& writer, const Paper& paper, const Languages& languages) {
  std::string subjects;
  for (const std::string& category : paper.categories.value_or(std::vector<std::string>{})) {
    subjects += (subjects.empty() ? "" : ", ") + category;
  }
  if (!subjects.empty())
    writer.line(say_all(languages, Word::subjects) + ": " + subjects, Tone::plain, "", "  ");
  if (!paper.comment.empty()) {
    writer.line(say_all(languages, Word::comment) + ": " + paper.comment, Tone::plain, "", "  ");
  }
}

/// Upstream's thumbnails are drawn from the title and say nothing as a URL.
void write_media(TerminalWriter& writer, const Paper& paper, const Languages& languages, Word other_word) {
  const Media* media = find_shown_media(paper);
  if (!media || media->kind == MediaKind::thumbnail) return;
  const Word word = media->kind == MediaKind::video ? Word::video : other_word;
  writer.line(say_all(languages, word) + ": " + media->url, Tone::faint);
}

void write_content(TerminalWriter& writer, const Paper& paper, const Languages& languages) {
  const Content content = content_of(paper, languages, text::MathStyle::unicode);
  if (!content.notice.empty() || !content.bullets.empty() || !content.lead.empty()) writer.blank();
  writer.line(content.notice, Tone::warning);
  for (const ShownBullet& bullet : content.bullets) {
    const std::string label = bullet.label.empty() ? "" : bullet.label + ": ";
    writer.line(label + std::string(bullet.text), Tone::plain, "- ", "  ");
    if (bullet.unverified) writer.line(unverified_mark(languages), Tone::warning, "  ", "  ");
    writer.line(bullet.english, Tone::faint, "  ", "  ");
  }
  std::string lead;
  for (const std::string& sentence : content.lead) lead += (lead.empty() ? "" : " ") + sentence;
  writer.line(lead, Tone::plain, "  ", "  ");
  if (!content.bullets.empty()) writer.line(engines_line(paper, languages), Tone::faint);
}

void write_daily(TerminalWriter& writer, const Paper& paper, const Rank* rank, const RenderOptions& options) {
  const Languages& languages = options.languages;
  write_title(writer, paper, languages);
  writer.line(community_line(paper, languages));
  if (rank != nullptr) writer.line(rank_line(*rank, languages), Tone::plain, "", "  ");
  write_authors(writer, paper, options);
  write_subjects(writer, paper, languages);
  write_media(writer, paper, languages, Word::image);
  for (const NamedLink& link : shown_links(paper, languages))
    writer.line(link.label + ": " + link.url, Tone::faint);
  write_content(writer, paper, languages);
}

void write_listing(TerminalWriter& writer, const Paper& paper, const RenderOptions& options) {
  writer.line(paper.id.str(), Tone::faint);
  writer.line(paper.title, Tone::title);
  writer.line(say_all(options.languages, Word::paper) + ": " + title_url(paper), Tone::faint);
  write_media(writer, paper, options.languages, Word::media);
  std::string_view rest = paper.abstract;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    writer.blank();
    writer.line(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

void write_empty_days(TerminalWriter& writer, const Account& account, const Languages& languages) {
  bool first = true;
  for (const EmptyDay& empty : empty_days(account)) {
    if (!first) writer.blank();
    first = false;
    writer.line(head_of(empty.day, languages), Tone::heading);
    for (const Language language : list_languages(languages)) {
      for (const std::string& line : empty.lines(language)) writer.line(line);
    }
  }
}

}  // namespace

void append_terminal(std::string& out, const Digest& digest, const RenderOptions& options) {
  TerminalWriter writer(out, options);
  for (const Section& section : split_into_sections(digest.papers)) {
    writer.blank();
    writer.line(head_of(section.day, options.languages), Tone::heading);
    for (const Language language : list_languages(options.languages))
      writer.line(counts_of(section, language));
    for (const Paper& paper : section.papers) {
      writer.blank();
      if (options.style == Style::listing)
        write_listing(writer, paper, options);
      else
        write_daily(writer, paper, find_rank(digest, paper), options);
    }
  }
  if (!digest.account) return;
  if (digest.papers.empty()) write_empty_days(writer, *digest.account, options.languages);
  writer.blank();
  for (const Language language : list_languages(options.languages)) {
    writer.line(account_line(*digest.account, language), Tone::faint);
  }
}

}  // namespace nonmun::render
