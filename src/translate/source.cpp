#include "nonmun/translate/source.hpp"

#include <algorithm>
#include <set>

#include "nonmun/core/ascii.hpp"
#include "nonmun/text/links.hpp"

namespace nonmun::translate {
namespace {

std::set<std::string> words_of(std::string_view text) {
  std::set<std::string> words;
  std::string word;
  for (const char c : text) {
    if (ascii::is_alnum(c)) {
      word.push_back(ascii::lower(c));
    } else if (!word.empty()) {
      words.insert(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.insert(std::move(word));
  return words;
}

}  // namespace

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

std::vector<int> sentences_quoted_in(std::string_view english, const Source& source) {
  std::vector<int> found;
  const auto quoted = words_of(english);
  for (int number = 1; number <= static_cast<int>(source.sentences.size()); ++number) {
    const auto words = words_of(source.sentence(number));
    const auto common = static_cast<std::size_t>(
        std::count_if(words.begin(), words.end(), [&](const auto& word) { return quoted.contains(word); }));
    if (common > 0 && common * 10 >= std::min(words.size(), quoted.size()) * 7) found.push_back(number);
  }
  return found;
}

}  // namespace nonmun::translate
