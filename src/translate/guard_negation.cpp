// Negations of the line and of the sentences that it was made from.

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "guard_claims.hpp"
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

bool has(unsigned marks, NegationMark mark) { return (marks & static_cast<unsigned>(mark)) != 0; }

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

/// "Models lack it" says what the paper then gives.
bool is_fault(std::string_view word) {
  return word.starts_with("lack") || word.starts_with("fail") || word.starts_with("inab") ||
         word.ends_with("unable");
}

/// "Without it", "training-free", "no need for it": what the paper does without in whichever sentence.
bool does_without(const SourceIndex& source, const Token& negation) {
  const bool* sure = guard_tables().english_negations.find(negation.key);
  return negation.joined || source.word(negation) == "without" || (sure != nullptr && !*sure);
}

/// Whether title, abstract or, of a line that cites, the cited sentences negate or may negate something.
bool source_may_negate(const Line& line) {
  const SourceIndex& source = line.source;
  // What a line quotes may be another sentence than the one that negates.
  const bool cites = line.src != nullptr && !line.src->empty() && !line.cited.empty();
  if (!cites) return !source.negations().empty() || may_negate(source, source.tokens());
  const auto& negations = source.negations();
  return std::any_of(negations.begin(), negations.end(),
                     [&](std::size_t i) { return line.cites(source.tokens()[i].begin); }) ||
         std::any_of(line.cited.begin(), line.cited.end(),
                     [&](int number) { return may_negate(source, source.sentence_tokens(number)); });
}

/// A negation of the source and the words behind it that it is about.
struct Negation {
  std::size_t at, end;  ///< tokens of the source; nothing stands behind training-free
  bool self = false;    ///< irrelevant
};
Negation negation_at(const SourceIndex& source, std::size_t at) {
  constexpr std::size_t k_far = 6;
  const auto& tokens = source.tokens();
  const std::string_view word = source.word(tokens[at]);
  const bool apart = !tokens[at].joined || ends_with_any(word, {"n't", "n’t", "-unable"});
  Negation negation{at, at + 1};
  if (const Negated* negated = guard_tables().negated.find(stem_key_of(word)); negated && negated->negative) {
    negation.self = true;
    return negation;
  }
  const auto goes_on = [&](std::size_t i) {
    // An abbreviation stands in brackets behind its words.
    return tokens[i].after != '.' || (!is_fault(word) && source.text()[tokens[i].begin - 1] == '(' &&
                                      source.text().substr(tokens[i].end).starts_with(')'));
  };
  while (apart && negation.end < tokens.size() && negation.end <= at + k_far && goes_on(negation.end))
    ++negation.end;
  return negation;
}

/// Whether the line's Korean for what is negated is said of nothing else in the source: no word for it stands
/// outside of all negations.
bool is_only_negated(const SourceIndex& source, std::string_view korean, std::uint64_t name) {
  std::vector<bool> within(source.tokens().size());
  for (const std::size_t i : source.negations()) {
    const Negation negation = negation_at(source, i);
    std::fill(within.begin() + static_cast<std::ptrdiff_t>(negation.at),
              within.begin() + static_cast<std::ptrdiff_t>(negation.end), true);
  }
  const auto is_mention = [&](const Token& token) {
    bool found = token.key == name;
    for_each_part(source.word(token), [&](std::string_view part) {
      found = found || key_of(part) == name;
      if (name != 0) return;
      const Negated* negated = guard_tables().negated.find(stem_key_of(part));
      found = found || (negated != nullptr &&
                        std::any_of(negated->korean.begin(), negated->korean.end(),
                                    [&](std::string_view begin) { return korean.starts_with(begin); }));
    });
    return found;
  };
  for (std::size_t i = 0; i < within.size(); ++i)
    if (!within[i] && source.tokens()[i].kind == TokenKind::word && is_mention(source.tokens()[i]))
      return false;
  return true;
}

/// Whether the line does something with what a token of it says: 훈련으로, 훈련을 사용해, 훈련에 의존하고.
bool is_used(const Line& line, std::size_t i) {
  constexpr std::size_t k_far = 2;
  if (line.tokens[i].kind == TokenKind::word && ++i >= line.tokens.size()) return false;  // its particle
  const std::string_view particle = line.slice_of(line.tokens[i]);
  if (ends_in(particle, "로") && !ends_in(particle, "적으로")) return true;
  for (std::size_t next = i + 1; next < line.tokens.size() && next <= i + k_far; ++next)
    if (has(guard_tables().korean_negations.marks_in(line.slice_of(line.tokens[next])), NegationMark::use))
      return true;
  return false;
}

/// Where a negation of the source stands: in the sentences that the line was made from, in others, or nobody
/// knows.
enum class Cited { yes, no, unknown };

/// What stands in the line for the words that a negation of the source is about.
class Scope {
 public:
  Scope(const Line& line, const std::vector<bool>& negative) : line_(line), negative_(negative) {}

  void add(std::string_view word) {
    if (const Negated* negated = guard_tables().negated.find(stem_key_of(word))) {
      ++words_;
      find(0, [&](std::string_view text) {
        return std::any_of(negated->korean.begin(), negated->korean.end(),
                           [&](std::string_view korean) { return text.starts_with(korean); });
      });
    } else if (std::any_of(word.begin(), word.end(), ascii::is_upper) && !ascii::is_digit(word[0])) {
      ++words_;
      const std::uint64_t key = key_of(word);
      find(key, [&](std::string_view text) { return key_of(text) == key; });
    }
  }

  /// Whether the line has the whole of a short scope, two words of a longer one close together, or uses what
  /// the source only negates, and has nothing beside them that may stand for the negation.
  [[nodiscard]] bool is_affirmed(Cited cited, bool fault) {
    if (words_ == 1 && cited == Cited::yes)
      return std::any_of(found_.begin(), found_.end(),
                         [&](const Found& found) { return !is_negated(found.token, found.token); });
    if (cited != Cited::no && has_neighbours()) return true;
    if (fault) return false;
    const auto used = std::find_if(found_.begin(), found_.end(), [&](const Found& found) {
      constexpr std::size_t k_clause = 4;  // how far off its verb may stand
      return (words_ == 1 || found.name != 0 || cited == Cited::yes) &&
             !is_negated(found.token, found.token, k_clause) && is_used(line_, found.token);
    });
    return used != found_.end() &&
           is_only_negated(line_.source, line_.slice_of(line_.tokens[used->token]), used->name);
  }

 private:
  struct Found {
    std::size_t token, word;  ///< of the line, of the scope
    std::uint64_t name;       ///< the key of a name, or 0
  };

  template <typename Is>
  void find(std::uint64_t name, Is is) {
    for (std::size_t i = 0; i < line_.tokens.size(); ++i)
      if (is(line_.slice_of(line_.tokens[i]))) found_.push_back({i, words_, name});
  }

  [[nodiscard]] bool has_neighbours() {
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

  /// Whether a negation stands right before or in one of the next words; of 5개의 the parts are one word.
  [[nodiscard]] bool is_negated(std::size_t first, std::size_t last, std::size_t behind = 3) const {
    for (std::size_t i = first == 0 ? 0 : first - 1; i < negative_.size(); ++i) {
      if (i > last && line_.tokens[i].after != 0 && behind-- == 0) return false;
      if (negative_[i] && i != first && i != last) return true;
    }
    return false;
  }

  const Line& line_;
  const std::vector<bool>& negative_;
  std::size_t words_ = 0;
  std::vector<Found> found_;
};

/// Whether the line affirms what the negation is about: the next words, or the beginning of training-free.
/// `negative` are the tokens of the line that may stand for the negation.
bool affirms(const Line& line, const std::vector<bool>& negative, std::size_t at, Cited cited) {
  const SourceIndex& source = line.source;
  const auto& tokens = source.tokens();
  const Negation negation = negation_at(source, at);
  const std::string_view word = source.word(tokens[at]);
  Scope scope(line, negative);
  if (negation.self) {
    scope.add(word);
  } else if (negation.end == at + 1 && tokens[at].joined) {
    std::string_view before;
    for_each_part(word, [&](std::string_view part) {
      if (!before.empty()) scope.add(before);
      before = part;
    });
  }
  for (std::size_t i = at + 1; i < negation.end; ++i)
    for_each_part(source.word(tokens[i]), [&](std::string_view part) { scope.add(part); });
  return scope.is_affirmed(cited, is_fault(word));
}

/// A negation of the source whose content the line has, and not its negation.
const Token* find_dropped(const Line& line, const std::vector<bool>& negative) {
  const SourceIndex& source = line.source;
  for (const std::size_t i : source.negations()) {
    const Token& negation = source.tokens()[i];
    const bool in_title = negation.begin <= source.source().title.size();
    const Cited cited = line.cited.empty() || in_title ? Cited::unknown
                        : line.cites(negation.begin)   ? Cited::yes
                                                       : Cited::no;
    if (cited == Cited::no && !does_without(source, negation)) continue;
    if (!is_idle(source, i) && affirms(line, negative, i, cited)) return &negation;
  }
  return nullptr;
}

}  // namespace

void check_negation(const Line& line, Findings& findings) {
  const auto marks_of = [&](std::size_t i) {
    if (line.tokens[i].kind != TokenKind::hangul) return 0U;
    const std::string_view word = line.slice_of(line.tokens[i]);
    // 뿐만 아니라 is "also".
    if (word == "아니라" && i > 0 && line.slice_of(line.tokens[i - 1]).find("뿐") != std::string_view::npos)
      return 0U;
    return guard_tables().korean_negations.marks_in(word);
  };
  std::vector<bool> negative(line.tokens.size());
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    const unsigned marks = marks_of(i);
    negative[i] = has(marks, NegationMark::maybe);
    if (!has(marks, NegationMark::sure)) continue;
    const Token& sure = line.tokens[i];
    if (!source_may_negate(line))
      add(findings, Guard::negation, quoted(line.slice_of(sure)) + ": the source negates nothing", sure.begin,
          sure.end);
    return;
  }
  if (line.source.negations().empty()) return;
  if (const Token* dropped = find_dropped(line, negative))
    add(findings, Guard::negation, quoted(line.source.word(*dropped)) + " of the source is missing", 0,
        line.text.size());
}

}  // namespace nonmun::translate
