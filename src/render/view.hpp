#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue.hpp"
#include "nonmun/core/digest.hpp"
#include "nonmun/render/options.hpp"

/// What a digest shows, as plain text, before it is written as Markdown or for a terminal. Everything is made
/// from the records alone, so that records from a pipe show the same.
namespace nonmun::render {

/// Papers that stand together under one head: a run with the same listing day.
struct Section {
  std::optional<Day> day;
  std::span<const Paper> papers;
};
[[nodiscard]] std::vector<Section> split_into_sections(std::span<const Paper> papers);

/// "2024년 4월 24일 (수) · Apr 24, 2024 (Wed)".
[[nodiscard]] std::string head_of(const std::optional<Day>& day, const Languages& languages);

/// "논문 7편 · Hugging Face Daily Papers", with a word when the day was still filling as it was fetched.
[[nodiscard]] std::string counts_of(const Section& section, Language language);

/// The finished text of a field in one line: valid UTF-8, nothing that steers a terminal, no line breaks.
[[nodiscard]] std::string one_line(std::string_view text);

/// Where the title leads: the record's own page on arXiv.
[[nodiscard]] std::string title_url(const Paper& paper);

/// The first image or video, else the thumbnail; nullptr when there is none.
[[nodiscard]] const Media* find_shown_media(const Paper& paper);

/// Withdrawn mark, votes and comments: "추천 58 · 댓글 3 / 58 votes · 3 comments"; empty when nothing is
/// known.
[[nodiscard]] std::string community_line(const Paper& paper, const Languages& languages);

/// The authors that are persons, in order, as one-line texts; and how many more there are after `limit`.
struct ShownAuthors {
  std::vector<std::string> names;
  std::size_t more = 0;
};
[[nodiscard]] ShownAuthors shown_authors(const Paper& paper, std::optional<std::size_t> limit);

/// What follows the last name shown: " 외 12명 / and 12 more"; empty when all are shown.
[[nodiscard]] std::string more_authors(const ShownAuthors& authors, const Languages& languages);

struct NamedLink {
  std::string label, url;
};
/// PDF, HTML, Hugging Face, code and project; a page that is two of these is one link with both names, and
/// the page that the title leads to is none.
[[nodiscard]] std::vector<NamedLink> shown_links(const Paper& paper, const Languages& languages);

/// One line of a summary with, in two languages, its English half.
struct ShownBullet {
  /// "새로운 점 / What's New": the name of a part, or "방법": the Korean name of the role of a line that has
  /// no Korean; empty: none.
  std::string label;
  std::string_view text;
  std::string_view english;  ///< stands under `text`; empty: nothing
  bool unverified = false;
};

/// What stands for the content of a paper: bullets, or a line that says what is missing and the abstract's
/// first sentences as a quotation.
struct Content {
  std::string notice;
  std::vector<ShownBullet> bullets;
  std::vector<std::string> lead;  ///< English sentences, finished text
  std::vector<std::string>
      lead_raw;  ///< the same as the source wrote them; only for MathStyle::tex, where known
};
[[nodiscard]] Content content_of(const Paper& paper, const Languages& languages, text::MathStyle math);

/// The first sentences of an abstract, whole.
inline constexpr std::size_t k_lead_sentences = 3;
[[nodiscard]] std::vector<std::string> first_sentences(std::string_view text);

/// "⚠ 미검증 / unverified".
[[nodiscard]] std::string unverified_mark(const Languages& languages);

/// "요약 / Summary: frames (규칙 기반 / rule-based)"; empty when people wrote it, nobody says who did, or it
/// came with the record from an earlier digest.
[[nodiscard]] std::string engines_line(const Paper& paper, const Languages& languages);

/// "관심도 / Interest: 7.2 (키워드 / keyword agents +3.1, 추천 / votes +4.1)": what gave a paper its points.
[[nodiscard]] std::string rank_line(const Rank& rank, const Languages& languages);
/// nullptr: why the paper stands where it does is not to be shown.
[[nodiscard]] const Rank* find_rank(const Digest& digest, const Paper& paper);

/// The account in one line.
[[nodiscard]] std::string account_line(const Account& account, Language language);

/// For a digest without papers: each day of the account with a line for each source.
struct EmptyDay {
  Day day;
  std::vector<const DayReport*> reports;  ///< of the account
  [[nodiscard]] std::vector<std::string> lines(Language language) const;
};
[[nodiscard]] std::vector<EmptyDay> empty_days(const Account& account);

}  // namespace nonmun::render
