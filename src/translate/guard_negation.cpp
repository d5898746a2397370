// Negations of the line and of the sentences that it cites.

#include <algorithm>
#include <string>

#include "guard_line.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::translate {
namespace {

bool contains_any(std::string_view text, const std::vector<std::string_view>& marks) {
  return std::any_of(marks.begin(), marks.end(),
                     [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

enum class Negation { none, maybe, sure };

/// How surely a stretch of the source negates something. "not only" and "not just" do not.
Negation negation_of(std::string_view text, std::span<const Token> tokens) {
  const GuardTables& tables = guard_tables();
  Negation found = Negation::none;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind != TokenKind::word) continue;
    const std::string_view word = slice(text, tokens[i]);
    const auto next_is = [&](std::string_view other) {
      return i + 1 < tokens.size() && ascii::equal_ignoring_case(slice(text, tokens[i + 1]), other);
    };
    if (tables.english_negations.contains(tokens[i].key)) {
      if (!next_is("only") && !next_is("just") && !next_is("merely") && !next_is("longer") &&
          !next_is("necessarily") && found != Negation::sure)
        found = Negation::sure;
      else
        found = std::max(found, Negation::maybe);
      continue;
    }
    if (word.ends_with("n't") || word.ends_with("n’t")) {
      found = Negation::sure;
      continue;
    }
    if (found != Negation::none) continue;
    for_each_part(word, [&](std::string_view part) {
      const std::string lower = ascii::lower(part);
      if (std::any_of(tables.english_maybe.begin(), tables.english_maybe.end(), [&](std::string_view stem) {
            return lower.starts_with(stem) || lower.ends_with("less");
          }))
        found = Negation::maybe;
    });
  }
  return found;
}

}  // namespace

void check_negation(const Line& line, Findings& findings) {
  const GuardTables& tables = guard_tables();
  std::string hangul;  // what the source itself says between brackets is no negation of the line
  bool sure = false;
  text::Span where;
  for (const Token& token : line.tokens) {
    if (token.kind != TokenKind::hangul) continue;
    const std::string_view word = line.slice_of(token);
    hangul.append(word).append(" ");
    if (!sure && contains_any(word, tables.korean_negations)) {
      sure = true;
      where = {token.begin, token.end};
    }
  }
  const bool cites = line.src != nullptr && !line.src->empty();
  if (sure) {
    Negation source = Negation::none;
    if (cites) {
      for (const int number : *line.src)
        source = std::max(source, negation_of(line.source.text(), line.source.sentence_tokens(number)));
    } else {
      source = negation_of(line.source.text(), line.source.tokens());
    }
    if (source == Negation::none)
      add(findings, Guard::negation, quoted(slice(line.text, where)) + ": the source negates nothing",
          where.begin, where.end);
    return;
  }
  if (!cites || line.src->size() != 1 || contains_any(hangul, tables.korean_maybe)) return;
  if (negation_of(line.source.text(), line.source.sentence_tokens(line.src->front())) == Negation::sure)
    add(findings, Guard::negation,
        "the negation of sentence " + std::to_string(line.src->front()) + " is missing", 0, line.text.size());
}

}  // namespace nonmun::translate
