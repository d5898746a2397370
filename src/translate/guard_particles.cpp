#include <algorithm>
#include <array>
#include <string>

#include "guard_line.hpp"
#include "nonmun/core/ascii.hpp"
#include "nonmun/text/korean.hpp"

namespace nonmun::translate {
namespace {

struct Pair {
  std::string_view consonant, vowel;  ///< as written after each
  std::string_view pair;
};
/// What may be a whole word behind a Latin word, a number or a bracket.
constexpr std::array<Pair, 13> k_attached = {{{"을", "를", "을/를"},
                                              {"은", "는", "은/는"},
                                              {"이", "가", "이/가"},
                                              {"과", "와", "과/와"},
                                              {"으로", "로", "으로/로"},
                                              {"과의", "와의", "과/와"},
                                              {"과는", "와는", "과/와"},
                                              {"으로서", "로서", "으로/로"},
                                              {"으로써", "로써", "으로/로"},
                                              {"으로부터", "로부터", "으로/로"},
                                              {"으로의", "로의", "으로/로"},
                                              {"이라는", "라는", "이라/라"},
                                              {"이라고", "라고", "이라/라"}}};

/// Whether the word certainly takes the other form: josa then gives that form and only it.
bool takes(std::string_view word, std::string_view pair, bool consonant) {
  const std::string both(pair);
  const std::size_t slash = both.find('/');
  const std::string wanted = both.substr(consonant ? 0 : slash + 1, consonant ? slash : std::string::npos);
  const std::string joined = text::josa(word, pair);
  // "(" of both forms
  return joined.ends_with(wanted) && !joined.ends_with("(" + wanted + ")") &&
         !(joined.ends_with(")" + wanted) && !word.ends_with(')')) && !joined.ends_with("(으)로") &&
         !joined.ends_with("(이)라") && (consonant || !joined.ends_with(both.substr(0, slash)));
}

/// The last word before `end`, with brackets and quotes behind it: what josa looks at.
std::string_view word_before(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  int depth = 0;
  while (begin > 0) {
    const char c = text[begin - 1];
    if (c == ')' || c == ']') ++depth;
    if (c == '(' || c == '[') {
      if (depth == 0) break;
      --depth;
    }
    if (depth == 0 && ascii::is_space(c) && begin != end) break;
    --begin;
    if (end - begin > 200) break;
  }
  while (begin < end && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) ++begin;
  return text.substr(begin, end - begin);
}

void flag(Findings& findings, std::string_view word, std::string_view particle, std::string_view right,
          std::size_t begin, std::size_t end) {
  add(findings, Guard::particles,
      quoted(std::string(word).append(particle)) + " should end in " + std::string(right), begin, end);
}

/// The contents of the bracket that `word` ends with.
std::string_view in_bracket(std::string_view word) {
  while (!word.empty() && (word.back() == '"' || word.back() == '\'')) word.remove_suffix(1);
  if (!word.ends_with(')')) return {};
  const std::size_t open = word.rfind('(');
  return open == std::string_view::npos ? std::string_view() : word.substr(open + 1, word.size() - open - 2);
}

/// A particle behind a Latin word, a number, a bracket, a quote.
void check_attached(const Line& line, const Token& particle, Findings& findings) {
  const std::string_view text = line.slice_of(particle);
  for (const Pair& pair : k_attached) {
    const bool consonant = text == pair.consonant;
    if (!consonant && text != pair.vowel) continue;
    const std::string_view word = word_before(line.text, particle.begin);
    if (word.empty() || !takes(word, pair.pair, !consonant)) return;
    // People also follow what stands in the bracket: 모델(LLM)은.
    const std::string_view inner = in_bracket(word);
    if (!inner.empty() && !takes(inner, pair.pair, !consonant)) return;
    flag(findings, word, text, consonant ? pair.vowel : pair.consonant, particle.begin - word.size(),
         particle.end);
    return;
  }
}

bool is_word_of_its_own(std::string_view word, std::string_view syllable) {
  const auto& exceptions = guard_tables().not_particles;
  return std::any_of(exceptions.begin(), exceptions.end(),
                     [&](const auto& e) { return e.first == syllable && word.ends_with(e.second); });
}

/// The coda of the syllable that ends before `end`: 0 none, 8 ㄹ; -1: no syllable.
int coda_before(std::string_view word, std::size_t end) {
  if (end < 3) return -1;
  const char32_t point = character_at(word, end - 3).point;
  return point >= 0xAC00 && point <= 0xD7A3 ? static_cast<int>((point - 0xAC00) % 28) : -1;
}

/// A particle at the end of a Hangul word: only those that no other word ends in so.
void check_hangul(const Line& line, const Token& token, Findings& findings) {
  const std::string_view word = line.slice_of(token);
  const auto ends = [&](std::string_view particle) {
    return word.size() > particle.size() && word.ends_with(particle);
  };
  const auto wrong = [&](std::string_view particle, std::string_view right) {
    if (!is_word_of_its_own(word, particle))
      flag(findings, word.substr(0, word.size() - particle.size()), particle, right, token.begin, token.end);
  };
  constexpr std::array<std::string_view, 9> k_particles = {"으로", "을", "를", "은", "와",
                                                           "과",   "이", "가", "로"};
  for (const std::string_view particle : k_particles) {
    if (!ends(particle)) continue;
    const std::size_t stem = word.size() - particle.size();
    const int coda = coda_before(word, stem);
    if (coda < 0) return;
    const auto& loans = guard_tables().loanword_endings;
    const bool loan = stem >= 6 && std::any_of(loans.begin(), loans.end(), [&](std::string_view syllable) {
                        return word.substr(0, stem).ends_with(syllable);
                      });
    if (particle == "으로" && (coda == 0 || coda == 8)) wrong(particle, "로");
    if (particle == "을" && coda == 0 && stem >= 3) wrong(particle, "를");
    if (particle == "를" && coda != 0) wrong(particle, "을");
    if (particle == "은" && coda == 0 && (stem >= 6 || loan)) wrong(particle, "는");
    if (particle == "와" && coda != 0 && stem >= 6) wrong(particle, "과");
    if (particle == "과" && coda == 0 && loan) wrong(particle, "와");
    if (particle == "이" && coda == 0 && loan) wrong(particle, "가");
    if (particle == "가" && coda != 0 && loan) wrong(particle, "이");
    if (particle == "로" && coda != 0 && coda != 8 && loan) wrong(particle, "으로");
    return;
  }
}

}  // namespace

void check_particles(const Line& line, Findings& findings) {
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    const Token& token = line.tokens[i];
    if (token.kind != TokenKind::hangul) continue;
    const bool behind_word = token.begin > 0 && !ascii::is_space(line.text[token.begin - 1]) && i > 0 &&
                             (token.after == 0 || token.after == '.');
    const char before = token.begin > 0 ? line.text[token.begin - 1] : ' ';
    const bool close =
        before == ')' || before == ']' || before == '%' || before == '"' || before == '\'' || before == '`';
    if (behind_word && (token.after == 0 || close)) check_attached(line, token, findings);
    check_hangul(line, token, findings);
  }
}

}  // namespace nonmun::translate
