#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/core/paper.hpp"

// What a bibliography says of a paper, before it is written as BibTeX, RIS or CSL-JSON.
namespace nonmun::render {

struct CitedName {
  std::string family;    ///< the whole name where nothing tells its parts
  std::string particle;  ///< "van der"
  std::string given, suffix;
  bool is_whole =
      false;  ///< not a person's name in parts: a collaboration, a Korean or Chinese name as it is written
};

struct Citation {
  std::string
      key;  ///< "svete2024transformers-2404.14994": made of the record alone, so that it never changes
  std::string title;
  std::vector<CitedName> authors;
  bool has_more_authors = false;  ///< the source cut the list
  int year = 0;                   ///< of the first submission, as dates or the id say
  int month = 0, day = 0;         ///< 0: not known
  std::string eprint;             ///< the id, with the version where it is known
  std::string category;
  std::string doi, url;
  std::string note;  ///< where it was published, and the authors' comment
};
[[nodiscard]] Citation citation_of(const Paper& paper);

/// A name in its parts: "Laurens van der Maaten" has the family name Maaten. Names in Hangul or Han
/// characters, single words and names of groups stay whole.
[[nodiscard]] CitedName cited_name(std::string_view name);

}  // namespace nonmun::render
