#include "nonmun/text/sentences.hpp"

#include <unicode/uchar.h>

#include <algorithm>

#include "nonmun/text/links.hpp"
#include "sentence_breaks.hpp"
#include "sentence_words.hpp"
#include "utf8.hpp"

// The plain rules of UAX #29, then whole words decide: where they break after an abbreviation the pieces are
// joined, where they do not break before a word that begins with a small letter or a digit the piece is
// divided. ICU's suppressions (ss=standard) match the ends of words and glue sentences: "LLMs." ends in
// "Ms.".
namespace nonmun::text {
namespace {

// --- Pieces ---------------------------------------------------------------------------------------------

/// Where the code point that ends at `end` begins; a byte of no code point stands for itself.
std::size_t last_begin(std::string_view text, std::size_t end) {
  std::size_t begin = end - 1;
  while (begin > 0 && end - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  return begin + decode_at(text, begin).length == end ? begin : end - 1;
}

Span trimmed(std::string_view text, Span span) {
  while (span.begin < span.end) {
    const Decoded first = decode_at(text, span.begin);
    if (!first.valid || !is_white_space(first.point)) break;
    span.begin += first.length;
  }
  while (span.begin < span.end) {
    const std::size_t last = last_begin(text, span.end);
    const Decoded decoded = decode_at(text, last);
    if (last < span.begin || !decoded.valid || !is_white_space(decoded.point)) break;
    span.end = last;
  }
  return span;
}

/// The pieces between the boundaries of UAX #29, without the white space around them and without empty ones.
std::vector<Span> plain_pieces(std::string_view text) {
  std::vector<Span> pieces;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = find_sentence_break(text, begin);
    if (const Span piece = trimmed(text, {begin, end}); piece.begin < piece.end) pieces.push_back(piece);
    begin = end;
  }
  return pieces;
}

// --- Words ----------------------------------------------------------------------------------------------

bool is_upper(char32_t c) { return c < 0x80 ? is_ascii_upper(c) : u_isupper(static_cast<UChar32>(c)); }
bool is_lower(char32_t c) { return c < 0x80 ? is_ascii_lower(c) : u_islower(static_cast<UChar32>(c)); }

bool is_opening(char32_t c) {
  return c == '(' || c == '[' || c == '{' || c == '"' || c == '\'' || c == '`' || c == '*' || c == U'“' ||
         c == U'‘' || c == U'«' || c == U'《' || c == U'「';
}

bool is_closing(char32_t c) {
  return c == ')' || c == ']' || c == '}' || c == '"' || c == '\'' || c == '*' || c == U'”' || c == U'’' ||
         c == U'»' || c == U'》' || c == U'」';
}

bool is_east_asian(char32_t c) {
  return is_hangul(c) || (c >= 0x3000 && c <= 0x9FFF) || (c >= 0xFF00 && c <= 0xFFEF);
}

constexpr std::size_t k_longest_word = 48;

/// The word that ends at `end`: back to white space, at most k_longest_word bytes.
std::string_view word_before(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t at = end;
  while (at > begin && end - at < k_longest_word && static_cast<unsigned char>(text[at - 1]) > 0x20) --at;
  return text.substr(at, end - at);
}

/// The code point at `at`, 0 at the end.
char32_t point_at(std::string_view text, std::size_t at) {
  return at < text.size() ? decode_at(text, at).point : 0;
}

/// Past opening brackets and quotes.
std::size_t skip_opening(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const Decoded decoded = decode_at(text, at);
    if (!is_opening(decoded.point)) break;
    at += decoded.length;
  }
  return at;
}

std::string_view without_opening(std::string_view word) { return word.substr(skip_opening(word, 0)); }

/// The letters that begin at `at`.
std::string_view letters_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < k_longest_word && is_ascii_letter(as_point(text[end]))) ++end;
  return text.substr(at, end - at);
}

/// What the word before a full stop, which ends it, is; tried without what a hyphen, slash or bracket joins
/// to it.
Abbreviation abbreviation_before(std::string_view text, Span left) {
  std::string_view word = word_before(text, left.begin, left.end);
  const std::size_t begin = left.end - word.size();
  word = without_opening(word);
  if (word == "al." && begin > left.begin && word_before(text, left.begin, begin - 1) == "et")
    word = "et al.";
  const Abbreviation whole = abbreviation(word);
  const std::size_t joint = word.find_last_of("-/([");
  if (whole != Abbreviation::none || joint == std::string_view::npos) return whole;
  return abbreviation(word.substr(joint + 1));
}

/// A word that begins with small letters and goes on with a capital or digit, as names do: rStar, iFormer,
/// uCO3D, vLLM, t-SNE.
bool is_camel_case(std::string_view text, std::size_t at) {
  std::size_t small = 0;
  while (small < 5 && is_ascii_lower(as_point(at + small < text.size() ? text[at + small] : '\0'))) ++small;
  if (small == 0 || small == 5) return false;
  std::size_t next = at + small;
  if (small == 1 && next < text.size() && text[next] == '-') ++next;
  return next < text.size() && is_ascii_upper(as_point(text[next]));
}

bool begins_url(std::string_view text, std::size_t at) {
  return text.substr(at).starts_with("http://") || text.substr(at).starts_with("https://");
}

bool begins_number(std::string_view text, std::size_t at) {
  if (at < text.size() && (text[at] == '(' || text[at] == '[' || text[at] == '#')) return true;
  if (is_ascii_digit(point_at(text, at))) return true;
  const std::string_view letters = letters_at(text, at);
  if (letters.size() == 1) return is_ascii_upper(as_point(letters[0]));
  return !letters.empty() && letters.find_first_not_of("IVX") == std::string_view::npos;
}

// --- Dividing a piece -----------------------------------------------------------------------------------

/// Whether a sentence begins at `right`, where the plain rules saw none: `stop` is the full stop before,
/// [stop + 1, closed) closing brackets and quotes, then white space.
bool divides(std::string_view text, std::size_t begin, std::size_t stop, std::size_t right) {
  const char32_t before = decode_before(text.substr(begin), stop - begin);
  const std::size_t word = skip_opening(text, right);
  const char32_t first = point_at(text, word);
  if (is_hangul(before) && is_lower(first)) return true;
  const bool starts =
      is_camel_case(text, word) || (word == right && (is_ascii_digit(first) || begins_url(text, word)));
  if (!starts) return false;
  const std::string_view last = without_opening(word_before(text, begin, stop));
  const bool numeral =
      std::all_of(last.begin(), last.end(), [](char c) { return is_ascii_digit(as_point(c)); });
  if (last.size() < 2 || (numeral && last.size() < 3) || !is_alphanumeric(before)) {
    // A formula or a bracket may end a sentence too, an ordinal or a letter need not.
    if (!is_closing(before) && before != '%' && before != '$') return false;
  }
  return abbreviation_before(text, {begin, stop + 1}) == Abbreviation::none;
}

/// Whether a sentence was written onto the one before without a space: "the model.We show".
bool is_glued(std::string_view text, std::size_t begin, std::size_t stop) {
  if (stop == begin) return false;
  const std::string_view next = letters_at(text, stop + 1);
  const std::size_t after = stop + 1 + next.size();
  if (next.size() < 2 || after >= text.size()) return false;
  const bool begins = is_starter(next) && (text[after] == ' ' || text[after] == ',');
  const bool title = text[after] == '.' && is_ascii_upper(as_point(next[0])) &&
                     abbreviation(text.substr(stop + 1, next.size() + 1)) == Abbreviation::always;
  if (!begins && !title) return false;
  const std::string_view last = without_opening(word_before(text, begin, stop));
  const char before = text[stop - 1];
  if (last.size() < 2 || (!is_ascii_lower(as_point(before)) && !is_ascii_digit(as_point(before)) &&
                          before != ')' && before != '%')) {
    return false;
  }
  return last.find_first_of("./@_\\=") == std::string_view::npos;
}

/// Appends the sentences of one of the plain pieces.
void divide(std::string_view text, Span piece, std::vector<Span>& pieces) {
  const std::string_view part = text.substr(0, piece.end);
  std::size_t begin = piece.begin;
  constexpr std::string_view k_wide_stop = "．";
  std::size_t wide = part.find(k_wide_stop, piece.begin);
  for (std::size_t at = piece.begin; (at = std::min(part.find('.', at), wide)) < piece.end; ++at) {
    std::size_t end = at + 1;
    if (at == wide) {
      wide = part.find(k_wide_stop, at + 1);
      end = at + k_wide_stop.size();
      if (end < piece.end && is_alphanumeric(point_at(text, end)) && !is_ascii_digit(point_at(text, end))) {
        pieces.push_back({begin, end});
        begin = end;
      }
      continue;
    }
    if (at == begin) continue;
    if (is_glued(part, begin, at)) {
      pieces.push_back({begin, end});
      begin = end;
      continue;
    }
    while (end < piece.end && is_closing(point_at(text, end))) end += decode_at(text, end).length;
    std::size_t right = end;
    while (right < piece.end && text[right] == ' ') ++right;
    if (right == end || right == piece.end) continue;
    if (divides(part, begin, at, right)) {
      pieces.push_back({begin, end});
      begin = right;
    }
  }
  pieces.push_back({begin, piece.end});
}

// --- Joining pieces -------------------------------------------------------------------------------------

bool has_line_break(std::string_view gap) {
  return gap.find_first_of("\n\r") != std::string_view::npos ||
         gap.find("\u2028") != std::string_view::npos || gap.find("\u2029") != std::string_view::npos ||
         gap.find("\u0085") != std::string_view::npos;
}

/// "1.", "(2)", "b)", "iv.": the label of what follows.
bool is_label(std::string_view sentence) {
  if (sentence.size() > 6) return false;
  sentence = without_opening(sentence);
  const std::size_t end = sentence.find_last_not_of(".)]");
  if (end == std::string_view::npos || end + 1 == sentence.size()) return false;
  const std::string_view body = sentence.substr(0, end + 1);
  if (body.size() == 1) return is_ascii_alnum(as_point(body[0]));
  return body.find_first_not_of("0123456789") == std::string_view::npos ||
         body.find_first_not_of("ivx") == std::string_view::npos ||
         body.find_first_not_of("IVX") == std::string_view::npos;
}

/// "E." before what may be a surname: "Jonas E. Smith", "by A. Koldobsky", but not "you and I. Did".
bool is_initial(std::string_view text, Span left, std::size_t word) {
  const std::string_view initial = without_opening(word_before(text, left.begin, left.end));
  return initial.size() == 2 && is_ascii_upper(as_point(initial[0])) && is_upper(point_at(text, word)) &&
         !is_no_surname(letters_at(text, word));
}

/// "At 5 a.m." and the like: a sentence has more words.
bool is_only_a_time(std::string_view sentence) {
  constexpr std::size_t k_longest = 24;
  return sentence.size() <= k_longest && std::count(sentence.begin(), sentence.end(), ' ') <= 2;
}

bool goes_on_after(Abbreviation kind, std::string_view text, Span left, std::size_t right) {
  const std::size_t word = skip_opening(text, right);
  switch (kind) {
    case Abbreviation::none:
      return false;
    case Abbreviation::always:
      return true;
    case Abbreviation::number:
      return begins_number(text, right);
    case Abbreviation::capital:
      return !is_upper(point_at(text, word)) || word > right;
    case Abbreviation::time:
      return !is_upper(point_at(text, word)) ||
             is_only_a_time(text.substr(left.begin, left.end - left.begin));
    case Abbreviation::starter:
      return !is_starter(letters_at(text, word));
  }
  return false;
}

/// "(Smith 55)." after a quotation: the full stop outside ends both.
bool is_citation(std::string_view text, Span right) {
  if (text[right.begin] != '(') return false;
  const std::string_view sentence = text.substr(right.begin, right.end - right.begin);
  return sentence.ends_with(").") && sentence.find(')') == sentence.size() - 2;
}

/// Whether two plain pieces that touch are one sentence: "(?)", "!=", "했다.”라고".
bool is_one_word(std::string_view text, Span left, Span right) {
  const char32_t last = decode_before(text.substr(left.begin), left.end - left.begin);
  if (last == U'。' || last == U'！' || last == U'？' || last == U'｡' || last == U'．')
    return is_closing(point_at(text, right.begin));
  if (last != '.' && last != '!' && last != '?') return true;
  if (is_glued(text, left.begin, left.end - 1)) return false;
  if (last != '.' || left.end - left.begin < 2) return true;
  const char32_t before = decode_before(text.substr(left.begin), left.end - left.begin - 1);
  return !(is_east_asian(before) && is_east_asian(point_at(text, right.begin)));
}

bool joins(std::string_view text, Span left, Span right) {
  const std::string_view gap = text.substr(left.end, right.begin - left.end);
  if (has_line_break(gap)) return false;
  if (gap.empty()) return is_one_word(text, left, right);
  if (is_label(text.substr(left.begin, left.end - left.begin))) return true;
  const std::size_t word = skip_opening(text, right.begin);
  if (is_lower(point_at(text, word)) && word == right.begin) {
    return !is_camel_case(text, word) && !begins_url(text, word) &&
           (left.end - left.begin < 2 ||
            !is_hangul(decode_before(text.substr(left.begin), left.end - left.begin - 1)));
  }
  const char last = text[left.end - 1];
  if (is_closing(decode_before(text.substr(left.begin), left.end - left.begin)))
    return is_citation(text, right);
  if (last != '.') return false;
  return goes_on_after(abbreviation_before(text, left), text, left, right.begin) ||
         is_initial(text, left, word);
}

bool has_letter_or_digit(std::string_view text, Span span) {
  for (std::size_t at = span.begin; at < span.end;) {
    const Decoded decoded = decode_at(text, at);
    if (is_alphanumeric(decoded.point)) return true;
    at += decoded.length;
  }
  return false;
}

}  // namespace

std::vector<Span> split_sentences(std::string_view text) {
  const std::vector<FoundLink> urls = find_urls(text);
  auto url = urls.begin();
  std::vector<Span> sentences;
  std::vector<Span> divided;
  for (const Span& piece : plain_pieces(text)) {
    while (url != urls.end() && url->end <= piece.begin) ++url;
    const bool inside_url = url != urls.end() && url->begin < piece.begin;
    divided.clear();
    divide(text, piece, divided);
    for (std::size_t i = 0; i < divided.size(); ++i) {
      const Span& part = divided[i];
      const bool stays =
          i > 0
              ? false
              : !sentences.empty() &&
                    (inside_url || joins(text, sentences.back(), part) ||
                     (!has_letter_or_digit(text, part) &&
                      !has_line_break(text.substr(sentences.back().end, part.begin - sentences.back().end))));
      if (stays) {
        sentences.back().end = part.end;
      } else {
        sentences.push_back(part);
      }
    }
  }
  return sentences;
}

}  // namespace nonmun::text
