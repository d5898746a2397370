#include "nonmun/translate/glossary.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "guard_text.hpp"
#include "nonmun/core/ascii.hpp"
#include "nonmun/core/table.hpp"
#include "nonmun/text/unicode.hpp"

namespace nonmun::data {
extern const std::string_view glossary;
}  // namespace nonmun::data

namespace nonmun::translate {
namespace {

std::optional<TermRule> rule_named(std::string_view name) {
  if (name == "suggest") return TermRule::suggest;
  if (name == "force") return TermRule::force;
  if (name == "forbid") return TermRule::forbid;
  if (name == "keep") return TermRule::keep;
  return std::nullopt;
}

/// Whether no Korean can be as both want it.
bool contradict(const Term& a, const Term& b) {
  const auto fixes = [](const Term& term) {
    return term.rule == TermRule::force || term.rule == TermRule::keep;
  };
  if (fixes(a) && fixes(b)) return a.rule != b.rule || a.korean != b.korean;
  const bool forbids = a.rule == TermRule::forbid || b.rule == TermRule::forbid;
  return forbids && a.rule != b.rule && !a.korean.empty() && a.korean == b.korean;
}

/// What a term asks for, in words.
std::string wish_of(const Term& term) {
  if (term.rule == TermRule::keep) return "kept in English";
  return (term.rule == TermRule::forbid ? "never '" : "'") + term.korean + "'";
}

Error fault(std::string what, std::string_view file, std::size_t line) {
  return {.kind = ErrorKind::invalid_data,
          .what = std::move(what),
          .where = std::string(file) + " line " + std::to_string(line),
          .hint = "a row is: English, Korean, part, rule (suggest, force, forbid, keep), note"};
}

}  // namespace

Result<Glossary> Glossary::parse(std::string_view file, std::string_view file_name, const Glossary& below) {
  if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
  std::vector<Term> terms;
  std::map<std::string, std::vector<std::size_t>> known;  // of `terms`, by English in lower case
  std::optional<Error> error;
  for_each_row<5>(file, [&](const TableRow<5>& row, std::size_t line) {
    if (error) return;
    Term term{.english = std::string(ascii::trim(row[0])),
              .korean = std::string(ascii::trim(row[1])),
              .part = std::string(ascii::trim(row[2])),
              .rule = TermRule::suggest,
              .note = std::string(ascii::trim(row[4]))};
    const std::string_view rule = ascii::trim(row[3]);
    if (std::ranges::all_of(row, [](std::string_view column) { return ascii::trim(column).empty(); })) return;
    const auto named = rule_named(rule.empty() ? (term.korean.empty() ? "keep" : "suggest") : rule);
    if (term.english.empty())
      error = fault("a row without an English term", file_name, line);
    else if (!named)
      error = fault("there is no rule '" + std::string(rule) + "'", file_name, line);
    else if (term.korean.empty() && *named != TermRule::keep)
      error = fault("'" + term.english + "' has no Korean", file_name, line);
    else if (rule_named(term.part))
      error = fault("the rule '" + term.part + "' stands in the column of the part", file_name, line);
    else if (!std::ranges::all_of(row, text::is_valid_utf8))
      error = fault("not UTF-8", file_name, line);
    if (error) return;
    term.rule = *named;
    auto& same = known[ascii::lower(term.english)];
    const auto other =
        std::ranges::find_if(same, [&](std::size_t at) { return contradict(terms[at], term); });
    if (other != same.end()) {
      error = fault("'" + term.english + "' is to be " + wish_of(term) + " here and " +
                        wish_of(terms[*other]) + " before",
                    file_name, line);
      return;
    }
    same.push_back(terms.size());
    terms.push_back(std::move(term));
  });
  if (error) return std::unexpected(*std::move(error));
  Glossary glossary = below;
  for (const auto& [english, rows] : known) {
    std::vector<std::string> replaced;
    for (const Term* const term : below.find(english))
      if (term->rule != TermRule::forbid && !term->korean.empty()) replaced.push_back(term->korean);
    glossary.terms_.erase(english);
    for (const std::size_t row : rows) {
      Term& term = terms[row];
      if (term.rule == TermRule::force || term.rule == TermRule::keep) {
        term.replaced = replaced;
        std::erase(term.replaced, term.korean);
      }
      glossary.terms_.emplace(english, std::move(term));
    }
  }
  glossary.ruled_.clear();
  glossary.ruled_keys_.clear();
  glossary.word_keys_.clear();
  for (const auto& [english, term] : glossary.terms_) {
    std::vector<std::uint64_t> keys;
    for (const Token& token : tokens_of(english)) keys.push_back(key_of(slice(english, token)));
    glossary.word_keys_.insert(keys.begin(), keys.end());
    if (term.rule == TermRule::suggest) continue;
    glossary.ruled_.push_back(term);
    glossary.ruled_keys_.push_back(keys.empty() ? 0 : keys.front());
  }
  return glossary;
}

const Glossary& Glossary::built_in() {
  static const Glossary glossary = Glossary::parse(data::glossary, "the built-in glossary", {}).value();
  return glossary;
}

std::vector<const Term*> Glossary::find(std::string_view english) const {
  std::vector<const Term*> found;
  const auto [first, last] = terms_.equal_range(ascii::lower(english));
  for (auto term = first; term != last; ++term) found.push_back(&term->second);
  return found;
}

}  // namespace nonmun::translate
