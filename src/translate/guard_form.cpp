// What a line is made of: links, formulas, citations, length, talk about the task, repetition.

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <string>
#include <unordered_set>

#include "guard_line.hpp"
#include "nonmun/core/ascii.hpp"
#include "nonmun/text/links.hpp"

namespace nonmun::translate {
namespace {

/// A URL as links are compared: without scheme, "www." and closing slash, the letters of its host small.
std::string bare_url(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://"})
    if (url.starts_with(scheme)) url.remove_prefix(scheme.size());
  if (url.starts_with("www.")) url.remove_prefix(4);
  while (url.ends_with('/')) url.remove_suffix(1);
  const std::size_t host = std::min(url.find('/'), url.size());
  return ascii::lower(url.substr(0, host)).append(url.substr(host));
}

/// Whether a URL that ends at `end` goes on there.
bool goes_on(std::string_view text, std::size_t end) {
  constexpr std::string_view k_inside = "/-_.~#?=&%+:@";
  while (end < text.size() && k_inside.find(text[end]) != std::string_view::npos) ++end;
  return end < text.size() && ascii::is_alnum(text[end]);
}

bool stands_in(const SourceIndex& source, const text::FoundLink& link, std::string_view text) {
  // A beginning of the source's link is another link.
  for (std::size_t at = source.text().find(text); at != std::string_view::npos;
       at = source.text().find(text, at + 1))
    if (!goes_on(source.text(), at + text.size())) return true;
  const std::string wanted = bare_url(link.href);
  return std::any_of(source.source().links.begin(), source.source().links.end(),
                     [&](const std::string& allowed) { return bare_url(allowed) == wanted; });
}

bool may_hold_link(const Line& line) {
  static const std::array<Bigrams, 9> signs = {Bigrams("www."), Bigrams(".com"), Bigrams(".io"),
                                               Bigrams(".org"), Bigrams(".net"), Bigrams(".ai"),
                                               Bigrams("10."),  Bigrams("rXiv"), Bigrams("arxiv")};
  return line.text.find('/') != std::string_view::npos ||
         std::any_of(signs.begin(), signs.end(),
                     [&](const Bigrams& sign) { return line.bigrams.may_hold(sign); });
}

/// Markdown images and links, and HTML; bytes of the first.
void check_markup(const Line& line, Findings& findings) {
  const std::string_view text = line.text;
  const auto flag = [&](std::size_t at, std::size_t size, std::string_view what) {
    add(findings, Guard::links, std::string(what), at, std::min(at + size, text.size()));
  };
  if (const std::size_t at = text.find("]("); at != std::string_view::npos)
    flag(at, 2, "a Markdown link or image");
  if (const std::size_t at = text.find("!["); at != std::string_view::npos) flag(at, 2, "a Markdown image");
  if (const std::size_t at = text.find("]:"); at != std::string_view::npos && text.starts_with('['))
    flag(at, 2, "a Markdown link definition");
  if (text.find(':') != std::string_view::npos) {
    const std::string lower = ascii::lower(text);
    for (const std::string_view scheme : {"javascript:", "data:text", "data:image", "vbscript:", "file://"})
      if (const std::size_t at = lower.find(scheme); at != std::string::npos)
        flag(at, scheme.size(), "a script or data URL");
  }
  if (const std::size_t at = text.find("<!--"); at != std::string_view::npos && !line.source.has_text("<!--"))
    flag(at, 4, "HTML: a comment");
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    std::size_t name = at + 1;
    if (name < text.size() && (text[name] == '/' || text[name] == '!')) ++name;
    if (name >= text.size() || !ascii::is_letter(text[name])) continue;
    const std::size_t end = std::min(text.find('>', at), text.size() - 1) + 1;
    const std::string_view tag = text.substr(at, end - at);
    const std::string lower = ascii::lower(tag.substr(0, 12));
    const bool active = lower.starts_with("<img") || lower.starts_with("<script") ||
                        lower.starts_with("<iframe") || lower.starts_with("<a ") ||
                        lower.starts_with("<svg") || lower.starts_with("<video");
    if (active || (tag.ends_with('>') && !line.source.has_text(tag)))
      flag(at, end - at, "HTML: " + quoted(tag));
  }
}

bool is_latex_letter(char c) { return ascii::is_letter(c); }

/// Hangul is longer in bytes and shorter in letters than English: lines are counted in code points.
constexpr std::size_t k_fewest_letters = 4;

/// Of the cited sentences; English has a byte for nearly every character.
std::size_t cited_length(const Line& line) {
  std::size_t length = 0;
  for (const int number : *line.src) length += line.source.source().sentence(number).size();
  return length;
}

/// Whether a line ends in the middle: at a sign or a word that wants another behind it or, in a sentence,
/// amid a verb (제안합니, 제안했) or at a form of one that joins it to what follows (제안하는, 제안하며).
bool is_cut_off(std::string_view text, bool is_sentence) {
  constexpr std::array<std::string_view, 11> k_signs = {",", "(",   "[",       ":",     "·",    "..",
                                                        "…", " 및", " 그리고", " 또는", " 등의"};
  // Verbs only: 학습, 결합 and 이하 end nouns in what could be a part of one.
  constexpr std::array<std::string_view, 32> k_verbs = {
      "합니", "됩니", "입니", "습니", "줍니", "릅니", "했",   "됐",   "였",   "었",    "았",
      "겠",   "했습", "됐습", "였습", "었습", "았습", "겠습", "있습", "없습", "하는",  "되는",
      "있는", "없는", "않는", "위한", "하며", "되며", "하고", "되고", "지만", "하면서"};
  const auto ends = [&](std::string_view end) { return ends_in(text, end); };
  return std::any_of(k_signs.begin(), k_signs.end(), ends) ||
         (is_sentence && std::any_of(k_verbs.begin(), k_verbs.end(), ends));
}

bool is_word_at(std::string_view text, std::size_t at, std::size_t size) {
  const auto letter = [&](std::size_t i) {
    return i < text.size() && (ascii::is_alnum(text[i]) || text[i] == '-');
  };
  return (at == 0 || !letter(at - 1)) && !letter(at + size);
}

/// The pairs of neighbouring letters of a line, white space and punctuation left out.
class LetterPairs {
 public:
  explicit LetterPairs(const Line& line) : line_(&line) {
    for_each_pair([&](char32_t before, char32_t letter) {
      ++size_;
      ++buckets_[(before * 31 + letter) % buckets_.size()];
    });
  }

  /// Nine of ten pairs are common to both.
  [[nodiscard]] bool is_like(const LetterPairs& other) const {
    if (size_ < 8 || other.size_ < 8) return size_ == other.size_ && size_ > 0 && pairs() == other.pairs();
    if (std::min(size_, other.size_) * 10 < std::max(size_, other.size_) * 8) return false;
    const auto are_enough = [&](std::size_t common) { return common * 2 * 10 >= (size_ + other.size_) * 9; };
    return are_enough(most_in_common(other)) && are_enough(count_common(other));
  }

 private:
  template <typename Use>
  void for_each_pair(Use use) const {
    char32_t before = 0;
    for (const Token& token : line_->tokens) {
      const std::string_view text = line_->slice_of(token);
      for (std::size_t at = 0; at < text.size();) {
        Character c = character_at(text, at);
        at += c.length;
        if (!is_syllable(c.point)) {
          if (script_of(c.point) == Script::other) continue;
          if (c.point < 0x80) c.point = static_cast<unsigned char>(ascii::lower(static_cast<char>(c.point)));
        }
        use(before, c.point);
        before = c.point;
      }
    }
  }

  [[nodiscard]] std::vector<std::uint64_t> pairs() const {
    std::vector<std::uint64_t> pairs;
    pairs.reserve(size_);
    for_each_pair(
        [&](char32_t before, char32_t letter) { pairs.push_back((std::uint64_t{before} << 32) | letter); });
    return pairs;
  }

  /// No fewer than there are in common, and found faster.
  [[nodiscard]] std::size_t most_in_common(const LetterPairs& other) const {
    std::size_t common = 0;
    for (std::size_t i = 0; i < buckets_.size(); ++i) common += std::min(buckets_[i], other.buckets_[i]);
    return common;
  }

  [[nodiscard]] std::size_t count_common(const LetterPairs& other) const {
    auto a = pairs(), b = other.pairs();
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    std::vector<std::uint64_t> common;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
    return common.size();
  }

  const Line* line_;
  std::size_t size_ = 0;
  std::array<std::uint32_t, 64> buckets_{};  // how many pairs have which hash
};

/// A sentence that stands in a line before.
void check_sentences_twice(const Line& line, Findings& findings) {
  if (line.sentences.size() < 2) return;
  std::unordered_set<std::string_view> said;
  for (const Sentence& sentence : line.sentences) {
    const text::Span where = sentence.where;
    if (said.insert(ascii::trim(slice(line.text, where))).second) continue;
    return add(findings, Guard::duplicates, "says a sentence twice", where.begin, where.end);
  }
}

}  // namespace

void check_links(const Line& line, Findings& findings) {
  check_markup(line, findings);
  if (line.source.source().abstract.empty()) return;  // nothing is known of the links that it may show
  if (!may_hold_link(line)) return;
  for (const text::FoundLink& link : text::find_links(line.text)) {
    const std::string_view found = line.text.substr(link.begin, link.end - link.begin);
    if (stands_in(line.source, link, found)) continue;
    add(findings, Guard::links, quoted(found) + " is not in the source", link.begin, link.end);
  }
}

void check_math(const Line& line, Findings& findings) {
  const std::string_view text = line.text;
  const auto unknown = [&](std::size_t begin, std::size_t end) {
    const std::string_view span = text.substr(begin, end - begin);
    if (!line.source.has_text(span))
      add(findings, Guard::math, quoted(span) + " does not stand in the source so", begin, end);
  };
  std::size_t after_formula = 0;
  for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
    if (at > 0 && text[at - 1] == '\\') continue;
    const std::size_t end = text.find('$', at + 1);
    if (end == std::string_view::npos) break;
    const std::string_view inner = text.substr(at + 1, end - at - 1);
    const bool money = !inner.empty() && ascii::is_digit(inner[0]) &&
                       inner.find_first_of("\\^_=") == std::string_view::npos &&
                       inner.find(' ') != std::string_view::npos;
    if (money) continue;
    // The formula itself may stand in the source without its dollars.
    if (inner.empty() || !line.source.has_text(inner)) unknown(at, end + 1);
    at = after_formula = end;
  }
  for (std::size_t at = text.find('\\', after_formula); at != std::string_view::npos;
       at = text.find('\\', at + 1)) {
    std::size_t end = at + 1;
    if (end < text.size() && (text[end] == '(' || text[end] == '[')) {
      unknown(at, end + 1);
      continue;
    }
    while (end < text.size() && is_latex_letter(text[end])) ++end;
    if (end > at + 1) unknown(at, end);
    at = std::max(at, end - 1);
  }
}

void check_citations(const Line& line, Findings& findings) {
  const std::size_t count = line.source.source().count();
  if (line.src->empty() && line.options.cites) {
    add(findings, Guard::citations, "cites no sentence", 0, line.text.size());
    return;
  }
  for (const int number : *line.src) {
    if (number >= 1 && static_cast<std::size_t>(number) <= count) continue;
    add(findings, Guard::citations,
        "there is no sentence " + std::to_string(number) + " (of " + std::to_string(count) + ")", 0,
        line.text.size());
  }
}

void check_length(const Line& line, Findings& findings) {
  const std::size_t length = line.length;
  const bool bullet = line.src != nullptr;
  const auto flag = [&](std::string detail) {
    add(findings, Guard::length, std::move(detail), 0, line.text.size());
  };
  if (line.unread > 0) return flag("longer than any line of a summary");
  const std::string_view text = ascii::trim(line.text);
  if (text.empty()) return flag("empty");
  const std::size_t fewest = bullet ? k_fewest_letters : 1;
  std::size_t letters = 0;
  for (std::size_t i = 0; i < line.tokens.size() && letters < fewest; ++i)
    letters += count_characters(line.slice_of(line.tokens[i]));
  if (letters < fewest) return flag("too short");
  const std::size_t cited = bullet ? cited_length(line) : 0;
  if (cited > 0 && length > cited * 5 / 4 + 60) return flag("longer than the sentences it cites");
  if (cited == 0 && length > 120 && !line.source.source().abstract.empty() &&
      length > count_characters(line.source.text()))
    return flag("longer than title and abstract");
  if (is_cut_off(text, bullet)) flag("cut off");
}

void check_meta(const Line& line, Findings& findings) {
  const std::string_view text = line.text;
  const std::string_view trimmed = ascii::trim(text);
  for (const MetaPhrase& phrase : guard_tables().meta) {
    if (!line.bigrams.may_hold(phrase.bigrams)) continue;
    std::size_t at = std::string_view::npos;
    switch (phrase.place) {
      case PhrasePlace::start:
        if (trimmed.starts_with(phrase.phrase)) at = text.find(phrase.phrase);
        break;
      case PhrasePlace::start_with:
        if (trimmed.starts_with(phrase.phrase) && trimmed.find(phrase.later) != std::string_view::npos)
          at = text.find(phrase.phrase);
        break;
      case PhrasePlace::anywhere:
        at = text.find(phrase.phrase);
        break;
      case PhrasePlace::word:
        at = text.find(phrase.phrase);
        if (at != std::string_view::npos && !is_word_at(text, at, phrase.phrase.size()))
          at = std::string_view::npos;
        break;
      case PhrasePlace::whole:
        if (trimmed == phrase.phrase ||
            (trimmed.ends_with('.') && trimmed.substr(0, trimmed.size() - 1) == phrase.phrase))
          at = text.find(phrase.phrase);
        break;
    }
    if (at == std::string_view::npos) continue;
    const bool control = phrase.phrase == "<|" || phrase.phrase == "|>";
    if (!control && phrase.place != PhrasePlace::start && line.source.has_text(phrase.phrase)) continue;
    add(findings, Guard::meta, quoted(phrase.phrase) + " is not about the paper", at,
        at + phrase.phrase.size());
    return;
  }
}

void check_repetition(const Line& line, Findings& findings) {
  check_sentences_twice(line, findings);
  // A model that hangs: one to four words thrice in a row.
  const std::size_t size = line.tokens.size();
  for (std::size_t period = 1; period <= 4; ++period) {
    const auto repeats = [&](std::size_t i) {
      const Token &token = line.tokens[i], &before = line.tokens[i - period];
      return line.slice_of(token) == line.slice_of(before) && token.kind != TokenKind::number &&
             token.after != '-' && before.after != '-';  // 텍스트-이미지, 이미지-이미지
    };
    // One in a row of so many stands at a multiple.
    bool may_hang = false;
    for (std::size_t i = period * 2; i < size && !may_hang; i += period * 2) may_hang = repeats(i);
    if (!may_hang) continue;
    std::size_t same = 0;
    for (std::size_t i = period; i < size; ++i) {
      same = repeats(i) ? same + 1 : 0;
      if (same < period * 2) continue;
      const Token& token = line.tokens[i];
      add(findings, Guard::duplicates, quoted(line.slice_of(token)) + " over and over", token.begin,
          token.end);
      return;
    }
  }
}

void check_duplicates(const std::vector<Line>& lines, std::vector<Findings>& findings) {
  std::vector<LetterPairs> pairs;
  pairs.reserve(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    pairs.emplace_back(lines[i]);
    for (std::size_t j = 0; j < i; ++j) {
      if (!pairs[j].is_like(pairs[i])) continue;
      add(findings[i], Guard::duplicates, "says what line " + std::to_string(j + 1) + " says", 0,
          lines[i].text.size());
      break;
    }
  }
}

}  // namespace nonmun::translate
