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
    : source_(source), text_(joined(source)), tokens_(tokens_of(text_)), words_(tokens_.size() * 3 / 2) {
  const GuardTables& tables = guard_tables();
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    add_word(tokens_[i]);
    if (tokens_[i].kind == TokenKind::word && negates(i, tables)) negations_.push_back(i);
  }
  quantities_ = english_quantities(text_, tokens_);
}

bool SourceIndex::negates(std::size_t i, const GuardTables& tables) const {
  const Token& token = tokens_[i];
  if (const bool* sure = tables.english_negations.find(token.key)) return *sure || is_ended(i);
  return token.joined &&
         ends_with_any(word(token), {"n't", "n’t", "-free", "-agnostic", "-independent", "-less", "-unable"});
}

/// The need of "eliminating the need for it".
bool SourceIndex::is_ended(std::size_t i) const {
  constexpr std::size_t k_far = 2;
  const auto& verbs = guard_tables().english_ends;
  for (std::size_t far = 1; far <= std::min(i, k_far); ++far)
    if (std::any_of(verbs.begin(), verbs.end(),
                    [&](std::string_view verb) { return word(tokens_[i - far]).starts_with(verb); }))
      return true;
  return false;
}

void SourceIndex::add_word(const Token& token) {
  if (token.kind == TokenKind::hangul || token.kind == TokenKind::foreign) return;
  words_.insert(token.key);
  if (!token.joined && !token.has_digit && token.kind == TokenKind::word) return;
  for_each_part(slice(text_, token), [&](std::string_view part) {
    if (token.joined) words_.insert(key_of(part));
    // Qwen of Qwen2.5; Splat of 3DSplat.
    const auto first = [&](auto is) {
      return static_cast<std::size_t>(std::find_if(part.begin(), part.end(), is) - part.begin());
    };
    const std::size_t digit = first(ascii::is_digit);
    if (digit > 1 && digit < part.size()) words_.insert(key_of(part.substr(0, digit)));
    const std::size_t letter = first([](char c) { return !ascii::is_digit(c) && c != '.'; });
    if (letter > 0 && letter < part.size()) words_.insert(key_of(part.substr(letter)));
  });
}

bool SourceIndex::has_pair(std::string_view word) const { return has_pair(word, {}); }

bool SourceIndex::has_pair(std::string_view first, std::string_view second) const {
  if (first.empty()) return false;
  const std::uint64_t key = key_of(first, second);
  const char initial = ascii::lower(first[0]);
  std::string_view before;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    const std::string_view word = slice(text_, tokens_[i]);
    if (i > 0 && tokens_[i].after != '.') {
      const std::string_view last = slice(text_, tokens_[i - 1]);
      if (ascii::lower(last[0]) == initial && key_of(last, word) == key) return true;
    }
    if (!tokens_[i].joined) continue;
    bool found = false;
    before = {};
    for_each_part(word, [&](std::string_view part) {
      if (!before.empty() && ascii::lower(before[0]) == initial) found = found || key_of(before, part) == key;
      before = part;
    });
    if (found) return true;
  }
  return false;
}

bool SourceIndex::has_stem(std::string_view word) const {
  if (word.size() < 2) return false;
  const std::uint64_t key = stem_key_of(word);
  bool found = false;
  for (const Token& token : tokens_) {
    if (token.kind != TokenKind::word) continue;
    for_each_part(slice(text_, token), [&](std::string_view part) {
      if (part.size() < 2 || ascii::lower(part[0]) != ascii::lower(word[0]) ||
          ascii::lower(part[1]) != ascii::lower(word[1]))
        return;
      found = found || stem_key_of(part) == key;
    });
    if (found) return true;
  }
  return false;
}

bool SourceIndex::has_initials(std::string_view letters) const {
  std::string initials, of_names;
  for (const Token& token : tokens_) {
    if (token.kind != TokenKind::word && token.kind != TokenKind::number) continue;
    for_each_part(slice(text_, token), [&](std::string_view part) {
      initials.push_back(ascii::lower(part[0]));
      if (!is_small_word(part)) of_names.push_back(initials.back());
    });
  }
  return initials.find(letters) != std::string::npos || of_names.find(letters) != std::string::npos;
}

text::Span SourceIndex::sentence_span(int number) const {
  if (number < 1 || static_cast<std::size_t>(number) > source_.count()) return {};
  return place_of(static_cast<std::size_t>(number) - 1);
}

std::span<const Token> SourceIndex::sentence_tokens(int number) const {
  return tokens_in(sentence_span(number));
}

std::span<const Token> SourceIndex::tokens_in(text::Span span) const {
  const auto first = std::lower_bound(tokens_.begin(), tokens_.end(), span.begin,
                                      [](const Token& t, std::size_t at) { return t.begin < at; });
  const auto last = std::lower_bound(first, tokens_.end(), span.end,
                                     [](const Token& t, std::size_t at) { return t.end <= at; });
  return {first, last};
}

text::Span SourceIndex::place_of(std::size_t number) const {
  const bool is_abstract = number < source_.sentences.size();
  const std::size_t offset = source_.title.size() + 1 + (is_abstract ? 0 : source_.abstract.size() + 1);
  const text::Span span =
      is_abstract ? source_.sentences[number] : source_.body.sentences[number - source_.sentences.size()];
  return {span.begin + offset, span.end + offset};
}

text::Span SourceIndex::sentence_around(std::size_t at) const {
  const std::size_t offset = source_.title.size() + 1;
  if (at < offset) return {0, source_.title.size()};
  for (std::size_t i = 0; i < source_.count(); ++i)
    if (const text::Span span = place_of(i); at >= span.begin && at < span.end) return span;
  return {offset, text_.size()};
}

}  // namespace nonmun::translate
