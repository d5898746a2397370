// What Hugging Face leaves of a formula once it has taken out `$` and backslashes.

#include <algorithm>
#include <array>
#include <utility>

#include "tex_reader.hpp"
#include "utf8.hpp"

namespace nonmun::text {
namespace {

enum class Beside { left, right, both, either };

struct Word {
  std::string_view word, sign;
  Beside number;  // where a number must stand for the bare word to be a sign
};

constexpr std::array<Word, 12> k_words = {{{"times", "×", Beside::left},
                                           {"sim", "∼", Beside::right},
                                           {"approx", "≈", Beside::right},
                                           {"leq", "≤", Beside::either},
                                           {"geq", "≥", Beside::either},
                                           {"neq", "≠", Beside::either},
                                           {"pm", "±", Beside::both},
                                           {"cdot", "·", Beside::both},
                                           {"rightarrow", "→", Beside::either},
                                           {"to", "→", Beside::both},
                                           {"uparrow", "↑", Beside::either},
                                           {"downarrow", "↓", Beside::either}}};

const Word* find_word(std::string_view name) {
  for (const Word& word : k_words) {
    if (word.word == name) return &word;
  }
  return nullptr;
}

/// Reads the text once; every rule looks at a word with a number beside it.
class Undresser {
 public:
  explicit Undresser(std::string_view text) : in_(text) {}

  std::string run() {
    std::size_t copied = 0;
    for (std::size_t at = 0; at < in_.size();) {
      const char c = in_[at];
      if (c == '`' || (c == 'h' && in_.substr(at, 4) == "http")) {
        at = past_verbatim(at);
        continue;
      }
      const bool braced = c == '{' && at + 1 < in_.size() && is_ascii_lower(as_point(in_[at + 1]));
      const std::size_t begin = braced ? at + 1 : at;
      if (!is_ascii_lower(as_point(in_[begin]))) {
        ++at;
        continue;
      }
      std::size_t end = begin;
      while (end < in_.size() && is_ascii_letter(as_point(in_[end]))) ++end;
      const bool glued = at > 0 && (is_ascii_letter(as_point(in_[at - 1])) || in_[at - 1] == '\\' ||
                                    in_[at - 1] == '_' || static_cast<unsigned char>(in_[at - 1]) >= 0x80);
      const Word* word = glued || end - begin > 10 ? nullptr : find_word(in_.substr(begin, end - begin));
      const std::size_t next = braced ? end + 1 : end;
      if (word == nullptr && !glued && is_command(begin, end)) {
        out_.append(in_.substr(copied, begin - copied)).append("\\");
        copied = begin;
        at = end;
        continue;
      }
      const bool closed = !braced || (end < in_.size() && in_[end] == '}');
      if (word != nullptr && closed && stands_for_sign(*word, at, next, braced)) {
        out_.append(in_.substr(copied, at - copied)).append(word->sign);
        copied = at = glued_left_only(at, next) ? next + 1 : next;
        continue;
      }
      at = end;
    }
    out_.append(in_.substr(copied));
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool is_digit(std::size_t at) const {
    return at < in_.size() && is_ascii_digit(as_point(in_[at]));
  }

  std::size_t past_verbatim(std::size_t at) const {
    if (in_[at] == '`') {
      const std::size_t close = in_.find('`', at + 1);
      // An unpaired one would hide the rest of the text.
      return close == std::string_view::npos || close - at > 80 ? at + 1 : close + 1;
    }
    while (at < in_.size() && in_[at] != ' ') ++at;
    return at;
  }

  /// Whether the word lost its backslash: "textit{O}bstacles", "360^{circ}".
  [[nodiscard]] bool is_command(std::size_t begin, std::size_t end) const {
    const std::string_view name = in_.substr(begin, end - begin);
    const char next = end < in_.size() ? in_[end] : '\0';
    if (next == '{') {
      const TexEntry* entry = find_control(name);
      if (entry == nullptr || name.size() < 4) return false;
      switch (entry->kind) {
        case TexKind::keep:
        case TexKind::emphasis:
        case TexKind::strong:
        case TexKind::code:
        case TexKind::blackboard:
        case TexKind::fraction:
        case TexKind::binomial:
        case TexKind::root:
          return true;
        default:
          return false;
      }
    }
    // A whole superscript; as a word it would say nothing.
    constexpr std::array<std::string_view, 8> k_raised = {"circ", "prime", "dagger", "ddagger",
                                                          "ast",  "star",  "top",    "infty"};
    return next == '}' && begin > 1 && in_[begin - 1] == '{' && in_[begin - 2] == '^' &&
           std::find(k_raised.begin(), k_raised.end(), name) != k_raised.end();
  }

  /// "36times 64", "z_{t}rightarrow z_{0}": the space only ended the command's name.
  [[nodiscard]] bool glued_left_only(std::size_t begin, std::size_t end) const {
    if (begin == 0 || in_[begin - 1] == ' ' || in_[begin - 1] == '(' || end >= in_.size() ||
        in_[end] != ' ') {
      return false;
    }
    bool apart = false;
    return number_on_right(end, apart) ||
           (end + 2 < in_.size() && (in_[end + 2] == '_' || in_[end + 2] == '^'));
  }

  [[nodiscard]] bool number_on_left(std::size_t begin, bool& apart) const {
    apart = begin > 0 && in_[begin - 1] == ' ';
    const std::size_t end = apart ? begin - 1 : begin;
    return end > 0 && (is_digit(end - 1) || in_[end - 1] == '}' || (in_[end - 1] == '%' && apart));
  }

  [[nodiscard]] bool number_on_right(std::size_t end, bool& apart) const {
    apart = end < in_.size() && in_[end] == ' ';
    std::size_t at = apart ? end + 1 : end;
    if (at < in_.size() && (in_[at] == '$' || in_[at] == '-' || in_[at] == '+' || in_[at] == '.')) ++at;
    if (at < in_.size() && in_[at] == '\\') ++at;
    return is_digit(at);
  }

  [[nodiscard]] bool stands_for_sign(const Word& word, std::size_t begin, std::size_t end,
                                     bool braced) const {
    bool apart_left = false;
    bool apart_right = false;
    const bool left = number_on_left(begin, apart_left);
    const bool right = number_on_right(end, apart_right);
    if (braced) return left || right || word.word == "sim" || word.word == "times" || word.word == "approx";
    if (word.word == "times") {
      // "3times", "1 times 1"; but "3 times faster".
      return left && (!apart_left || (right && apart_right && is_digit(begin - 2)));
    }
    switch (word.number) {
      case Beside::left:
        return left;
      case Beside::right:
        return right;
      case Beside::both:
        return left && right && (word.word != "to" || (!apart_left && !apart_right));
      case Beside::either:
        return left || right;
    }
    return false;
  }

  std::string_view in_;
  std::string out_;
};

}  // namespace

bool may_be_undressed(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_ascii_digit(as_point(text[at]))) continue;
    // Every bare word that stands for a sign has a number beside it.
    const std::size_t right = at + (at + 1 < text.size() && text[at + 1] == ' ' ? 2 : 1);
    std::size_t left = at;
    if (left > 0 && std::string_view("$-+.").find(text[left - 1]) != std::string_view::npos) --left;
    if (left > 0 && text[left - 1] == ' ') --left;
    for (const Word& word : k_words) {
      if (right < text.size() && text[right] == word.word.front() &&
          text.substr(right).starts_with(word.word)) {
        return true;
      }
      if (left > 0 && text[left - 1] == word.word.back() && text.substr(0, left).ends_with(word.word))
        return true;
    }
  }
  return false;
}

std::string undress_hugging_face(std::string_view text) { return Undresser(text).run(); }

}  // namespace nonmun::text
