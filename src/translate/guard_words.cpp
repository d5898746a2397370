#include <algorithm>
#include <array>
#include <string>

#include "guard_claims.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::translate {
namespace {

std::size_t letters_of(std::string_view word) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < word.size();) {
    const Character c = character_at(word, at);
    count += script_of(c.point) == Script::latin ? 1 : 0;
    at += c.length;
  }
  return count;
}

/// A name or an abbreviation rather than a word of the language: it has a capital letter or a digit.
bool is_name(std::string_view word) {
  return std::any_of(word.begin(), word.end(),
                     [](char c) { return ascii::is_upper(c) || ascii::is_digit(c); });
}

bool is_abbreviation(std::string_view part) {
  const auto capitals = std::count_if(part.begin(), part.end(), ascii::is_upper);
  return part.size() >= 2 && part.size() <= 8 && capitals >= 2 &&
         static_cast<std::size_t>(capitals) * 2 >= part.size();
}

/// Whether source and part are an abbreviation and what it stands for, either way round.
bool is_expanded(std::uint64_t key, const SourceIndex& source) {
  for (const Abbreviation& entry : guard_tables().abbreviations) {
    if (entry.key == key) {
      if (std::all_of(entry.words.begin(), entry.words.end(),
                      [&](std::uint64_t w) { return source.has_word(w); }))
        return true;
    } else if (source.has_word(entry.key) &&
               std::find(entry.words.begin(), entry.words.end(), key) != entry.words.end()) {
      return true;
    }
  }
  return false;
}

bool is_known_part(std::string_view part, const SourceIndex& source, const Glossary& glossary) {
  const std::uint64_t key = key_of(part);
  if (source.has_word(key) || letters_of(part) == 1) return true;
  // An English word in another form; a name has but one.
  const auto capitals = std::count_if(part.begin(), part.end(), ascii::is_upper);
  const bool plain = capitals == 0 || (capitals == 1 && ascii::is_upper(part[0]));
  if (plain && part.size() >= 4 && source.has_stem(part)) return true;
  if (is_abbreviation(part)) {
    std::string letters = ascii::lower(part);
    if (source.has_initials(letters)) return true;
    if (part.ends_with('s') && source.has_initials(std::string_view(letters).substr(0, letters.size() - 1)))
      return true;
  }
  return is_expanded(key, source) || glossary.has_word(key);
}

/// Whether the source has the name with other digits only: GPT-4o where the line has GPT-5o. "Qwen-7B and
/// 32B" has both.
bool has_other_digits(std::string_view word, const SourceIndex& source) {
  std::string_view last;
  for_each_part(word, [&](std::string_view part) { last = part; });
  const std::uint64_t last_key = key_of(last);
  const auto& tokens = source.tokens();
  bool other = false;
  for (std::size_t j = 0; j < tokens.size(); ++j) {
    if (!tokens[j].has_digit || !differ_in_digits(word, source.word(tokens[j]))) continue;
    other = true;
    for (std::size_t next = j + 1; next < std::min(j + 7, tokens.size()); ++next)
      if (tokens[next].key == last_key) return false;
  }
  return other;
}

/// A name with digits stands in the source as a whole, or is put together of parts that do, each number with
/// the letters beside it: Qwen2.5-7B of "Qwen2.5" and "7B".
bool is_known_name(std::string_view word, bool capital, const SourceIndex& source, const Glossary& glossary) {
  if (source.has_pair(word)) return true;
  if (has_other_digits(word, source)) return false;
  bool known = true;
  std::string_view before;
  for_each_part(word, [&](std::string_view part) {
    const std::size_t digits = std::min(part.find_first_not_of("0123456789."), part.size());
    if (part.find_first_of("0123456789") == std::string_view::npos)
      known = known && is_known_part(part, source, glossary);
    else if (digits < part.size())
      known = known && (source.has_word(key_of(part)) || source.has_pair(part));
    else if (capital)  // of top-10 the number is held against the source by itself
      known = known && (source.has_word(key_of(before, part)) || source.has_pair(before, part));
    before = part;
  });
  return known;
}

/// Characters that are not seen, and those that no text means: controls, joiners, marks of direction, fillers
/// of Hangul, private use, tags.
bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C || c == 0x115F || c == 0x1160 ||
         c == 0x180E || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0x3164 || c == 0xFEFF || c == 0xFFA0 ||
         (c >= 0xFFF9 && c <= 0xFFFC) || (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xE0000 && c <= 0x10FFFF);
}

/// Whether an invisible character or a letter of Hangul apart may begin with a byte; a syllable and most of
/// ASCII do not, and no character begins with a byte that goes on with one.
constexpr std::array<bool, 256> k_may_begin_unseen = [] {
  std::array<bool, 256> may{};
  for (std::size_t byte = 0; byte < may.size(); ++byte)
    may[byte] = byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xD8 ||
                (byte >= 0xE1 && byte <= 0xE3) || byte >= 0xEE;
  return may;
}();

/// A zero-width joiner between two signs makes one emoji of them.
bool joins_signs(std::string_view text, std::size_t at) {
  constexpr char32_t k_joiner = 0x200D, k_first_sign = 0x2190;
  if (character_at(text, at).point != k_joiner || at < 3) return false;
  std::size_t before = at - 1;
  while (before > 0 && (static_cast<unsigned char>(text[before]) & 0xC0) == 0x80) --before;
  const char32_t sign = character_at(text, before).point;
  return sign >= k_first_sign && script_of(sign) == Script::other;
}

bool is_digit_or_point(char c) { return ascii::is_digit(c) || c == '.'; }

}  // namespace

bool differ_in_digits(std::string_view a, std::string_view b) {
  std::size_t i = 0, j = 0;
  const auto skip = [](std::string_view word, std::size_t& at, auto what) {
    const std::size_t begin = at;
    while (at < word.size() && what(word[at])) ++at;
    return at - begin;
  };
  bool differ = false;
  for (;;) {
    i += joiner_at(a, i);
    j += joiner_at(b, j);
    if (i >= a.size() || j >= b.size()) return differ && i >= a.size() && j >= b.size();
    const std::size_t from_i = i, from_j = j;
    const std::size_t digits = skip(a, i, is_digit_or_point);
    if ((digits > 0) != (skip(b, j, is_digit_or_point) > 0)) return false;
    if (digits > 0)
      differ = differ || a.substr(from_i, i - from_i) != b.substr(from_j, j - from_j);
    else if (ascii::lower(a[i++]) != ascii::lower(b[j++]))
      return false;
  }
}

bool is_known_word(std::string_view word, const SourceIndex& source, const Glossary& glossary) {
  if (is_expanded(key_of(word), source)) return true;
  if (word.find_first_of("0123456789") != std::string_view::npos)
    return is_known_name(word, std::any_of(word.begin(), word.end(), ascii::is_upper), source, glossary);
  if (source.has_pair(word)) return true;
  bool known = true;
  for_each_part(word, [&](std::string_view part) { known = known && is_known_part(part, source, glossary); });
  return known;
}

void check_script(const Line& line, Findings& findings) {
  for (const Token& token : line.tokens) {
    if (token.kind != TokenKind::foreign) continue;
    const std::string_view text = line.slice_of(token);
    if (text.find("\xEF\xBF\xBD") == std::string_view::npos && character_at(text, 0).point != 0xFFFD &&
        line.source.has_text(text))
      continue;
    add(findings, Guard::script, quoted(text) + " is not Hangul or Latin", token.begin, token.end);
  }
  const std::string_view text = line.text;
  bool decomposed = false;
  const auto next = [text](std::size_t at) {
    while (at < text.size() && !k_may_begin_unseen[static_cast<unsigned char>(text[at])]) ++at;
    return at;
  };
  for (std::size_t at = next(0); at < text.size(); at = next(at)) {
    const Character c = character_at(text, at);
    const std::size_t end = at + c.length;
    if (is_invisible(c.point) && !joins_signs(text, at)) {
      add(findings, Guard::script, "a control character", at, end);
    } else if (c.point >= 0x1100 && c.point <= 0x11FF && !decomposed) {
      decomposed = true;  // once: a whole line is so
      add(findings, Guard::script, "Hangul that is not composed (NFC)", at, end);
    } else if (c.point >= 0x3131 && c.point <= 0x318E && !line.source.has_text(text.substr(at, c.length))) {
      std::size_t last = end;
      while (last < text.size() && character_at(text, last).point >= 0x3131 &&
             character_at(text, last).point <= 0x318E)
        last += character_at(text, last).length;
      add(findings, Guard::script, quoted(text.substr(at, last - at)) + " is no syllable", at, last);
      at = last;
      continue;
    }
    at = end;
  }
}

void check_hangul_share(const Line& line, Findings& findings) {
  std::size_t hangul = 0, other = 0;
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    const Token& token = line.tokens[i];
    const std::string_view text = line.slice_of(token);
    if (token.kind == TokenKind::hangul)
      hangul += text.size() / 3;
    else if (token.kind == TokenKind::foreign)
      other += std::max<std::size_t>(text.size() / 3, 1);
    else if (!line.known[i])
      other += letters_of(text);
  }
  if (hangul == 0 && !ascii::trim(line.text).empty())
    add(findings, Guard::hangul_share, "no Hangul", 0, line.text.size());
  else if (hangul < other)
    add(findings, Guard::hangul_share, "less than half of the letters that are not the source's is Hangul", 0,
        line.text.size());
}

void check_words(const Line& line, Findings& findings) {
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    const Token& token = line.tokens[i];
    if (token.kind != TokenKind::word || line.known[i]) continue;
    const std::string_view word = line.slice_of(token);
    // "Llama 3" for Llama3, "Deep Seek" for DeepSeek.
    const auto joined = [&](std::size_t first, std::size_t second) {
      const std::string_view one = line.slice_of(line.tokens[first]),
                             other = line.slice_of(line.tokens[second]);
      return line.source.has_word(key_of(one, other)) || line.source.has_pair(one, other);
    };
    if (i > 0 && token.after != '.' && line.tokens[i - 1].kind != TokenKind::hangul && joined(i - 1, i))
      continue;
    if (i + 1 < line.tokens.size() && line.tokens[i + 1].after != '.' &&
        line.tokens[i + 1].kind != TokenKind::hangul && joined(i, i + 1))
      continue;
    add(findings, is_name(word) ? Guard::names : Guard::latin_words, quoted(word) + " is not in the source",
        token.begin, token.end);
  }
}

}  // namespace nonmun::translate
