#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "guard_index.hpp"
#include "nonmun/translate/guards.hpp"

namespace nonmun::translate {

/// How a sentence ends: 합니다, 해요, 한다, 함 (a verb as a noun), a noun (개발), or not in Hangul.
enum class SentenceEnd { none, formal, soft, plain, note, noun };
struct Sentence {
  text::Span where;
  SentenceEnd end = SentenceEnd::none;
};
/// The sentences of a Korean text. One that has no letters is none.
[[nodiscard]] std::vector<Sentence> sentence_ends_of(std::string_view text);

/// A line of Korean as the guards see it.
struct Line {
  std::string_view text;
  const SourceIndex& source;
  const GuardOptions& options;
  const std::vector<int>* src = nullptr;  ///< what a bullet cites; nullptr: a title
  std::size_t unread = 0;                 ///< bytes behind `text` that are too many to check
  std::vector<int> cited;                 ///< the sentences that there are of these
  std::size_t quotation = 0;              ///< where what it quotes in brackets at its end begins, or its end
  std::size_t length = 0;                 ///< in code points
  Bigrams bigrams;
  std::vector<Token> tokens;
  std::vector<bool> known;  ///< per token: a Latin word that the source has, or a word that all may use
  std::vector<Quantity> quantities;
  std::vector<Quantity> quoted;        ///< of the quotation, read as English; `token` counts from its first
  std::vector<Sentence> sentences;     ///< of a bullet
  std::span<const std::size_t> terms;  ///< of the glossary: terms_in the source

  [[nodiscard]] std::string_view slice_of(const Token& token) const { return slice(text, token); }
  /// Whether a place of the source's text is in the title or in a cited sentence.
  [[nodiscard]] bool cites(std::size_t at) const;
};

/// The ruled terms of a glossary whose first word the source has; the same for all its lines.
[[nodiscard]] std::vector<std::size_t> terms_in(const SourceIndex& source, const Glossary& glossary);

/// The line refers to all of these.
[[nodiscard]] Line read_line(std::string_view text, const SourceIndex& source, const GuardOptions& options,
                             const std::vector<int>* src, std::span<const std::size_t> terms);

/// Whether the values are the same as numbers; their kinds and units may differ.
[[nodiscard]] bool same_value(const Quantity& korean, const Quantity& english);
/// Whether a number is the digits of a name that the source has so.
[[nodiscard]] bool is_name_number(const Line& line, const Quantity& quantity);

/// Whether a Latin word of a line stands in the source, in the glossary, or for what stands in the source.
[[nodiscard]] bool is_known_word(std::string_view word, const SourceIndex& source, const Glossary& glossary);

using Findings = std::vector<Finding>;
void add(Findings& findings, Guard guard, std::string detail, std::size_t begin, std::size_t end);
/// For a finding: the text in quotes, cut where it is long.
[[nodiscard]] std::string quoted(std::string_view text);

void check_script(const Line& line, Findings& findings);
void check_hangul_share(const Line& line, Findings& findings);
void check_words(const Line& line, Findings& findings);  ///< latin_words and names
void check_numbers(const Line& line, Findings& findings);
void check_units(const Line& line, Findings& findings);
void check_negation(const Line& line, Findings& findings);
void check_links(const Line& line, Findings& findings);
void check_math(const Line& line, Findings& findings);
void check_citations(const Line& line, Findings& findings);
void check_length(const Line& line, Findings& findings);
void check_meta(const Line& line, Findings& findings);
void check_repetition(const Line& line, Findings& findings);  ///< duplicates within the line
void check_speech(const Line& line, Findings& findings);
void check_particles(const Line& line, Findings& findings);
void check_glossary(const Line& line, Findings& findings);

/// Among the lines of a summary: duplicates and mixed registers.
void check_duplicates(const std::vector<Line>& lines, std::vector<Findings>& findings);
void check_mixed_speech(const std::vector<Line>& lines, const GuardOptions& options,
                        std::vector<Findings>& findings);

}  // namespace nonmun::translate
