#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Korean is found by pairs of syllables, since its words are written with and without spaces between them and
// carry particles.
namespace nonmun::archive {

/// A word that no text has: it keeps the words before and behind it from being a phrase. A private-use
/// character, which the tokenizer takes for a letter.
inline constexpr std::string_view k_break = "\uE000";

/// One Hangul syllable of a text and its bytes.
struct Syllable {
  char32_t point = 0;
  std::size_t begin = 0, end = 0;
};
/// A part of a text: syllables with nothing but spaces between them, or what stands between such runs.
struct KoreanPart {
  std::vector<Syllable> syllables;  ///< empty: other text
  std::size_t begin = 0, end = 0;
};
[[nodiscard]] std::vector<KoreanPart> split_korean(std::string_view text);

[[nodiscard]] bool has_syllable(std::string_view text);

/// The text as the index's Korean column has it: each run of syllables as its pairs ("언어 어모 모델"), a
/// lone syllable as itself, other text as it is.
[[nodiscard]] std::string korean_words(std::string_view text);

/// The word without the particle at its end (언어모델을: 언어모델); as it is when nothing but one syllable
/// would be left, or when it has none.
[[nodiscard]] std::string_view without_particle(std::string_view word);

}  // namespace nonmun::archive
