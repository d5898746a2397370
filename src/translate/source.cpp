#include "nonmun/translate/source.hpp"

#include "nonmun/text/links.hpp"

namespace nonmun::translate {

std::string_view Source::sentence(int number) const {
  if (number < 1 || static_cast<std::size_t>(number) > sentences.size()) return {};
  const text::Span span = sentences[static_cast<std::size_t>(number) - 1];
  return std::string_view(abstract).substr(span.begin, span.end - span.begin);
}

Source source_of(const Paper& paper) {
  Source source{.title = paper.title,
                .abstract = paper.abstract,
                .sentences = text::split_sentences(paper.abstract),
                .links = {}};
  for (const std::string* text : {&paper.title, &paper.abstract, &paper.comment})
    for (text::FoundLink& link : text::find_links(*text)) source.links.push_back(std::move(link.href));
  const Links& links = paper.links;
  for (const std::string* url :
       {&links.abs, &links.pdf, &links.html, &links.huggingface, &links.code, &links.project})
    if (!url->empty()) source.links.push_back(*url);
  return source;
}

}  // namespace nonmun::translate
