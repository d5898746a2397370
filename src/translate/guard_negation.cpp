// Negations of the line and of the sentences that it was made from.

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "guard_line.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::translate {
namespace {

/// "not only" and "no longer" negate nothing that Korean negates.
bool is_idle(const SourceIndex& source, std::size_t negation) {
  const auto& tokens = source.tokens();
  if (negation + 1 >= tokens.size()) return false;
  const std::string_view next = source.word(tokens[negation + 1]);
  return next == "only" || next == "just" || next == "merely" || next == "longer" || next == "necessarily" ||
         next == "solely";
}

/// Whether words of this stretch of the source may be said with a negation: insufficient, fails, limited.
bool may_negate(const SourceIndex& source, std::span<const Token> tokens) {
  const auto& stems = guard_tables().english_maybe;
  bool found = false;
  for (const Token& token : tokens) {
    if (token.kind != TokenKind::word) continue;
    for_each_part(source.word(token), [&](std::string_view part) {
      const std::string lower = ascii::lower(part);
      found = found || lower.ends_with("less") ||
              std::any_of(stems.begin(), stems.end(),
                          [&](std::string_view stem) { return lower.starts_with(stem); });
    });
    if (found) return true;
  }
  return false;
}

/// Whether title, abstract or, of a line that cites, the cited sentences negate or may negate something.
bool source_may_negate(const Line& line) {
  const SourceIndex& source = line.source;
  if (line.cited.empty()) return !source.negations().empty() || may_negate(source, source.tokens());
  const auto& negations = source.negations();
  return std::any_of(negations.begin(), negations.end(),
                     [&](std::size_t i) { return line.cites(source.tokens()[i].begin); }) ||
         std::any_of(line.cited.begin(), line.cited.end(),
                     [&](int number) { return may_negate(source, source.sentence_tokens(number)); });
}

/// What stands in the line for the words that a negation of the source is about.
class Scope {
 public:
  Scope(const Line& line, const std::vector<bool>& negative) : line_(line), negative_(negative) {}

  void add(std::string_view word) {
    if (const Negated* negated = guard_tables().negated.find(stem_key_of(word))) {
      ++words_;
      find([&](std::string_view text) {
        return std::any_of(negated->korean.begin(), negated->korean.end(),
                           [&](std::string_view korean) { return text.starts_with(korean); });
      });
    } else if (std::any_of(word.begin(), word.end(), ascii::is_upper)) {
      ++words_;
      const std::uint64_t key = key_of(word);
      find([&](std::string_view text) { return key_of(text) == key; });
    }
  }

  /// Whether the line has the whole of a short scope, or two words of a longer one close together, and
  /// nothing beside them that may stand for the negation.
  [[nodiscard]] bool is_affirmed(bool cited) {
    if (words_ == 0 || (words_ == 1 && !cited)) return false;
    if (words_ == 1)
      return std::any_of(found_.begin(), found_.end(),
                         [&](const Found& found) { return !is_negated(found.token, found.token); });
    std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      return std::pair(a.token, a.word) < std::pair(b.token, b.word);
    });
    for (std::size_t i = 1; i < found_.size(); ++i) {
      const Found &a = found_[i - 1], &b = found_[i];
      if (a.token != b.token && a.word != b.word && b.token - a.token <= 2 && !is_negated(a.token, b.token))
        return true;
    }
    return false;
  }

 private:
  struct Found {
    std::size_t token, word;  ///< of the line, of the scope
  };

  template <typename Is>
  void find(Is is) {
    for (std::size_t i = 0; i < line_.tokens.size(); ++i)
      if (is(line_.slice_of(line_.tokens[i]))) found_.push_back({i, words_});
  }

  [[nodiscard]] bool is_negated(std::size_t first, std::size_t last) const {
    constexpr std::size_t k_behind = 3;
    for (std::size_t i = first == 0 ? 0 : first - 1; i < negative_.size() && i <= last + k_behind; ++i)
      if (negative_[i] && i != first && i != last) return true;
    return false;
  }

  const Line& line_;
  const std::vector<bool>& negative_;
  std::size_t words_ = 0;
  std::vector<Found> found_;
};

/// Whether the line affirms what the negation is about: the next words, or the beginning of training-free.
/// `negative` are the tokens of the line that may stand for the negation.
bool affirms(const Line& line, const std::vector<bool>& negative, std::size_t negation, bool cited) {
  constexpr std::size_t k_far = 6;
  const SourceIndex& source = line.source;
  const auto& tokens = source.tokens();
  const std::string_view word = source.word(tokens[negation]);
  const bool apart = !tokens[negation].joined || ends_with_any(word, {"n't", "n’t"});
  const Negated* negated = guard_tables().negated.find(stem_key_of(word));
  Scope scope(line, negative);
  if (negated != nullptr && negated->negative) {
    scope.add(word);
  } else if (!apart) {
    std::string_view before;
    for_each_part(word, [&](std::string_view part) {
      if (!before.empty()) scope.add(before);
      before = part;
    });
  } else {
    for (std::size_t i = negation + 1; i < tokens.size() && i <= negation + k_far; ++i) {
      if (tokens[i].after == '.') break;
      for_each_part(source.word(tokens[i]), [&](std::string_view part) { scope.add(part); });
    }
  }
  return scope.is_affirmed(cited);
}

/// A negation of the source whose content the line has, and not its negation.
const Token* find_dropped(const Line& line, const std::vector<bool>& negative) {
  const SourceIndex& source = line.source;
  for (const std::size_t i : source.negations()) {
    const Token& negation = source.tokens()[i];
    const bool cited = !line.cited.empty() && negation.begin > source.source().title.size();
    if (cited && !line.cites(negation.begin)) continue;
    if (!is_idle(source, i) && affirms(line, negative, i, cited)) return &negation;
  }
  return nullptr;
}

}  // namespace

void check_negation(const Line& line, Findings& findings) {
  const GuardTables& tables = guard_tables();
  const auto has_mark = [&](std::size_t i, const HangulMarks& marks) {
    if (line.tokens[i].kind != TokenKind::hangul) return false;
    const std::string_view word = line.slice_of(line.tokens[i]);
    // 뿐만 아니라 is "also".
    if (word == "아니라" && i > 0 && line.slice_of(line.tokens[i - 1]).find("뿐") != std::string_view::npos)
      return false;
    return marks.any_in(word);
  };
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    if (!has_mark(i, tables.korean_negations)) continue;
    const Token& sure = line.tokens[i];
    if (!source_may_negate(line))
      add(findings, Guard::negation, quoted(line.slice_of(sure)) + ": the source negates nothing", sure.begin,
          sure.end);
    return;
  }
  if (line.source.negations().empty()) return;
  std::vector<bool> negative(line.tokens.size());
  for (std::size_t i = 0; i < line.tokens.size(); ++i) negative[i] = has_mark(i, tables.korean_maybe);
  if (const Token* dropped = find_dropped(line, negative))
    add(findings, Guard::negation, quoted(line.source.word(*dropped)) + " of the source is missing", 0,
        line.text.size());
}

}  // namespace nonmun::translate
