// Summaries of any bytes: every line cites a sentence that is there and quotes it whole, its Latin words and
// numbers stand in that sentence, well-formed text gives well-formed lines, and twice the same.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "nonmun/core/ascii.hpp"
#include "nonmun/text/sentences.hpp"
#include "nonmun/text/unicode.hpp"
#include "nonmun/translate/frames.hpp"

namespace {

using namespace nonmun;

/// The letters, or the digits, that begin at `at`; empty where none do. A unit may be joined to its
/// number: 5.2FPS.
std::string_view word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  const bool digits = ascii::is_digit(text[at]);
  while (end < text.size() && ascii::is_alnum(text[end]) && ascii::is_digit(text[end]) == digits) ++end;
  return text.substr(at, end - at);
}

/// Words that the glossary writes in Latin letters: 사전 학습 LLM, 최고 수준(SOTA), dB, FPS, 3D.
bool is_of_tables(std::string_view word) { return word.size() <= 4 && !ascii::is_digit(word.front()); }

void check_words(std::string_view korean, std::string_view sentence) {
  const std::string english = ascii::lower(sentence);  // the glossary has "3D" where a sentence has "3d"
  for (std::size_t at = 0; at < korean.size(); ++at) {
    const std::string_view word = word_at(korean, at);
    if (word.empty()) continue;
    at += word.size() - 1;
    const bool stage = word.size() == 1 && korean.substr(at + 1).starts_with("단계");  // "two-stage"
    if (!stage && !is_of_tables(word) && english.find(ascii::lower(word)) == std::string::npos) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(bytes.find('\n'), bytes.size());
  const std::string_view title = bytes.substr(0, line), abstract = bytes.substr(std::min(line + 1, size));
  const translate::Source source{.title = std::string(title),
                                 .abstract = std::string(abstract),
                                 .sentences = text::split_sentences(abstract),
                                 .links = {}};
  for (const translate::Register speech : {translate::Register::polite, translate::Register::plain}) {
    const auto bullets = translate::write_frames(source, {.speech = speech});
    if (bullets != translate::write_frames(source, {.speech = speech})) std::abort();
    for (const Bullet& bullet : bullets) {
      if (bullet.src.size() != 1 || bullet.src.front() < 1 ||
          bullet.src.front() > static_cast<int>(source.sentences.size()))
        std::abort();
      if (bullet.en != source.sentence(bullet.src.front())) std::abort();
      if (text::is_valid_utf8(abstract) && !text::is_valid_utf8(bullet.ko)) std::abort();
      check_words(bullet.ko, bullet.en);
    }
  }
  return 0;
}
