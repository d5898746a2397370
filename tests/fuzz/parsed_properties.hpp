#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "nonmun/parse/paper_json.hpp"
#include "nonmun/parse/parsed.hpp"
#include "nonmun/render/paper_json.hpp"
#include "nonmun/text/unicode.hpp"

// What holds for whatever a parser made of any bytes.
namespace nonmun::fuzz {

inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

/// Control characters below the space; DEL too where a terminal may see it.
inline bool has_control(std::string_view text, bool and_delete) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || (and_delete && c == 0x7F)) return true;
  }
  return false;
}

inline void check_paper(const Paper& paper) {
  require(!paper.title.empty(), "a title is not empty");
  require(text::is_valid_utf8(paper.title), "a title is valid UTF-8");
  require(!has_control(paper.title, true), "a title has no control characters");
  std::string line;
  render::append_json(line, paper);
  require(text::is_valid_utf8(line), "a written record is valid UTF-8");
  require(!has_control(line, false), "a written record is one line");
  const auto again = parse::parse_paper_json(line, {});
  require(again.has_value() && again->papers.size() == 1, "a written record can be read");
  std::string second;
  render::append_json(second, again->papers.front());
  if (line != second) std::fprintf(stderr, "%s\n%s\n", line.c_str(), second.c_str());
  require(line == second, "a record that was read is written the same");
}

inline void check(const Result<parse::Parsed>& parsed) {
  if (!parsed) return require(!parsed.error().what.empty(), "an error says what it is");
  require(parsed->entries == parsed->papers.size() + parsed->held_back,
          "every entry is a record or held back");
  require(parsed->issues.size() >= parsed->held_back, "what is held back has an issue");
  for (const Paper& paper : parsed->papers) check_paper(paper);
}

}  // namespace nonmun::fuzz
