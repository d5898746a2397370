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
/// Deeper arguments are read as if their commands were not there: keeps the stack and the time bounded.
constexpr int k_max_depth = 32;

constexpr std::array<bool, 256> k_special = [] {
  std::array<bool, 256> special{};
  for (const char c : std::string_view("\\{}$^_~&`'\"-")) special[static_cast<unsigned char>(c)] = true;
  return special;
}();

constexpr std::array<std::string_view, 21> k_formula_environments = {
    "equation",  "equation*", "align",     "align*", "gather",      "gather*", "multline",
    "multline*", "eqnarray",  "eqnarray*", "math",   "displaymath", "array",   "matrix",
    "pmatrix",   "bmatrix",   "cases",     "split",  "aligned",     "flalign", "flalign*"};

bool is_one_of(char c, std::string_view set) { return c != '\0' && set.find(c) != std::string_view::npos; }

/// Whether a link's label says no more than its address does.
bool repeats_address(std::string_view label) {
  for (const std::string_view start : {"http://", "https://", "www.", "this http", "this URL", "this url"}) {
    if (label.starts_with(start)) return true;
  }
  return label.empty() || label == "here" || label == "Here" || label == "link" || label == "this link" ||
         label == "this URL";
}

/// An address as it stands in TeX: escapes taken off, white space out.
std::string plain_address(std::string_view source) {
  std::string address;
  for (std::size_t at = 0; at < source.size(); ++at) {
    if (source[at] == '\\' && at + 1 < source.size() && is_ascii_punctuation(as_point(source[at + 1])))
      continue;
    if (source[at] != ' ' && source[at] != '\n') address.push_back(source[at]);
  }
  return address;
}

bool is_address(std::string_view text) { return url_end(text, 0).has_value(); }

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

void TexReader::put_link(const std::string& address) {
  const std::size_t mark = put_mark(MarkKind::link, address);
  put(address);
  out_.marks[mark].end = text().size();
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

std::size_t TexReader::read_unknown(const Control& control, std::size_t end) {
  std::string name = "\\" + std::string(control.name);
  put(name);
  out_.unknown.push_back(std::move(name));
  if (is_open_brace(control.end) && brace_[control.end] < end && brace_[control.end] > control.end + 1)
    put_space();
  return control.end;
}

std::size_t TexReader::read_control(const Control& control, const TexEntry& entry, std::size_t end) {
  std::size_t at = control.end;
  if (peek(at) == '*' && is_ascii_letter(as_point(control.name.front())) && is_open_brace(at + 1)) ++at;
  switch (entry.kind) {
    case TexKind::letter:
      put(entry.value);
      return skip_space(at, end);
    case TexKind::symbol:
    case TexKind::relation:
    case TexKind::function:
      put(entry.value);
      return at;
    case TexKind::phrase:
      put(entry.value);
      // `\etc.` and `\vs.` bring a full stop of their own.
      return entry.value.size() > 1 && entry.value.back() == '.' && peek(at) == '.' ? at + 1 : at;
    case TexKind::space:
      put_space();
      return at;
    case TexKind::accent:
      return read_accent(at, control, entry, end);
    case TexKind::wide:
      return read_math_accent(control, entry, end);
    case TexKind::typeface:
      return is_ascii_letter(as_point(control.name.front())) ? skip_space(at, end) : at;
    case TexKind::keep:
      return skip_space(at, end);
    case TexKind::emphasis:
    case TexKind::strong:
    case TexKind::code: {
      at = skip_space(at, end);
      if (!is_open_brace(at) || brace_[at] >= end) return at;
      const MarkKind mark = entry.kind == TexKind::emphasis ? MarkKind::emphasis
                            : entry.kind == TexKind::strong ? MarkKind::strong
                                                            : MarkKind::code;
      open_marks_.push_back({brace_[at], put_mark(mark, {})});
      return at + 1;
    }
    case TexKind::drop: {
      for (int count = 0; count < entry.count; ++count) {
        at = optional_argument_end(at, end);
        at = optional_argument_end(at, end);
        at = argument_end(skip_space(at, end), end);
      }
      if (is_one_of(peek(at), ".,;:)")) trim(start_);
      return at;
    }
    case TexKind::last:
      at = optional_argument_end(at, end);
      for (int count = 0; count < entry.count; ++count) at = argument_end(skip_space(at, end), end);
      return at;
    case TexKind::superscript:
    case TexKind::subscript: {
      at = skip_space(at, end);
      if (!is_open_brace(at) || brace_[at] >= end || depth_ >= k_max_depth) return at;
      const std::size_t start = text().size();
      const std::size_t marks = out_.marks.size();
      ++depth_;
      read_text(at + 1, brace_[at]);
      --depth_;
      drop_marks(marks);
      to_script(text(), start, entry.kind == TexKind::superscript);
      return brace_[at] + 1;
    }
    case TexKind::blackboard:
      return put_blackboard(at, end);
    case TexKind::character: {
      const std::size_t close = argument_end(at, end);
      if (close > at) put_character(in_.substr(at + 1, close - at - 2));
      return close;
    }
    case TexKind::fraction:
      return read_fraction(at, end);
    case TexKind::root:
      return read_root(at, end);
    case TexKind::link:
      return read_link(at, end);
    case TexKind::url: {
      const std::size_t close = argument_end(skip_space(at, end), end);
      if (close == skip_space(at, end)) return at;
      const std::size_t open = skip_space(at, end);
      const std::string address = plain_address(in_.substr(open + 1, close - open - 2));
      put_link(address);
      return close;
    }
    case TexKind::footnote:
      return read_footnote(at, end);
    case TexKind::begin:
      return read_environment(at, end);
    case TexKind::end:
      put_space();
      return argument_end(at, end);
    case TexKind::negation:
    case TexKind::modulo:
      return read_math_control(control.end - control.name.size() - 1, end);
    case TexKind::delimiter:
      return peek(at) == '.' ? at + 1 : at;
  }
  return at;
}

std::size_t TexReader::read_accent(std::size_t at, const Control& control, const TexEntry& entry,
                                   std::size_t end) {
  const char name = control.name.front();
  const bool named = is_ascii_letter(as_point(name));
  const bool prose = kind_ != Kind::name;
  if (prose && name == '~' && is_ascii_digit(as_point(peek(at)))) {
    put("~");
    return at;
  }
  if (prose && (name == '\'' || name == '`') && is_alphanumeric(last())) {
    // "MLLM\'s": what follows is an English ending, not a letter to accent.
    for (const std::string_view ending : {"s", "t", "re", "ve", "ll"}) {
      if (in_.substr(at, ending.size()) == ending && !is_ascii_alnum(as_point(peek(at + ending.size())))) {
        put("'");
        return at;
      }
    }
  }
  std::size_t from = named ? skip_space(at, end) : at;
  const std::size_t start = text().size();
  const std::size_t marks = out_.marks.size();
  const bool braced = is_open_brace(from) && brace_[from] < end;
  std::size_t next = from;
  if (depth_ < k_max_depth) {
    ++depth_;
    if (braced) {
      read_text(from + 1, brace_[from]);
      next = brace_[from] + 1;
    } else if (peek(from) == '\\' && from + 1 < end) {
      const Control inner = control_at(from);
      const TexEntry* known = find_control(inner.name);
      if (known != nullptr && (known->kind == TexKind::letter || known->kind == TexKind::accent ||
                               known->kind == TexKind::symbol)) {
        next = read_control(inner, *known, end);
      }
    } else if (from < end && is_alphanumeric(decode_at(in_, from).point) &&
               !is_ascii_digit(as_point(in_[from]))) {
      const std::size_t length = decode_at(in_, from).length;
      put(in_.substr(from, length));
      next = from + length;
    }
    --depth_;
  }
  if (text().size() == start) {
    if (named) {
      return next == from && !braced ? read_unknown(control, end) : next;
    }
    // Nothing to stand on: `\^{}` is how TeX writes the sign itself.
    put(control.name);
    return next;
  }
  drop_marks(marks);
  const Decoded base = decode_at(text(), start);
  std::string composed;
  append_utf8(composed, base.point == 0x131 ? U'i' : base.point == 0x237 ? U'j' : base.point);
  composed.append(entry.value);
  composed = to_nfc(composed);
  const bool precomposed = decode_at(composed, 0).length == composed.size();
  if (!named && !braced && prose && !precomposed) {
    // `\"quoted\"`: an escaped quotation mark.
    text().insert(start, control.name);
    return next;
  }
  text().replace(start, base.length, composed);
  return next;
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
  if (count == 2 && !option && !arrow)
    put("–");
  else if (count == 3 && !arrow)
    put("—");
  else
    put(in_.substr(at, count));
  return run;
}

// ---- links

std::size_t TexReader::read_url(std::size_t index) {
  const auto [begin, end] = urls_[index];
  const std::string address = plain_address(in_.substr(begin, end - begin));
  const bool label = reader_ == Reader::hf && depth_ < k_max_depth;
  const std::size_t close = label ? argument_end(end, in_.size()) : end;
  const std::size_t start = text().size();
  const std::size_t marks = out_.marks.size();
  if (close > end) {
    // Hugging Face writes `\href{u}{t}` as `u{t}`.
    ++depth_;
    read_text(end + 1, close - 1);
    --depth_;
  }
  const bool labelled = !repeats_address(std::string_view(text()).substr(start)) &&
                        std::string_view(text()).substr(start) != address;
  if (labelled) {
    put(" (");
  } else {
    drop_marks(marks);
    text().resize(start);
  }
  put_link(address);
  if (labelled) put(")");
  return close;
}

std::size_t TexReader::read_link(std::size_t at, std::size_t end) {
  const std::size_t open = skip_space(at, end);
  const std::size_t address_end = argument_end(open, end);
  if (address_end == open) return at;
  const std::string address = plain_address(in_.substr(open + 1, address_end - open - 2));
  const std::size_t label = skip_space(address_end, end);
  const std::size_t close = argument_end(label, end);
  const std::size_t start = text().size();
  const std::size_t marks = out_.marks.size();
  if (depth_ >= k_max_depth) return address_end;
  if (close > label) {
    ++depth_;
    read_text(label + 1, close - 1);
    --depth_;
  }
  const std::string_view shown = std::string_view(text()).substr(std::min(start, text().size()));
  if (!is_address(address)) return close > label ? close : address_end;
  const bool labelled = !repeats_address(shown);
  if (!labelled) {
    text().resize(start);
    drop_marks(marks);
  } else {
    put(" (");
  }
  put_link(address);
  if (labelled) put(")");
  return close > label ? close : address_end;
}

std::size_t TexReader::read_footnote(std::size_t at, std::size_t end) {
  at = optional_argument_end(at, end);
  const std::size_t close = argument_end(at, end);
  if (close == at) return at;
  // Only the addresses in it are kept; it can be nothing else than one.
  const std::string_view inside = in_.substr(at + 1, close - at - 2);
  std::vector<std::string> addresses;
  if (is_address(inside) && inside.find_first_of(" \\{") == std::string_view::npos) {
    addresses.emplace_back(inside);
  } else {
    for (const auto& [begin, stop] : urls_) {
      if (begin <= at || stop >= close) continue;
      std::string address = plain_address(in_.substr(begin, stop - begin));
      if (std::find(addresses.begin(), addresses.end(), address) == addresses.end()) {
        addresses.push_back(std::move(address));
      }
    }
  }
  for (const std::string& address : addresses) {
    put_space();
    put("(");
    put_link(address);
    put(")");
  }
  return close;
}

std::size_t TexReader::read_environment(std::size_t at, std::size_t end) {
  const std::size_t body = argument_end(at, end);
  if (body == at) return at;
  const std::string_view name = in_.substr(at + 1, body - at - 2);
  put_space();
  if (std::find(k_formula_environments.begin(), k_formula_environments.end(), name) ==
      k_formula_environments.end()) {
    return optional_argument_end(body, end);
  }
  const std::size_t close = find_closing("\\end{", body, no_end_);
  if (close >= end) return body;
  const std::size_t next = read_formula(body, close, argument_end(close + 4, end));
  put_space();
  return next;
}

}  // namespace nonmun::text
