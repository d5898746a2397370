#include "korean_words.hpp"

#include <array>

namespace nonmun::archive {
namespace {

constexpr std::size_t k_syllable_bytes = 3;

/// The syllable at a place; 0: none. All of them have three bytes in UTF-8.
char32_t syllable_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[at + k]); };
  if (text.size() - at < k_syllable_bytes || byte(0) < 0xEA || byte(0) > 0xED) return 0;
  if ((byte(1) & 0xC0) != 0x80 || (byte(2) & 0xC0) != 0x80) return 0;
  const char32_t point = (byte(0) & 0x0FU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU);
  return point >= 0xAC00 && point <= 0xD7A3 ? point : 0;
}

/// Longest first, so that the first that fits is the whole of it.
constexpr std::array<std::string_view, 47> k_particles{
    "으로부터", "에서부터", "으로써", "으로서", "에서는", "에서도", "에서의", "에게서", "으로는", "으로도",
    "으로의",   "이라는",   "이라고", "로부터", "에는",   "에도",   "에서",   "에게",   "으로",   "로써",
    "로서",     "로는",     "로의",   "부터",   "까지",   "처럼",   "보다",   "마다",   "이나",   "이란",
    "라는",     "하고",     "과의",   "와의",   "은",     "는",     "이",     "가",     "을",     "를",
    "의",       "에",       "로",     "와",     "과",     "도",     "만"};

}  // namespace

std::vector<KoreanPart> split_korean(std::string_view text) {
  std::vector<KoreanPart> parts;
  for (std::size_t at = 0; at < text.size();) {
    KoreanPart part{{}, at, at};
    if (syllable_at(text, at) == 0) {
      while (at < text.size() && syllable_at(text, at) == 0) ++at;
      part.end = at;
    } else {
      for (std::size_t next = at; next < text.size();) {
        if (const char32_t point = syllable_at(text, next)) {
          part.syllables.push_back({point, next, next + k_syllable_bytes});
          part.end = at = next += k_syllable_bytes;
        } else if (text[next] == ' ') {
          ++next;
        } else {
          break;
        }
      }
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

bool has_syllable(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (syllable_at(text, at) != 0) return true;
  }
  return false;
}

std::string korean_words(std::string_view text) {
  std::string out;
  bool after_run = false;
  for (const KoreanPart& part : split_korean(text)) {
    if (part.syllables.empty()) {
      out += text.substr(part.begin, part.end - part.begin);
      continue;
    }
    if (after_run) (out += ' ') += k_break;
    after_run = true;
    const auto syllable = [&](std::size_t k) {
      return text.substr(part.syllables[k].begin, k_syllable_bytes);
    };
    if (part.syllables.size() == 1) (out += ' ') += syllable(0);
    for (std::size_t k = 0; k + 1 < part.syllables.size(); ++k)
      ((out += ' ') += syllable(k)) += syllable(k + 1);
    out += ' ';
  }
  return out;
}

std::string_view without_particle(std::string_view word) {
  const auto strip = [&](std::string_view particle) {
    return word.ends_with(particle) && word.size() >= particle.size() + 2 * k_syllable_bytes;
  };
  for (const std::string_view particle : k_particles) {
    if (strip(particle)) return word.substr(0, word.size() - particle.size());
  }
  return word;
}

}  // namespace nonmun::archive
