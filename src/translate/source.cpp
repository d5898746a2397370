#include "nonmun/translate/source.hpp"

namespace nonmun::translate {

std::string_view Source::sentence(int number) const {
  if (number < 1 || static_cast<std::size_t>(number) > sentences.size()) return {};
  const text::Span span = sentences[static_cast<std::size_t>(number) - 1];
  return std::string_view(abstract).substr(span.begin, span.end - span.begin);
}

Source source_of(const Paper& paper) {
  return {
      .title = paper.title, .abstract = paper.abstract, .sentences = text::split_sentences(paper.abstract)};
}

}  // namespace nonmun::translate
