#include "frame_tokens.hpp"

#include <array>
#include <cstdint>
#include <optional>

#include "frame_lexicon.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::translate::frames {
namespace {

constexpr std::string_view k_em_dash = "\u2014";

/// What a byte may be a part of.
enum class Look : std::uint8_t { word, space, dash };
constexpr auto k_looks = [] {
  std::array<Look, 256> looks{};
  for (const char c : {' ', '\t', '\n', '\v', '\f', '\r'}) looks[static_cast<unsigned char>(c)] = Look::space;
  looks['-'] = looks[static_cast<unsigned char>(k_em_dash.front())] = Look::dash;
  return looks;
}();

std::optional<Mark> opening(char c) {
  if (c == '(' || c == '[') return Mark::open;
  if (c == '"' || c == '\'' || c == '`') return Mark::quote;
  return std::nullopt;
}

std::optional<Mark> closing(char c) {
  switch (c) {
    case ',':
      return Mark::comma;
    case ':':
      return Mark::colon;
    case ';':
      return Mark::semicolon;
    case '.':
    case '!':
    case '?':
      return Mark::stop;
    case ')':
    case ']':
      return Mark::close;
    case '"':
    case '\'':
    case '`':
      return Mark::quote;
    default:
      return std::nullopt;
  }
}

bool is_dash(std::string_view piece) {
  return piece == "-" || piece == "--" || piece == "---" || piece == "\u2013" || piece == k_em_dash;
}

/// Where the next dash that stands between words without spaces begins and ends.
std::size_t inner_dash(std::string_view piece, std::size_t& length) {
  const std::size_t em = piece.find(k_em_dash), hyphens = piece.find("--");
  if (em <= hyphens) {
    length = k_em_dash.size();
    return em;
  }
  length = piece.substr(hyphens).starts_with("---") ? 3 : 2;
  return hyphens;
}

/// A piece between white space or dashes: opening marks, a word, closing marks.
void add_piece(std::string_view piece, const Lexicon& lexicon, std::vector<Token>& tokens) {
  while (!piece.empty()) {
    const auto mark = opening(piece.front());
    if (!mark) break;
    tokens.push_back({piece.substr(0, 1), 0, *mark});
    piece.remove_prefix(1);
  }
  std::size_t end = piece.size();
  while (end > 0 && closing(piece[end - 1])) {
    const char last = piece[end - 1];
    const char open = last == ')' ? '(' : last == ']' ? '[' : '\0';
    if (open != '\0' && piece.substr(0, end).find(open) != std::string_view::npos) break;
    --end;
  }
  if (const std::string_view word = piece.substr(0, end); !word.empty()) {
    Mark mark = Mark::word;
    if (ascii::is_digit(word.front()) || (word.front() == '~' && word.size() > 1 && ascii::is_digit(word[1])))
      mark = Mark::number;
    else if (word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www."))
      mark = Mark::url;
    tokens.push_back({word, mark == Mark::url ? WordId{0} : lexicon.id(word), mark});
  }
  for (std::size_t i = end; i < piece.size(); ++i)
    tokens.push_back({piece.substr(i, 1), 0, *closing(piece[i])});
}

}  // namespace

void tokenize(std::string_view sentence, const Lexicon& lexicon, std::vector<Token>& tokens) {
  tokens.clear();
  for (std::size_t at = 0; at < sentence.size();) {
    if (ascii::is_space(sentence[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    bool may_have_dash = false;
    for (; end < sentence.size(); ++end) {
      const Look look = k_looks[static_cast<unsigned char>(sentence[end])];
      if (look == Look::space) break;
      may_have_dash = may_have_dash || look == Look::dash;
    }
    std::string_view piece = sentence.substr(at, end - at);
    at = end;
    while (may_have_dash && !piece.empty()) {
      if (is_dash(piece)) {
        tokens.push_back({piece, 0, Mark::dash});
        piece = {};
        break;
      }
      std::size_t length = 0;
      const std::size_t dash = inner_dash(piece, length);
      if (dash == std::string_view::npos) break;
      add_piece(piece.substr(0, dash), lexicon, tokens);
      tokens.push_back({piece.substr(dash, length), 0, Mark::dash});
      piece.remove_prefix(dash + length);
    }
    add_piece(piece, lexicon, tokens);
  }
}

}  // namespace nonmun::translate::frames
