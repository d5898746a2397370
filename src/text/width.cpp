#include "nonmun/text/width.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <vector>

#include "nonmun/text/links.hpp"
#include "utf8.hpp"

namespace nonmun::text {
namespace {

constexpr std::string_view k_ellipsis = "…";
constexpr char32_t k_joiner = 0x200D;
constexpr char32_t k_emoji_style = 0xFE0F;
constexpr char32_t k_keycap = 0x20E3;

// --- Grapheme clusters (UAX #29, extended), without an iterator object to open ----------------------------

using Break = UGraphemeClusterBreak;

Break break_class(char32_t point) {
  return static_cast<Break>(u_getIntPropertyValue(static_cast<UChar32>(point), UCHAR_GRAPHEME_CLUSTER_BREAK));
}

bool is_pictographic(char32_t point) {
  return u_hasBinaryProperty(static_cast<UChar32>(point), UCHAR_EXTENDED_PICTOGRAPHIC);
}

bool is_control(Break c) { return c == U_GCB_CONTROL || c == U_GCB_CR || c == U_GCB_LF; }

/// Whether Hangul letters go on composing a syllable (GB6 to GB8).
bool is_syllable_joined(Break before, Break after) {
  switch (before) {
    case U_GCB_L:
      return after == U_GCB_L || after == U_GCB_V || after == U_GCB_LV || after == U_GCB_LVT;
    case U_GCB_LV:
    case U_GCB_V:
      return after == U_GCB_V || after == U_GCB_T;
    case U_GCB_LVT:
    case U_GCB_T:
      return after == U_GCB_T;
    default:
      return false;
  }
}

int point_width(char32_t point) {
  if (point >= 0x1160 && point <= 0x11FF) return 0;  // vowels and finals join the syllable before
  if (point >= 0xD7B0 && point <= 0xD7FF) return 0;
  switch (u_charType(static_cast<UChar32>(point))) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return point == 0xAD ? 1 : 0;
    default:
      break;
  }
  const int width = u_getIntPropertyValue(static_cast<UChar32>(point), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

struct Cluster {
  std::size_t end = 0;
  std::size_t width = 0;
};

bool is_plain(char c) { return c >= 0x20 && c < 0x7F; }

Cluster read_cluster(std::string_view text, std::size_t begin) {
  // Two bytes of ASCII beside each other never join, but for CR LF.
  const char first_byte = text[begin];
  if (is_plain(first_byte) &&
      (begin + 1 == text.size() || static_cast<unsigned char>(text[begin + 1]) < 0x80)) {
    return {begin + 1, 1};
  }
  const Decoded first = decode_at(text, begin);
  Cluster cluster{begin + first.length, static_cast<std::size_t>(point_width(first.point))};
  Break before = break_class(first.point);
  bool emoji = u_hasBinaryProperty(static_cast<UChar32>(first.point), UCHAR_EMOJI_PRESENTATION);
  bool pictograph = is_pictographic(first.point);  // GB11: pictograph, extenders, joiner
  bool joined_pictograph = false;
  bool odd_indicator = before == U_GCB_REGIONAL_INDICATOR;
  if (!first.valid) return cluster;
  while (cluster.end < text.size()) {
    const Decoded next = decode_at(text, cluster.end);
    if (!next.valid) break;
    const Break after = break_class(next.point);
    const bool crlf = before == U_GCB_CR && after == U_GCB_LF;
    if (!crlf && (is_control(before) || is_control(after))) break;
    const bool extends = after == U_GCB_EXTEND || after == U_GCB_ZWJ || after == U_GCB_SPACING_MARK;
    const bool flag = odd_indicator && after == U_GCB_REGIONAL_INDICATOR;
    const bool sequence = joined_pictograph && is_pictographic(next.point);
    const bool joins =
        crlf || extends || flag || sequence || before == U_GCB_PREPEND || is_syllable_joined(before, after);
    if (!joins) break;
    if (next.point == k_emoji_style || next.point == k_keycap) emoji = emoji || cluster.width > 0;
    if (flag || sequence) emoji = true;
    joined_pictograph = pictograph && next.point == k_joiner;
    if (!extends || after == U_GCB_SPACING_MARK) pictograph = is_pictographic(next.point);
    odd_indicator = after == U_GCB_REGIONAL_INDICATOR && !flag;
    cluster.width = std::max(cluster.width, static_cast<std::size_t>(point_width(next.point)));
    cluster.end += next.length;
    before = after;
  }
  if (emoji) cluster.width = 2;
  return cluster;
}

/// Bytes from `begin` on that are printable ASCII.
std::size_t plain_run(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  while (at < text.size() && is_plain(text[at])) ++at;
  return at - begin;
}

// --- Wrapping ---------------------------------------------------------------------------------------------

class Wrapper {
 public:
  Wrapper(std::size_t columns, std::string_view first_indent, std::string_view indent)
      : columns_(columns), indent_(indent), indent_width_(display_width(indent)) {
    lines_.append(first_indent);
    start_ = used_ = display_width(first_indent);
  }

  /// Ends the line before the next word, if one comes.
  void end_line() { line_ended_ = !empty_; }

  void add_word(std::string_view word) {
    if (line_ended_) new_line();
    line_ended_ = false;
    empty_ = false;
    const std::size_t width = display_width(word);
    if (used_ > start_) {
      const std::size_t space = width_of_space_before(word);
      if (used_ + space + width > columns_) {
        new_line();
      } else {
        lines_.push_back(' ');
        used_ += space;
      }
    }
    if (used_ + width <= columns_) {
      lines_.append(word);
      used_ += width;
    } else {
      break_word(word);
    }
  }

  std::string finish() && { return std::move(lines_); }

 private:
  /// One column, but for a word that begins with what extends the character before it.
  static std::size_t width_of_space_before(std::string_view word) {
    if (is_plain(word.front())) return 1;
    const auto first = word.substr(0, read_cluster(word, 0).end);
    const std::size_t joined = display_width(" " + std::string(first)), alone = display_width(first);
    return joined > alone ? joined - alone : 0;
  }

  /// A word wider than a line, between clusters; a URL in it stays whole.
  void break_word(std::string_view word) {
    const std::vector<FoundLink> urls = find_urls(word);
    auto url = urls.begin();
    for (std::size_t at = 0; at < word.size();) {
      std::size_t end = 0, width = 0;
      if (url != urls.end() && url->begin == at) {
        end = url->end;
        width = display_width(word.substr(at, end - at));
        ++url;
      } else {
        const Cluster cluster = read_cluster(word, at);
        end = url == urls.end() ? cluster.end : std::min(cluster.end, url->begin);
        width = cluster.width;
      }
      if (used_ + width > columns_ && used_ > start_) new_line();
      lines_.append(word.substr(at, end - at));
      used_ += width;
      at = end;
    }
  }

  void new_line() {
    lines_.append("\n").append(indent_);
    start_ = used_ = indent_width_;
  }

  std::size_t columns_;
  std::string_view indent_;
  std::size_t indent_width_;
  std::size_t start_ = 0;  ///< columns of the line's indent
  std::size_t used_ = 0;   ///< columns of the line so far
  bool empty_ = true;
  bool line_ended_ = false;
  std::string lines_;
};

/// White space at which a line may break: not the no-break spaces.
bool is_break_space(char32_t point) {
  return is_white_space(point) && point != 0xA0 && point != 0x202F && point != 0x2007;
}

}  // namespace

std::size_t next_cluster(std::string_view text, std::size_t begin) { return read_cluster(text, begin).end; }

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t run = plain_run(text, at); run > 1) {
      // The last one may carry a combining mark.
      const std::size_t sure = at + run == text.size() ? run : run - 1;
      width += sure;
      at += sure;
      continue;
    }
    const Cluster cluster = read_cluster(text, at);
    width += cluster.width;
    at = cluster.end;
  }
  return width;
}

std::string cut_to_width(std::string_view text, std::size_t columns) {
  std::size_t width = 0;
  std::size_t fits = 0;  // bytes that leave a column for the ellipsis
  for (std::size_t at = 0; at < text.size();) {
    const Cluster cluster = read_cluster(text, at);
    width += cluster.width;
    if (width > columns) {
      if (columns == 0) return {};
      return std::string(text.substr(0, fits)).append(k_ellipsis);
    }
    at = cluster.end;
    if (width + 1 <= columns) fits = at;
  }
  return std::string(text);
}

std::string wrap(std::string_view text, std::size_t columns, std::string_view first_indent,
                 std::string_view indent) {
  Wrapper wrapper(columns, first_indent, indent);
  std::size_t word = 0;
  const auto end_word = [&](std::size_t end) {
    if (end > word) wrapper.add_word(text.substr(word, end - word));
  };
  for (std::size_t at = 0; at < text.size();) {
    const Decoded first = decode_at(text, at);
    const std::size_t end = read_cluster(text, at).end;
    // A space that carries a mark is part of a word: the line cannot break there.
    const bool alone = end == at + first.length || first.point == '\r';
    if (first.valid && alone && is_break_space(first.point)) {
      end_word(at);
      if (text[end - 1] == '\n') wrapper.end_line();
      word = end;
    }
    at = end;
  }
  end_word(text.size());
  return std::move(wrapper).finish();
}

}  // namespace nonmun::text
