#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The small languages of a digest's lines. Nothing here knows of records.
namespace nonmun::parse {

/// One line of a text without its line break and the blank space at its end.
struct DigestLine {
  std::string_view text;
  std::size_t number = 0;    ///< from 1
  bool blank_after = false;  ///< the next line is blank, or there is none
  bool after_blank = false;  ///< the line before is blank
  bool blank() const { return text.empty(); }
};

/// The lines of a text: "\n", "\r\n" or "\r" ends one; a byte order mark at the beginning is left out.
[[nodiscard]] std::vector<DigestLine> split_digest_lines(std::string_view text);

/// `[text](url)` that is the whole line. The text may hold any brackets.
struct MarkdownLink {
  std::string_view text, url;
};
[[nodiscard]] std::optional<MarkdownLink> read_whole_link(std::string_view line);

/// Links parted by " · " that are the whole line; empty when it is something else.
[[nodiscard]] std::vector<MarkdownLink> read_link_list(std::string_view line);

/// The items of a list parted by ", "; a comma behind a backslash is no separator.
[[nodiscard]] std::vector<std::string_view> split_items(std::string_view list, bool escapes);

/// "1,234"; nullopt when anything else stands there or it is too large.
[[nodiscard]] std::optional<int> read_grouped_number(std::string_view text);

/// What stands after one of the labels and ": " ("저자 / Authors: …"), or after the label alone.
[[nodiscard]] std::optional<std::string_view> after_label(std::string_view line, std::string_view korean,
                                                          std::string_view english);

/// Whether a text is one of "ko", "en" and "ko / en".
[[nodiscard]] bool is_wording(std::string_view text, std::string_view korean, std::string_view english);

/// "추천 58 · 댓글 3 / 58 votes · 3 comments", or a half or a part of it.
struct CommunityLine {
  std::optional<int> votes, comments;
  bool withdrawn = false;
};
[[nodiscard]] std::optional<CommunityLine> read_community_line(std::string_view line);

/// Takes " 외 12명 / and 12 more" (or a half) off the end of a list of authors. Returns whether it was there.
bool take_more_authors(std::string_view& list);

/// Takes " (⚠ 미검증 / unverified)" (or a half) off the end. Returns whether it was there.
bool take_unverified_mark(std::string_view& text);

}  // namespace nonmun::parse
