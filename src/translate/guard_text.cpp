#include "guard_text.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "nonmun/core/ascii.hpp"

namespace nonmun::translate {
namespace {

constexpr std::uint64_t k_offset = 0xcbf29ce484222325ULL;
constexpr std::uint64_t k_prime = 0x100000001b3ULL;

std::uint64_t finish(std::uint64_t hash) {
  hash ^= hash >> 32;
  hash *= 0x9e3779b97f4a7c15ULL;
  return hash ^ (hash >> 29);
}

/// Letters and digits of ASCII, the letters small; 0 for other bytes.
constexpr std::array<char, 256> k_folded = [] {
  std::array<char, 256> folded{};
  for (std::size_t i = 0; i < 128; ++i)
    if (const char c = static_cast<char>(i); ascii::is_alnum(c)) folded[i] = ascii::lower(c);
  return folded;
}();

/// The key of a word, byte by byte as it is read. Plurals are folded at the end, where the last bytes are
/// taken out of the state again.
class WordHash {
 public:
  void add(char folded) {
    state_ = (state_ ^ static_cast<unsigned char>(folded)) * k_prime;
    last_ = (last_ << 8) | static_cast<unsigned char>(folded);
    ++size_;
  }
  /// Adds the letters and digits of ASCII from `at` on; where they end. Says of the word what they tell.
  std::size_t add_run(std::string_view text, std::size_t at, Token& word) {
    const std::size_t begin = at;
    std::uint64_t state = state_;
    std::uint32_t last = last_;
    unsigned all = 0xFF, changed = 0;
    for (; at < text.size(); ++at) {
      const auto byte = static_cast<unsigned char>(text[at]);
      const auto folded = static_cast<unsigned char>(k_folded[byte]);
      if (folded == 0) break;
      all &= folded;
      changed |= folded ^ byte;
      state = (state ^ folded) * k_prime;
      last = (last << 8) | folded;
    }
    constexpr unsigned k_letter = 0x40;  // a bit that each letter has, and no digit
    if (at > begin && (all & k_letter) == 0) word.has_digit = true;
    if (changed != 0) word.has_capital = true;
    state_ = state;
    last_ = last;
    size_ += at - begin;
    return at;
  }
  void add_word(std::string_view word) {
    for (std::size_t at = 0; at < word.size();) {
      const std::size_t joiner = joiner_at(word, at);
      if (joiner == 0) add(ascii::lower(word[at]));
      at += joiner == 0 ? 1 : joiner;
    }
  }

  [[nodiscard]] std::uint64_t key() const {
    if (size_ <= 2 || !ends_with("s") || ends_with("ss")) return finish(state_);
    if (size_ > 4) {
      if (ends_with("ies")) return finish((before(3) ^ 'y') * k_prime);
      if (ends_with("xes") || ends_with("ches") || ends_with("shes") || ends_with("sses") || ends_with("zes"))
        return finish(before(2));
    }
    return finish(before(1));
  }

 private:
  /// The state before the last one to four bytes.
  [[nodiscard]] std::uint64_t before(std::size_t bytes) const {
    constexpr std::uint64_t k_inverse = 0xce965057aff6957bULL;
    static_assert(k_prime * k_inverse == 1);
    std::uint64_t state = state_;
    for (std::size_t i = 0; i < bytes; ++i) state = (state * k_inverse) ^ ((last_ >> (8 * i)) & 0xFFU);
    return state;
  }
  [[nodiscard]] bool ends_with(std::string_view ending) const {
    std::uint32_t wanted = 0;
    for (const char c : ending) wanted = (wanted << 8) | static_cast<unsigned char>(c);
    const std::uint32_t mask = ending.size() >= 4 ? ~0U : (1U << (8 * ending.size())) - 1;
    return (last_ & mask) == wanted;
  }

  std::uint64_t state_ = k_offset;
  std::uint32_t last_ = 0;  // the last four bytes
  std::size_t size_ = 0;
};

std::uint64_t hash_of(std::string_view text, std::uint64_t hash = k_offset) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * k_prime;
  return hash;
}

/// Lower-case letters and digits of a word, without joiners.
class Folded {
 public:
  explicit Folded(std::string_view word) {
    for (std::size_t at = 0; at < word.size() && size_ < buffer_.size();) {
      const std::size_t joiner = joiner_at(word, at);
      if (joiner == 0) buffer_[size_++] = ascii::lower(word[at]);
      at += joiner == 0 ? 1 : joiner;
    }
  }
  [[nodiscard]] std::string_view text() const { return {buffer_.data(), size_}; }

 private:
  std::array<char, 64> buffer_{};  // longer words are compared by their beginning
  std::size_t size_ = 0;
};

bool is_hangul(char32_t c) {
  return is_syllable(c) || (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3131 && c <= 0x318E) ||
         (c >= 0xA960 && c <= 0xA97F) || (c >= 0xD7B0 && c <= 0xD7FF);
}

bool is_wide_latin(char32_t c) {
  return (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x250 && c <= 0x3FF) ||
         (c >= 0x1D00 && c <= 0x1FFF) || (c >= 0x2C60 && c <= 0x2C7F) || (c >= 0x2100 && c <= 0x214F) ||
         (c >= 0xA720 && c <= 0xA7FF) || (c >= 0xFF21 && c <= 0xFF5A) || (c >= 0x1D400 && c <= 0x1D7FF) ||
         c == 0xAA || c == 0xB5 || c == 0xBA || (c >= 0x2080 && c <= 0x209C) ||
         (c >= 0x2070 && c <= 0x207F) || (c >= 0xFB00 && c <= 0xFB06);
}

bool is_foreign(char32_t c) {
  return (c >= 0x400 && c <= 0x10FF) || (c >= 0x1200 && c <= 0x1CFF) || (c >= 0x2C00 && c <= 0x2DFF) ||
         (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0x3005 && c <= 0x3007) || (c >= 0x3021 && c <= 0x3029) ||
         (c >= 0x3040 && c <= 0x3130) || (c >= 0x31A0 && c <= 0x31FF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xA000 && c <= 0xA6FF) || (c >= 0xA800 && c <= 0xA95F) ||
         (c >= 0xA980 && c <= 0xABFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFB13 && c <= 0xFDFF) ||
         (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0xFF66 && c <= 0xFF9D) || c == 0xFFFD ||
         (c >= 0x10000 && c <= 0x10FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

/// Reads the tokens of a text one after another.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) { tokens_.reserve(text.size() / 5); }

  std::vector<Token> scan() && {
    std::size_t at = 0;
    while (at < text_.size()) {
      const auto byte = static_cast<unsigned char>(text_[at]);
      if (byte < 0x80) {
        const char folded = k_folded[byte];
        at = folded == 0 ? at + 1 : folded <= '9' ? number(at) : word(at);
        continue;
      }
      const Character c = character_at(text_, at);
      const Script script = script_of(c.point);
      if (script == Script::other)
        at += c.length;
      else
        at = script == Script::digit ? number(at) : script == Script::latin ? word(at) : run(at, script);
    }
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] Script script_at(std::size_t at) const {
    return at < text_.size() ? script_of(character_at(text_, at).point) : Script::other;
  }
  [[nodiscard]] bool is_alnum_at(std::size_t at) const {
    const Script script = script_at(at);
    return script == Script::latin || script == Script::digit;
  }

  [[nodiscard]] std::size_t alnum_end(std::size_t at) const {
    while (is_alnum_at(at)) at += character_at(text_, at).length;
    return at;
  }

  std::size_t run(std::size_t at, Script script) {
    const std::size_t begin = at;
    while (at < text_.size()) {
      const Character c = character_at(text_, at);
      if (script_of(c.point) != script) break;
      at += c.length;
    }
    Token token{
        .kind = script == Script::hangul ? TokenKind::hangul : TokenKind::foreign, .begin = begin, .end = at};
    push(token);
    return at;
  }

  std::size_t word(std::size_t at) {
    Token token{.kind = TokenKind::word, .begin = at};
    WordHash hash;
    for (;;) {
      at = hash.add_run(text_, at, token);
      if (at == text_.size()) break;
      const char c = text_[at];
      if (const std::size_t joiner = joiner_at(text_, at); joiner > 0) {
        if (!is_alnum_at(at + joiner)) break;
        token.joined = true;
        at += joiner;
      } else if (c == '.') {
        const bool point = ascii::is_digit(text_[at - 1]) && at + 1 < text_.size() &&
                           ascii::is_digit(text_[at + 1]);  // Qwen2.5
        if (!point) break;
        hash.add(c);
        ++at;
      } else if (script_at(at) == Script::latin) {
        const std::size_t length = character_at(text_, at).length;
        for (const char letter : text_.substr(at, length)) hash.add(letter);
        at += length;
      } else {
        break;
      }
    }
    token.end = at;
    token.key = hash.key();
    push(token);
    return at;
  }

  std::size_t number(std::size_t at) {
    const std::size_t begin = at;
    const auto digits = [&](std::size_t from) {
      while (from < text_.size() && ascii::is_digit(text_[from])) ++from;
      return from;
    };
    at = digits(at);
    bool point = false;
    while (at + 1 < text_.size() && ascii::is_digit(text_[at + 1])) {
      const std::size_t next = digits(at + 1);
      if (text_[at] == '.' && !point)
        point = true;
      else if (text_[at] != ',' || point || next - at != 4)
        break;
      at = next;
    }
    Token token{.kind = TokenKind::number, .begin = begin, .end = alnum_end(at), .digits_end = at};
    const std::string_view suffix = text_.substr(at, token.end - at);
    // 256x256 is two numbers; "times" is what is left of \times.
    std::size_t sign = 0;
    for (const std::string_view times : {"x", "X", "times"})
      if (suffix.starts_with(times) && times.size() < suffix.size() && ascii::is_digit(suffix[times.size()]))
        sign = times.size();
    if (sign > 0) token.end = at;
    token.key = key_of(text_.substr(begin, token.end - begin));
    push(token);
    return token.end + sign;
  }

  void push(Token& token) {
    token.after = tokens_.empty() ? '.' : between(last_end_, token.begin);
    last_end_ = token.end;
    tokens_.push_back(token);
  }

  /// Token::after of what is between two tokens.
  [[nodiscard]] char between(std::size_t begin, std::size_t end) const {
    if (begin == end) return 0;
    if (begin + 1 == end && text_[begin] == ' ') return ' ';
    const std::string_view between = text_.substr(begin, end - begin);
    if (std::all_of(between.begin(), between.end(), ascii::is_space)) return ' ';
    const Character c = character_at(between, 0);
    return c.length == between.size() && is_dash(c.point) ? '-' : '.';
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t last_end_ = 0;
};

}  // namespace

Character wide_character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  const std::size_t length = first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (length == 0 || first >= 0xF5 || at + length > text.size()) return {0xFFFD, 1};
  char32_t point = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return {0xFFFD, 1};
    point = (point << 6) | (byte(at + i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> k_least = {0, 0, 0x80, 0x800, 0x10000};
  if (point < k_least[length] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return {0xFFFD, 1};
  return {point, length};
}

Script wide_script_of(char32_t point) {
  if (is_hangul(point)) return Script::hangul;
  if (is_wide_latin(point)) return Script::latin;
  return is_foreign(point) ? Script::foreign : Script::other;
}

bool is_dash(char32_t point) {
  return point == '-' || (point >= 0x2010 && point <= 0x2015) || point == 0x2212;
}

std::vector<Token> tokens_of(std::string_view text) { return Scanner(text).scan(); }

Bigrams::Bigrams(std::string_view text) {
  std::array<std::uint8_t, 256> has{};  // bits only at the end: each would wait for the one before it
  for (std::size_t i = 1; i < text.size(); ++i) {
    const auto before = static_cast<unsigned char>(text[i - 1]), byte = static_cast<unsigned char>(text[i]);
    has[(before * 37U + byte * 101U) & 255U] = 1;
  }
  for (std::size_t i = 0; i < has.size(); i += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, has.data() + i, sizeof bytes);
    constexpr std::uint64_t k_gather =
        0x0102040810204080;  // brings the lowest bit of each byte to the top one
    bits_[i / 64] |= ((bytes * k_gather) >> 56) << (i % 64);
  }
}

std::uint64_t key_of(std::string_view word) {
  WordHash hash;
  hash.add_word(word);
  return hash.key();
}

std::uint64_t key_of(std::string_view first, std::string_view second) {
  WordHash hash;
  hash.add_word(first);
  hash.add_word(second);
  return hash.key();
}

std::uint64_t stem_key_of(std::string_view word) {
  const Folded folded(word);
  std::string_view stem = folded.text();
  const auto drop = [&](std::string_view ending) {
    if (stem.size() < ending.size() + 3 || !stem.ends_with(ending)) return;
    stem.remove_suffix(ending.size());
  };
  drop("s");
  drop("ly");
  drop("al");
  bool has_ending = false;
  for (const std::string_view ending :
       {"ization", "ation", "izer", "ize", "ing", "ion", "ed", "er", "or", "ive"}) {
    const std::size_t before = stem.size();
    drop(ending);
    has_ending = stem.size() != before;
    if (has_ending) break;
  }
  drop("iz");  // realized as realize
  drop("e");
  // A consonant is doubled before an ending (plan, planned); l, s, f and z end words of their own so (small,
  // smaller; model, modelling), and then are looked through on both sides. Elsewhere two are no one: Fooo is
  // no Foo.
  if (stem.size() > 3 && stem[stem.size() - 1] == stem[stem.size() - 2] &&
      (has_ending || std::string_view("lsfz").find(stem.back()) != std::string_view::npos))
    stem.remove_suffix(1);
  if (stem.ends_with('y') || stem.ends_with('i')) stem.remove_suffix(1);
  return finish(hash_of(stem, k_offset ^ 0x5bd1e995));
}

}  // namespace nonmun::translate
