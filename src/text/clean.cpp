#include "clean.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "nonmun/text/unicode.hpp"
#include "utf8.hpp"

namespace nonmun::text {
namespace {

constexpr char32_t k_escape = 0x1B;
constexpr char32_t k_joiner = 0x200D;
constexpr char32_t k_black_flag = 0x1F3F4;

/// Upstreams wrap at 80 columns and some authors wider; a longer line was not wrapped, so its end is meant.
constexpr std::size_t k_longest_wrapped = 120;

enum : std::uint8_t { k_plain = 0, k_tex = 1, k_backquote = 2, k_stop = 128 };

constexpr std::array<std::uint8_t, 256> k_classes = [] {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t byte = 0; byte < 256; ++byte)
    classes[byte] = byte < 0x20 || byte >= 0x7F ? k_stop : k_plain;
  for (const char c : std::string_view("\\${}^_~&")) classes[static_cast<unsigned char>(c)] = k_tex;
  classes['`'] = k_backquote;
  return classes;
}();

/// Sixteen bytes that compilers keep in one register (a vector extension of GCC's, which clang has too).
using Block = unsigned char __attribute__((vector_size(16)));
constexpr std::size_t k_block = sizeof(Block);

Block load(const char* bytes) {
  Block block;
  std::memcpy(&block, bytes, sizeof block);
  return block;
}

bool any(Block mask) {
  std::array<std::uint64_t, 2> halves;
  std::memcpy(halves.data(), &mask, sizeof mask);
  return (halves[0] | halves[1]) != 0;
}

/// How many bytes of a block come before the first that is marked.
std::size_t before_first(Block mask) {
  std::array<std::uint64_t, 2> halves;
  std::memcpy(halves.data(), &mask, sizeof mask);
  if constexpr (std::endian::native != std::endian::little) return (halves[0] | halves[1]) != 0 ? 0 : k_block;
  if (halves[0] != 0) return static_cast<std::size_t>(std::countr_zero(halves[0])) / 8;
  return halves[1] != 0 ? 8 + static_cast<std::size_t>(std::countr_zero(halves[1])) / 8 : k_block;
}

struct BlockKinds {
  std::uint8_t seen;  ///< k_tex and k_backquote where any byte of the block is one
  std::size_t plain;  ///< bytes before the first k_stop, or space that another follows
};

/// Reads one byte more than a block.
BlockKinds kinds_of_block(const char* in) {
  const Block c = load(in);
  const auto is = [&](char wanted) { return Block(c == static_cast<unsigned char>(wanted)); };
  // 0x20 to 0x7E are what is left when 0x20 is taken away without falling below.
  const Block stop = Block(c - 0x20 > 0x5E) | (is(' ') & Block(load(in + 1) == ' '));
  const Block tex = is('\\') | is('$') | is('{') | is('}') | is('^') | is('_') | is('~') | is('&');
  return {static_cast<std::uint8_t>((any(tex) ? k_tex : 0) | (any(is('`')) ? k_backquote : 0)),
          before_first(stop)};
}

bool has_long_line(std::string_view text) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end - begin > k_longest_wrapped) return true;
    begin = end + 1;
  }
  return false;
}

/// The end of the terminal control sequence whose introducer (ESC, or a C1 control) ends at `at`: for CSI the
/// whole sequence, for the string kinds (OSC, DCS ...) up to their terminator. A malformed one gives `at`:
/// then only the introducer goes and what follows is text.
std::size_t end_of_sequence(std::string_view text, std::size_t at, char32_t introducer) {
  char32_t kind = introducer;
  if (introducer == k_escape) {
    if (at >= text.size()) return at;
    kind = as_point(text[at]);
    if (kind == '[')
      kind = 0x9B;
    else if (kind == ']' || kind == 'P' || kind == 'X' || kind == '^' || kind == '_')
      kind = 0x9D;
    else
      return at;
  }
  std::size_t end = introducer == k_escape ? at + 1 : at;
  if (kind == 0x9B) {
    while (end < text.size() && text[end] >= 0x20 && text[end] <= 0x3F) ++end;
    return end < text.size() && text[end] >= 0x40 && text[end] <= 0x7E ? end + 1 : at;
  }
  // No control character stands inside a string, so the search for its end never passes the same bytes twice.
  while (end < text.size() && (text[end] & 0xE0) != 0) ++end;
  if (end < text.size() && text[end] == 0x07) return end + 1;
  if (end + 1 < text.size() && text[end] == 0x1B && text[end + 1] == '\\') return end + 2;
  return at;
}

bool is_pictograph(char32_t point) {
  return point >= 0xA9 && u_hasBinaryProperty(static_cast<UChar32>(point), UCHAR_EXTENDED_PICTOGRAPHIC) != 0;
}

class Cleaner {
 public:
  Cleaner(std::string_view bytes, Lines lines) : in_(bytes), lines_(lines) {
    out_.resize(bytes.size() + 4);
    if (lines == Lines::paragraphs) unwrapped_ = has_long_line(bytes);
  }

  Cleaned run() {
    while (at_ < in_.size()) {
      copy_plain();
      if (at_ < in_.size()) special();
    }
    while (w_ > 0 && (out_[w_ - 1] == ' ' || out_[w_ - 1] == '\n')) --w_;
    out_.resize(w_);
    traits_.has_tex = (seen_ & k_tex) != 0;
    traits_.has_backquote = (seen_ & k_backquote) != 0;
    traits_.has_dashes = out_.find("--") != std::string::npos;
    if (!traits_.has_high || is_nfc(out_)) return {std::move(out_), traits_};
    return {to_nfc(out_), traits_};
  }

 private:
  void copy_plain() {
    const char* in = in_.data();
    char* out = out_.data();
    std::size_t at = at_;
    std::size_t w = w_;
    const std::size_t size = in_.size();
    std::uint8_t seen = seen_;
    char last = w == 0 ? ' ' : out[w - 1];
    while (at < size) {
      while (at + k_block < size && !(in[at] == ' ' && (last == ' ' || last == '\n'))) {
        // The whole block is copied, for that is quickest; what comes behind the first stop is written over.
        const auto [kinds, plain] = kinds_of_block(in + at);
        if (plain == k_block) {
          seen |= kinds;
        } else if (kinds != 0) {
          for (const char c : in_.substr(at, plain)) seen |= k_classes[static_cast<unsigned char>(c)];
        }
        std::copy_n(in + at, k_block, out + w);
        at += plain;
        w += plain;
        if (plain > 0) last = out[w - 1];
        if (plain < k_block) break;
      }
      if (at == size) break;
      const char c = in[at];
      const std::uint8_t kind = k_classes[static_cast<unsigned char>(c)];
      if (kind == k_stop) break;
      seen |= kind;
      out[w] = c;
      w += static_cast<std::size_t>(!(c == ' ' && (last == ' ' || last == '\n')));
      last = c == ' ' && last == '\n' ? last : c;
      ++at;
    }
    const bool moved = at > at_;
    at_ = at;
    w_ = w;
    seen_ = seen;
    if (moved && w > 0) previous_ = as_point(out[w - 1]);
  }

  void put_space() {
    if (w_ > 0 && out_[w_ - 1] != ' ' && out_[w_ - 1] != '\n') out_[w_++] = ' ';
    previous_ = ' ';
  }

  void line_break() {
    // Blank lines and indentation are looked at once, here.
    std::size_t breaks = 0;
    std::size_t indent = 0;
    for (; at_ < in_.size(); ++at_) {
      const char c = in_[at_];
      if (c == '\n') {
        ++breaks;
        indent = 0;
      } else if (c == ' ') {
        ++indent;
      } else if (c == '\t') {
        indent += 2;
      } else if (c != '\r') {
        break;
      }
    }
    while (w_ > 0 && out_[w_ - 1] == ' ') --w_;
    // Some upstreams wrap with an indent, so only a blank line divides in the middle of a sentence.
    const bool divides = breaks >= 2 || (ends_sentence() && (indent >= 2 || unwrapped_));
    if (lines_ == Lines::joined || !divides) return put_space();
    if (w_ > 0 && out_[w_ - 1] != '\n') out_[w_++] = '\n';
    previous_ = ' ';
  }

  bool ends_sentence() const {
    return w_ > 0 && std::string_view(".!?:;)]\"'}").find(out_[w_ - 1]) != std::string_view::npos;
  }

  void special() {
    if (in_[at_] == '\n') return line_break();
    const Decoded next = decode_at(in_, at_);
    at_ += next.length;
    if (is_white_space(next.point)) return put_space();
    if (next.point == k_escape || (next.point >= 0x80 && next.point <= 0x9F)) {
      const bool opens = next.point == k_escape || next.point == 0x9B || next.point == 0x9D ||
                         next.point == 0x90 || next.point == 0x98 || next.point == 0x9E || next.point == 0x9F;
      if (opens)
        at_ = end_of_sequence(in_, at_, next.point == k_escape || next.point == 0x9B ? next.point : 0x9D);
      return;
    }
    if (is_unwanted(next.point) && !belongs_to_emoji(next.point)) return;
    const std::size_t before = w_;
    std::string encoded;
    append_utf8(encoded, next.point);
    // A lone bad byte becomes three.
    if (before + encoded.size() + (in_.size() - at_) > out_.size()) {
      out_.resize(out_.size() + out_.size() / 2 + 16);
    }
    encoded.copy(out_.data() + w_, encoded.size());
    w_ += encoded.size();
    traits_.has_high = true;
    if (next.point != 0xFE0F && !(next.point >= 0x1F3FB && next.point <= 0x1F3FF)) emoji_ = next.point;
    previous_ = next.point;
  }

  bool belongs_to_emoji(char32_t point) const {
    if (previous_ < 0x80) return false;
    if (point == k_joiner) {
      const bool after =
          is_pictograph(previous_) ||
          ((previous_ == 0xFE0F || (previous_ >= 0x1F3FB && previous_ <= 0x1F3FF)) && is_pictograph(emoji_));
      return after && at_ < in_.size() && is_pictograph(decode_at(in_, at_).point);
    }
    // The tags that spell a region after a black flag (England, Scotland, Wales).
    if (point >= 0xE0020 && point <= 0xE007F) {
      return previous_ == k_black_flag || (previous_ >= 0xE0020 && previous_ < 0xE007F);
    }
    return false;
  }

  std::string_view in_;
  Lines lines_;
  std::string out_;
  std::size_t at_ = 0, w_ = 0;
  bool unwrapped_ = false;  // line breaks are meant
  std::uint8_t seen_ = 0;
  Traits traits_;
  char32_t previous_ = ' ';  // the last code point that stayed
  char32_t emoji_ = 0;       // the last one that was no emoji modifier
};

}  // namespace

bool is_unwanted(char32_t point) {
  if (point < 0xAD) return point < 0x20 || (point >= 0x7F && point <= 0x9F);
  if (point == 0xAD || point == 0x61C || point == 0x180E || point == 0xFEFF) return true;
  if (point >= 0x200B && point <= 0x200F) return true;
  if ((point >= 0x202A && point <= 0x202E) || (point >= 0x2060 && point <= 0x206F)) return true;
  if ((point >= 0xFFF9 && point <= 0xFFFB) || (point >= 0xFDD0 && point <= 0xFDEF)) return true;
  return (point & 0xFFFE) == 0xFFFE || (point >= 0xE0000 && point <= 0xE007F);
}

Cleaned clean(std::string_view bytes, Lines lines) { return Cleaner(bytes, lines).run(); }

}  // namespace nonmun::text
