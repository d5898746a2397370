#include "index_row.hpp"

#include <algorithm>

#include "korean_words.hpp"
#include "nonmun/core/ascii.hpp"
#include "nonmun/core/taxonomy.hpp"
#include "nonmun/text/authors.hpp"

namespace nonmun::archive {
namespace {

/// Joins texts that are no continuation of each other.
void append_apart(std::string& out, std::string_view text) {
  if (text.empty()) return;
  if (!out.empty()) ((out += ' ') += k_break) += ' ';
  out += text;
}

std::string abstract_text(const Paper& paper) {
  std::string out = paper.abstract;
  if (paper.keywords) {
    for (const std::string& keyword : *paper.keywords) append_apart(out, keyword);
  }
  return out;
}

std::string author_text(const Paper& paper) {
  std::string out;
  if (!paper.authors) return out;
  for (const Author& author : *paper.authors) {
    if (author.is_person()) append_apart(out, author.name);
  }
  return out;
}

/// All that is written in Korean, whatever the field.
std::string korean_text(const Paper& paper) {
  std::string out;
  const auto add = [&](std::string_view text) {
    if (has_syllable(text)) append_apart(out, text);
  };
  add(paper.title_ko);
  if (paper.summary) {
    for (const Bullet& bullet : *paper.summary) add(bullet.ko);
  }
  add(paper.title);
  add(paper.abstract);
  return out.empty() ? out : korean_words(out);
}

std::string mark_text(const Paper& paper) {
  std::vector<std::string> marks{std::string(k_mark_all)};
  if (!paper.links.code.empty()) marks.emplace_back(k_mark_code);
  if (!paper.links.project.empty()) marks.emplace_back(k_mark_project);
  if (paper.media && std::ranges::find(*paper.media, MediaKind::video, &Media::kind) != paper.media->end())
    marks.emplace_back(k_mark_video);
  const auto add_category = [&](std::string_view category) {
    const std::string_view now = canonical_category(category);
    marks.push_back(category_mark(now));
    marks.push_back(category_mark(now.substr(0, now.find('.'))));
  };
  if (paper.categories) {
    for (const std::string& category : *paper.categories) add_category(category);
  }
  if (!paper.primary_category.empty()) add_category(paper.primary_category);
  std::ranges::sort(marks);
  marks.erase(std::ranges::unique(marks).begin(), marks.end());
  std::string out;
  for (const std::string& mark : marks) (out += mark) += ' ';
  return out;
}

/// The day on which a paper that no listing is known to have shown was submitted.
std::int64_t submission_day(const Paper& paper, PaperKey key) {
  for (const auto& known : {paper.published, paper.announced, paper.updated}) {
    if (known) return to_number(Day::of(known->instant));
  }
  const PaperKey months = key / 100'000;
  const std::chrono::year_month_day first{std::chrono::year{1991 + static_cast<int>(months / 12)},
                                          std::chrono::month{static_cast<unsigned>(months % 12 + 1)},
                                          std::chrono::day{1}};
  return to_number(Day{std::chrono::sys_days{first}});
}

std::vector<ListingRow> listing_rows(const Paper& paper, PaperKey key) {
  std::vector<ListingRow> rows;
  if (paper.listed) {
    for (const Listing& listing : *paper.listed) {
      if (listing.day)
        rows.push_back({to_number(*listing.day), listing.source, listing.category, listing.kind});
    }
  }
  if (rows.empty()) rows.push_back({submission_day(paper, key), "", "", ""});
  std::ranges::sort(rows);
  const auto is_same_place = [](const ListingRow& a, const ListingRow& b) {
    return a.day == b.day && a.source == b.source && a.category == b.category;
  };
  rows.erase(std::ranges::unique(rows, is_same_place).begin(), rows.end());
  return rows;
}

}  // namespace

PaperWords paper_words(const Paper& paper) {
  return {paper.title, abstract_text(paper), author_text(paper), korean_text(paper), mark_text(paper)};
}

IndexRow index_row(const Paper& paper, PaperKey key, const Tokenizer& tokenizer) {
  IndexRow row;
  row.words = paper_words(paper);
  row.folded_title = fold_title(paper.title, tokenizer);
  if (paper.authors) {
    for (const Author& author : *paper.authors) {
      if (auto name = author.is_person() ? fold_name(author.name, tokenizer) : ""; !name.empty())
        row.names.push_back(std::move(name));
    }
  }
  std::ranges::sort(row.names);
  row.names.erase(std::ranges::unique(row.names).begin(), row.names.end());
  if (paper.votes) row.votes = *paper.votes;
  row.listings = listing_rows(paper, key);
  return row;
}

std::string fold_title(std::string_view title, const Tokenizer& tokenizer) {
  constexpr std::size_t k_longest = 80;
  std::string folded = tokenizer.folded(title, "");
  folded.resize(ascii::character_start(folded, k_longest));
  return folded;
}

std::string fold_name(std::string_view name, const Tokenizer& tokenizer) {
  const text::AuthorName split = text::with_suffix(std::string(name));
  std::string_view bare = split.name;
  if (!split.suffix.empty() && bare.ends_with(split.suffix)) bare.remove_suffix(split.suffix.size());
  while (bare.ends_with(' ') || bare.ends_with(',')) bare.remove_suffix(1);
  std::string family, given;
  if (const auto comma = bare.find(','); comma != bare.npos) {
    family = tokenizer.folded(bare.substr(0, comma), " ");
    given = tokenizer.folded(bare.substr(comma + 1), " ");
  } else {
    family = tokenizer.folded(bare, " ");
  }
  // Of a family name of several words the last counts: nothing tells "van der Berg" from given names.
  if (const auto last = family.rfind(' '); last != family.npos) {
    if (!given.empty()) given += ' ';
    given += family.substr(0, last);
    family.erase(0, last + 1);
  }
  if (!given.empty() && !family.empty()) family += ' ';
  return family + given;
}

std::string category_mark(std::string_view category) {
  std::string mark = "c0";
  for (const char c : category) {
    if (ascii::is_letter(c) || (c >= '1' && c <= '9')) {
      mark += ascii::lower(c);
    } else {
      mark += c == '-' ? "01" : "0";
    }
  }
  return mark;
}

std::string_view marked_category(std::string_view mark) {
  if (!mark.starts_with("c0")) return {};
  for (const Category& category : arxiv_categories()) {
    if (category.canonical == category.id && category_mark(category.id) == mark) return category.id;
  }
  return {};
}

ReviewWords review_words(const Review& review) {
  std::string title = review.title;
  append_apart(title, review.short_name);
  std::string korean;
  for (const std::string_view text : {std::string_view(title), std::string_view(review.excerpt)}) {
    if (has_syllable(text)) append_apart(korean, text);
  }
  return {title, review.excerpt, korean.empty() ? korean : korean_words(korean)};
}

}  // namespace nonmun::archive
