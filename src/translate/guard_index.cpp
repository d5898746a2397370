#include "guard_index.hpp"

#include <algorithm>
#include <array>

#include "nonmun/core/ascii.hpp"

namespace nonmun::translate {
namespace {

bool is_small_word(std::string_view word) {
  constexpr std::array<std::string_view, 14> k_small = {"of", "and", "the", "to", "for", "in",   "with",
                                                        "a",  "an",  "by",  "on", "as",  "from", "via"};
  return std::any_of(k_small.begin(), k_small.end(),
                     [&](std::string_view small) { return ascii::equal_ignoring_case(small, word); });
}

std::string joined(const Source& source) {
  std::string text;
  text.reserve(source.title.size() + source.abstract.size() + source.body.text.size() + 2);
  text.append(source.title).append("\n").append(source.abstract);
  if (!source.body.text.empty()) text.append("\n").append(source.body.text);
  return text;
}

}  // namespace

KeySet::KeySet(std::size_t expected) {
  std::size_t size = 16;
  while (size < expected * 2) size *= 2;
  slots_.resize(size);
}

void KeySet::insert(std::uint64_t key) {
  if (key == 0) key = 1;
  if ((used_ + 1) * 2 > slots_.size()) grow();
  std::size_t at = key & (slots_.size() - 1);
  while (slots_[at] != 0 && slots_[at] != key) at = (at + 1) & (slots_.size() - 1);
  if (slots_[at] == key) return;
  slots_[at] = key;
  ++used_;
}

bool KeySet::contains(std::uint64_t key) const {
  if (key == 0) key = 1;
  std::size_t at = key & (slots_.size() - 1);
  while (slots_[at] != 0 && slots_[at] != key) at = (at + 1) & (slots_.size() - 1);
  return slots_[at] == key;
}

void KeySet::grow() {
  std::vector<std::uint64_t> old(slots_.size() * 2);
  old.swap(slots_);
  used_ = 0;
  for (const std::uint64_t key : old)
    if (key != 0) insert(key);
}

SourceIndex::SourceIndex(const Source& source)
    : source_(source),
      text_(joined(source)),
      tokens_(tokens_of(text_)),
      words_(tokens_.size() * 3),
      stems_(tokens_.size() * 2) {
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    add_word(tokens_[i]);
    if (i > 0 && tokens_[i].after != '.')
      words_.insert(key_of(slice(text_, tokens_[i - 1]), slice(text_, tokens_[i])));
  }
  quantities_ = english_quantities(text_, tokens_);
}

void SourceIndex::add_word(const Token& token) {
  const std::string_view word = slice(text_, token);
  if (token.kind == TokenKind::hangul || token.kind == TokenKind::foreign) return;
  words_.insert(token.kind == TokenKind::word || token.key != 0 ? token.key : key_of(word));
  std::string_view before;
  for_each_part(word, [&](std::string_view part) {
    if (part.size() != word.size()) {
      words_.insert(key_of(part));
      if (!before.empty()) words_.insert(key_of(before, part));
    }
    stems_.insert(stem_key_of(part));
    // Qwen of Qwen2.5; Splat of 3DSplat.
    const std::size_t digit = std::min(part.find_first_of("0123456789"), part.size());
    if (digit > 1 && digit < part.size()) words_.insert(key_of(part.substr(0, digit)));
    const std::size_t letter = std::min(part.find_first_not_of("0123456789."), part.size());
    if (letter > 0 && letter < part.size()) words_.insert(key_of(part.substr(letter)));
    const char initial = ascii::lower(part[0]);
    initials_.push_back(initial);
    if (!is_small_word(part)) short_initials_.push_back(initial);
    before = part;
  });
}

bool SourceIndex::has_initials(std::string_view letters) const {
  return initials_.find(letters) != std::string::npos || short_initials_.find(letters) != std::string::npos;
}

text::Span SourceIndex::place_of(std::size_t number) const {
  const bool is_abstract = number < source_.sentences.size();
  const std::size_t offset = source_.title.size() + 1 + (is_abstract ? 0 : source_.abstract.size() + 1);
  const text::Span span =
      is_abstract ? source_.sentences[number] : source_.body.sentences[number - source_.sentences.size()];
  return {span.begin + offset, span.end + offset};
}

std::vector<Token> SourceIndex::sentence_tokens(int number) const {
  if (number < 1 || static_cast<std::size_t>(number) > source_.count()) return {};
  const text::Span span = place_of(static_cast<std::size_t>(number) - 1);
  std::vector<Token> tokens;
  for (const Token& token : tokens_)
    if (token.begin >= span.begin && token.end <= span.end) tokens.push_back(token);
  return tokens;
}

text::Span SourceIndex::sentence_around(std::size_t at) const {
  const std::size_t offset = source_.title.size() + 1;
  if (at < offset) return {0, source_.title.size()};
  for (std::size_t i = 0; i < source_.count(); ++i)
    if (const text::Span span = place_of(i); at >= span.begin && at < span.end) return span;
  return {offset, text_.size()};
}

}  // namespace nonmun::translate
