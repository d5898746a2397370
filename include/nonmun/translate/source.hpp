#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nonmun/core/paper.hpp"
#include "nonmun/text/sentences.hpp"
#include "nonmun/translate/body.hpp"

namespace nonmun::translate {

/// What a summary is made from and held against: a paper's title and its abstract, cut into sentences, and
/// what was taken of its text, if any was.
struct Source {
  std::string title;
  std::string abstract;
  std::vector<text::Span> sentences;  ///< of `abstract`, in order
  std::vector<std::string> links;     ///< URLs that a summary may show: of the texts, comment and paper
  Body body{};

  /// Sentences are numbered from 1: the abstract's, and behind them the body's.
  [[nodiscard]] std::size_t count() const { return sentences.size() + body.sentences.size(); }
  /// Empty where there is none of that number.
  [[nodiscard]] std::string_view sentence(int number) const;
};

[[nodiscard]] Source source_of(const Paper& paper, Body body = {});

/// What a summary is held against: of the body only the sentences that one of its bullets cites, so that a
/// number or a name somewhere in a long text proves nothing. Numbers of sentences stay as they are.
[[nodiscard]] Source with_cited_only(Source source, const std::vector<Bullet>& bullets);

/// Makes the numbers of cited sentences those of a record: Bullet::src keeps the abstract's, and a bullet
/// that cites the body says so (Bullet::source) and has the sentences in `en`.
void cite_as_record(std::vector<Bullet>& bullets, const Source& source);

/// The source of a record's own bullets, for checking them again: the sentences that those made from the
/// paper's text show stand for that text, and these bullets cite them.
[[nodiscard]] Source source_of_record(const Paper& paper, std::vector<Bullet>& bullets);

/// The numbers of the sentences that a text in English was taken from: those that share seven of ten words
/// with it, of the shorter of the two. Empty for a text of other words.
[[nodiscard]] std::vector<int> sentences_quoted_in(std::string_view english, const Source& source);

}  // namespace nonmun::translate
