#include <algorithm>
#include <span>
#include <string>

#include "guard_line.hpp"
#include "nonmun/core/ascii.hpp"
#include "nonmun/text/korean.hpp"

namespace nonmun::translate {
namespace {

/// Whether one of the sounds takes this form of a particle.
bool takes(const text::LastSounds& sounds, const ParticleForm& particle) {
  // 로 stands behind ㄹ as well.
  const bool rieul_vowel = (particle.consonant_form ? particle.form : particle.other).starts_with("으");
  if (!particle.consonant_form) return sounds.vowel || (sounds.rieul && rieul_vowel);
  return sounds.consonant || (sounds.rieul && !rieul_vowel) || (sounds.vowel && particle.vowel_may_keep);
}

/// The forms of particles that end in the syllable that a word ends in.
std::span<const ParticleForm> forms_like(std::string_view word) {
  const auto* forms = guard_tables().particle_forms.find(last_syllable(word));
  return forms == nullptr ? std::span<const ParticleForm>() : std::span(*forms);
}

/// The sound of a Hangul syllable that ends a text; nothing where no syllable does.
text::LastSounds sound_of_syllable(std::string_view text) {
  constexpr int k_rieul = 8;
  const char32_t point = last_syllable(text);
  if (point == 0) return {};
  const int coda = static_cast<int>((point - 0xAC00) % 28);
  return {.vowel = coda == 0, .consonant = coda != 0 && coda != k_rieul, .rieul = coda == k_rieul};
}

bool is_space_at(std::string_view text, std::size_t at) {
  return at >= text.size() || ascii::is_space(text[at]);
}

// --- Words that end as if in a particle -----------------------------------------------------------------

bool ends_so(std::string_view word, const WordEnd& end, std::size_t length, const Line& line) {
  const std::string_view before = word.substr(0, word.size() - length);
  if (end.whole && !before.empty()) return false;
  if (std::any_of(end.unless.begin(), end.unless.end(),
                  [&](std::string_view other) { return before.ends_with(other); }))
    return false;
  return end.english.empty() || line.source.source().abstract.empty() ||
         std::any_of(end.english.begin(), end.english.end(),
                     [&](std::uint64_t key) { return line.source.has_word(key); });
}

/// Whether the table has a word that `word` ends in: its last one to six syllables.
bool is_word_of_its_own(std::string_view word, const Line& line) {
  constexpr std::size_t k_syllable = 3, k_most = 6;
  for (std::size_t length = k_syllable; length <= std::min(word.size(), k_most * k_syllable);
       length += k_syllable) {
    const auto [first, last] = guard_tables().word_ends.equal_range(word.substr(word.size() - length));
    for (auto found = first; found != last; ++found)
      if (ends_so(word, found->second, length, line)) return true;
  }
  return false;
}

/// A question (무엇인가?, 가능한가) ends in ㄴ가 as a noun with a wrong particle does; that does not end a
/// sentence.
bool is_question(std::string_view stem, std::string_view form, std::string_view rest) {
  constexpr int k_nieun = 4;
  if (form != "가" || (character_at(stem, stem.size() - 3).point - 0xAC00) % 28 != k_nieun) return false;
  rest = ascii::trim(rest);
  return rest.empty() || rest.front() == '?' || rest.front() == '.' || rest.front() == '"' ||
         rest.front() == '\'' || rest.starts_with("”") || rest.starts_with("’") || rest.starts_with("'");
}

/// -나 and -든 are also endings of the verbs that the table has with -는 (있나, 받든).
bool is_verb(std::string_view stem, std::string_view form, const Line& line) {
  return (form == "나" || form == "든" || form == "든지") &&
         is_word_of_its_own(std::string(stem).append("는"), line);
}

/// Whether 이을, 그을 or 저을 is 이, 그 or 저 (this, that) with a particle and not a verb: the object of
/// 잇다, 긋다 and 젓다 stands right before (뒤를 이을), and what they are part of right behind (이을 수
/// 있다).
bool is_pronoun(const Line& line, std::size_t i) {
  const std::string_view word = line.slice_of(line.tokens[i]);
  if (word != "이을" && word != "그을" && word != "저을") return false;
  if (i > 0 && ends_with_any(line.slice_of(line.tokens[i - 1]), {"을", "를"})) return false;
  if (i + 1 == line.tokens.size()) return false;
  const std::string_view next = line.slice_of(line.tokens[i + 1]);
  const auto begins = [&](std::string_view noun) { return next.starts_with(noun); };
  return next != "수" && next != "때" && next != "만큼" && !begins("것") && !begins("뿐");
}

// --- Particles ------------------------------------------------------------------------------------------

void flag(Findings& findings, std::string_view word, std::string_view particle, std::string_view right,
          std::size_t begin, std::size_t end) {
  add(findings, Guard::particles,
      quoted(std::string(word).append(particle)) + " should end in " + std::string(right), begin, end);
}

/// Both forms are written, 을(를): the writer leaves the choice.
bool gives_both_forms(std::string_view rest) {
  if (!rest.starts_with('(')) return false;
  const std::string_view inner = rest.substr(1, std::min(rest.find(')'), rest.size()) - 1);
  return std::any_of(
      guard_tables().particles.begin(), guard_tables().particles.end(),
      [&](const ParticlePair& pair) { return inner == pair.consonant || inner == pair.vowel; });
}

/// A particle at the end of a Hangul word. `begins_word`: no Latin word or number stands right before it.
void check_hangul(const Line& line, std::size_t i, bool begins_word, Findings& findings) {
  const Token& token = line.tokens[i];
  const std::string_view word = line.slice_of(token);
  for (const ParticleForm& particle : forms_like(word)) {
    const std::string_view form = particle.form;
    if (word.size() <= form.size() || !word.ends_with(form)) continue;
    const std::string_view stem = word.substr(0, word.size() - form.size());
    const text::LastSounds sounds = sound_of_syllable(stem);
    const bool known = sounds.vowel || sounds.consonant || sounds.rieul;
    if (!known || takes(sounds, particle)) continue;
    // Of 효과는 the word is 효과, of 차이라는 it is 차이.
    const std::string_view base = word.substr(0, stem.size() + 3);
    // A verb does not stand behind Latin letters: in GPU들를 there is no 들르다.
    const bool may_be_word =
        begins_word ? !is_pronoun(line, i) : form != "를" && form != "을" && form != "은";
    if (may_be_word && (is_word_of_its_own(base, line) || is_word_of_its_own(word, line))) continue;
    if (form.starts_with("으로") && stem.ends_with("으")) continue;
    if (is_question(stem, form, line.text.substr(token.end)) || is_verb(stem, form, line)) continue;
    flag(findings, stem, form, particle.other, token.begin, token.end);
    return;
  }
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
    const bool space = depth == 0 && ascii::is_space(c) && begin != end;
    // The name and its version are said together (Llama 3), and a bracket follows what it explains.
    const bool version = space && begin < text.size() && ascii::is_digit(text[begin]) && begin > 1 &&
                         ascii::is_letter(text[begin - 2]);
    const bool gloss = space && begin < text.size() && (text[begin] == '(' || text[begin] == '[');
    if (space && !version && !gloss) break;
    --begin;
    if (end - begin > 200) break;
  }
  return text.substr(ascii::character_start(text, begin), end - ascii::character_start(text, begin));
}

/// The contents of the bracket that `word` ends with.
std::string_view in_bracket(std::string_view word) {
  for (const std::string_view mark : {"\"", "'", "*", "_", "`", "”", "’"})
    while (word.ends_with(mark)) word.remove_suffix(mark.size());
  if (!word.ends_with(')')) return {};
  const std::size_t open = word.rfind('(');
  return open == std::string_view::npos ? std::string_view() : word.substr(open + 1, word.size() - open - 2);
}

/// A particle behind a Latin word, a number, a bracket, a quote.
void check_attached(const Line& line, const Token& token, Findings& findings) {
  const std::string_view text = line.slice_of(token);
  for (const ParticleForm& particle : forms_like(text)) {
    if (text != particle.form) continue;
    const std::string_view word = word_before(line.text, token.begin);
    if (word.empty() || takes(text::last_sounds(word), particle)) return;
    // People also follow what stands in the bracket: 모델(LLM)은.
    const std::string_view inner = in_bracket(word);
    if (!inner.empty() && takes(text::last_sounds(inner), particle)) return;
    flag(findings, word, text, particle.other, token.begin - word.size(), token.end);
    return;
  }
}

/// Whether what stands before `at` closes a bracket, a quotation or emphasis, or is a sign that is said.
bool closes_word(std::string_view text, std::size_t at) {
  // A space does neither.
  if (at == 0 || text[at - 1] == ' ') return false;
  const std::string_view before = text.substr(0, at);
  if (ends_with_any(before, {")", "]", "}", "%", "$", "+", "#", "”", "’", "」", "』", "》", "〉", "℃", "°",
                             "×", "²", "³"}))
    return true;
  // These open as well: they close behind something.
  return ends_with_any(before, {"\"", "'", "`", "*", "_"}) && at >= 2 && !is_space_at(text, at - 2) &&
         text[at - 2] != '(';
}

}  // namespace

void check_particles(const Line& line, Findings& findings) {
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    const Token& token = line.tokens[i];
    if (token.kind != TokenKind::hangul) continue;
    const std::string_view rest = line.text.substr(token.end);
    // A part of a longer word has no particle: 효과-비용, 길이3.
    const bool goes_on = !rest.empty() && (ascii::is_alnum(rest[0]) || rest[0] == '-' || rest[0] == '_');
    if (goes_on || gives_both_forms(rest)) continue;
    const bool behind_word = i > 0 && token.begin > 0 && token.after == 0;
    if (behind_word || closes_word(line.text, token.begin)) check_attached(line, token, findings);
    check_hangul(line, i, !behind_word, findings);
  }
}

}  // namespace nonmun::translate
