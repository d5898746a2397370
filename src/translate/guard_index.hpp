#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "guard_numbers.hpp"
#include "guard_text.hpp"
#include "nonmun/translate/source.hpp"

namespace nonmun::translate {

/// A set of hashes that is filled once.
class KeySet {
 public:
  explicit KeySet(std::size_t expected);
  void insert(std::uint64_t key);
  [[nodiscard]] bool contains(std::uint64_t key) const;

 private:
  void grow();
  std::vector<std::uint64_t> slots_;  // 0: free
  std::size_t used_ = 0;
};

/// Title, abstract and body as the guards look things up in them.
class SourceIndex {
 public:
  explicit SourceIndex(const Source& source);

  [[nodiscard]] const Source& source() const { return source_; }
  /// Title, abstract and, if there is one, body, with '\n' between them.
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] const std::vector<Quantity>& quantities() const { return quantities_; }

  /// A word or a part of one, in any spelling that key_of looks through.
  [[nodiscard]] bool has_word(std::uint64_t key) const { return words_.contains(key); }
  /// Two neighbouring words, or two parts of one, written as one.
  [[nodiscard]] bool has_pair(std::string_view word) const;
  /// As has_pair of the two written as one.
  [[nodiscard]] bool has_pair(std::string_view first, std::string_view second) const;
  /// Another form of an English word.
  [[nodiscard]] bool has_stem(std::string_view word) const;
  /// Whether neighbouring words begin with these small letters, with or without "of", "and", "the" …
  [[nodiscard]] bool has_initials(std::string_view letters) const;
  [[nodiscard]] bool has_text(std::string_view verbatim) const {
    return text_.find(verbatim) != std::string::npos;
  }

  /// The tokens of one of the source's sentences, by its number from 1; empty where there is none.
  [[nodiscard]] std::span<const Token> sentence_tokens(int number) const;
  [[nodiscard]] std::span<const Token> tokens_in(text::Span span) const;
  /// The part of text() that the sentence of this number is; empty where there is none.
  [[nodiscard]] text::Span sentence_span(int number) const;
  /// The part of text() that the sentence at a place of text() is; the title is one.
  [[nodiscard]] text::Span sentence_around(std::size_t at) const;
  /// The tokens that negate: not, without, training-free, irrelevant …; their places in tokens().
  [[nodiscard]] const std::vector<std::size_t>& negations() const { return negations_; }
  [[nodiscard]] const std::vector<Token>& tokens() const { return tokens_; }
  [[nodiscard]] std::string_view word(const Token& token) const { return slice(text_, token); }

 private:
  void add_word(const Token& token);
  [[nodiscard]] bool negates(std::size_t token, const GuardTables& tables) const;
  [[nodiscard]] bool is_ended(std::size_t token) const;
  /// Where in text() the sentence stands that is the `number`th from 0.
  [[nodiscard]] text::Span place_of(std::size_t number) const;

  const Source& source_;
  std::string text_;
  std::vector<Token> tokens_;
  KeySet words_;
  std::vector<std::size_t> negations_;
  std::vector<Quantity> quantities_;
};

}  // namespace nonmun::translate
