#include "nonmun/text/authors.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <unordered_map>
#include <utility>

#include "nonmun/text/unicode.hpp"
#include "utf8.hpp"

namespace nonmun::text {
namespace {

// --- Small text -----------------------------------------------------------------------------------------

bool is_letter(char c) { return is_ascii_letter(as_point(c)) || static_cast<unsigned char>(c) >= 0x80; }

std::string_view trim(std::string_view text, std::string_view marks) {
  const std::size_t begin = text.find_first_not_of(marks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(marks) - begin + 1);
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (is_ascii_upper(as_point(c))) c = static_cast<char>(c | 0x20);
  }
  return result;
}

/// Whether two texts are equal but for the case of ASCII letters; `small` has none in capitals.
bool equals_small(std::string_view text, std::string_view small) {
  if (text.size() != small.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = is_ascii_upper(as_point(text[i])) ? static_cast<char>(text[i] | 0x20) : text[i];
    if (c != small[i]) return false;
  }
  return true;
}

bool ends_with_small(std::string_view text, std::string_view small) {
  return text.size() >= small.size() && equals_small(text.substr(text.size() - small.size()), small);
}

bool has_letter_or_digit(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = decode_at(text, at);
    if (is_alphanumeric(decoded.point)) return true;
    at += decoded.length;
  }
  return false;
}

/// Footnote marks that authors' names carry: signs and raised digits.
bool is_footnote_mark(char32_t c) {
  return c == '*' || c == '#' || c == U'†' || c == U'‡' || c == U'§' || c == U'¶' || c == U'∗' || c == U'⋆' ||
         c == U'¹' || c == U'²' || c == U'³' || (c >= 0x2070 && c <= 0x2079);
}

/// Without footnote marks, separators and white space at both ends.
std::string_view strip_marks(std::string_view name) {
  const auto is_dropped = [](char32_t c) {
    return is_footnote_mark(c) || c == ',' || c == ';' || c == ':' || c == ' ' || c == '^';
  };
  while (!name.empty()) {
    const Decoded first = decode_at(name, 0);
    if (!is_dropped(first.point)) break;
    name.remove_prefix(first.length);
  }
  while (!name.empty()) {
    const char32_t last = decode_before(name, name.size());
    if (!is_dropped(last)) break;
    do {
      name.remove_suffix(1);
    } while (!name.empty() && last >= 0x80 && (static_cast<unsigned char>(name.back()) & 0xC0) == 0x80);
    if (last >= 0x80 && !name.empty() && static_cast<unsigned char>(name.back()) >= 0xC0)
      name.remove_suffix(1);
  }
  return name;
}

bool is_suffix(std::string_view word) {
  if (word.ends_with('.')) word.remove_suffix(1);
  constexpr std::array<std::string_view, 7> k_suffixes = {"Jr", "Sr", "II", "III", "IV", "jr", "sr"};
  return std::find(k_suffixes.begin(), k_suffixes.end(), word) != k_suffixes.end();
}

bool is_degree(std::string_view word) {
  constexpr std::array<std::string_view, 6> k_degrees = {"PhD", "Ph.D.", "Ph.D", "MD", "M.D.", "MSc"};
  return std::find(k_degrees.begin(), k_degrees.end(), word) != k_degrees.end();
}

/// Whether a name is that of a group of people.
bool is_group(std::string_view name) {
  for (const std::string_view word : {"collaboration", "collaborations", "consortium", "team", "group"}) {
    if (ends_with_small(name, word) &&
        (name.size() == word.size() || name[name.size() - word.size() - 1] == ' '))
      return true;
  }
  return false;
}

std::string_view without_prefix(std::string_view text, std::string_view prefix) {
  if (text.size() > prefix.size() && equals_small(text.substr(0, prefix.size()), prefix)) {
    text.remove_prefix(prefix.size());
  }
  return text;
}

/// What joins a name to the one before and is no part of it.
std::string_view without_conjunction(std::string_view name) {
  for (const std::string_view word : {"and ", "& ", "with an appendix by ", "with appendix by "}) {
    name = without_prefix(name, word);
  }
  return name;
}

/// "Fred Bloggs et al." is Fred Bloggs; "et al." alone is nothing.
std::string_view without_et_al(std::string_view name) {
  for (const std::string_view tail : {"et al.", "et al", "et. al.", "et. al", "and others", "others"}) {
    if (!ends_with_small(name, tail)) continue;
    if (name.size() == tail.size()) return {};
    if (name[name.size() - tail.size() - 1] == ' ')
      return trim(name.substr(0, name.size() - tail.size()), " ,");
  }
  return name;
}

/// A space after initials written together: "S.M. Warner" is "S. M. Warner"; "J.-L." stays.
std::string space_initials(std::string_view name) {
  std::string spaced;
  std::size_t letters = 0;  // in the word so far
  for (std::size_t at = 0; at < name.size(); ++at) {
    const char c = name[at];
    spaced.push_back(c);
    const char next = at + 1 < name.size() ? name[at + 1] : '\0';
    const bool initial = letters == 1 && is_letter(next);
    const bool title = letters > 1 && letters <= 3 && is_ascii_upper(as_point(next));  // St.John
    if (c == '.' && (initial || title)) spaced.push_back(' ');
    const bool continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    if (!continues) letters = is_letter(c) ? letters + 1 : 0;
  }
  return spaced;
}

std::string suffix_of(std::string_view name) {
  const std::size_t space = name.find_last_of(' ');
  if (space == std::string_view::npos || !is_suffix(name.substr(space + 1))) return {};
  return std::string(trim(name.substr(space + 1), "."));
}

// --- A line of authors ----------------------------------------------------------------------------------

/// What a line of authors is made of, in order.
struct Token {
  enum class Kind { name, brackets } kind = Kind::name;
  std::string_view text;  ///< of brackets: what they hold
  bool after_comma = false;
};

/// Where the bracket that opens at `open` closes, text.size() when it does not.
std::size_t closing_bracket(std::string_view text, std::size_t open) {
  std::size_t depth = 0;
  for (std::size_t at = open; at < text.size(); ++at) {
    if (text[at] == '(') ++depth;
    if (text[at] == ')' && --depth == 0) return at;
  }
  return text.size();
}

/// The length of a conjunction that divides names at `at`, with the space before it, 0 when there is none.
std::size_t conjunction(std::string_view text, std::size_t at) {
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  if (next != 'a' && next != '&' && next != 'A') return 0;
  for (const std::string_view word : {" and ", " & ", " AND "}) {
    if (text.substr(at).starts_with(word)) return word.size() - 1;
  }
  return 0;
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  std::size_t begin = 0;
  bool after_comma = false;
  const auto end_name = [&](std::size_t end) {
    const std::string_view name = trim(text.substr(begin, end - begin), " )");
    if (!name.empty()) tokens.push_back({Token::Kind::name, name, after_comma});
    after_comma = false;
  };
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '(') {
      end_name(at);
      const std::size_t close = closing_bracket(text, at);
      tokens.push_back({Token::Kind::brackets, trim(text.substr(at + 1, close - at - 1), " "), false});
      at = begin = std::min(close + 1, text.size());
    } else if (c == ',' || c == ';' || c == ':') {
      end_name(at);
      after_comma = c == ',';
      begin = ++at;
    } else if (const std::size_t length = c == ' ' ? conjunction(text, at) : 0; length > 0) {
      end_name(at);
      at += length;
      begin = at;
    } else {
      ++at;
    }
  }
  end_name(text.size());
  return tokens;
}

/// Affiliations by their numbers: "(1) Lab, (2) City".
using Numbered = std::unordered_map<std::string, std::string>;

Numbered numbered_affiliations(std::string_view list) {
  Numbered numbered;
  for (std::size_t at = 0; (at = list.find('(', at)) != std::string_view::npos;) {
    const std::size_t close = list.find(')', at);
    if (close == std::string_view::npos) break;
    const std::string_view key = trim(list.substr(at + 1, close - at - 1), " ");
    std::size_t end = list.find('(', close);
    // A bracket within the affiliation does not begin another: "(1) Lab (Unit A), (2) City".
    while (end != std::string_view::npos && end + 1 < list.size() &&
           !is_ascii_alnum(as_point(list[end + 1]))) {
      end = list.find('(', end + 1);
    }
    if (end == std::string_view::npos) end = list.size();
    const std::string_view name = trim(list.substr(close + 1, end - close - 1), " .,;");
    if (!key.empty() && key.size() <= 3 && !name.empty()) numbered.emplace(key, name);
    at = end;
  }
  return numbered;
}

/// The same written "1 Lab; 2 City" or "1: Lab, 2: City": rising numbers, each before its affiliation.
Numbered plainly_numbered_affiliations(std::string_view list) {
  Numbered numbered;
  const auto begins_with = [&](std::size_t at, const std::string& key) {
    constexpr std::string_view k_after = " :.)=-";
    return list.substr(at).starts_with(key) && at + key.size() < list.size() &&
           k_after.find(list[at + key.size()]) != std::string_view::npos;
  };
  std::string key = "1";
  if (!begins_with(0, key)) return numbered;
  std::size_t begin = key.size();
  for (int number = 2; begin < list.size(); ++number) {
    const std::string next = std::to_string(number);
    std::size_t end = begin;
    while ((end = list.find_first_of(",;", end)) != std::string_view::npos) {
      const std::size_t word = list.find_first_not_of(' ', end + 1);
      if (word != std::string_view::npos && begins_with(word, next)) break;
      ++end;
    }
    end = std::min(end, list.size());
    numbered.emplace(key, trim(list.substr(begin, end - begin), " :.)=,;-"));
    key = next;
    begin = end == list.size() ? end : list.find(next, end) + next.size();
  }
  return numbered.size() > 1 ? numbered : Numbered{};
}

/// "1,2", "1 and 2", "4 & 5": the keys, empty when the text is something else.
std::vector<std::string> keys_in(std::string_view text, const Numbered& numbered) {
  std::vector<std::string> keys;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find_first_not_of(" ,;&", at);
    if (begin == std::string_view::npos) break;
    at = std::min(text.find_first_of(" ,;&", begin), text.size());
    const std::string key(text.substr(begin, at - begin));
    if (key == "and") continue;
    const bool number = key.find_first_not_of("0123456789") == std::string::npos;
    if (!number && !numbered.contains(key)) return {};
    keys.push_back(key);
  }
  return keys;
}

/// The collaboration that "for the BELLE Collaboration" or "on behalf of …" names, empty when the text is
/// none.
std::string_view represented(std::string_view text) {
  for (const std::string_view words :
       {"for the ", "on behalf of the ", "on behalf of ", "representing the "}) {
    const std::string_view rest = without_prefix(text, words);
    if (rest.size() != text.size() && is_group(rest)) return rest;
  }
  return {};
}

class Line {
 public:
  explicit Line(std::string_view text) : tokens_(tokens_of(text)) {
    for (const Token& token : tokens_) {
      if (token.kind != Token::Kind::brackets) continue;
      numbered_.merge(token.text.starts_with('(') ? numbered_affiliations(token.text)
                                                  : plainly_numbered_affiliations(token.text));
    }
  }

  std::vector<AuthorName> authors() && {
    for (const Token& token : tokens_) {
      if (token.kind == Token::Kind::name) {
        add_name(token);
      } else {
        add_brackets(token.text);
      }
    }
    share_affiliations();
    return std::move(authors_);
  }

 private:
  void add_name(const Token& token) {
    if (token.after_comma && is_degree(token.text)) return;
    if (token.after_comma && is_suffix(token.text) && !authors_.empty() && authors_.back().suffix.empty()) {
      authors_.back().name.append(", ").append(token.text);
      authors_.back().suffix = trim(token.text, ".");
      return;
    }
    const std::string_view text = token.text;
    for (const std::string_view words : {" for the ", " on behalf of "}) {
      const std::size_t at = text.find(words);
      if (at == std::string_view::npos) continue;
      if (const std::string_view group = represented(text.substr(at + 1)); !group.empty()) {
        push(text.substr(0, at));
        push(group);
        return;
      }
    }
    const std::string_view group = represented(text);
    push(group.empty() ? text : group);
  }

  void push(std::string_view text) {
    text = without_et_al(strip_marks(without_conjunction(text)));
    if (text.starts_with("the ") && is_group(text)) text.remove_prefix(4);
    if (!has_letter_or_digit(text)) return;
    authors_.push_back(with_suffix(space_initials(text)));
  }

  void add_brackets(std::string_view text) {
    if (text.starts_with('(') || authors_.empty() || !plainly_numbered_affiliations(text).empty()) return;
    if (const std::string_view group = represented(text); !group.empty()) {
      push(group);
      return;
    }
    const std::vector<std::string> keys = keys_in(text, numbered_);
    if (keys.empty() && has_letter_or_digit(text)) {
      affiliate(authors_.back(), trim(text, " ,;"));
      return;
    }
    for (const std::string& key : keys) {
      if (const auto row = numbered_.find(key); row != numbered_.end())
        affiliate(authors_.back(), row->second);
    }
  }

  void affiliate(AuthorName& author, std::string_view affiliation) {
    if (affiliation.size() > budget_) return;
    budget_ -= affiliation.size();
    author.affiliations.emplace_back(affiliation);
  }

  /// "A, B (Lab)": both are of the Lab.
  void share_affiliations() {
    const std::vector<std::string>* next = nullptr;
    for (auto author = authors_.rbegin(); author != authors_.rend(); ++author) {
      if (!author->affiliations.empty()) {
        next = &author->affiliations;
      } else if (next && !is_group(author->name)) {
        for (const std::string& affiliation : *next) affiliate(*author, affiliation);
      }
    }
  }

  std::vector<Token> tokens_;
  Numbered numbered_;
  std::vector<AuthorName> authors_;
  /// Bytes of affiliations still to be given: a hostile line could name a long one for each of many authors.
  std::size_t budget_ = 8 << 20;
};

// --- One author's entry ---------------------------------------------------------------------------------

/// Two to five words, particles not counted, that begin with a capital or are a particle, none of them an
/// institution's.
bool looks_like_person(std::string_view name) {
  constexpr std::array<std::string_view, 22> k_institutions = {
      "university", "institute",  "lab",        "labs",    "laboratory", "team",   "group",      "inc",
      "inc.",       "research",   "center",     "centre",  "college",    "school", "department", "hospital",
      "trust",      "foundation", "consortium", "academy", "company",    "kingdom"};
  constexpr std::array<std::string_view, 16> k_particles = {"van",   "von", "der", "den", "de", "del",
                                                            "della", "di",  "da",  "dos", "du", "la",
                                                            "le",    "el",  "al",  "bin"};
  std::size_t words = 0;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    const std::string_view word = name.substr(at, end - at);
    at = std::min(end + 1, name.size());
    if (word.empty()) continue;
    const bool particle = std::find(k_particles.begin(), k_particles.end(), word) != k_particles.end();
    const bool capital = is_ascii_upper(as_point(word[0])) || static_cast<unsigned char>(word[0]) >= 0x80;
    if (!particle && !capital) return false;
    if (!particle) ++words;
    const std::string small = lower(word);
    if (std::find(k_institutions.begin(), k_institutions.end(), small) != k_institutions.end()) return false;
  }
  return words >= 2 && words <= 5;
}

std::string finished(std::string_view raw, Reader reader) { return to_plain(raw, reader, Kind::name); }

}  // namespace

std::optional<std::string> clean_name(std::string_view raw, Reader reader) {
  const std::string text = finished(raw, reader);
  const std::string_view name = strip_marks(without_conjunction(strip_marks(text)));
  if (!has_letter_or_digit(name)) return std::nullopt;
  return std::string(name);
}

std::vector<std::string> clean_names(std::string_view raw, Reader reader) {
  std::optional<std::string> whole = clean_name(raw, reader);
  if (!whole) return {};
  // find_first_of would look each letter up in the list.
  const bool is_divided =
      std::ranges::any_of(*whole, [](char c) { return c == ',' || c == ';' || c == ':' || c == '&'; }) ||
      whole->find(" and ") != std::string::npos || whole->find(" AND ") != std::string::npos;
  std::vector<std::string> names;
  // Nearly always.
  if (!is_divided || whole->find('(') != std::string::npos) {
    names.push_back(*std::move(whole));
    return names;
  }
  const bool semicolons = whole->find(';') != std::string::npos;
  for (const Token& token : tokens_of(*whole)) {
    if (token.after_comma && is_suffix(token.text) && !names.empty()) {
      names.back().append(", ").append(token.text);
      continue;
    }
    const std::string_view name = without_et_al(strip_marks(without_conjunction(token.text)));
    if (name.empty()) continue;
    if (!looks_like_person(name)) return {*whole};
    names.emplace_back(name);
  }
  // Nothing but a semicolon, or a list of whole names, is certain.
  const bool certain = names.size() > 1 && (semicolons || whole->find(':') == std::string::npos);
  return certain ? names : std::vector<std::string>{*whole};
}

AuthorName with_suffix(std::string name) {
  std::string suffix = suffix_of(name);
  return {std::move(name), std::move(suffix), {}};
}

std::vector<AuthorName> split_authors(std::string_view raw, Reader reader) {
  return Line(finished(raw, reader)).authors();
}

}  // namespace nonmun::text
