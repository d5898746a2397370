#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nonmun/core/paper.hpp"
#include "nonmun/text/sentences.hpp"

namespace nonmun::translate {

/// What a summary is made from and held against: a paper's title and its abstract, cut into sentences.
struct Source {
  std::string title;
  std::string abstract;
  std::vector<text::Span> sentences;  ///< of `abstract`, in order
  std::vector<std::string> links;     ///< URLs that a summary may show: of the abstract, comment and paper

  /// The sentence that Bullet::src calls `number` (from 1); empty where there is none.
  [[nodiscard]] std::string_view sentence(int number) const;
};

[[nodiscard]] Source source_of(const Paper& paper);

/// The numbers of the sentences that a text in English was taken from: those that share seven of ten words
/// with it, of the shorter of the two. Empty for a text of other words.
[[nodiscard]] std::vector<int> sentences_quoted_in(std::string_view english, const Source& source);

}  // namespace nonmun::translate
