#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "nonmun/core/day_state.hpp"
#include "nonmun/render/options.hpp"

namespace nonmun::render {

enum class Language { korean, english };

/// Everything a digest says of its own accord.
enum class Word {
  papers_one,
  papers_many,
  no_day,
  still_filling,
  imported,
  votes_one,
  votes_many,
  comments_one,
  comments_many,
  withdrawn,
  authors,
  authors_more,
  authors_only,
  subjects,
  comment,
  code,
  project,
  paper,
  media,
  image,
  video,
  no_summary,
  no_abstract,
  nothing_to_summarise,
  unverified,
  summary_by,
  rule_based,
  account,
  failures_one,
  failures_many,
  nothing_to_show,
  published,
  filling,
  not_yet,
  weekend,
  holiday,
  stale,
  outage,
  problem,
  proposal,
  method,
  result,
  release,
  limitation,
  whats_new,
  technical_details,
  performance_highlights,
  interest,
  keyword,
  author,
  category,
  like,
  votes,
  approximate,
};

/// One message in both languages. Arguments stand as {name}; in Korean none is followed by a particle,
/// because which particle is right depends on the argument.
struct Wording {
  Word word;
  std::string_view key, ko, en;
};
[[nodiscard]] std::span<const Wording> catalogue();

using Arguments = std::initializer_list<std::pair<std::string_view, std::string_view>>;

[[nodiscard]] std::string say(Language language, Word word, Arguments arguments = {});

/// The message in each language shown: "저자 / Authors".
[[nodiscard]] std::string say_all(const Languages& languages, Word word, Arguments arguments = {});

[[nodiscard]] Word word_of(DayState state);

/// The languages shown, Korean first.
[[nodiscard]] std::span<const Language> list_languages(const Languages& languages);

}  // namespace nonmun::render
