#include "markdown.hpp"

#include "nonmun/text/reading.hpp"

namespace nonmun::render {

void append_block(std::string& out, std::string_view block) {
  if (block.empty()) return;
  if (!out.empty()) out += '\n';
  out += block;
  out += '\n';
}

std::string escape(std::string_view text, text::Place place) {
  const std::string line = one_line(text);
  const bool running = place == text::Place::paragraph || place == text::Place::bullet;
  return running ? text::escape_markdown_linking(line, place) : text::escape_markdown(line, place);
}

std::string markdown_link(std::string_view escaped_text, std::string_view url) {
  std::string link = "[";
  link += escaped_text;
  link += "](";
  link += text::markdown_destination(url);
  return link += ')';
}

text::Reader reader_of(const Paper& paper) {
  const auto& metadata = paper.provenance.metadata;
  return metadata && metadata->source == "huggingface" ? text::Reader::hf : text::Reader::arxiv;
}

std::string markdown_title(const Paper& paper, text::MathStyle math, text::Place place) {
  if (math == text::MathStyle::tex && !paper.title_raw.empty()) {
    return text::to_markdown(paper.title_raw, reader_of(paper), text::Kind::title, math, place);
  }
  // A link without text cannot be seen.
  const std::string title = escape(paper.title, place);
  return title.empty() ? paper.id.str() : title;
}

void append_head(std::string& out, const std::optional<Day>& day, const Languages& languages) {
  append_block(out, "## " + head_of(day, languages));
}

void append_empty_days(std::string& out, const Account& account, const Languages& languages) {
  for (const EmptyDay& empty : empty_days(account)) {
    append_head(out, empty.day, languages);
    for (const Language language : list_languages(languages)) {
      for (const std::string& line : empty.lines(language))
        append_block(out, escape(line, text::Place::paragraph));
    }
  }
}

void append_foot(std::string& out, const Account& account, const Languages& languages) {
  append_block(out, "---");
  for (const Language language : list_languages(languages)) {
    append_block(out, escape(account_line(account, language), text::Place::paragraph));
  }
}

}  // namespace nonmun::render
