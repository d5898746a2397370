#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nonmun/core/calendar.hpp"
#include "nonmun/core/error.hpp"
#include "nonmun/core/taxonomy.hpp"
#include "nonmun/core/time.hpp"

// Queries as arXiv's API reads them: ti:"mixture of experts" AND cat:cs.CL. Fields ti, au, abs, co, jr, cat,
// rn, id and all; AND, OR and ANDNOT in capitals; parentheses; quotes around what has several words;
// submittedDate:[202601010000 TO 202601312359] in UTC.

namespace nonmun::fetch {

/// What is looked for, field by field; all of it must hold.
struct ArxivQuery {
  std::string expression{};            ///< in arXiv's own grammar; may be empty
  std::vector<std::string> titles{};   ///< words or a phrase
  std::vector<std::string> authors{};  ///< a name
  std::vector<std::string> abstracts{};
  std::vector<const Category*> categories{};  ///< one of them must hold
  std::optional<Day> since{}, until{};        ///< UTC days of the first version's submission, both inclusive
};

/// The query in one expression. Errors: ErrorKind::usage for what arXiv would refuse, or answer with nothing
/// without a word: an expression with an open quote or bracket, an unknown field, an unknown category, an
/// operator that stands alone; a period that runs backwards; nothing to look for.
[[nodiscard]] Result<std::string> write_query(const ArxivQuery& query);

/// "cat:cs.CL"; "(cat:math OR cat:math.*)" for an archive, of which "cat:math" alone would find nothing and
/// "cat:astro-ph" old papers only; "(cat:cmp-lg OR cat:cs.CL)" for what has another name now.
[[nodiscard]] std::string category_expression(const Category& category);

/// "submittedDate:[202608101800 TO 202608111800]": to the minute, both ends inclusive.
[[nodiscard]] std::string submitted_expression(Instant from, Instant until);

/// What was submitted to a category for one announcement.
[[nodiscard]] std::string submissions_expression(const Category& category, const SubmissionWindow& window);

}  // namespace nonmun::fetch
