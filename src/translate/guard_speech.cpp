#include <algorithm>
#include <array>
#include <string>

#include "guard_line.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::translate {
namespace {

/// Without what may stand behind the last word: white space, punctuation, quotes, brackets with what they
/// hold.
std::string_view last_word_end(std::string_view text) {
  for (;;) {
    text = ascii::trim(text);
    if (text.empty()) return text;
    if (text.ends_with(')') || text.ends_with(']')) {
      const char open = text.ends_with(')') ? '(' : '[';
      std::size_t depth = 0, at = text.size();
      while (at > 0) {
        --at;
        if (text[at] == text.back()) ++depth;
        if (text[at] == open && --depth == 0) break;
      }
      text = depth == 0 ? text.substr(0, at) : text.substr(0, text.size() - 1);
      continue;
    }
    std::size_t begin = text.size() - 1;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
    if (script_of(character_at(text, begin).point) != Script::other) return text;
    text = text.substr(0, begin);
  }
}

enum class Ending { polite, plain, noun };

Ending ending_of(std::string_view sentence) {
  const std::string_view text = last_word_end(sentence);
  if (ends_with_any(text, {"니다", "니까", "세요", "시오", "어요", "아요", "해요", "예요", "에요", "네요",
                           "지요", "죠"}))
    return Ending::polite;
  if (text.ends_with("다")) {
    // 한다, 이다; not 바다, -보다.
    return ends_with_any(text, {"바다", "보다", "마다"}) ? Ending::noun : Ending::plain;
  }
  if (ends_with_any(text, {"는가", "인가", "을까", "한가"})) return Ending::plain;
  return Ending::noun;
}

std::string register_name(Register speech) { return speech == Register::polite ? "합니다" : "한다"; }

void flag(Findings& findings, const text::Span& where, std::string_view wanted) {
  add(findings, Guard::speech, "does not end in the register " + std::string(wanted), where.begin, where.end);
}

}  // namespace

Endings endings_of(std::string_view text) {
  Endings endings;
  std::size_t begin = 0;
  const auto sentence = [&](std::size_t end) {
    if (last_word_end(text.substr(begin, end - begin)).empty()) return;
    const Ending ending = ending_of(text.substr(begin, end - begin));
    auto& list = ending == Ending::polite  ? endings.polite
                 : ending == Ending::plain ? endings.plain
                                           : endings.nouns;
    list.push_back({begin, end});
    begin = end;
  };
  // A full stop ends a sentence where white space follows and Hangul stands before it; what is inside
  // brackets belongs to the sentence around them.
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '(') ++depth;
    if (text[at] == ')' && depth > 0) --depth;
    if (text[at] != '.' && text[at] != '!' && text[at] != '?') continue;
    if (depth > 0 || at < 3 || at + 1 >= text.size() || !ascii::is_space(text[at + 1])) continue;
    if (script_of(character_at(text, at - 3).point) != Script::hangul) continue;
    sentence(at + 1);
  }
  sentence(text.size());
  return endings;
}

Registers count_registers(std::string_view korean) {
  const Endings endings = endings_of(korean);
  return {endings.polite.size(), endings.plain.size()};
}

void check_speech(const Line& line, Findings& findings) {
  const Endings endings = endings_of(line.text);
  const std::string wanted = register_name(line.options.speech);
  const bool polite = line.options.speech == Register::polite;
  if (line.options.strict_speech) {
    for (const auto* wrong : {polite ? &endings.plain : &endings.polite, &endings.nouns})
      for (const text::Span& where : *wrong) flag(findings, where, wanted);
    return;
  }
  if (endings.polite.empty() || endings.plain.empty()) return;
  const bool mostly_polite = endings.polite.size() >= endings.plain.size();
  for (const text::Span& where : mostly_polite ? endings.plain : endings.polite)
    flag(findings, where, register_name(mostly_polite ? Register::polite : Register::plain));
}

void check_mixed_speech(const std::vector<Bullet>& bullets, const GuardOptions& options,
                        std::vector<Findings>& findings) {
  if (options.strict_speech) return;  // each line was held against the register by itself
  std::vector<Endings> endings;
  std::size_t polite = 0, plain = 0;
  for (const Bullet& bullet : bullets) {
    endings.push_back(endings_of(bullet.ko));
    polite += endings.back().polite.size();
    plain += endings.back().plain.size();
  }
  if (polite == 0 || plain == 0) return;
  const bool mostly_polite = polite >= plain;
  for (std::size_t i = 0; i < bullets.size(); ++i) {
    const bool flagged = std::any_of(findings[i].begin(), findings[i].end(),
                                     [](const Finding& f) { return f.guard == Guard::speech; });
    const auto& others = mostly_polite ? endings[i].plain : endings[i].polite;
    if (!flagged && !others.empty())
      add(findings[i], Guard::speech,
          "the other lines end in " + register_name(mostly_polite ? Register::polite : Register::plain),
          others[0].begin, others[0].end);
  }
}

}  // namespace nonmun::translate
