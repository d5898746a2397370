#include "nonmun/translate/source.hpp"

#include <algorithm>
#include <set>
#include <utility>

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
  if (number < 1 || static_cast<std::size_t>(number) > count()) return {};
  const std::size_t at = static_cast<std::size_t>(number) - 1;
  const bool is_abstract = at < sentences.size();
  const text::Span span = is_abstract ? sentences[at] : body.sentences[at - sentences.size()];
  return std::string_view(is_abstract ? abstract : body.text).substr(span.begin, span.end - span.begin);
}

Source source_of(const Paper& paper, Body body) {
  Source source{.title = paper.title,
                .abstract = paper.abstract,
                .sentences = text::split_sentences(paper.abstract),
                .links = {},
                .body = std::move(body)};
  for (const std::string_view text : {std::string_view(paper.title), std::string_view(paper.abstract),
                                      std::string_view(paper.comment), std::string_view(source.body.text)})
    for (text::FoundLink& link : text::find_links(text)) source.links.push_back(std::move(link.href));
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

Source with_cited_only(Source source, const std::vector<Bullet>& bullets) {
  std::vector<bool> cited(source.count() + 1, false);
  for (const Bullet& bullet : bullets)
    for (const int number : bullet.src)
      if (!source.sentence(number).empty()) cited[static_cast<std::size_t>(number)] = true;
  for (std::size_t i = 0; i < source.body.sentences.size(); ++i) {
    if (cited[source.sentences.size() + i + 1]) continue;
    const text::Span span = source.body.sentences[i];
    source.body.text.replace(span.begin, span.end - span.begin, span.end - span.begin, ' ');
  }
  return source;
}

void cite_as_record(std::vector<Bullet>& bullets, const Source& source) {
  const int first = static_cast<int>(source.sentences.size()) + 1, last = static_cast<int>(source.count());
  for (Bullet& bullet : bullets) {
    if (std::erase_if(bullet.src, [&](int number) { return number >= first && number <= last; }) > 0)
      bullet.source = k_source_html;
  }
}

Source source_of_record(const Paper& paper, std::vector<Bullet>& bullets) {
  Body shown;
  std::vector<std::pair<Bullet*, std::size_t>> from_text;
  for (Bullet& bullet : bullets) {
    if (bullet.source != k_source_html) continue;
    const auto spans = text::split_sentences(bullet.en);
    from_text.emplace_back(&bullet, spans.size());
    if (!shown.text.empty()) shown.text += '\n';
    const std::size_t offset = shown.text.size();
    shown.text += bullet.en;
    for (const text::Span& span : spans) shown.sentences.push_back({span.begin + offset, span.end + offset});
  }
  Source source = source_of(paper, std::move(shown));
  int number = static_cast<int>(source.sentences.size());
  for (auto& [bullet, count] : from_text) {
    bullet->src.clear();
    for (std::size_t i = 0; i < count; ++i) bullet->src.push_back(++number);
  }
  return source;
}

}  // namespace nonmun::translate
