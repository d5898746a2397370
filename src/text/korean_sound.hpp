#pragma once

#include <string_view>

#include "nonmun/text/korean.hpp"

namespace nonmun::text {

/// What a word ends in when Koreans say it: that is what chooses the particle.
enum class Sound {
  unknown,
  vowel,
  consonant,
  rieul,  ///< the consonant ㄹ, which counts as a vowel before 으로/로
};

/// The last sound of a word in NFC. Closing brackets with what they hold, quotes, punctuation, Markdown and
/// LaTeX are looked through. Linear in the length of the word.
[[nodiscard]] Sound last_sound(std::string_view word);

/// As last_sound, in every reading that Koreans give the word; `last_sound` is the commonest of them.
[[nodiscard]] LastSounds possible_sounds(std::string_view word);

}  // namespace nonmun::text
