#pragma once

#include <cstdint>
#include <string_view>

// What the reader knows about TeX, from data/tex/*.tsv. The tables are built when first asked for.
namespace nonmun::text {

enum class TexKind : std::uint8_t {
  letter,    ///< a letter or sign of text: takes the white space after it
  symbol,    ///< an ordinary mathematical symbol
  relation,  ///< a relation, operator or arrow
  function,  ///< the name of a function
  phrase,    ///< text that stands as it is (\eg)
  space,
  accent,    ///< value: the combining character
  wide,      ///< an accent that is left out over more than one character
  keep,      ///< gives its argument
  emphasis,  ///< gives its argument, emphasised
  strong,
  code,
  typeface,     ///< changes the type from here on: gives nothing
  drop,         ///< drops `count` arguments
  last,         ///< drops `count` arguments and gives the one after them
  blackboard,   ///< gives its argument in double-struck letters
  superscript,  ///< gives its argument raised; subscript: lowered
  subscript,
  fraction,
  binomial,
  root,
  link,  ///< \href
  url,
  footnote,
  begin,  ///< \begin and \end
  end,
  negation,   ///< \not
  delimiter,  ///< \left and its kind: gives the delimiter after it
  modulo,     ///< \pmod
  character,  ///< \unicode: the number of a character
};

struct TexEntry {
  TexKind kind;
  std::string_view value;
  std::uint8_t count = 0;
};

/// What the control sequence `name` (without its backslash) means; nullptr: not known.
[[nodiscard]] const TexEntry* find_control(std::string_view name);

/// The raised or lowered form of a character, empty when there is none.
[[nodiscard]] std::string_view superscript_of(char32_t point);
[[nodiscard]] std::string_view subscript_of(char32_t point);

/// The character of a named entity ("eacute"), empty when the name is not known.
[[nodiscard]] std::string_view entity_text(std::string_view name);

}  // namespace nonmun::text
