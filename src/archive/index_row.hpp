#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/archive/paper_key.hpp"
#include "nonmun/core/paper.hpp"
#include "nonmun/core/review.hpp"
#include "tokens.hpp"

// What stands beside a record so that it is found: made from the record alone, and taken out with the same
// words it was put in with. Who changes what these functions give writes a schema step that fills the tables
// anew.
namespace nonmun::archive {

/// Days and moments as columns.
[[nodiscard]] inline std::int64_t to_number(Day day) { return day.date.time_since_epoch().count(); }
[[nodiscard]] inline std::int64_t to_number(Instant instant) { return instant.time_since_epoch().count(); }
[[nodiscard]] inline Day to_day(std::int64_t number) {
  return {std::chrono::sys_days{std::chrono::days{number}}};
}
[[nodiscard]] inline Instant to_instant(std::int64_t number) { return Instant{std::chrono::seconds{number}}; }

/// The columns of the table `words`.
struct PaperWords {
  std::string title, abstract, authors, korean, marks;
  bool operator==(const PaperWords&) const = default;
};
[[nodiscard]] PaperWords paper_words(const Paper& paper);

struct ListingRow {
  std::int64_t day = 0;
  std::string source, category, kind;
  auto operator<=>(const ListingRow&) const = default;
};
struct IndexRow {
  PaperWords words;
  std::string folded_title;
  std::vector<std::string> names;  ///< sorted, each once
  std::optional<std::int64_t> votes;
  std::vector<ListingRow> listings;  ///< sorted, each once; never empty
};
[[nodiscard]] IndexRow index_row(const Paper& paper, PaperKey key, const Tokenizer& tokenizer);

/// Letters and digits of a title, folded, without anything between them. At most 80 bytes.
[[nodiscard]] std::string fold_title(std::string_view title, const Tokenizer& tokenizer);

/// A name folded with the family name first: "Geoffrey E. Hinton" and "Hinton, Geoffrey E." are both
/// "hinton geoffrey e". Empty: the name has neither letter nor digit.
[[nodiscard]] std::string fold_name(std::string_view name, const Tokenizer& tokenizer);

/// Words of the column `marks`.
inline constexpr std::string_view k_mark_all = "all", k_mark_code = "code", k_mark_project = "project",
                                  k_mark_video = "video";
/// The mark of a category and of an archive: "c0cs0cl" for "cs.CL".
[[nodiscard]] std::string category_mark(std::string_view category);
/// The category of a mark, for names that arXiv has; empty: it is no category's.
[[nodiscard]] std::string_view marked_category(std::string_view mark);

/// The columns of the table `review_words`.
struct ReviewWords {
  std::string title, excerpt, korean;
};
[[nodiscard]] ReviewWords review_words(const Review& review);

}  // namespace nonmun::archive
