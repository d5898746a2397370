// The reader of running text. Formulas are read in tex_math.cpp.

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "clean.hpp"
#include "nonmun/text/unicode.hpp"
#include "tex_reader.hpp"
#include "url_scan.hpp"
#include "utf8.hpp"

namespace nonmun::text {
namespace {

constexpr std::uint32_t k_none = std::numeric_limits<std::uint32_t>::max();

constexpr std::array<bool, 256> k_special = [] {
  std::array<bool, 256> special{};
  for (const char c : std::string_view("\\{}$^_~&`'\"-")) special[static_cast<unsigned char>(c)] = true;
  return special;
}();

}  // namespace

TexReader::TexReader(std::string_view paragraph, Reader reader, Kind kind, Reading& out)
    : in_(paragraph), reader_(reader), kind_(kind), out_(out) {}

void TexReader::read() {
  start_ = text().size();
  match_braces();
  find_urls();
  read_text(0, in_.size());
  trim(start_);
}

// ---- looking ahead

void TexReader::match_braces() {
  const std::size_t first = in_.find('{');
  if (first == std::string_view::npos && in_.find('}') == std::string_view::npos) return;
  brace_.assign(in_.size(), k_none);
  std::vector<std::uint32_t> open;
  for (std::size_t at = 0; at < in_.size(); ++at) {
    if (in_[at] == '\\') {
      ++at;
    } else if (in_[at] == '{') {
      open.push_back(static_cast<std::uint32_t>(at));
    } else if (in_[at] == '}' && !open.empty()) {
      brace_[at] = open.back();
      brace_[open.back()] = static_cast<std::uint32_t>(at);
      open.pop_back();
    }
  }
}

void TexReader::find_urls() {
  std::size_t from = 0;
  while (const std::optional<UrlSpan> url = next_url(in_, from)) {
    std::size_t end = url->end;
    // `\_` and its like do not end an address in TeX.
    while (end + 1 < in_.size() && in_[end] == '\\' && is_one_of(in_[end + 1], "_%#&~")) {
      end += 2;
      while (end < in_.size() &&
             (is_ascii_alnum(as_point(in_[end])) || is_one_of(in_[end], "-._~:/?#@!&*+,;=%"))) {
        ++end;
      }
      while (is_one_of(in_[end - 1], ".,;:!?")) --end;
    }
    urls_.emplace_back(url->begin, end);
    from = end;
  }
}

TexReader::Control TexReader::control_at(std::size_t backslash) const {
  std::size_t end = backslash + 1;
  while (end < in_.size() && is_ascii_letter(as_point(in_[end]))) ++end;
  if (end == backslash + 1 && end < in_.size()) end += decode_at(in_, end).length;
  return {in_.substr(backslash + 1, end - backslash - 1), end};
}

std::size_t TexReader::skip_space(std::size_t at, std::size_t end) const {
  while (at < end && in_[at] == ' ') ++at;
  return at;
}

bool TexReader::is_open_brace(std::size_t at) const {
  return at < in_.size() && in_[at] == '{' && brace_[at] < in_.size();
}

std::size_t TexReader::argument_end(std::size_t at, std::size_t end) const {
  return is_open_brace(at) && brace_[at] < end ? brace_[at] + 1 : at;
}

std::size_t TexReader::optional_argument_end(std::size_t at, std::size_t end) const {
  if (at >= end || in_[at] != '[') return at;
  // Optional arguments are short; a bracket that goes on is text.
  const std::size_t close = in_.substr(0, std::min(end, at + 80)).find(']', at);
  return close == std::string_view::npos ? at : close + 1;
}

std::size_t TexReader::find_closing(std::string_view delimiter, std::size_t from,
                                    std::size_t& none_from) const {
  if (from >= none_from) return std::string_view::npos;
  const std::size_t found = in_.find(delimiter, from);
  if (found == std::string_view::npos) none_from = from;
  return found;
}

// ---- writing

char32_t TexReader::last() const { return at_start() ? U' ' : decode_before(out_.text, out_.text.size()); }

void TexReader::put(std::string_view piece) {
  if (!piece.empty() && piece.front() == ' ' && (at_start() || text().back() == ' ')) piece.remove_prefix(1);
  text().append(piece);
}

void TexReader::put_space() {
  if (!at_start() && text().back() != ' ') text().push_back(' ');
}

std::size_t TexReader::put_mark(MarkKind kind, std::string source) {
  out_.marks.push_back({kind, text().size(), text().size(), std::move(source)});
  return out_.marks.size() - 1;
}

void TexReader::trim(std::size_t floor) {
  const std::size_t before = text().size();
  while (text().size() > floor && text().back() == ' ') text().pop_back();
  if (text().size() == before) return;
  for (std::size_t index = out_.marks.size(); index > 0 && out_.marks[index - 1].end > text().size();
       --index) {
    Mark& mark = out_.marks[index - 1];
    mark.begin = std::min(mark.begin, text().size());
    mark.end = text().size();
  }
}

void TexReader::drop_marks(std::size_t first) {
  if (out_.marks.size() <= first) return;
  out_.marks.resize(first);
  std::erase_if(open_marks_, [&](const OpenMark& open) { return open.mark >= first; });
}

void TexReader::close_marks(std::size_t at) {
  while (!open_marks_.empty() && open_marks_.back().close <= at) {
    const std::size_t mark = open_marks_.back().mark;
    if (mark < out_.marks.size()) out_.marks[mark].end = text().size();
    open_marks_.pop_back();
  }
}

// ---- text

void TexReader::read_text(std::size_t at, std::size_t end) {
  // A formula may reach over the end of an argument that has a mark. What is read here may be the argument of
  // an accent, which changes the text: no mark may end inside.
  close_marks(at);
  while (at < end) {
    while (next_url_ < urls_.size() && urls_[next_url_].first < at) ++next_url_;
    const std::size_t url = next_url_ < urls_.size() ? urls_[next_url_].first : end;
    const std::size_t limit = std::min(end, url);
    std::size_t run = at;
    while (run < limit && !k_special[static_cast<unsigned char>(in_[run])]) ++run;
    put(in_.substr(at, run - at));
    at = run;
    if (at >= end) break;
    at = at == url ? read_url(next_url_++) : read_special(at, end);
  }
  close_marks(end);
}

std::size_t TexReader::read_special(std::size_t at, std::size_t end) {
  switch (in_[at]) {
    case '\\':
      return read_backslash(at, end);
    case '{':
      return read_open_brace(at, end);
    case '}':
      close_marks(at);
      if (brace_[at] == k_none) put("}");
      return at + 1;
    case '$':
      return read_dollar(at, end);
    case '^':
    case '_':
      return read_script(at, end);
    case '~':
      return read_tie(at);
    case '&':
      return read_entity(at);
    case '`':
      return read_backquote(at, end);
    case '-':
      return read_dashes(at);
    default:
      break;
  }
  // A quotation mark: it closes the `` that was opened, or stands for itself.
  if (closing_quotes_ != 0 && at == closing_quotes_) {
    closing_quotes_ = 0;
    put("”");
    return peek(at + 1) == in_[at] ? at + 2 : at + 1;
  }
  put(in_.substr(at, 1));
  return at + 1;
}

std::size_t TexReader::read_backslash(std::size_t at, std::size_t end) {
  if (at + 1 >= end) {
    put("\\");
    return at + 1;
  }
  const Control control = control_at(at);
  const char first = control.name.front();
  if (is_ascii_digit(as_point(first))) {
    // Hugging Face writes `\$1` as `\1`; before a bracket it was a line break and an item's number.
    std::size_t digits = at + 1;
    while (is_ascii_digit(as_point(peek(digits)))) ++digits;
    if (reader_ == Reader::arxiv)
      put("\\");
    else if (peek(digits) != ')')
      put("$");
    return at + 1;
  }
  if (first == '(' || first == '[') {
    const std::size_t close = first == '(' ? find_closing("\\)", control.end, no_round_)
                                           : find_closing("\\]", control.end, no_square_);
    if (close < end) return read_formula(control.end, close, close + 2);
    put(control.name);
    return control.end;
  }
  const TexEntry* entry = find_control(control.name);
  if (entry != nullptr) {
    after_control_ = read_control(control, *entry, end);
    return after_control_;
  }
  if (is_ascii_letter(as_point(first))) return read_unknown(control, end);
  put(control.name);
  return control.end;
}

std::size_t TexReader::read_open_brace(std::size_t at, std::size_t end) {
  if (!is_open_brace(at) || brace_[at] >= end) {
    // The argument of a command that a cut text does not close loses its brace as any other does.
    if (at == after_control_)
      put_space();
    else
      put("{");
    return at + 1;
  }
  // A set, "{-1, 0, 1}" or "∈{16,32}", keeps its braces; those of TeX groups vanish.
  const std::string_view inside = in_.substr(at + 1, std::min<std::size_t>(brace_[at] - at - 1, 200));
  const char before = at > 0 ? in_[at - 1] : ' ';
  const std::size_t comma = inside.find(',');
  const bool listed = comma != std::string_view::npos && comma > 0 && comma + 1 < inside.size() &&
                      (inside[comma + 1] == ' ' || !is_ascii_alnum(as_point(before)));
  if (kind_ != Kind::name && listed && inside.find('\\') == std::string_view::npos &&
      !is_one_of(before, "}]^_")) {
    put("{");
    brace_[brace_[at]] = k_none;
  }
  return at + 1;
}

std::size_t TexReader::read_tie(std::size_t at) {
  // `~` is "about" or a range before a number, unless a word stands directly before it: then it is a tie.
  const char32_t before = at == 0 ? U' ' : decode_before(in_, at);
  const char after = peek(at + 1);
  const bool number =
      is_ascii_digit(as_point(after)) || (is_one_of(after, "$.\\") && is_ascii_digit(as_point(peek(at + 2))));
  const bool open = before == ' ' || before == '(' || before == '[' || before == '%' || before == '/' ||
                    before == U'×' || before == U'°' || before == '<' || before == '>' ||
                    is_ascii_digit(before);
  // "z~2": a lone small letter is a quantity.
  const bool quantity = is_ascii_lower(before) && (at < 2 || !is_ascii_alnum(as_point(in_[at - 2])));
  if (number && (open || quantity))
    put("~");
  else if (before == ' ' && (after == ' ' || after == '/'))
    put("~");
  else
    put_space();
  return at + 1;
}

std::size_t TexReader::read_script(std::size_t at, std::size_t end) {
  const bool raised = in_[at] == '^';
  const std::size_t next = at + 1;
  if (is_open_brace(next) && brace_[next] < end && depth_ < k_max_depth)
    return read_scripted(next, end, raised);
  const char32_t base = last();
  if (raised) {
    if (peek(next) == '*' && is_alphanumeric(base)) {
      put("*");
      return next + 1;
    }
    if (reader_ == Reader::hf && in_.substr(next, 4) == "circ" && is_ascii_digit(base)) {
      put("°");
      return next + 4;
    }
    if (peek(next) == '\\') {
      const TexEntry* entry = find_control(control_at(next).name);
      if (entry != nullptr && entry->kind != TexKind::letter && entry->kind != TexKind::phrase) {
        return read_scripted(next, end, raised);
      }
    }
  }
  std::size_t digits = next + (raised && is_one_of(peek(next), "-+") ? 1 : 0);
  const std::size_t first_digit = digits;
  while (digits < end && is_ascii_digit(as_point(in_[digits]))) ++digits;
  bool scripted = digits > first_digit && (is_alphanumeric(base) || base == ')');
  if (!raised && scripted) {
    // A lone letter takes an index; a name with an underscore keeps it.
    const std::size_t width = decode_at(text(), text().size() - 1).valid ? 1 : 2;
    const bool lone =
        text().size() - width <= start_ || !is_alphanumeric(decode_before(text(), text().size() - width));
    const char after = peek(digits);
    scripted = lone && !is_ascii_digit(base) && after != '_' && !is_ascii_alnum(as_point(after));
  }
  if (!scripted) {
    put(in_.substr(at, 1));
    return next;
  }
  const std::size_t start = text().size();
  put(in_.substr(next, digits - next));
  to_script(text(), start, raised);
  return digits;
}

bool TexReader::put_character(std::string_view number) {
  const bool hex = number.starts_with('x') || number.starts_with('X');
  if (hex) number.remove_prefix(1);
  std::uint32_t point = 0;
  const auto [stop, error] =
      std::from_chars(number.data(), number.data() + number.size(), point, hex ? 16 : 10);
  if (error != std::errc{} || stop != number.data() + number.size()) return false;
  if (point >= 0x110000 || (point >= 0xD800 && point <= 0xDFFF)) return false;
  if (is_white_space(point)) {
    put_space();
  } else if (!is_unwanted(point)) {
    std::string character;
    append_utf8(character, point);
    put(character);
  }
  return true;
}

std::size_t TexReader::read_entity(std::size_t at) {
  const std::size_t close = in_.substr(0, std::min(in_.size(), at + 12)).find(';', at);
  if (close != std::string_view::npos && close > at + 1) {
    const std::string_view name = in_.substr(at + 1, close - at - 1);
    if (name.front() == '#') {
      if (put_character(name.substr(1))) return close + 1;
    } else if (const std::string_view known = entity_text(name); !known.empty()) {
      put(known);
      return close + 1;
    }
  }
  put("&");
  return at + 1;
}

std::size_t TexReader::read_backquote(std::size_t at, std::size_t end) {
  std::size_t run = at;
  while (run < end && in_[run] == '`') ++run;
  if (run - at == 2) {
    // Looks as far as the next opening: a search never passes the same bytes twice.
    std::size_t straight = 0;
    for (std::size_t close = run; close < end; ++close) {
      const char c = in_[close];
      if (c == '`' && peek(close + 1) == '`') break;
      if (c == '"' && straight == 0) straight = close;
      if (c != '\'' || peek(close + 1) != '\'') continue;
      straight = close;
      break;
    }
    if (straight != 0 && straight > run) {
      closing_quotes_ = straight;
      put("“");
      return run;
    }
  }
  if (run - at == 1) {
    // Code in backquotes stays as it is; `quoted' does not look like it.
    const std::size_t close = in_.substr(0, end).find('`', run);
    const char32_t before = at == 0 ? U' ' : decode_before(in_, at);
    if (close != std::string_view::npos && close > run && in_[run] != ' ' && in_[close - 1] != ' ' &&
        peek(close + 1) != '`' && !is_alphanumeric(before) && !is_ascii_alnum(as_point(peek(close + 1)))) {
      put(in_.substr(at, close + 1 - at));
      return close + 1;
    }
  }
  put(in_.substr(at, run - at));
  return run;
}

std::size_t TexReader::read_dashes(std::size_t at) {
  std::size_t run = at;
  while (peek(run) == '-') ++run;
  const std::size_t count = run - at;
  const char before = at == 0 ? ' ' : in_[at - 1];
  const char after = peek(run);
  const bool option = count == 2 && is_one_of(before, " (['\"/") && is_ascii_letter(as_point(after));
  const bool arrow = before == '!' || before == '<' || after == '>';
  // No name holds a dash: "Gigot--Léandri" is a hyphen by the habit of TeX.
  if (kind_ == Kind::name && !arrow)
    put("-");
  else if (count == 2 && !option && !arrow)
    put("–");
  else if (count == 3 && !arrow)
    put("—");
  else
    put(in_.substr(at, count));
  return run;
}

}  // namespace nonmun::text
