// What the numbers of a line stand beside, and which numbers the source has there.

#include <algorithm>
#include <string>

#include "guard_claims.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::translate {
namespace {

using Keys = std::vector<std::uint64_t>;

bool is_counter(std::string_view word) {
  const auto& counters = guard_tables().counters;
  return std::any_of(counters.begin(), counters.end(), [&](const Counter& counter) {
    return word.starts_with(counter.korean) && word.size() <= counter.korean.size() + 3;
  });
}

/// The English words for a Korean one; none where the tables have none.
const Keys* english_for(std::string_view word) {
  const auto* nouns = guard_tables().nouns.find(character_at(word, 0).point);
  if (nouns == nullptr) return nullptr;
  for (const Noun& noun : *nouns)
    if (word.starts_with(noun.korean)) return &noun.english;
  return nullptr;
}

/// Whether a Korean word ends its phrase: with a particle, but for what a counter takes (세 개의 도시).
bool ends_phrase(std::string_view word) {
  if (ends_with_any(word, {"을", "를", "은", "는", "과", "와", "에서", "으로", "에", "이", "가", "로", "도"}))
    return true;
  return word.ends_with("의") && !is_counter(word);
}

/// The words of the phrase that a number stands in, each as the English words for it.
struct Phrase {
  std::vector<Keys> behind, before;
};

void add_behind(const Line& line, std::size_t last, Phrase& phrase) {
  constexpr std::size_t k_far = 4;
  for (std::size_t i = last + 1; i < line.tokens.size() && i <= last + k_far; ++i) {
    const Token& token = line.tokens[i];
    if (token.after == '.' || has_digits(token)) break;
    const std::string_view word = line.slice_of(token);
    if (token.kind == TokenKind::word)
      phrase.behind.push_back({token.key});
    else if (const Keys* english = english_for(word))
      phrase.behind.push_back(*english);
    if (token.kind == TokenKind::hangul && ends_phrase(word)) break;
  }
}

void add_before(const Line& line, std::size_t first, Phrase& phrase) {
  constexpr std::size_t k_far = 2;
  for (std::size_t far = 1; far <= k_far && far <= first; ++far) {
    const Token& token = line.tokens[first - far];
    if (line.tokens[first - far + 1].after == '.' || token.kind != TokenKind::hangul) break;
    const std::string_view word = line.slice_of(token);
    if (ends_phrase(word)) break;
    if (const Keys* english = english_for(word)) phrase.before.push_back(*english);
  }
}

/// Whether a word of the source, or a part of it, is one of these; of a joined one with digits what stands
/// behind these (3D-consistent).
bool is_one_of(const SourceIndex& source, const Token& token, const Keys& keys) {
  const auto is_one = [&](std::uint64_t key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  };
  if (is_one(token.key)) return true;
  bool found = false;
  if (token.joined)
    for_each_part(source.word(token), [&](std::string_view part) { found = found || is_one(key_of(part)); });
  return found;
}

/// Whether a sentence ends between a token of the source and the one before it.
bool ends_sentence(const SourceIndex& source, std::size_t token) {
  const auto& tokens = source.tokens();
  if (tokens[token].after != '.' || token == 0) return false;
  const std::string_view between =
      source.text().substr(tokens[token - 1].end, tokens[token].begin - tokens[token - 1].end);
  return between.find_first_of(".;:?!\n") != std::string_view::npos;
}

/// The words of the source that a number of it stands before: to the next number or sign, or, loosely, behind
/// others too (30 open and 3 closed models), unless these have their own (12 LLMs and 16 VLMs).
enum class Reach { strict, loose };
std::size_t reach_of(const SourceIndex& source, std::size_t last, Reach reach) {
  const auto& tokens = source.tokens();
  const std::size_t far = reach == Reach::loose ? 9 : 5;
  bool plural = false;
  std::size_t end = last + 1;
  for (; end < tokens.size() && end <= last + far; ++end) {
    const Token& token = tokens[end];
    if (reach == Reach::strict ? has_digits(token) || token.after == '.' : ends_sentence(source, end)) break;
    if (reach == Reach::loose && has_digits(token) && plural) break;
    const std::string_view word = source.word(token);
    plural = plural || (word.size() > 3 && word.ends_with('s') && !ends_with_any(word, {"ss", "us", "is"}));
  }
  return end;
}

/// How many words of the phrase stand beside the tokens first to last of the source.
std::size_t words_beside(const SourceIndex& source, std::size_t first, std::size_t last, const Phrase& phrase,
                         Reach reach) {
  constexpr std::size_t k_before = 3;
  const auto& tokens = source.tokens();
  const std::size_t end = reach_of(source, last, reach);
  std::size_t found = 0;
  for (const Keys& keys : phrase.behind)
    for (std::size_t i = last; i < end; ++i)
      if (is_one_of(source, tokens[i], keys)) {
        ++found;
        break;
      }
  for (const Keys& keys : phrase.before)
    for (std::size_t i = first; i-- > 0 && i + k_before >= first && !ends_sentence(source, i + 1);)
      if (is_one_of(source, tokens[i], keys)) {
        ++found;
        break;
      }
  return found;
}

/// Of several numbers of the source, the line's and others, which stand best beside the words of a phrase.
class Contest {
 public:
  Contest(const SourceIndex& source, const Phrase& phrase) : source_(source), phrase_(phrase) {}
  void add(std::size_t first, std::size_t last, bool same) {
    if (same) {
      best_same_ = std::max(best_same_, words_beside(source_, first, last, phrase_, Reach::loose));
      return;
    }
    const std::size_t found = words_beside(source_, first, last, phrase_, Reach::strict);
    if (found <= best_other_) return;
    best_other_ = found;
    other_ = source_.text().substr(source_.tokens()[first].begin,
                                   source_.tokens()[last].end - source_.tokens()[first].begin);
  }
  [[nodiscard]] std::optional<std::string_view> other() const {
    return best_other_ > best_same_ ? std::optional(other_) : std::nullopt;
  }

 private:
  const SourceIndex& source_;
  const Phrase& phrase_;
  std::size_t best_same_ = 0, best_other_ = 0;
  std::string_view other_;
};

/// The phrase of a count: what the counter says (세 단계), or the words behind.
Phrase counted_by(const Line& line, const Quantity& quantity) {
  Phrase phrase;
  for (const Counter& counter : guard_tables().counters)
    if (!counter.english.empty() &&
        ascii::trim(line.text.substr(quantity.where.end)).starts_with(counter.korean))
      phrase.behind.push_back(counter.english);
  add_behind(line, quantity.last, phrase);
  return phrase;
}

}  // namespace

std::optional<std::string_view> find_other_count(const Line& line, const Quantity& quantity) {
  const bool name = quantity.kind == NumberKind::name;
  if (quantity.unit != k_no_unit || quantity.divided || !(name || is_amount(quantity))) return std::nullopt;
  if (has_suffix(line.tokens[quantity.token])) return std::nullopt;  // 7B is part of what it stands before
  const Phrase phrase = counted_by(line, quantity);
  if (phrase.behind.empty()) return std::nullopt;
  Contest contest(line.source, phrase);
  for (const Quantity& english : line.source.quantities())
    if (!english.divided && english.kind == (name ? NumberKind::name : NumberKind::plain))
      contest.add(english.token, english.last, same_value(quantity, english));
  return contest.other();
}

std::optional<std::string_view> find_other_name(const Line& line, std::size_t i) {
  const Token& token = line.tokens[i];
  const std::string_view word = line.slice_of(token);
  std::vector<std::pair<std::size_t, bool>> places;
  bool others = false;
  const auto& tokens = line.source.tokens();
  for (std::size_t j = 0; j < tokens.size(); ++j) {
    if (!has_digits(tokens[j])) continue;
    for_each_part(line.source.word(tokens[j]), [&](std::string_view part) {
      if (ascii::equal_ignoring_case(part, word)) {
        places.emplace_back(j, true);
      } else if (differ_in_digits(part, word)) {
        places.emplace_back(j, false);
        others = true;
      }
    });
  }
  if (!others) return std::nullopt;
  Phrase phrase;
  add_behind(line, i, phrase);
  add_before(line, i, phrase);
  Contest contest(line.source, phrase);
  for (const auto& [j, same] : places) contest.add(j, j, same);
  return contest.other();
}

}  // namespace nonmun::translate
