#include "nonmun/translate/glossary.hpp"

#include <array>
#include <optional>
#include <set>

#include "guard_text.hpp"
#include "nonmun/core/ascii.hpp"
#include "nonmun/core/table.hpp"

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
  std::optional<Error> error;
  for_each_row<5>(file, [&](const TableRow<5>& row, std::size_t line) {
    if (error) return;
    Term term{.english = std::string(ascii::trim(row[0])),
              .korean = std::string(ascii::trim(row[1])),
              .part = std::string(ascii::trim(row[2])),
              .rule = TermRule::suggest,
              .note = std::string(ascii::trim(row[4]))};
    const std::string_view rule = ascii::trim(row[3]);
    const auto named = rule_named(rule.empty() ? (term.korean.empty() ? "keep" : "suggest") : rule);
    if (term.english.empty())
      error = fault("a row without an English term", file_name, line);
    else if (!named)
      error = fault("there is no rule '" + std::string(rule) + "'", file_name, line);
    else if (term.korean.empty() && *named != TermRule::keep)
      error = fault("'" + term.english + "' has no Korean", file_name, line);
    if (error) return;
    term.rule = *named;
    terms.push_back(std::move(term));
  });
  if (error) return std::unexpected(*std::move(error));
  Glossary glossary = below;
  std::set<std::string> replaced;
  for (Term& term : terms) {
    std::string key = ascii::lower(term.english);
    if (replaced.insert(key).second) glossary.terms_.erase(key);
    glossary.terms_.emplace(std::move(key), std::move(term));
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
