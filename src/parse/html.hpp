#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// As much of HTML as is needed to read a page whose mark-up is known: tags, attributes and text, one after
// another, whatever is left open or closed twice.
namespace nonmun::parse::html {

struct Token {
  enum class Kind { open, close, text };
  Kind kind = Kind::text;
  std::string_view name;  ///< of a tag, as it is written
  std::string_view body;  ///< of a tag: its attributes; of text: the text, entities as they stand

  /// Whether it is this tag, in any letter case. `name` is in small letters.
  [[nodiscard]] bool is(Kind kind, std::string_view name) const;
  /// An attribute's value with its entities read; empty when there is none.
  [[nodiscard]] std::string attribute(std::string_view name) const;
  /// Whether one of the words of its class is this one.
  [[nodiscard]] bool has_class(std::string_view word) const;
};

/// Cuts a page into tokens; comments, declarations, scripts and styles are left out. Linear on any bytes.
class Scanner {
 public:
  explicit Scanner(std::string_view page) : rest_(page) {}
  /// False at the end.
  bool next(Token& token);

 private:
  void skip_raw(std::string_view name);
  std::string_view rest_;
  bool no_comment_end_ = false;
};

/// Appends text with the entities read that HTML writers must use (&amp; &lt; &gt; &quot; &apos; &nbsp; and
/// numbers); others stay, for the text room.
void append_text(std::string& out, std::string_view text);

}  // namespace nonmun::parse::html
