#include "html.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "nonmun/core/ascii.hpp"
#include "web_url.hpp"

namespace nonmun::parse::html {
namespace {

constexpr std::string_view k_blank = " \t\r\n\f";

bool same(std::string_view text, std::string_view small) {
  return std::ranges::equal(text, small, {}, [](char c) { return ascii::lower(c); });
}

void append_utf8(std::string& out, unsigned point) {
  const auto put = [&](unsigned byte) { out += static_cast<char>(byte); };
  if (point < 0x80) return put(point);
  if (point < 0x800) {
    put(0xC0 | (point >> 6));
  } else {
    if (point < 0x10000) {
      put(0xE0 | (point >> 12));
    } else {
      put(0xF0 | (point >> 18));
      put(0x80 | ((point >> 12) & 0x3F));
    }
    put(0x80 | ((point >> 6) & 0x3F));
  }
  put(0x80 | (point & 0x3F));
}

/// Appends what an entity means, "amp" or "#34"; false when it is not one of ours.
bool append_entity(std::string& out, std::string_view name) {
  constexpr auto k_names = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", "\u00A0"}});
  if (!name.starts_with('#')) {
    const auto* const found =
        std::ranges::find(k_names, name, &std::pair<std::string_view, std::string_view>::first);
    if (found == k_names.end()) return false;
    out += found->second;
    return true;
  }
  name.remove_prefix(1);
  const bool is_hex = name.starts_with('x') || name.starts_with('X');
  if (is_hex) name.remove_prefix(1);
  unsigned point = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), point, is_hex ? 16 : 10);
  const bool whole = error == std::errc{} && end == name.data() + name.size();
  if (!whole || point == 0 || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return false;
  append_utf8(out, point);
  return true;
}

/// Calls `use(name, value)` for each attribute until it says true.
template <class Use>
void for_each_attribute(std::string_view rest, Use&& use) {
  while (true) {
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n\f/"), rest.size()));
    if (rest.empty()) return;
    const auto name =
        rest.substr(0, std::max<std::size_t>(1, std::min(rest.find_first_of(" \t\r\n\f/="), rest.size())));
    rest.remove_prefix(name.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(k_blank), rest.size()));
    std::string_view value;
    if (rest.starts_with('=')) {
      rest.remove_prefix(1);
      rest.remove_prefix(std::min(rest.find_first_not_of(k_blank), rest.size()));
      if (rest.starts_with('"') || rest.starts_with('\'')) {
        const auto end = std::min(rest.find(rest.front(), 1), rest.size());
        value = rest.substr(1, end - 1);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      } else {
        value = rest.substr(0, rest.find_first_of(k_blank));
        rest.remove_prefix(value.size());
      }
    }
    if (use(name, value)) return;
  }
}

/// The end of a tag: the first '>' outside quotes, or the first at all when a quote is never closed.
std::size_t tag_end(std::string_view tag) {
  char quote = '\0';
  for (std::size_t at = 1; at < tag.size(); ++at) {
    const char c = tag[at];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
      if (c == '<') break;
    } else if (c == '>') {
      return at;
    } else if ((c == '"' || c == '\'') && tag.substr(0, at).find_last_not_of(k_blank) != tag.npos &&
               tag[tag.substr(0, at).find_last_not_of(k_blank)] == '=') {
      quote = c;
    }
  }
  return tag.find('>');
}

}  // namespace

bool Token::is(Kind wanted, std::string_view small) const { return kind == wanted && same(name, small); }

std::string Token::attribute(std::string_view wanted) const {
  std::string found;
  for_each_attribute(body, [&](std::string_view each, std::string_view value) {
    if (!same(each, wanted)) return false;
    append_text(found, value);
    return true;
  });
  return found;
}

bool Token::has_class(std::string_view word) const {
  const auto classes = attribute("class");
  for (std::string_view rest = classes; !rest.empty();) {
    rest.remove_prefix(std::min(rest.find_first_not_of(k_blank), rest.size()));
    const auto each = rest.substr(0, rest.find_first_of(k_blank));
    if (each == word) return true;
    rest.remove_prefix(each.size());
  }
  return false;
}

void Scanner::skip_raw(std::string_view name) {
  for (auto at = rest_.find("</"); at != rest_.npos; at = rest_.find("</", at + 2)) {
    if (same(rest_.substr(at + 2, name.size()), name)) return rest_.remove_prefix(at);
  }
  rest_ = {};
}

bool Scanner::next(Token& token) {
  while (!rest_.empty()) {
    const char second = rest_.size() > 1 ? rest_[1] : '\0';
    const bool is_tag =
        rest_.front() == '<' && (ascii::is_letter(second) || second == '/' || second == '!' || second == '?');
    if (!is_tag) {
      const auto end = std::min(rest_.find('<', 1), rest_.size());
      token = {Token::Kind::text, {}, rest_.substr(0, end)};
      rest_.remove_prefix(end);
      return true;
    }
    if (rest_.starts_with("<!--") && !no_comment_end_) {
      const auto end = rest_.find("-->");
      no_comment_end_ = end == rest_.npos;
      rest_.remove_prefix(no_comment_end_ ? 4 : end + 3);
      continue;
    }
    auto end = second == '!' || second == '?' ? rest_.find('>') : tag_end(rest_);
    if (end == rest_.npos) end = rest_.size();
    const auto tag = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    if (second == '!' || second == '?') continue;
    token.kind = second == '/' ? Token::Kind::close : Token::Kind::open;
    const auto inner = tag.substr(second == '/' ? 2 : 1);
    token.name = inner.substr(0, inner.find_first_of(" \t\r\n\f/>"));
    token.body = inner.substr(token.name.size());
    for (const std::string_view raw : {"script", "style"}) {
      if (token.is(Token::Kind::open, raw)) skip_raw(raw);
    }
    return true;
  }
  return false;
}

void append_text(std::string& out, std::string_view text) {
  while (true) {
    const auto at = text.find('&');
    out.append(text.substr(0, at));
    if (at == text.npos) return;
    text.remove_prefix(at);
    const auto end = text.substr(0, 12).find(';');
    if (end != text.npos && append_entity(out, text.substr(1, end - 1))) {
      text.remove_prefix(end + 1);
    } else {
      out += '&';
      text.remove_prefix(1);
    }
  }
}

}  // namespace nonmun::parse::html
