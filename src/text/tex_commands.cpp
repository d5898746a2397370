// What the commands of running text do.

#include <algorithm>
#include <array>

#include "nonmun/text/unicode.hpp"
#include "tex_reader.hpp"
#include "utf8.hpp"

namespace nonmun::text {
namespace {

constexpr std::array<std::string_view, 21> k_formula_environments = {
    "equation",  "equation*", "align",     "align*", "gather",      "gather*", "multline",
    "multline*", "eqnarray",  "eqnarray*", "math",   "displaymath", "array",   "matrix",
    "pmatrix",   "bmatrix",   "cases",     "split",  "aligned",     "flalign", "flalign*"};

}  // namespace

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
    case TexKind::binomial:
      return read_binomial(at, end);
    case TexKind::root:
      return read_root(at, end);
    case TexKind::link:
      return read_link(at, end);
    case TexKind::url:
      return read_address(at, end);
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
