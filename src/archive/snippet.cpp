#include "snippet.hpp"

#include <algorithm>

#include "korean_words.hpp"
#include "nonmun/core/ascii.hpp"
#include "nonmun/text/unicode.hpp"

namespace nonmun::archive {
namespace {

using Span = std::pair<std::size_t, std::size_t>;

/// Around the first hit, in bytes; a snippet is of this length or a little more.
constexpr std::size_t k_before = 60, k_length = 240;

std::u32string syllables_of(std::string_view text) {
  std::u32string out;
  for (const KoreanPart& part : split_korean(text)) {
    for (const Syllable& syllable : part.syllables) out += syllable.point;
  }
  return out;
}

void add_korean(Wanted& wanted, std::string_view text, bool quoted) {
  for (const KoreanPart& part : split_korean(text)) {
    if (part.syllables.size() < 2) continue;
    const auto run = text.substr(part.begin, part.end - part.begin);
    wanted.korean.push_back(syllables_of(quoted ? run : without_particle(run)));
  }
}

void collect(const QueryNode& node, const Tokenizer& tokenizer, Wanted& wanted) {
  if (node.kind == QueryNode::Kind::but_not) return collect(node.children.at(0), tokenizer, wanted);
  for (const QueryNode& child : node.children) collect(child, tokenizer, wanted);
  if (node.kind != QueryNode::Kind::words) return;
  const std::string text = text::to_nfc(node.text);
  const bool is_mixed = has_syllable(text) && node.field != Field::author;
  if (is_mixed) add_korean(wanted, text, node.quoted);
  const auto add = [&](std::string_view part, bool prefix) {
    Wanted::Words words{node.field, {}, prefix};
    for (Token& token : tokenizer.tokens(part)) words.words.push_back(std::move(token.text));
    if (!words.words.empty()) wanted.words.push_back(std::move(words));
  };
  if (!is_mixed) return add(text, node.prefix);
  // Of "GPT를" the tokenizer makes one word: what is not Korean is looked for by itself.
  for (const KoreanPart& part : split_korean(text)) {
    if (part.syllables.empty()) add(std::string_view(text).substr(part.begin, part.end - part.begin), false);
  }
}

bool is_for(Field field, Field wanted) {
  return wanted == Field::any || wanted == Field::note || wanted == field;
}

void find_words(const Wanted& wanted, Field field, const std::vector<Token>& tokens,
                std::vector<Span>& hits) {
  for (const Wanted::Words& phrase : wanted.words) {
    if (!is_for(field, phrase.field)) continue;
    const std::size_t count = phrase.words.size();
    for (std::size_t at = 0; at + count <= tokens.size(); ++at) {
      bool fits = true;
      for (std::size_t k = 0; k < count && fits; ++k) {
        const bool is_beginning = phrase.prefix && k + 1 == count;
        const std::string& word = tokens[at + k].text;
        fits = is_beginning ? word.starts_with(phrase.words[k]) : word == phrase.words[k];
      }
      if (fits) hits.emplace_back(tokens[at].begin, tokens[at + count - 1].end);
    }
  }
}

void find_korean(const Wanted& wanted, std::string_view text, std::vector<Span>& hits) {
  if (wanted.korean.empty()) return;
  for (const KoreanPart& part : split_korean(text)) {
    std::u32string run;
    for (const Syllable& syllable : part.syllables) run += syllable.point;
    for (const std::u32string& word : wanted.korean) {
      for (auto at = run.find(word); at != run.npos; at = run.find(word, at + 1))
        hits.emplace_back(part.syllables[at].begin, part.syllables[at + word.size() - 1].end);
    }
  }
}

/// Where the tokenizer sees one word in "GPT를", the index and the reader see two.
std::vector<Token> tokens_of(std::string_view text, const Tokenizer& tokenizer) {
  if (!has_syllable(text)) return tokenizer.tokens(text);
  std::vector<Token> all;
  for (const KoreanPart& part : split_korean(text)) {
    if (!part.syllables.empty()) continue;
    for (Token& token : tokenizer.tokens(text.substr(part.begin, part.end - part.begin)))
      all.push_back({std::move(token.text), token.begin + part.begin, token.end + part.begin});
  }
  return all;
}

std::vector<Span> united(std::vector<Span> hits) {
  std::ranges::sort(hits);
  std::vector<Span> out;
  for (const Span& hit : hits) {
    if (!out.empty() && hit.first <= out.back().second) {
      out.back().second = std::max(out.back().second, hit.second);
    } else {
      out.push_back(hit);
    }
  }
  return out;
}

/// The part of a text around the place with the most hits.
Snippet cut(std::string_view field, std::string_view text, const std::vector<Span>& hits) {
  Snippet out;
  out.field = field;
  if (text.size() <= k_length + k_before) {
    out.text = text;
    out.hits = hits;
    return out;
  }
  std::size_t best = 0, most = 0;
  for (std::size_t first = 0; first < hits.size(); ++first) {
    std::size_t within = 0;
    while (first + within < hits.size() &&
           hits[first + within].second <= hits[first].first + k_length - k_before)
      ++within;
    if (within > most) best = first, most = within;
  }
  std::size_t begin =
      hits[best].first > k_before ? ascii::character_start(text, hits[best].first - k_before) : 0;
  if (const auto space = text.find(' ', begin); begin > 0 && space < hits[best].first) begin = space + 1;
  std::size_t end = std::min(text.size(), std::max(begin + k_length, hits[best].second));
  if (end < text.size()) {
    end = ascii::character_start(text, end);
    if (const auto space = text.rfind(' ', end); space != text.npos && space > hits[best].second) end = space;
  }
  constexpr std::string_view k_cut = "…";
  if (begin > 0) out.text = k_cut;
  const std::size_t shift = begin - out.text.size();
  out.text += text.substr(begin, end - begin);
  if (end < text.size()) out.text += k_cut;
  for (const Span& hit : hits) {
    if (hit.first >= begin && hit.second <= end) out.hits.emplace_back(hit.first - shift, hit.second - shift);
  }
  return out;
}

class Snippets {
 public:
  Snippets(const Wanted& wanted, const Tokenizer& tokenizer) : wanted_(wanted), tokenizer_(tokenizer) {}

  void add(std::string_view name, Field field, std::string_view raw) {
    if (raw.empty()) return;
    const std::string text = text::to_single_line(raw);
    std::vector<Span> hits;
    find_words(wanted_, field, tokens_of(text, tokenizer_), hits);
    find_korean(wanted_, text, hits);
    if (!hits.empty()) all.push_back(cut(name, text, united(std::move(hits))));
  }
  std::vector<Snippet> all;

 private:
  const Wanted& wanted_;
  const Tokenizer& tokenizer_;
};

}  // namespace

Wanted wanted_by(const QueryNode& query, const Tokenizer& tokenizer) {
  Wanted wanted;
  collect(query, tokenizer, wanted);
  return wanted;
}

std::vector<Snippet> snippets_of(const Paper& paper, const Wanted& wanted, const Tokenizer& tokenizer) {
  Snippets found(wanted, tokenizer);
  found.add("title", Field::title, paper.title);
  found.add("title_ko", Field::korean, paper.title_ko);
  found.add("abstract", Field::abstract, paper.abstract);
  if (paper.authors) {
    for (const Author& author : *paper.authors) found.add("authors", Field::author, author.name);
  }
  if (paper.summary) {
    for (const Bullet& bullet : *paper.summary) found.add("summary", Field::korean, bullet.ko);
  }
  return std::move(found.all);
}

std::vector<Snippet> snippets_of(const Review& review, const Wanted& wanted, const Tokenizer& tokenizer) {
  Snippets found(wanted, tokenizer);
  found.add("title", Field::title, review.title);
  found.add("excerpt", Field::note, review.excerpt);
  return std::move(found.all);
}

std::string marked(const Snippet& snippet, std::string_view before, std::string_view after) {
  std::string out;
  std::size_t done = 0;
  for (const auto& [begin, end] : snippet.hits) {
    out.append(snippet.text, done, begin - done) += before;
    out.append(snippet.text, begin, end - begin) += after;
    done = end;
  }
  return out.append(snippet.text, done);
}

}  // namespace nonmun::archive
