// The reader of formulas.

#include <algorithm>
#include <array>
#include <utility>

#include "nonmun/text/unicode.hpp"
#include "tex_reader.hpp"
#include "utf8.hpp"

namespace nonmun::text {
namespace {

constexpr std::array<bool, 256> k_special = [] {
  std::array<bool, 256> special{};
  for (const char c : std::string_view("\\{}^_~&'$ ")) special[static_cast<unsigned char>(c)] = true;
  return special;
}();

/// Whether a formula's body is rather running text between two dollar signs: two words or more outside
/// commands and groups, or a small one after an amount.
bool is_prose(std::string_view body) {
  const bool amount = !body.empty() && is_ascii_digit(as_point(body.front()));
  int words = 0;
  int depth = 0;
  for (std::size_t at = 0; at < body.size();) {
    const char c = body[at];
    if (c == '{') ++depth;
    if (c == '}') --depth;
    if (c == '\\' || !is_ascii_letter(as_point(c))) {
      ++at;
      if (c == '\\') {
        while (at < body.size() && is_ascii_letter(as_point(body[at]))) ++at;
      }
      continue;
    }
    const std::size_t begin = at;
    while (at < body.size() && is_ascii_letter(as_point(body[at]))) ++at;
    const bool apart = (begin == 0 || body[begin - 1] == ' ') &&
                       (at == body.size() || body[at] == ' ' || body[at] == ',' || body[at] == '.');
    if (depth > 0 || at - begin < 3 || !apart) continue;
    words += amount && is_ascii_lower(as_point(body[begin])) ? 2 : 1;
  }
  return words >= 2;
}

bool is_bracketed(std::string_view text) {
  if (text.size() < 2 || text.front() != '(' || text.back() != ')') return false;
  int depth = 0;
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
    if (depth == 0) return false;
  }
  return true;
}

/// Whether a text would be misread without brackets beside `/` or after a root.
bool is_compound(std::string_view text) {
  if (is_bracketed(text)) return false;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode_at(text, at);
    const bool joins = next.point == ' ' || next.point == '+' || next.point == '/' || next.point == U'±' ||
                       next.point == U'×' || next.point == U'·' || next.point == '=' || next.point == U'⋅' ||
                       (next.point == '-' && at > 0);
    if (joins) return true;
    at += next.length;
  }
  return false;
}

void bracket(std::string& text, std::size_t begin) {
  text.insert(begin, "(");
  text.push_back(')');
}

/// Letters that are raised or lowered already.
bool is_small(char32_t point) {
  return (point >= 0x2B0 && point <= 0x2FF) || (point >= 0x1D2C && point <= 0x1D6A) ||
         (point >= 0x2070 && point <= 0x209F) || point == 0x2C7C;
}

bool is_text_command(std::string_view name) {
  return name.starts_with("text") || name == "mbox" || name == "hbox" || name == "fbox" || name == "emph";
}

}  // namespace

// ---- scripts

void to_script(std::string& text, std::size_t begin, bool raised) {
  std::string body = text.substr(std::min(begin, text.size()));
  text.resize(std::min(begin, text.size()));
  while (!body.empty() && body.back() == ' ') body.pop_back();
  body.erase(0, std::min(body.find_first_not_of(' '), body.size()));
  if (body.empty()) return;
  std::string script;
  std::size_t points = 0;
  std::size_t capitals = 0;
  bool whole = true;
  bool word = true;
  for (std::size_t at = 0; at < body.size(); ++points) {
    const Decoded next = decode_at(body, at);
    at += next.length;
    word = word && is_alphanumeric(next.point) && !is_small(next.point) &&
           !(points == 0 && is_ascii_digit(next.point));
    if (is_ascii_upper(next.point)) ++capitals;
    if (next.point == ' ') continue;
    std::string_view form = raised ? superscript_of(next.point) : subscript_of(next.point);
    // A lowered decimal point stands low anyway: π₀.₅.
    if (!raised && next.point == '.' && points > 0 && at < body.size()) form = ".";
    whole = whole && !form.empty();
    script.append(form);
  }
  // Raised capitals are legible alone (the transpose) but not as words.
  if (whole && (capitals == 0 || points == 1)) {
    text.append(script);
    return;
  }
  text.push_back(raised ? '^' : '_');
  if (points == 1 || word || is_bracketed(body)) {
    text.append(body);
    return;
  }
  text.append("(").append(body).append(")");
}

std::size_t TexReader::read_scripted(std::size_t at, std::size_t end, bool raised) {
  const std::size_t start = text().size();
  at = read_operand(at, end);
  to_script(text(), start, raised);
  return at;
}

// ---- where a formula is

std::size_t TexReader::read_dollar(std::size_t at, std::size_t end) {
  if (peek(at + 1) == '$') {
    const std::size_t close = find_closing("$$", at + 2, no_dollars_);
    if (close < end && close > at + 2) {
      put_space();
      const std::size_t next = read_formula(at + 2, close, close + 2);
      put_space();
      return next;
    }
    put("$$");
    return at + 2;
  }
  std::size_t close = at + 1;
  while (close < end && in_[close] != '$') {
    if (in_[close] == '\\')
      close += 2;
    else if (is_open_brace(close) && brace_[close] < end)
      close = brace_[close] + 1;
    else if (in_[close] == '}' && brace_[close] < at)
      break;
    else
      ++close;
  }
  if (close < end && in_[close] == '$' && is_formula(at + 1, close))
    return read_formula(at + 1, close, close + 1);
  put("$");
  return at + 1;
}

bool TexReader::is_formula(std::size_t begin, std::size_t end) const {
  const std::string_view body = in_.substr(begin, end - begin);
  if (body.empty() || is_prose(body)) return false;
  const bool marked = body.find_first_of("\\^_{") != std::string_view::npos;
  const bool tight = body.front() != ' ' && body.back() != ' ';
  const bool before_digit = is_ascii_digit(as_point(peek(end + 1)));
  const bool money = is_ascii_digit(as_point(body.front())) && (before_digit || !tight);
  if (marked) return !money && (tight || reader_ == Reader::arxiv);
  if (!tight || before_digit) return false;
  return reader_ == Reader::arxiv || body.size() <= 3 || (body.size() <= 6 && decode_at(body, 0).length > 1);
}

std::size_t TexReader::read_formula(std::size_t begin, std::size_t end, std::size_t next) {
  const std::size_t mark = put_mark(MarkKind::math, std::string(in_.substr(begin, end - begin)));
  const std::size_t start = text().size();
  const std::size_t outer_start = std::exchange(formula_start_, start);
  ++depth_;
  read_math(skip_space(begin, end), end);
  --depth_;
  formula_start_ = outer_start;
  drop_marks(mark + 1);
  trim(start);
  out_.marks[mark].begin = std::min(start, text().size());
  out_.marks[mark].end = text().size();
  if (out_.marks[mark].begin == text().size()) out_.marks.pop_back();
  return next;
}

// ---- in a formula

void TexReader::read_math(std::size_t at, std::size_t end) {
  while (at < end) {
    std::size_t run = at;
    while (run < end && !k_special[static_cast<unsigned char>(in_[run])]) ++run;
    put(in_.substr(at, run - at));
    at = run;
    if (at < end) at = read_math_special(at, end);
  }
}

std::size_t TexReader::read_math_special(std::size_t at, std::size_t end) {
  switch (in_[at]) {
    case '\\':
      return read_math_control(at, end);
    case '^':
    case '_':
      trim(formula_start_);
      if (depth_ < k_max_depth) return read_scripted(at + 1, end, in_[at] == '^');
      put(in_.substr(at, 1));
      return at + 1;
    case '\'': {
      std::size_t run = at;
      while (run < end && in_[run] == '\'') ++run;
      for (std::size_t count = run - at; count > 0; count -= std::min<std::size_t>(count, 3)) {
        put(count >= 3 ? "‴" : count == 2 ? "″" : "′");
      }
      return run;
    }
    case ' ':
    case '~':
    case '&':
      put_space();
      return at + 1;
    case '{':
      // `{\rm x}` and bare groups: nothing of them shows.
      return at + 1;
    default:
      return at + 1;
  }
}

std::size_t TexReader::read_operand(std::size_t at, std::size_t end) {
  at = skip_space(at, end);
  if (at >= end || depth_ >= k_max_depth) return at;
  const std::size_t marks = out_.marks.size();
  ++depth_;
  if (is_open_brace(at) && brace_[at] < end) {
    const std::size_t close = brace_[at];
    const std::size_t start = text().size();
    read_math(skip_space(at + 1, close), close);
    trim(start);
    at = close + 1;
  } else if (in_[at] == '\\') {
    at = read_math_control(at, end);
  } else if (in_[at] == '\'' || in_[at] == '^' || in_[at] == '_') {
    at = read_math_special(at, end);
  } else if (in_[at] != '}' && in_[at] != '{') {
    const std::size_t length = decode_at(in_, at).length;
    put(in_.substr(at, length));
    at += length;
  } else {
    ++at;
  }
  --depth_;
  drop_marks(marks);
  return at;
}

std::size_t TexReader::put_operator(std::string_view sign, bool space_before, std::size_t at,
                                    std::size_t end) {
  put(sign);
  // A space after a command ends its name; it shows only where there is one on the other side too.
  const std::size_t next = skip_space(at, end);
  if (space_before && next < end && in_[next] != '}') put_space();
  return next;
}

std::size_t TexReader::put_function(std::string_view name, std::size_t at, std::size_t end) {
  const char32_t before = last();
  if (is_alphanumeric(before) || before == ')' || before == ']') put_space();
  put(name);
  const std::size_t next = skip_space(at, end);
  const bool operand = next < end && (is_alphanumeric(decode_at(in_, next).point) || in_[next] == '\\');
  if (operand && in_.substr(next, 5) != "\\left" && in_.substr(next, 2) != "\\{" &&
      in_.substr(next, 4) != "\\big") {
    put_space();
  }
  return next;
}

std::size_t TexReader::put_blackboard(std::size_t at, std::size_t end) {
  const std::size_t start = text().size();
  at = read_operand(at, end);
  if (text().size() != start + 1) return at;
  constexpr std::string_view k_letters = "CHNPQRZ";
  constexpr std::array<std::string_view, 7> k_double = {"ℂ", "ℍ", "ℕ", "ℙ", "ℚ", "ℝ", "ℤ"};
  const std::size_t found = k_letters.find(text().back());
  if (found == std::string_view::npos) return at;
  text().pop_back();
  put(k_double[found]);
  return at;
}

std::size_t TexReader::read_fraction(std::size_t at, std::size_t end) {
  if (depth_ >= k_max_depth) return at;
  const std::size_t numerator = text().size();
  at = read_operand(at, end);
  if (is_compound(std::string_view(text()).substr(std::min(numerator, text().size()))))
    bracket(text(), numerator);
  put("/");
  const std::size_t denominator = text().size();
  at = read_operand(at, end);
  if (is_compound(std::string_view(text()).substr(std::min(denominator, text().size())))) {
    bracket(text(), denominator);
  }
  return at;
}

std::size_t TexReader::read_binomial(std::size_t at, std::size_t end) {
  if (depth_ >= k_max_depth) return at;
  put("C(");
  at = read_operand(at, end);
  put(", ");
  at = read_operand(at, end);
  put(")");
  return at;
}

std::size_t TexReader::read_root(std::size_t at, std::size_t end) {
  if (depth_ >= k_max_depth) return at;
  const std::size_t body = optional_argument_end(at, end);
  if (body > at) {
    const std::string_view degree = in_.substr(at + 1, body - at - 2);
    if (degree == "3")
      put("∛");
    else if (degree == "4")
      put("∜");
    else {
      const std::size_t start = text().size();
      ++depth_;
      read_math(at + 1, body - 1);
      --depth_;
      to_script(text(), start, true);
      put("√");
    }
  } else {
    put("√");
  }
  const std::size_t start = text().size();
  at = read_operand(body, end);
  if (start < text().size() && is_compound(std::string_view(text()).substr(start))) bracket(text(), start);
  return at;
}

std::size_t TexReader::read_math_accent(const Control& control, const TexEntry& entry, std::size_t end) {
  const std::size_t start = text().size();
  const std::size_t at = read_operand(control.end, end);
  if (start >= text().size()) return at;
  const Decoded base = decode_at(text(), start);
  // Over more than one character Unicode has nothing that lines up.
  if (start + base.length != text().size()) return at;
  text().append(entry.value);
  const std::string composed = to_nfc(std::string_view(text()).substr(start));
  text().replace(start, std::string::npos, composed);
  return at;
}

std::size_t TexReader::read_math_control(std::size_t backslash, std::size_t end) {
  if (backslash + 1 >= end) return backslash + 1;
  const Control control = control_at(backslash);
  std::size_t at = std::min(control.end, end);
  const TexEntry* entry = find_control(control.name);
  if (entry == nullptr) {
    if (is_ascii_letter(as_point(control.name.front()))) return read_unknown(control, end);
    put(control.name);
    return at;
  }
  if (peek(at) == '*' && is_open_brace(at + 1)) ++at;
  switch (entry->kind) {
    case TexKind::letter:
      put(entry->value);
      return skip_space(at, end);
    case TexKind::symbol: {
      put(entry->value);
      // As in "Δ t": the space only ends the command's name.
      const bool letter_like =
          is_alphanumeric(last()) || last() == U'∂' || last() == U'∇' || last() == U'∀' || last() == U'∃';
      const std::size_t next = skip_space(at, end);
      return letter_like && next < end && is_ascii_letter(as_point(in_[next])) ? next : at;
    }
    case TexKind::relation:
      return put_operator(entry->value, last() == ' ', at, end);
    case TexKind::function:
      return put_function(entry->value, at, end);
    case TexKind::keep:
    case TexKind::emphasis:
    case TexKind::strong:
    case TexKind::code: {
      const std::size_t open = skip_space(at, end);
      if (is_text_command(control.name) && is_open_brace(open) && brace_[open] < end &&
          depth_ < k_max_depth) {
        ++depth_;
        read_text(open + 1, brace_[open]);
        --depth_;
        return brace_[open] + 1;
      }
      // An author's own macro of the same name takes no argument.
      if (peek(open) == '_' || peek(open) == '^') return read_unknown(control, end);
      return read_operand(open, end);
    }
    case TexKind::accent:
      // In a formula `\'` and its like do not occur; `\=` and `\.` are mistakes for the signs.
      if (is_ascii_letter(as_point(control.name.front()))) return read_math_accent(control, *entry, end);
      return read_accent(at, control, *entry, end);
    case TexKind::negation: {
      const std::size_t start = text().size();
      at = read_operand(at, end);
      if (start >= text().size()) return at;
      text().insert(start + decode_at(text(), start).length, "\u0338");
      const std::string composed = to_nfc(std::string_view(text()).substr(start));
      text().replace(start, std::string::npos, composed);
      return at;
    }
    case TexKind::modulo: {
      put_space();
      put("(mod ");
      at = read_operand(at, end);
      put(")");
      return at;
    }
    case TexKind::superscript:
    case TexKind::subscript:
      return depth_ < k_max_depth ? read_scripted(at, end, entry->kind == TexKind::superscript) : at;
    case TexKind::delimiter:
      at = skip_space(at, end);
      return peek(at) == '.' ? at + 1 : at;
    case TexKind::begin:
    case TexKind::end: {
      at = argument_end(at, end);
      // The column specification of an array.
      if (entry->kind == TexKind::begin && is_open_brace(at)) at = argument_end(at, end);
      return at;
    }
    default:
      return read_control(control, *entry, end);
  }
}

}  // namespace nonmun::text
