#include "sentence_words.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>

#include "nonmun/core/table.hpp"
#include "utf8.hpp"

namespace nonmun::data {
extern const std::string_view sentence_abbreviations;
extern const std::string_view sentence_starters;
}  // namespace nonmun::data

namespace nonmun::text {
namespace {

using Abbreviations = std::unordered_map<std::string_view, Abbreviation>;

const Abbreviations& abbreviations() {
  static const Abbreviations table = [] {
    Abbreviations rows;
    for_each_row<2>(data::sentence_abbreviations, [&](const TableRow<2>& row, std::size_t) {
      const auto& [word, kind] = row;
      rows[word] = kind == "always"    ? Abbreviation::always
                   : kind == "number"  ? Abbreviation::number
                   : kind == "capital" ? Abbreviation::capital
                   : kind == "time"    ? Abbreviation::time
                                       : Abbreviation::starter;
    });
    return rows;
  }();
  return table;
}

/// The words of starters.tsv, and whether they are seldom part of any name.
const std::unordered_map<std::string_view, bool>& starters() {
  static const std::unordered_map<std::string_view, bool> table = [] {
    std::unordered_map<std::string_view, bool> rows;
    for_each_row<2>(data::sentence_starters,
                    [&](const TableRow<2>& row, std::size_t) { rows[row[0]] = row[1] != "initial"; });
    return rows;
  }();
  return table;
}

bool is_capitals(std::string_view word) {
  return word.size() > 2 &&
         std::all_of(word.begin(), word.end() - 1, [](char c) { return is_ascii_upper(as_point(c)); });
}

constexpr std::size_t k_longest_abbreviation = 16;

/// Two or more single letters, each with a full stop: "J.C.", "J.-L.".
bool is_dotted_letters(std::string_view word) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size(); ++letters) {
    if (letters > 0 && word[at] == '-') ++at;
    if (at + 1 >= word.size() || !is_ascii_letter(as_point(word[at])) || word[at + 1] != '.') return false;
    at += 2;
  }
  return letters >= 2;
}

}  // namespace

Abbreviation abbreviation(std::string_view word) {
  if (word.size() > k_longest_abbreviation) return Abbreviation::none;
  const Abbreviations& table = abbreviations();
  if (const auto found = table.find(word); found != table.end()) return found->second;
  if (is_capitals(word)) return Abbreviation::none;
  std::string lower(word);
  for (char& c : lower) {
    if (is_ascii_upper(as_point(c))) c = static_cast<char>(c | 0x20);
  }
  if (const auto found = table.find(lower); found != table.end()) return found->second;
  return is_dotted_letters(word) ? Abbreviation::starter : Abbreviation::none;
}

bool is_starter(std::string_view word) {
  const auto found = starters().find(word);
  return found != starters().end() && found->second;
}

bool is_no_surname(std::string_view word) { return starters().contains(word); }

}  // namespace nonmun::text
