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

/// The final consonant of the syllable that ends a text, in the order of Unicode; 0: none.
int coda_of(std::string_view text) {
  const char32_t point = last_syllable(text);
  return point == 0 ? 0 : static_cast<int>((point - 0xAC00) % 28);
}
constexpr int k_rieul_mieum = 10, k_mieum = 16, k_bieup = 17;

/// Whether a word of the table stands at the end of the text, as a word.
bool is_no_ending(std::string_view text, std::string_view ending) {
  const auto* rows = guard_tables().no_sentence_ends.find(last_syllable(text));
  return rows != nullptr && std::any_of(rows->begin(), rows->end(), [&](const NoSentenceEnd& row) {
           const std::string_view word = row.word;
           return ends_in(text, word) && row.ending == ending &&
                  (text.size() == word.size() || word.size() > 3 ||
                   ascii::is_space(text[text.size() - word.size() - 1]));
         });
}

bool is_formal(std::string_view text) {  // 합니다, 합니까, 하십시오, 합시다
  if (ends_with_any(text, {"니다", "니까", "시다"}))
    return coda_of(text.substr(0, text.size() - 6)) == k_bieup;
  return ends_with_any(text, {"시오", "세요"});  // 확인하세요 goes with 합니다
}

/// A question (무엇인가?) is asked in all registers.
bool is_plain(std::string_view text) {
  if (text.ends_with("다")) return !is_no_ending(text, "다");
  return ends_with_any(text,
                       {"했어", "았어", "었어", "있어", "없어", "거야", "이야", "잖아", "구나", "는군"});
}

/// 제안함, 있음, 만듦: a verb as a noun.
bool is_note(std::string_view text) {
  const int coda = coda_of(text);
  if (coda == k_rieul_mieum) return !ends_with_any(text, {"삶", "앎"});
  if (coda != k_mieum || is_no_ending(text, "ㅁ")) return false;
  return ends_with_any(text,
                       {"함", "됨", "임",   "음",   "킴", "줌", "짐", "냄", "룸", "춤", "림", "침", "움",
                        "옴", "힘", "없앰", "나감", "감", "둠", "봄", "꿈", "씀", "놈", "뜀", "뺌"}) &&
         !ends_with_any(text, {"알고리즘", "시스템", "마감", "영감", "공감", "유감", "호감", "실감", "절감",
                               "질감", "교감", "민감", "독감", "증감", "체감", "가감", "프로그램"});
}

/// Where the last Hangul of a text ends; 0 where there is none.
std::size_t hangul_end(std::string_view text) {
  for (std::size_t at = text.size(); at-- > 0;) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    if (const Character c = character_at(text, at); script_of(c.point) == Script::hangul)
      return at + c.length;
  }
  return 0;
}

/// Without the English that is quoted behind a sentence, in brackets that need not match: 합니다(1) We do.)
std::string_view without_quotation(std::string_view sentence) {
  const std::size_t korean = hangul_end(sentence);
  if (korean == 0 || sentence.find(')') == std::string_view::npos) return sentence;
  return sentence.substr(0, sentence.find('(', korean));
}

/// Without the link that a sentence ends by pointing at: 공개되어 있습니다: https://…
std::string_view without_link(std::string_view sentence) {
  if (sentence.find("://") == std::string_view::npos) return sentence;  // nearly all, and found faster
  const std::size_t scheme = sentence.rfind("://");
  if (scheme == 0 || hangul_end(sentence) > scheme) return sentence;
  return sentence.substr(0, sentence.find_last_of(" \t<(:", scheme - 1) + 1);
}

SentenceEnd end_of(std::string_view sentence) {
  const std::string_view text = last_word_end(without_link(without_quotation(sentence)));
  if (text.size() < 3 || script_of(character_at(text, text.size() - 3).point) != Script::hangul)
    return SentenceEnd::none;
  if (is_formal(text)) return SentenceEnd::formal;
  if (text.ends_with("죠") || (text.ends_with("요") && !is_no_ending(text, "요"))) return SentenceEnd::soft;
  if (is_plain(text)) return SentenceEnd::plain;
  if (is_note(text)) return SentenceEnd::note;
  return SentenceEnd::noun;
}

std::string_view name_of(SentenceEnd end) {
  switch (end) {
    case SentenceEnd::formal:
      return "합니다";
    case SentenceEnd::soft:
      return "해요";
    case SentenceEnd::plain:
      return "한다";
    default:
      return "함";
  }
}
SentenceEnd end_in(Register speech) {
  return speech == Register::polite ? SentenceEnd::formal : SentenceEnd::plain;
}

std::size_t count_words(const std::vector<Token>& tokens, text::Span where) {
  return static_cast<std::size_t>(std::count_if(tokens.begin(), tokens.end(), [&](const Token& token) {
    return token.kind == TokenKind::hangul && token.begin >= where.begin && token.end <= where.end;
  }));
}

/// How many sentences end in which way.
struct Count {
  std::size_t formal = 0, soft = 0, plain = 0, notes = 0, nouns = 0;

  void add(const std::vector<Sentence>& sentences) {
    for (const Sentence& one : sentences) {
      if (one.end == SentenceEnd::formal) ++formal;
      if (one.end == SentenceEnd::soft) ++soft;
      if (one.end == SentenceEnd::plain) ++plain;
      if (one.end == SentenceEnd::note) ++notes;
    }
  }
  void add(const Line& line) {
    add(line.sentences);
    // A label or a name is no sentence without its verb.
    constexpr std::size_t k_fewest_words = 4;
    for (const Sentence& one : line.sentences)
      if (one.end == SentenceEnd::noun && count_words(line.tokens, one.where) >= k_fewest_words) ++nouns;
  }

  /// The way that most sentences end, whole sentences before notes.
  [[nodiscard]] SentenceEnd commonest() const {
    const std::size_t most = std::max({formal, soft, plain});
    if (notes + nouns > most) return notes + nouns > 0 && most > 0 ? SentenceEnd::note : SentenceEnd::none;
    if (most == 0) return SentenceEnd::none;
    return formal == most ? SentenceEnd::formal : soft == most ? SentenceEnd::soft : SentenceEnd::plain;
  }
};

/// Nouns without a verb (개발) go with everything.
bool is_mixed_with(SentenceEnd end, SentenceEnd commonest) {
  return end != commonest && end != SentenceEnd::none && end != SentenceEnd::noun &&
         commonest != SentenceEnd::none;
}

void flag_mixture(const std::vector<Sentence>& sentences, SentenceEnd commonest, Findings& findings) {
  for (const Sentence& one : sentences)
    if (is_mixed_with(one.end, commonest))
      add(findings, Guard::speech,
          "ends in " + std::string(name_of(one.end)) + ", the others in " + std::string(name_of(commonest)),
          one.where.begin, one.where.end);
}

void hold_to(const std::vector<Sentence>& sentences, Register speech, bool verbless_too, Findings& findings) {
  const SentenceEnd wanted = end_in(speech);
  for (const Sentence& one : sentences) {
    const bool verbless =
        one.end == SentenceEnd::none || one.end == SentenceEnd::noun || one.end == SentenceEnd::note;
    if (one.end == wanted || (verbless && !verbless_too)) continue;
    add(findings, Guard::speech, "does not end in the register " + std::string(name_of(wanted)),
        one.where.begin, one.where.end);
  }
}

/// Bytes that end a sentence or open and close what belongs to one.
constexpr std::array<bool, 256> k_divides = [] {
  std::array<bool, 256> divides{};
  for (const unsigned char byte : {'(', ')', '\n', '.', '!', '?'}) divides[byte] = true;
  return divides;
}();

/// Where a sentence's last character is: white space follows it, or Hangul follows a Hangul 다, 요 or 까.
bool ends_sentence(std::string_view text, std::size_t at) {
  if (at < 3) return false;
  const std::string_view before = text.substr(0, at);
  const bool hangul_before = script_of(character_at(text, at - 3).point) == Script::hangul;
  if (at + 1 < text.size() && ascii::is_space(text[at + 1]))
    return hangul_before || ends_with_any(before, {")", "]", "\"", "'", "”", "’"});
  return hangul_before && ends_with_any(before, {"다", "요", "까", "함", "음", "됨", "임"}) &&
         at + 3 < text.size() && script_of(character_at(text, at + 1).point) == Script::hangul;
}

}  // namespace

std::vector<Sentence> sentence_ends_of(std::string_view text) {
  std::vector<Sentence> sentences;
  std::size_t begin = 0;
  const auto sentence = [&](std::size_t end) {
    if (last_word_end(text.substr(begin, end - begin)).empty()) return;
    sentences.push_back({{begin, end}, end_of(text.substr(begin, end - begin))});
    begin = end;
  };
  // What is inside brackets belongs to the sentence around them, if they close at all.
  constexpr std::size_t k_none = std::string_view::npos;
  const std::size_t last_close = text.find('(') == k_none ? k_none : text.rfind(')');
  int depth = 0;
  const auto next = [text](std::size_t at) {
    while (at < text.size() && !k_divides[static_cast<unsigned char>(text[at])]) ++at;
    return at;
  };
  for (std::size_t at = next(0); at < text.size(); at = next(at + 1)) {
    if (text[at] == '(' && last_close != k_none && at < last_close) ++depth;
    if (text[at] == ')' && depth > 0) --depth;
    if (depth > 0) continue;
    if (text[at] == '\n' ||
        ((text[at] == '.' || text[at] == '!' || text[at] == '?') && ends_sentence(text, at)))
      sentence(at + 1);
  }
  sentence(text.size());
  return sentences;
}

Registers count_registers(std::string_view korean) {
  Count count;
  count.add(sentence_ends_of(korean));
  return {count.formal, count.plain};
}

Registers count_registers(const Paper& paper) {
  Registers all;
  if (paper.summary)
    for (const Bullet& bullet : *paper.summary) all += count_registers(bullet.ko);
  return all;
}

Findings check_register(std::string_view korean, Register speech) {
  Findings findings;
  hold_to(sentence_ends_of(korean), speech, /*verbless_too=*/false, findings);
  return findings;
}

void check_speech(const Line& line, Findings& findings) {
  const GuardOptions& options = line.options;
  if (options.strict_speech || options.hold_speech)
    return hold_to(line.sentences, options.speech, options.strict_speech, findings);
  Count count;
  count.add(line);
  flag_mixture(line.sentences, count.commonest(), findings);
}

void check_mixed_speech(const std::vector<Line>& lines, const GuardOptions& options,
                        std::vector<Findings>& findings) {
  if (options.strict_speech || options.hold_speech)
    return;  // each line was held against the register by itself
  Count count;
  for (const Line& line : lines) count.add(line);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    // All the lines together say which way is the common one.
    std::erase_if(findings[i], [](const Finding& finding) { return finding.guard == Guard::speech; });
    flag_mixture(lines[i].sentences, count.commonest(), findings[i]);
  }
}

}  // namespace nonmun::translate
