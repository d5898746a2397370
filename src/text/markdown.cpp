#include "nonmun/text/markdown.hpp"

#include <array>

#include "url_scan.hpp"
#include "utf8.hpp"

namespace nonmun::text {
namespace {

enum class Urls { as_text, as_links };

/// The characters that escape() must look at; everything else is copied.
constexpr std::array<bool, 256> k_special = [] {
  std::array<bool, 256> special{};
  for (const char c : std::string_view("\\`*[]<>_~$|&!:.")) special[static_cast<unsigned char>(c)] = true;
  return special;
}();

std::string collapse_white_space(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const bool space = c == ' ' || (c >= '\t' && c <= '\r');
    if (!space)
      out.push_back(c);
    else if (!out.empty() && out.back() != ' ')
      out.push_back(' ');
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool ends_with_word(std::string_view text, std::size_t end, std::string_view word) {
  if (end < word.size()) return false;
  for (std::size_t k = 0; k < word.size(); ++k) {
    if ((text[end - word.size() + k] | 0x20) != word[k]) return false;
  }
  return true;
}

/// Whether GitHub's autolink extension could begin a link at this ':' or '.'.
bool begins_autolink(std::string_view text, std::size_t at) {
  if (text[at] == '.') return ends_with_word(text, at, "www");
  if (ends_with_word(text, at, "mailto") || ends_with_word(text, at, "xmpp")) return true;
  if (text.substr(at + 1, 2) != "//") return false;
  return ends_with_word(text, at, "http") || ends_with_word(text, at, "https") ||
         ends_with_word(text, at, "ftp");
}

/// An underscore between letters or digits is inert: it can neither open nor close emphasis.
bool is_inside_word(std::string_view text, std::size_t at) {
  return at > 0 && at + 1 < text.size() && is_alphanumeric(decode_before(text, at)) &&
         is_alphanumeric(decode_at(text, at + 1).point);
}

/// Whether what follows the '&' at `at` could be read as an entity by any renderer: name or number, then ';'.
bool is_entity_like(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  if (end < text.size() && text[end] == '#') ++end;
  while (end < text.size() && end - at <= 32 && is_ascii_alnum(as_point(text[end]))) ++end;
  return end > at + 1 && end < text.size() && text[end] == ';';
}

/// Whether the URL may stand in <...>: renderers disagree on entities there.
bool is_autolinkable(std::string_view url) {
  for (std::size_t at = url.find('&'); at != std::string_view::npos; at = url.find('&', at + 1)) {
    if (is_entity_like(url, at)) return false;
  }
  return true;
}

class Escaper {
 public:
  Escaper(std::string_view text, Place place, Urls urls)
      : in_(collapse_white_space(text)), place_(place), urls_(urls) {}

  std::string run() {
    if (in_.empty()) return {};
    out_.reserve(in_.size() + in_.size() / 8 + 2);
    escapes_tilde_ = in_.find('~') != in_.rfind('~');
    find_closing_hashes();
    std::size_t at = escape_start();
    if (urls_ == Urls::as_links) {
      std::size_t from = 0;
      while (const std::optional<UrlSpan> url = next_url(in_, from)) {
        from = url->end;
        const std::string_view link = std::string_view(in_).substr(url->begin, url->end - url->begin);
        if (url->begin < at || !is_autolinkable(link)) continue;
        escape_run(at, url->begin);
        out_.append("<").append(link).append(">");
        at = url->end;
      }
    }
    escape_run(at, in_.size());
    return std::move(out_);
  }

 private:
  void put_escaped(char c) {
    out_.push_back('\\');
    out_.push_back(c);
  }

  /// What could begin another kind of block; returns how much of the text it has written.
  std::size_t escape_start() {
    const char first = in_.front();
    if (place_ == Place::link_text && first == '^') {
      put_escaped(first);
      return 1;
    }
    if (place_ != Place::paragraph && place_ != Place::bullet) return 0;
    if (first == '#' || first == '+' || first == '-' || first == '=') {
      put_escaped(first);
      return 1;
    }
    std::size_t digits = 0;
    while (digits < in_.size() && is_ascii_digit(as_point(in_[digits]))) ++digits;
    if (digits == 0 || digits > 9 || digits == in_.size()) return 0;
    const char mark = in_[digits];
    if ((mark != '.' && mark != ')') || (digits + 1 < in_.size() && in_[digits + 1] != ' ')) return 0;
    out_.append(in_, 0, digits);
    put_escaped(mark);
    return digits + 1;
  }

  /// A run of # at the end of a heading would be taken for its closing sequence.
  void find_closing_hashes() {
    if (place_ != Place::heading || in_.back() != '#') return;
    const std::size_t last_other = in_.find_last_not_of('#');
    const std::size_t run = last_other == std::string::npos ? 0 : last_other + 1;
    if (run == 0 || in_[run - 1] == ' ') closing_hashes_ = run;
  }

  void escape_run(std::size_t begin, std::size_t end) {
    std::size_t from = begin;
    const std::size_t hashes = closing_hashes_ < end && closing_hashes_ >= begin ? closing_hashes_ : end;
    for (std::size_t at = begin; at < hashes; ++at) {
      if (!k_special[static_cast<unsigned char>(in_[at])] || !needs_escape(at)) continue;
      out_.append(in_, from, at - from);
      out_.push_back('\\');
      from = at;
    }
    out_.append(in_, from, hashes - from);
    if (hashes == end) return;
    out_.push_back('\\');
    out_.append(in_, hashes, end - hashes);
  }

  bool needs_escape(std::size_t at) const {
    const char next = at + 1 < in_.size() ? in_[at + 1] : '\0';
    switch (in_[at]) {
      case '_':
        return !is_inside_word(in_, at);
      case '~':
        return escapes_tilde_;
      case '&':
        return next == '#' || is_ascii_letter(as_point(next));
      case '!':
        return next == '[' || next == '\0';
      case ':':
      case '.':
        return begins_autolink(in_, at);
      default:
        return true;
    }
  }

  std::string in_;
  Place place_;
  Urls urls_;
  std::string out_;
  bool escapes_tilde_ = false;
  std::size_t closing_hashes_ = std::string::npos;
};

}  // namespace

std::string escape_markdown(std::string_view text, Place place) {
  return Escaper(text, place, Urls::as_text).run();
}

std::string escape_markdown_linking(std::string_view text, Place place) {
  // A link cannot hold another.
  return Escaper(text, place, place == Place::link_text ? Urls::as_text : Urls::as_links).run();
}

std::string markdown_destination(std::string_view url) {
  constexpr std::string_view k_hex = "0123456789ABCDEF";
  std::string out;
  out.reserve(url.size());
  for (std::size_t at = 0; at < url.size(); ++at) {
    const auto byte = static_cast<unsigned char>(url[at]);
    if (byte <= 0x20 || byte >= 0x7F ||
        std::string_view("<>()\\`|").find(url[at]) != std::string_view::npos) {
      out.push_back('%');
      out.push_back(k_hex[byte >> 4]);
      out.push_back(k_hex[byte & 15]);
    } else {
      out.push_back(url[at]);
      if (url[at] == '&' && is_entity_like(url, at)) out.append("amp;");
    }
  }
  return out;
}

}  // namespace nonmun::text
