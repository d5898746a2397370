#include "link_ids.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "utf8.hpp"

namespace nonmun::text {
namespace {

bool is_digit(char c) { return is_ascii_digit(as_point(c)); }
bool is_letter(char c) { return is_ascii_letter(as_point(c)); }
bool is_alnum(char c) { return is_ascii_alnum(as_point(c)); }

char at_or_nul(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : '\0'; }
char before_or_nul(std::string_view text, std::size_t at) { return at > 0 ? text[at - 1] : '\0'; }

std::size_t count_digits(std::string_view text, std::size_t at, std::size_t most) {
  std::size_t count = 0;
  while (count < most && is_digit(at_or_nul(text, at + count))) ++count;
  return count;
}

std::string doi_href(std::string_view doi) {
  std::string href = "https://doi.org/";
  for (const char c : doi) {
    const bool plain = is_alnum(c) || c == '/' || c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      href.push_back(c);
      continue;
    }
    constexpr std::string_view k_hex = "0123456789ABCDEF";
    const unsigned byte = static_cast<unsigned char>(c);
    href.append({'%', k_hex[byte >> 4], k_hex[byte & 15]});
  }
  return href;
}

/// Where the suffix of a DOI begins ("10.1088/…", "10.1000.10/…"), if one begins at `at`.
std::optional<std::size_t> doi_suffix(std::string_view text, std::size_t at) {
  if (!text.substr(at).starts_with("10.")) return std::nullopt;
  std::size_t end = at + 3;
  const std::size_t registrant = count_digits(text, end, 10);
  if (registrant < 4 || registrant > 9) return std::nullopt;
  end += registrant;
  while (at_or_nul(text, end) == '.') {
    const std::size_t part = count_digits(text, end + 1, 10);
    if (part == 0) break;
    end += 1 + part;
  }
  if (at_or_nul(text, end) != '/') return std::nullopt;
  return end + 1;
}

/// Without punctuation that belongs to the sentence.
std::size_t trim_doi(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::string_view k_trailing = ".,;:-_(";
  while (end > begin && k_trailing.find(text[end - 1]) != std::string_view::npos) --end;
  return end;
}

bool is_month(std::string_view two) {
  return (two[0] == '0' && two[1] != '0') || (two[0] == '1' && two[1] <= '2');
}

/// Where the version after an id ends, or `at` when there is none.
std::size_t version_end(std::string_view text, std::size_t at) {
  if (at_or_nul(text, at) != 'v') return at;
  const std::size_t digits = count_digits(text, at + 1, 4);
  return digits == 0 || is_alnum(at_or_nul(text, at + 1 + digits)) ? at : at + 1 + digits;
}

/// Where "arXiv:" before an id begins, or `at` when it does not stand there.
std::size_t prefix_begin(std::string_view text, std::size_t at, std::size_t floor) {
  constexpr std::string_view k_prefix = "arxiv:";
  if (at < floor + k_prefix.size()) return at;
  const std::size_t begin = at - k_prefix.size();
  for (std::size_t i = 0; i < k_prefix.size(); ++i) {
    const char c = text[begin + i];
    if ((is_letter(c) ? static_cast<char>(c | 0x20) : c) != k_prefix[i]) return at;
  }
  return is_alnum(before_or_nul(text, begin)) ? at : begin;
}

FoundLink arxiv_link(std::string_view text, std::size_t begin, std::size_t id, std::size_t end) {
  return {LinkKind::arxiv, begin, end, "https://arxiv.org/abs/" + std::string(text.substr(id, end - id))};
}

/// A word of ASCII punctuation and white space that may stand before an id in a sentence.
bool may_precede_bare_id(char c) {
  constexpr std::string_view k_allowed = " \t\n\r([{,;:\"'";
  return c == '\0' || k_allowed.find(c) != std::string_view::npos;
}

/// What follows a number that is a measurement: an uncertainty, an exponent, a unit.
bool continues_number(std::string_view text, std::size_t at) {
  constexpr std::string_view k_continuing = "(^_{%/+-*=\\$";
  const char c = at_or_nul(text, at);
  if (c == '.') return is_alnum(at_or_nul(text, at + 1));
  return is_alnum(c) || (c != '\0' && k_continuing.find(c) != std::string_view::npos) ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The form that arXiv gave in that year: four digits until 1412, five since 1501; none before 2007.
bool fits_its_year(std::string_view year, std::size_t digits) {
  if (year < "07" || year > "59") return false;
  return digits == (year < "15" ? 4U : 5U);
}

constexpr std::array<std::string_view, 36> k_archives = {
    "acc-phys", "adap-org", "alg-geom", "ao-sci",  "astro-ph", "atom-ph",  "bayes-an", "chao-dyn", "chem-ph",
    "cmp-lg",   "comp-gas", "cond-mat", "cs",      "dg-ga",    "funct-an", "gr-qc",    "hep-ex",   "hep-lat",
    "hep-ph",   "hep-th",   "math",     "math-ph", "mtrl-th",  "nlin",     "nucl-ex",  "nucl-th",  "patt-sol",
    "physics",  "plasm-ph", "q-alg",    "q-bio",   "quant-ph", "solv-int", "supr-con", "econ",     "stat"};

bool is_archive(std::string_view name) {
  return std::find(k_archives.begin(), k_archives.end(), name) != k_archives.end();
}

}  // namespace

std::optional<FoundLink> doi_at(std::string_view text, std::size_t at) {
  const char before = before_or_nul(text, at);
  if (is_alnum(before) || before == '.' || before == '/' || before == '-') return std::nullopt;
  const std::optional<std::size_t> suffix = doi_suffix(text, at);
  if (!suffix) return std::nullopt;
  std::size_t end = *suffix;
  std::size_t open = 0;
  for (; end < text.size(); ++end) {
    const char c = text[end];
    constexpr std::string_view k_allowed = "-._;()/:";
    if (!is_alnum(c) && k_allowed.find(c) == std::string_view::npos) break;
    if (c == '(') ++open;
    if (c == ')' && open-- == 0) break;
  }
  end = trim_doi(text, *suffix, end);
  if (end == *suffix) return std::nullopt;
  return FoundLink{LinkKind::doi, at, end, doi_href(text.substr(at, end - at))};
}

std::optional<FoundLink> new_arxiv_id(std::string_view text, std::size_t at, std::size_t floor) {
  if (count_digits(text, at, 5) != 4 || at_or_nul(text, at + 4) != '.' || !is_month(text.substr(at + 2, 2))) {
    return std::nullopt;
  }
  const std::size_t digits = count_digits(text, at + 5, 6);
  if (digits < 4 || digits > 5) return std::nullopt;
  const std::string_view number = text.substr(at + 5, digits);
  if (number.find_first_not_of('0') == std::string_view::npos) return std::nullopt;
  const std::size_t end = version_end(text, at + 5 + digits);
  const std::size_t begin = prefix_begin(text, at, floor);
  if (begin != at) {
    return is_alnum(at_or_nul(text, end)) ? std::nullopt : std::optional(arxiv_link(text, begin, at, end));
  }
  if (!may_precede_bare_id(before_or_nul(text, at)) || continues_number(text, end) ||
      !fits_its_year(text.substr(at, 2), digits)) {
    return std::nullopt;
  }
  return arxiv_link(text, at, at, end);
}

std::optional<FoundLink> old_arxiv_id(std::string_view text, std::size_t slash, std::size_t floor) {
  constexpr std::size_t k_longest_name = 24;
  if (count_digits(text, slash + 1, 8) != 7 || !is_month(text.substr(slash + 3, 2))) return std::nullopt;
  const std::size_t end = version_end(text, slash + 8);
  if (is_alnum(at_or_nul(text, end))) return std::nullopt;
  std::size_t begin = slash;
  const auto is_name_byte = [](char c) { return is_letter(c) || c == '-' || c == '.'; };
  while (begin > floor && slash - begin < k_longest_name && is_name_byte(text[begin - 1])) --begin;
  // The longest archive name that ends there, with or without a subject class: math.GR, hep-th.
  for (std::size_t from = begin; from < slash; ++from) {
    const std::string_view name = text.substr(from, slash - from);
    const std::size_t dot = name.find('.');
    if (!is_archive(name.substr(0, dot))) continue;
    if (dot != std::string_view::npos &&
        (dot + 1 == name.size() || name.find('.', dot + 1) != std::string_view::npos)) {
      continue;
    }
    const char before = before_or_nul(text, from);
    const bool after_arxiv = before == '.' && from >= floor + 6 && text[from - 2] == 'v';
    if (is_alnum(before) || before == '-' || before == '/' || (before == '.' && !after_arxiv)) continue;
    return arxiv_link(text, prefix_begin(text, from, floor), from, end);
  }
  return std::nullopt;
}

std::vector<FoundLink> find_dois(std::string_view field) {
  std::vector<FoundLink> dois;
  for (std::size_t at = 0; (at = field.find("10.", at)) != std::string_view::npos;) {
    const char before = before_or_nul(field, at);
    const std::optional<std::size_t> suffix =
        is_alnum(before) || before == '.' ? std::nullopt : doi_suffix(field, at);
    if (!suffix) {
      at += 3;
      continue;
    }
    std::size_t end = *suffix;
    while (end < field.size() && static_cast<unsigned char>(field[end]) > 0x20) {
      // The next one may follow without a space.
      const bool separator = field[end] == ',' || field[end] == ';';
      if (separator && doi_suffix(field, end + 1)) break;
      ++end;
    }
    end = trim_doi(field, *suffix, end);
    if (end > *suffix) dois.push_back({LinkKind::doi, at, end, doi_href(field.substr(at, end - at))});
    at = std::max(end, at + 3);
  }
  return dois;
}

}  // namespace nonmun::text
