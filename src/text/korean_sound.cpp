#include "korean_sound.hpp"

#include <unicode/normalizer2.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "nonmun/core/table.hpp"
#include "utf8.hpp"

namespace nonmun::data {
extern const std::string_view korean_sounds;
extern const std::string_view korean_units;
}  // namespace nonmun::data

namespace nonmun::text {
namespace {

// --- Tables ---------------------------------------------------------------------------------------------

using Sounds = std::unordered_map<std::string_view, Sound>;

Sounds read_sounds(std::string_view table) {
  Sounds sounds;
  for_each_row<2>(table, [&](const TableRow<2>& row, std::size_t) {
    const auto& [sign, name] = row;
    sounds[sign] = name == "vowel"       ? Sound::vowel
                   : name == "consonant" ? Sound::consonant
                   : name == "rieul"     ? Sound::rieul
                                         : Sound::unknown;
  });
  return sounds;
}

const Sounds& endings() {
  static const Sounds table = read_sounds(data::korean_sounds);
  return table;
}

const Sounds& units() {
  static const Sounds table = read_sounds(data::korean_units);
  return table;
}

std::optional<Sound> unit_sound(std::string_view sign) {
  const auto found = units().find(sign);
  if (found == units().end()) return std::nullopt;
  return found->second;
}

constexpr std::size_t k_longest_ending = 12;

// --- Single characters ----------------------------------------------------------------------------------

/// 영 일 이 삼 사 오 육 칠 팔 구.
Sound digit_sound(char32_t digit) {
  constexpr std::array<Sound, 10> k_sounds = {
      Sound::consonant, Sound::rieul,     Sound::vowel, Sound::consonant, Sound::vowel,
      Sound::vowel,     Sound::consonant, Sound::rieul, Sound::rieul,     Sound::vowel};
  return k_sounds[digit - '0'];
}

/// The name of a letter: only 엘, 엠, 엔 and 알 end in a consonant.
Sound letter_name_sound(char32_t letter) {
  switch (letter | 0x20) {
    case 'l':
    case 'r':
      return Sound::rieul;
    case 'm':
    case 'n':
      return Sound::consonant;
    default:
      return Sound::vowel;
  }
}

bool is_vowel_letter(char32_t letter) {
  return std::string_view("aeiouy").find(static_cast<char>(letter | 0x20)) != std::string_view::npos;
}

Sound hangul_sound(char32_t syllable) {
  constexpr unsigned k_rieul = 8;
  const unsigned coda = (syllable - 0xAC00) % 28;
  return coda == 0 ? Sound::vowel : coda == k_rieul ? Sound::rieul : Sound::consonant;
}

bool is_syllable(char32_t point) { return point >= 0xAC00 && point <= 0xD7A3; }

/// A letter that stands alone (ㄱ 기역, ㄹ 리을, ㅏ 아).
Sound jamo_sound(char32_t letter) {
  return letter == 0x3139 ? Sound::rieul : letter <= 0x314E ? Sound::consonant : Sound::vowel;
}

/// Greek letters by name: 엡실론, 오미크론 and 입실론 end in ㄴ.
Sound greek_sound(char32_t letter) {
  switch (letter) {
    case U'ε':
    case U'ϵ':
    case U'ο':
    case U'υ':
    case U'Ε':
    case U'Ο':
    case U'Υ':
      return Sound::consonant;
    default:
      return Sound::vowel;
  }
}

bool is_greek(char32_t point) { return (point >= 0x391 && point <= 0x3C9) || point == U'ϕ' || point == U'ϵ'; }

/// The Latin letter under the accents of another, or the code point itself.
char32_t base_letter(char32_t point) {
  const bool latin = (point >= 0xC0 && point <= 0x24F) || (point >= 0x1E00 && point <= 0x1EFF);
  if (!latin) return point;
  switch (point) {
    case U'ø':
    case U'Ø':
      return 'o';
    case U'ł':
    case U'Ł':
      return 'l';
    case U'ß':
      return 's';
    case U'ı':
      return 'i';
    case U'đ':
      return 'd';
    case U'æ':
    case U'œ':
      return 'e';
    default:
      break;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString parts;
  if (U_FAILURE(status) || !nfd->getDecomposition(static_cast<UChar32>(point), parts)) return point;
  return static_cast<char32_t>(parts.char32At(0));
}

/// A fullwidth form or a subscript as the ASCII it stands for, an accented Latin letter as the letter below.
char32_t fold(char32_t point) {
  if (point < 0x80) return point;
  if (point >= 0xFF01 && point <= 0xFF5E) return point - 0xFEE0;
  if (point >= 0x2080 && point <= 0x2089) return point - 0x2080 + '0';
  return base_letter(point);
}

bool is_superscript(char32_t point) {
  return point == U'²' || point == U'³' || point == U'¹' || (point >= 0x2070 && point <= 0x207F);
}

bool is_currency(char32_t point) {
  return point == '$' || point == U'€' || point == U'£' || point == U'₩' || point == U'¥';
}

// --- The word, from its end -----------------------------------------------------------------------------

/// Reads a word backwards until a character has a sound.
class Word {
 public:
  explicit Word(std::string_view text) {
    points_.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
      const Decoded decoded = decode_at(text, at);
      points_.push_back(fold(decoded.point));
      at += decoded.length;
    }
    match_brackets();
  }

  Sound sound() {
    std::size_t end = points_.size();
    return sound_before(end);
  }

  LastSounds sounds() {
    std::size_t end = points_.size();
    LastSounds found = with({}, sound_before(end));
    if (end == 0) return found;
    const char32_t last = points_[end - 1];
    if (is_ascii_digit(last)) return with_english_number(found, end);
    if (is_ascii_letter(last)) return with_other_readings(found, end);
    return found;
  }

 private:
  static constexpr std::size_t k_none = static_cast<std::size_t>(-1);

  static LastSounds with(LastSounds sounds, Sound sound) {
    const bool any = sound == Sound::unknown;
    return {.vowel = sounds.vowel || any || sound == Sound::vowel,
            .consonant = sounds.consonant || any || sound == Sound::consonant,
            .rieul = sounds.rieul || any || sound == Sound::rieul};
  }

  /// A digit of a name is said in English too: GPT-3, DINOv3.
  [[nodiscard]] LastSounds with_english_number(LastSounds found, std::size_t end) const {
    std::size_t begin = end;
    while (begin > 0 && (is_ascii_digit(points_[begin - 1]) || points_[begin - 1] == '.')) --begin;
    // A fraction may be said from below: 1/24, 24분의 1.
    if (begin > 1 && points_[begin - 1] == '/' && is_ascii_digit(points_[begin - 2]))
      return with(found, number_sound(begin - 1));
    // Two digits and more are said in Korean: 2.0 이점영, 360 삼백육십.
    if (end - begin > 1) return found;
    std::size_t before = begin;
    while (before > 0 && (points_[before - 1] == '-' || points_[before - 1] == ' ')) --before;
    if (before == 0 || !is_ascii_letter(points_[before - 1])) return found;
    // 제로, 원, 투, 쓰리, 포, 파이브, 식스, 세븐, 에이트 or 에잇, 나인
    constexpr std::array<Sound, 10> k_english = {
        Sound::vowel, Sound::consonant, Sound::vowel,     Sound::vowel,   Sound::vowel,
        Sound::vowel, Sound::vowel,     Sound::consonant, Sound::unknown, Sound::consonant};
    const char32_t last = points_[end - 1];
    const Sound english = k_english[last - '0'];
    if (english == Sound::unknown) return with(with(found, Sound::vowel), Sound::consonant);
    return with(found, english);
  }

  /// Whether capitals can be said as a word in which the last letter sounds otherwise than by its name: a
  /// vowel stands before it (CLIP, STAR), or before the two last (SCALE, BLING), or it ends as EAGLE and
  /// STICK do.
  [[nodiscard]] bool is_said_as_word(std::size_t begin, std::size_t end) const {
    if (end - begin < 3) return false;
    const char32_t last = points_[end - 1] | 0x20;
    const bool next_to_last = is_vowel_letter(points_[end - 2]);
    const char32_t before_last = points_[end - 2] | 0x20;
    if (last == 'k' && before_last == 'c') return true;
    if (last == 'e' && before_last == 'l' && end - begin > 3) return true;
    if (last == 'e' || last == 'g') return is_vowel_letter(points_[end - 3]) && !next_to_last;
    return !is_vowel_letter(last) && next_to_last;
  }

  /// SPRInG is said 스프링.
  [[nodiscard]] bool ends_as_ng(std::size_t begin, std::size_t end) const {
    return end - begin > 2 && points_[end - 1] == 'G' && points_[end - 2] == 'n';
  }

  [[nodiscard]] LastSounds with_other_readings(LastSounds found, std::size_t end) const {
    std::size_t begin = end, capitals = end;
    while (begin > 0 && is_ascii_letter(points_[begin - 1])) --begin;
    const bool after_number = begin > 0 && is_ascii_digit(points_[begin - 1]);
    // The sign of a unit may be spelt: 24h.
    if (after_number && end - begin == 1) return with(found, letter_name_sound(points_[end - 1]));
    while (capitals > begin && is_ascii_upper(points_[capitals - 1])) --capitals;
    if (capitals < end && is_said_as_word(capitals, end)) return with(found, ending_sound(capitals, end));
    const char32_t last = points_[end - 1];
    if (ends_as_ng(begin, end)) return with(found, letter_name_sound(last));
    // STaR is said 스타.
    if (last == 'R' && end - begin > 2 && is_vowel_letter(points_[end - 2]))
      return with(found, ending_sound(begin, end));
    // A short name in -me, -ne, -le is not always an English word: Yume.
    if (last == 'e' && end - begin <= 4 && is_ascii_upper(points_[begin])) return with(found, Sound::vowel);
    return found;
  }

  /// Moves `end` to behind the character that decides.
  Sound sound_before(std::size_t& end) const {
    while (end > 0) {
      if (const std::size_t open = opening_[end - 1]; open != k_none) {
        if (const std::optional<Sound> power = power_of(open)) return *power;
        end = before_bracket(open, end);
        continue;
      }
      if (const std::optional<Sound> found = sound_of_last(end)) return *found;
      --end;
    }
    return Sound::unknown;
  }

  [[nodiscard]] char32_t at(std::size_t index) const { return index < points_.size() ? points_[index] : 0; }

  /// For each closing bracket, where its opening one stands.
  void match_brackets() {
    opening_.assign(points_.size(), k_none);
    std::vector<std::size_t> open;
    first_sound_ = points_.size();
    for (std::size_t i = 0; i < points_.size(); ++i) {
      const char32_t c = points_[i];
      if (c == '(' || c == '[' || c == '{') {
        open.push_back(i);
      } else if (c == ')' || c == ']' || c == '}') {
        const char32_t wanted = c == ')' ? '(' : c == ']' ? '[' : '{';
        if (!open.empty() && points_[open.back()] == wanted) {
          opening_[i] = open.back();
          open.pop_back();
        }
      }
      if (first_sound_ == points_.size() && is_alphanumeric(c)) first_sound_ = i;
    }
  }

  /// Where to go on when a closing bracket stands before `end`.
  [[nodiscard]] std::size_t before_bracket(std::size_t open, std::size_t end) const {
    // The address of a Markdown link is not read, its text is: `[word](address)`.
    const bool link =
        points_[open] == '(' && open > 0 && opening_[open - 1] != k_none && points_[open - 1] == ']';
    if (link) return open - 1;
    // A gloss is not read with its word; the argument of a command is (`\textbf{word}`), and so is a word
    // that stands in brackets as a whole.
    const bool gloss = points_[open] != '{' && first_sound_ < open;
    return gloss ? open : end - 1;
  }

  /// `^{n}` is read 제곱.
  [[nodiscard]] std::optional<Sound> power_of(std::size_t open) const {
    if (points_[open] == '{' && open > 0 && points_[open - 1] == '^') return Sound::consonant;
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Sound> sound_of_last(std::size_t end) const {
    const char32_t last = points_[end - 1];
    if (is_syllable(last)) return hangul_sound(last);
    if (last >= 0x3131 && last <= 0x3163) return jamo_sound(last);
    if (is_superscript(last)) return Sound::consonant;  // 제곱
    if (is_ascii_digit(last)) return number_sound(end);
    if (is_ascii_letter(last)) return latin_sound(end);
    if (is_greek(last)) return greek_sound(last);
    if (last == U'′') return Sound::consonant;            // 프라임
    if (last == '+' || last == '#') return Sound::vowel;  // 플러스, 샤프
    if (last == '*' && is_star(end)) return Sound::vowel;
    if (is_currency(last)) {
      // A dollar sign closes a formula, unless a number stands before it.
      return last == '$' && !(end > 1 && is_ascii_digit(points_[end - 2]) && !opens_formula(end))
                 ? std::nullopt
                 : unit_sound(encoded(last));
    }
    if (last >= 0x80 || last == '%') {
      if (const std::optional<Sound> unit = unit_sound(encoded(last))) return unit;
    }
    // A letter of a script whose sounds are not known here ends the search; a sign is looked through.
    if (is_alphanumeric(last)) return Sound::unknown;
    return std::nullopt;
  }

  static std::string encoded(char32_t point) {
    std::string text;
    append_utf8(text, point);
    return text;
  }

  [[nodiscard]] bool opens_formula(std::size_t end) const {
    return std::find(points_.begin(), points_.begin() + static_cast<std::ptrdiff_t>(end - 1), U'$') !=
           points_.begin() + static_cast<std::ptrdiff_t>(end - 1);
  }

  /// Whether the stars before `end` are part of the name ("A*", 스타), not Markdown's, which come in pairs.
  [[nodiscard]] bool is_star(std::size_t end) const {
    return end > 1 && points_[end - 2] != '*' && is_alphanumeric(points_[end - 2]) &&
           std::count(points_.begin(), points_.end(), U'*') == 1;
  }

  /// A number that ends at `end`: the last digit of a decimal, the unit of a round number (십, 백, 천, 만,
  /// …).
  [[nodiscard]] Sound number_sound(std::size_t end) const {
    std::size_t begin = end - 1;
    bool decimal = false;
    while (begin > 0) {
      const char32_t before = points_[begin - 1];
      const bool joined = (before == '.' || before == ',') && begin > 1 && is_ascii_digit(points_[begin - 2]);
      if (!is_ascii_digit(before) && !joined) break;
      if (before == '.') decimal = true;
      --begin;
    }
    if (begin > 0 && points_[begin - 1] == '^') return Sound::consonant;  // 제곱
    if (begin > 0 && is_currency(points_[begin - 1])) {
      const bool formula = points_[begin - 1] == '$' && at(end) == '$';
      if (!formula) return unit_sound(encoded(points_[begin - 1])).value_or(Sound::unknown);
    }
    const char32_t last = points_[end - 1];
    if (decimal || last != '0') return digit_sound(last);
    std::size_t zeros = 0;
    bool only_zeros = true;
    for (std::size_t i = end; i > begin; --i) {
      if (points_[i - 1] == ',') continue;
      if (points_[i - 1] != '0') {
        only_zeros = false;
        break;
      }
      ++zeros;
    }
    return only_zeros ? digit_sound('0') : round_number_sound(zeros);
  }

  static Sound round_number_sound(std::size_t zeros) {
    if (zeros < 4) return Sound::consonant;              // 십, 백, 천
    if (zeros < 12) return Sound::consonant;             // 만, 억
    if (zeros < 16 || zeros >= 20) return Sound::vowel;  // 조; 해
    return Sound::consonant;                             // 경
  }

  /// Latin letters that end at `end`.
  [[nodiscard]] Sound latin_sound(std::size_t end) const {
    std::size_t begin = end - 1;
    while (begin > 0 && is_ascii_letter(points_[begin - 1])) --begin;
    std::size_t before = begin;
    const bool micro = begin > 0 && (points_[begin - 1] == U'μ' || points_[begin - 1] == U'µ');
    if (micro) --before;
    while (before > 0 && points_[before - 1] == ' ') --before;
    if (before > 0 && is_ascii_digit(points_[before - 1]) && end - begin <= 3) {
      std::string unit = micro ? "μ" : "";
      for (std::size_t i = begin; i < end; ++i) unit.push_back(static_cast<char>(points_[i]));
      if (const std::optional<Sound> sound = unit_sound(unit)) return *sound;
    }
    const char32_t last = points_[end - 1];
    if (ends_as_ng(begin, end)) return Sound::consonant;
    // Capitals are spelt, and so is a letter that stands alone (x, GPT-4o).
    if (is_ascii_upper(last) || end - begin == 1) return letter_name_sound(last);
    return ending_sound(begin, end);
  }

  [[nodiscard]] Sound ending_sound(std::size_t begin, std::size_t end) const {
    // One "=" before the whole word, so that rows for whole words are found by the same search.
    std::string word = "=";
    const std::size_t from = end - begin > k_longest_ending ? end - k_longest_ending : begin;
    for (std::size_t i = from; i < end; ++i) word.push_back(static_cast<char>(points_[i] | 0x20));
    std::string_view rest = word;
    if (from != begin) rest.remove_prefix(1);
    for (; !rest.empty(); rest.remove_prefix(1)) {
      const auto found = endings().find(rest);
      if (found != endings().end()) return found->second;
    }
    return Sound::unknown;
  }

  std::vector<char32_t> points_;
  std::vector<std::size_t> opening_;
  std::size_t first_sound_ = 0;
};

}  // namespace

Sound last_sound(std::string_view word) { return Word(word).sound(); }

LastSounds possible_sounds(std::string_view word) { return Word(word).sounds(); }

}  // namespace nonmun::text
