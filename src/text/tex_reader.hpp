#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/text/reading.hpp"
#include "tex_tables.hpp"

namespace nonmun::text {

/// What a stretch of finished text is, for the views that show more than characters.
enum class MarkKind { math, link, emphasis, strong, code };

struct Mark {
  MarkKind kind = MarkKind::math;
  std::size_t begin = 0, end = 0;  ///< bytes of Reading::text
  std::string source;              ///< math: its TeX without delimiters; link: where it leads
};

/// Finished text with its marks, in order of their beginnings.
struct Reading {
  std::string text;
  std::vector<Mark> marks;
  std::vector<std::string> unknown;
};

/// Reads cleaned text (see clean.hpp): one tokenizer for both readers. Linear in the length of the text.
class TexReader {
 public:
  TexReader(std::string_view paragraph, Reader reader, Kind kind, Reading& out);

  /// Appends the paragraph to the reading.
  void read();

 private:
  struct Control {
    std::string_view name;
    std::size_t end = 0;  ///< past the name
  };
  /// A mark whose argument ends at `close`.
  struct OpenMark {
    std::size_t close = 0;
    std::size_t mark = 0;
  };

  // Looking ahead.
  void match_braces();
  void find_urls();
  [[nodiscard]] char peek(std::size_t at) const { return at < in_.size() ? in_[at] : '\0'; }
  [[nodiscard]] Control control_at(std::size_t backslash) const;
  [[nodiscard]] std::size_t skip_space(std::size_t at, std::size_t end) const;
  [[nodiscard]] bool is_open_brace(std::size_t at) const;
  [[nodiscard]] std::size_t argument_end(std::size_t at, std::size_t end) const;
  [[nodiscard]] std::size_t optional_argument_end(std::size_t at, std::size_t end) const;
  [[nodiscard]] std::size_t find_closing(std::string_view delimiter, std::size_t from,
                                         std::size_t& none_from) const;

  // Text. Each reads what begins at `at` and returns where reading goes on.
  void read_text(std::size_t at, std::size_t end);
  std::size_t read_special(std::size_t at, std::size_t end);
  std::size_t read_backslash(std::size_t at, std::size_t end);
  std::size_t read_control(const Control& control, const TexEntry& entry, std::size_t end);
  std::size_t read_unknown(const Control& control, std::size_t end);
  std::size_t read_accent(std::size_t at, const Control& control, const TexEntry& entry, std::size_t end);
  std::size_t read_open_brace(std::size_t at, std::size_t end);
  std::size_t read_tie(std::size_t at);
  std::size_t read_script(std::size_t at, std::size_t end);
  std::size_t read_entity(std::size_t at);
  bool put_character(std::string_view number);
  std::size_t read_backquote(std::size_t at, std::size_t end);
  std::size_t read_dashes(std::size_t at);
  std::size_t read_url(std::size_t index);
  std::size_t read_address(std::size_t at, std::size_t end);
  std::size_t read_link(std::size_t at, std::size_t end);
  std::size_t read_footnote(std::size_t at, std::size_t end);
  std::size_t read_environment(std::size_t at, std::size_t end);
  void close_marks(std::size_t at);

  // Math.
  std::size_t read_dollar(std::size_t at, std::size_t end);
  std::size_t read_formula(std::size_t begin, std::size_t end, std::size_t next);
  [[nodiscard]] bool is_formula(std::size_t begin, std::size_t end) const;
  void read_math(std::size_t at, std::size_t end);
  std::size_t read_math_special(std::size_t at, std::size_t end);
  std::size_t read_math_control(std::size_t at, std::size_t end);
  std::size_t read_operand(std::size_t at, std::size_t end);
  std::size_t read_fraction(std::size_t at, std::size_t end);
  std::size_t read_binomial(std::size_t at, std::size_t end);
  std::size_t read_root(std::size_t at, std::size_t end);
  std::size_t read_scripted(std::size_t at, std::size_t end, bool raised);
  std::size_t read_math_accent(const Control& control, const TexEntry& entry, std::size_t end);
  std::size_t put_operator(std::string_view text, bool space_before, std::size_t at, std::size_t end);
  std::size_t put_function(std::string_view name, std::size_t at, std::size_t end);
  std::size_t put_blackboard(std::size_t at, std::size_t end);

  // Writing.
  std::string& text() { return out_.text; }
  void put(std::string_view text);
  void put_space();
  [[nodiscard]] bool at_start() const { return out_.text.size() <= start_; }
  [[nodiscard]] char32_t last() const;
  std::size_t put_mark(MarkKind kind, std::string source);
  void put_link(const std::string& address);
  /// Takes off the spaces at the end of what was written, down to `floor`.
  void trim(std::size_t floor);
  /// Forgets the marks from `first` on: their text is about to be changed.
  void drop_marks(std::size_t first);

  /// Deeper arguments are read as if their commands were not there: keeps the stack and the time bounded.
  static constexpr int k_max_depth = 32;

  std::string_view in_;
  Reader reader_;
  Kind kind_;
  Reading& out_;
  std::size_t start_ = 0;
  std::vector<std::uint32_t> brace_;  // for each brace its partner's position, k_none when it has none
  std::vector<std::pair<std::size_t, std::size_t>> urls_;
  std::size_t next_url_ = 0;
  std::vector<OpenMark> open_marks_;
  int depth_ = 0;
  std::size_t formula_start_ = 0;                       // of the formula being read, in the text
  std::size_t after_control_ = std::string_view::npos;  // where the last command ended
  // Positions from which on these do not occur: what keeps the searches for them linear.
  std::size_t no_round_ = std::string_view::npos, no_square_ = std::string_view::npos;
  std::size_t no_dollars_ = std::string_view::npos, no_end_ = std::string_view::npos;
  std::size_t closing_quotes_ = 0;  // where the '' of an open `` stands; 0: none is open
};

/// Whether `c` is one of `set`; the end of the text ('\0') is in none.
[[nodiscard]] inline bool is_one_of(char c, std::string_view set) {
  return c != '\0' && set.find(c) != std::string_view::npos;
}

/// Makes the text from `begin` on a superscript or subscript: in Unicode's characters if all of it has them,
/// else ^x, _x, _word, ^(...), _(...).
void to_script(std::string& text, std::size_t begin, bool raised);

/// The text with what Hugging Face left of formulas ("3times", "{sim}70K", "leq 5") as symbols.
/// A text without TeX needs it only if may_be_undressed says so.
[[nodiscard]] bool may_be_undressed(std::string_view text);
[[nodiscard]] std::string undress_hugging_face(std::string_view text);

}  // namespace nonmun::text
