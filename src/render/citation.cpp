#include "citation.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "nonmun/core/ascii.hpp"
#include "nonmun/text/authors.hpp"
#include "nonmun/text/latin.hpp"
#include "view.hpp"

namespace nonmun::render {
namespace {

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::string join(std::span<const std::string_view> words) {
  std::string out;
  for (const auto word : words) (out += out.empty() ? "" : " ") += word;
  return out;
}

/// Letters of a script whose names are written without a space, or family name first.
bool has_east_asian_letter(std::string_view text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    // U+3000 to U+DFFF: kana, Han characters, Hangul syllables.
    if (lead >= 0xe3 && lead <= 0xed) return true;
  }
  return false;
}

/// Words that no person's name ends in.
bool names_a_group(std::span<const std::string_view> words) {
  constexpr std::array<std::string_view, 22> k_groups{
      "team",   "collaboration", "consortium", "group",     "lab",        "labs",       "research", "inc",
      "inc.",   "institute",     "university", "project",   "community",  "foundation", "network",  "center",
      "centre", "contributors",  "authors",    "committee", "initiative", "ai"};
  const std::string last = ascii::lower(words.back());
  return std::ranges::find(k_groups, last) != k_groups.end();
}

bool is_particle(std::string_view word) {
  constexpr std::array<std::string_view, 26> k_particles{
      "van", "von", "der", "den", "de",  "del", "della", "di",  "da", "dos", "das", "du", "la",
      "le",  "el",  "al",  "bin", "ibn", "ben", "ter",   "ten", "zu", "zur", "af",  "av", "y"};
  return std::ranges::find(k_particles, word) != k_particles.end();
}

/// Year and month of an id: "2404.14994", "hep-th/9901001".
void date_by_id(const std::string& id, Citation& citation) {
  const auto slash = id.find('/');
  const std::string digits = id.substr(slash == std::string::npos ? 0 : slash + 1, 4);
  if (digits.size() < 4 || !std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; })) return;
  const int year = std::stoi(digits.substr(0, 2));
  citation.year = year >= 91 ? 1900 + year : 2000 + year;
  citation.month = std::stoi(digits.substr(2));
}

std::string first_word(std::string_view title) {
  constexpr std::array<std::string_view, 24> k_common{
      "a",   "an", "and", "are", "as", "at", "by",  "can", "do",      "does", "for",  "from",
      "how", "in", "is",  "of",  "on", "or", "the", "to",  "towards", "what", "with", "your"};
  std::string fallback;
  const std::string latin = text::to_latin(title);
  for (const auto word : words_of(latin)) {
    if (fallback.empty()) fallback = word;
    if (std::ranges::find(k_common, word) == k_common.end()) return std::string(word);
  }
  return fallback;
}

std::string key_of(const Paper& paper, const Citation& citation) {
  std::string key;
  if (!citation.authors.empty()) key = text::to_latin(citation.authors.front().family);
  std::erase(key, ' ');
  if (key.size() > 30) key.resize(30);
  if (key.empty()) key = "anonymous";
  if (citation.year > 0) key += std::to_string(citation.year);
  std::string word = first_word(paper.title);
  if (word.size() > 30) word.resize(30);
  std::string id = paper.id.str();
  std::ranges::replace(id, '/', '-');
  return key + word + '-' + id;
}

}  // namespace

CitedName cited_name(std::string_view name) {
  text::AuthorName split = text::with_suffix(one_line(name));
  std::string bare = split.name;
  if (!split.suffix.empty() && bare.ends_with(split.suffix)) bare.resize(bare.size() - split.suffix.size());
  while (bare.ends_with(' ') || bare.ends_with(',')) bare.pop_back();
  CitedName cited;
  cited.suffix = split.suffix;
  const auto words = words_of(bare);
  if (words.size() < 2 || has_east_asian_letter(bare) || names_a_group(words)) {
    cited.family = split.name;
    cited.suffix.clear();
    cited.is_whole = true;
    return cited;
  }
  // Particles in small letters in front of the last word belong to it.
  std::size_t first = words.size() - 1;
  while (first > 1 && is_particle(words[first - 1])) --first;
  cited.family = words.back();
  cited.particle = join(std::span(words).subspan(first, words.size() - 1 - first));
  cited.given = join(std::span(words).first(first));
  return cited;
}

Citation citation_of(const Paper& paper) {
  Citation citation;
  citation.title = one_line(paper.title);
  if (paper.authors) {
    for (const Author& author : *paper.authors) {
      if (author.is_person())
        citation.authors.push_back(cited_name(author.name));
      else
        citation.has_more_authors = true;
    }
  }
  date_by_id(paper.id.str(), citation);
  if (paper.published) {
    const auto date = std::chrono::year_month_day(Day::of(paper.published->instant).date);
    citation.year = static_cast<int>(date.year());
    citation.month = static_cast<int>(static_cast<unsigned>(date.month()));
    citation.day = static_cast<int>(static_cast<unsigned>(date.day()));
  }
  citation.eprint = paper.id.str();
  if (paper.version) citation.eprint += 'v' + std::to_string(*paper.version);
  citation.category = paper.primary_category;
  if (citation.category.empty() && paper.categories && !paper.categories->empty())
    citation.category = paper.categories->front();
  citation.doi = one_line(paper.doi);
  citation.url = title_url(paper);
  citation.note = one_line(paper.journal_ref);
  if (const std::string comment = one_line(paper.comment); !comment.empty())
    citation.note += (citation.note.empty() ? "" : ". ") + comment;
  citation.key = key_of(paper, citation);
  return citation;
}

}  // namespace nonmun::render
