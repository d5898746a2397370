#include "markdown.hpp"
#include "nonmun/text/reading.hpp"
#include "styles.hpp"

namespace nonmun::render {
namespace {

using text::Place;

void append_abstract(std::string& out, const Paper& paper, const RenderOptions& options) {
  if (options.math == text::MathStyle::tex && !paper.abstract_raw.empty()) {
    return append_block(out, text::to_markdown(paper.abstract_raw, reader_of(paper), text::Kind::abstract,
                                               options.math, Place::paragraph));
  }
  std::string_view rest = paper.abstract;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    append_block(out, escape(rest.substr(0, end), Place::paragraph));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

void append_paper(std::string& out, const Paper& paper, const RenderOptions& options) {
  append_block(out, "### " + paper.id.str());
  append_block(out, markdown_title(paper, options.math, Place::paragraph));
  std::string links = markdown_link(say_all(options.languages, Word::paper), title_url(paper));
  if (const Media* media = find_shown_media(paper)) {
    links += " · " + markdown_link(say_all(options.languages, Word::media), media->url);
  }
  append_block(out, links);
  append_abstract(out, paper, options);
}

}  // namespace

void append_listing(std::string& out, const Digest& digest, const RenderOptions& options) {
  for (const Section& section : split_into_sections(digest.papers)) {
    append_head(out, section.day, options.languages);
    for (const Paper& paper : section.papers) append_paper(out, paper, options);
  }
  if (!digest.account) return;
  if (digest.papers.empty()) append_empty_days(out, *digest.account, options.languages);
  append_foot(out, *digest.account, options.languages);
}

}  // namespace nonmun::render
