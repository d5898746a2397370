#include "nonmun/translate/frames.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "frame_patterns.hpp"
#include "nonmun/core/ascii.hpp"
#include "nonmun/text/unicode.hpp"

namespace nonmun::translate {
namespace {

using frames::Fit;
using frames::Grammar;
using frames::Lexicon;
using frames::Mark;
using frames::Sentence;

constexpr std::size_t k_longest_sentence = 1200;  // bytes; a longer one is a list or no prose
constexpr std::size_t k_long_sentence = 420;      // as the measured score has it
constexpr std::size_t k_shortest_title_word = 4;

constexpr auto k_roles =
    std::to_array<std::string_view>({"problem", "proposal", "method", "result", "release", "limitation"});
/// What a summary needs first.
constexpr auto k_importance =
    std::to_array<std::string_view>({"proposal", "result", "release", "problem", "method", "limitation"});

std::size_t place_of(std::string_view role) {
  return static_cast<std::size_t>(std::ranges::find(k_roles, role) - k_roles.begin());
}

struct Candidate {
  int number = 0;
  Fit fit;
  double score = 0;
  [[nodiscard]] bool is_korean() const { return !fit.korean.empty(); }
};

/// What a good summary of a paper shares with its title.
struct Title {
  std::vector<std::string> words;  ///< in lower case, those that say what the paper is of
  std::array<bool, 256> begins{};  ///< by the first letters of the words
  std::string_view name;           ///< before the colon
};

Title read_title(std::string_view title) {
  Title out;
  for (std::size_t at = 0; at < title.size();) {
    std::size_t end = at;
    while (end < title.size() && ascii::is_alnum(title[end])) ++end;
    if (end - at >= k_shortest_title_word) {
      out.words.push_back(ascii::lower(title.substr(at, end - at)));
      out.begins[static_cast<unsigned char>(out.words.back().front())] = true;
    }
    at = std::max(end, at + 1);
  }
  const std::size_t colon = title.find(':');
  if (colon != std::string_view::npos && colon > 1) out.name = title.substr(0, colon);
  return out;
}

/// How good a summary the sentence is: shared title words, the name before the title's colon, length, place.
double score(const Sentence& sentence, const Title& title, int number) {
  double sum = -0.05 * number;
  for (const frames::Token& token : sentence.tokens) {
    if (token.text.size() < k_shortest_title_word) continue;
    if (!title.begins[static_cast<unsigned char>(ascii::lower(token.text.front()))]) continue;
    if (std::ranges::any_of(title.words, [&](const std::string& word) {
          return word.size() == token.text.size() && ascii::equal_ignoring_case(token.text, word);
        }))
      sum += 0.5;
  }
  if (!title.name.empty() && sentence.text.find(title.name) != std::string_view::npos) sum += 1.5;
  if (sentence.text.size() > k_long_sentence) sum -= 1;
  return sum;
}

/// Slots are bytes of the abstract, which may be any.
bool is_clean(std::string_view korean) {
  return text::is_nfc(korean) && std::ranges::none_of(korean, [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
         });
}

/// Reads the sentences one after another; `use(number, sentence)` says whether to go on.
template <typename Use>
void for_each_sentence(const Source& source, Use use) {
  Sentence sentence{.text = {},
                    .tokens = {},
                    .title = source.title,
                    .lexicon = &Lexicon::built_in(),
                    .grammar = &Grammar::built_in()};
  for (std::size_t i = 0; i < source.sentences.size(); ++i) {
    const int number = static_cast<int>(i) + 1;
    sentence.text = source.sentence(number);
    if (sentence.text.empty() || sentence.text.size() > k_longest_sentence) continue;
    frames::tokenize(sentence.text, *sentence.lexicon, sentence.tokens);
    if (!use(number, sentence)) return;
  }
}

bool is_withdrawal(const Sentence& sentence) {
  const frames::Classes withdrawn = frames::only(sentence.grammar->withdrawn);
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i)
    if ((sentence.lexicon->begins(sentence.tokens[i].id) & withdrawn) != 0 &&
        sentence.phrase(sentence.grammar->withdrawn, i) != nullptr)
      return true;
  return false;
}

/// "However, this is much reduced": the problem is none.
bool is_relieved(const Sentence& sentence) {
  const auto has = [&](frames::Classes classes) {
    return std::ranges::any_of(
        sentence.tokens, [&](const frames::Token& token) { return sentence.lexicon->is(token.id, classes); });
  };
  return has(frames::only(sentence.grammar->relief)) && !has(frames::only(sentence.grammar->unsafe));
}

/// "However, they lack …": whom, the sentence before says, which is not shown.
bool points_back(const Sentence& sentence) {
  const std::size_t at = sentence.is(1, frames::Mark::comma) ? 2 : 0;
  return sentence.is(at, frames::only(sentence.grammar->pointer));
}

bool speaks_of_self(const Sentence& sentence) {
  const frames::Classes self = frames::only(sentence.grammar->self) | frames::only(sentence.grammar->ours);
  return std::ranges::any_of(
      sentence.tokens, [&](const frames::Token& token) { return sentence.lexicon->is(token.id, self); });
}

std::optional<Fit> clean_fit(frames::Fitter& fitter, const Sentence& sentence, Register speech) {
  auto found = fitter.fit(sentence, speech);
  if (found && !found->korean.empty() && !is_clean(found->korean)) found->korean.clear();
  return found;
}

/// At most `most` of them: for each role the best, Korean ones before others, then a second Korean one.
std::vector<const Candidate*> choose(const std::vector<Candidate>& candidates, std::size_t most) {
  std::vector<const Candidate*> chosen;
  const auto better = [](const Candidate* a, const Candidate* b) {
    const double lead = 2.0;
    const double left = a->score + (a->is_korean() ? lead : 0),
                 right = b->score + (b->is_korean() ? lead : 0);
    return left != right ? left > right : a->number < b->number;
  };
  const auto add_best = [&](std::string_view role, bool second) {
    const Candidate* best = nullptr;
    for (const Candidate& candidate : candidates) {
      if (candidate.fit.role != role || std::ranges::count(chosen, &candidate) > 0) continue;
      const bool repeats = std::ranges::any_of(
          chosen, [&](const Candidate* other) { return other->fit.korean == candidate.fit.korean; });
      if (candidate.is_korean() ? repeats : second) continue;
      if (best == nullptr || better(&candidate, best)) best = &candidate;
    }
    if (best != nullptr && chosen.size() < most) chosen.push_back(best);
  };
  for (const std::string_view role : k_importance) add_best(role, false);
  for (const std::string_view role : k_importance) add_best(role, true);
  std::ranges::sort(chosen, [](const Candidate* a, const Candidate* b) {
    return std::pair(place_of(a->fit.role), a->number) < std::pair(place_of(b->fit.role), b->number);
  });
  return chosen;
}

Bullet bullet(const Source& source, const Candidate& candidate) {
  Bullet out;
  out.role = candidate.fit.role;
  out.ko = candidate.fit.korean;
  out.en = source.sentence(candidate.number);
  out.src = {candidate.number};
  out.engine = "frames";
  out.verified = true;
  return out;
}

}  // namespace

std::vector<Bullet> write_frames(const Source& source, const FramesOptions& options) {
  const Title title = read_title(source.title);
  frames::Fitter fitter;
  std::vector<Candidate> candidates;
  Candidate nearest;
  bool withdrawn = false, proposed = false;
  for_each_sentence(source, [&](int number, const Sentence& sentence) {
    withdrawn = is_withdrawal(sentence);
    if (withdrawn) return false;
    Candidate candidate{.number = number, .fit = {}, .score = score(sentence, title, number)};
    if (nearest.number == 0 || candidate.score > nearest.score) nearest = candidate;
    if (auto found = clean_fit(fitter, sentence, options.speech)) {
      candidate.fit = *std::move(found);
      // "However" tells of the field's problem only before the authors speak of themselves
      if (candidate.fit.frame == "cue.problem" &&
          (proposed || points_back(sentence) || speaks_of_self(sentence) || is_relieved(sentence)))
        return true;
      proposed = proposed || candidate.fit.role == "proposal";
      candidates.push_back(std::move(candidate));
    }
    return true;
  });
  if (withdrawn || nearest.number == 0 || options.most == 0) return {};
  std::vector<Bullet> bullets;
  for (const Candidate* candidate : choose(candidates, options.most))
    bullets.push_back(bullet(source, *candidate));
  if (bullets.empty()) bullets.push_back(bullet(source, nearest));
  return bullets;
}

std::vector<FrameLine> all_frame_lines(const Source& source, Register speech) {
  std::vector<FrameLine> lines;
  frames::Fitter fitter;
  for_each_sentence(source, [&](int number, const Sentence& sentence) {
    auto found = clean_fit(fitter, sentence, speech);
    if (found && !found->korean.empty())
      lines.push_back({number, found->frame, found->role, std::move(found->korean)});
    return true;
  });
  return lines;
}

}  // namespace nonmun::translate
