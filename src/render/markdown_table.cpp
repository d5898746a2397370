#include <string>

#include "markdown.hpp"
#include "styles.hpp"
#include "view.hpp"

namespace nonmun::render {
namespace {

constexpr std::size_t k_authors = 3;

std::string head(const Languages& languages, std::string_view korean, std::string_view english) {
  if (!languages.english) return std::string(korean);
  if (!languages.korean) return std::string(english);
  return std::string(korean) + " / " + std::string(english);
}

std::string title_cell(const Paper& paper, const RenderOptions& options) {
  std::string cell =
      markdown_link(markdown_title(paper, options.math, text::Place::link_text), title_url(paper));
  if (options.languages.korean && !paper.title_ko.empty())
    cell += " · " + escape(paper.title_ko, text::Place::table_cell);
  return cell;
}

}  // namespace

void append_markdown_table(std::string& out, const Digest& digest, const RenderOptions& options) {
  const Languages& languages = options.languages;
  out += "| " + head(languages, "논문", "Paper") + " | " + head(languages, "저자", "Authors") + " | " +
         head(languages, "날짜", "Day") + " | " + head(languages, "추천", "Votes") +
         " |\n|---|---|---|---:|\n";
  for (const Paper& paper : digest.papers) {
    const ShownAuthors authors = shown_authors(paper, k_authors);
    std::string names;
    for (const std::string& name : authors.names)
      names += (names.empty() ? "" : ", ") + escape(name, text::Place::table_cell);
    names += more_authors(authors, languages);
    const auto day = paper.listing_day();
    const std::string date = day               ? day->str()
                             : paper.published ? Day::of(paper.published->instant).str()
                                               : "";
    out += "| " + title_cell(paper, options) + " | " + names + " | " + date + " | " +
           (paper.votes ? std::to_string(*paper.votes) : "") + " |\n";
  }
}

}  // namespace nonmun::render
