#include "nonmun/fetch/arxiv_query.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "nonmun/core/url.hpp"

namespace nonmun::fetch {
namespace {

constexpr std::array<std::string_view, 11> k_fields = {
    "ti", "au", "abs", "co", "jr", "cat", "rn", "id", "all", "submittedDate", "lastUpdatedDate"};
constexpr std::array<std::string_view, 3> k_operators = {"AND", "OR", "ANDNOT"};

std::unexpected<Error> refuse(std::string what, std::string_view query, std::string hint) {
  return fail(ErrorKind::usage, std::move(what), std::string(query), std::move(hint));
}

bool is_operator(std::string_view word) { return std::ranges::find(k_operators, word) != k_operators.end(); }

/// Cuts an expression into words and brackets; a quoted phrase or range is one word with its field.
Result<std::vector<std::string_view>> cut_words(std::string_view query) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < query.size();) {
    const char c = query[at];
    if (c == ' ') {
      ++at;
      continue;
    }
    if (c == '(' || c == ')') {
      words.push_back(query.substr(at++, 1));
      continue;
    }
    const std::size_t begin = at;
    while (at < query.size() && query[at] != ' ' && query[at] != '(' && query[at] != ')') {
      const char open = query[at++];
      if (open != '"' && open != '[') continue;
      const std::size_t close = query.find(open == '"' ? '"' : ']', at);
      if (close == query.npos)
        return refuse(open == '"' ? "a quote is not closed" : "a range is not closed", query,
                      open == '"' ? "write \"...\" around a phrase" : "write [FROM TO UNTIL]");
      at = close + 1;
    }
    words.push_back(query.substr(begin, at - begin));
  }
  return words;
}

Result<void> check_category(std::string_view value, std::string_view query) {
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
    value = value.substr(1, value.size() - 2);
  if (value.ends_with('*')) return {};
  const auto category = parse_category(value);
  if (!category) return refuse(category.error().what, query, category.error().hint);
  if ((*category)->state == Category::State::archive)
    return refuse("cat:" + std::string(value) + " finds nothing, for papers are filed under its categories",
                  query, "write cat:" + std::string((*category)->id) + ".*");
  return {};
}

/// A field's name before its colon; a colon inside a phrase or after what is no name is none.
std::string_view field_of(std::string_view word) {
  const auto colon = word.find(':');
  if (colon == word.npos || colon == 0) return {};
  const auto name = word.substr(0, colon);
  const bool is_name =
      std::ranges::all_of(name, [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
  return is_name ? name : std::string_view{};
}

/// arXiv reads days and minutes; since 2025 neither years alone nor wildcards.
Result<void> check_range(std::string_view value, std::string_view query) {
  const auto is_moment = [](std::string_view text) {
    return (text.size() == 8 || text.size() == 12 || text.size() == 14) &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  };
  const auto between = value.find(" TO ");
  if (value.front() == '[' && value.back() == ']' && between != value.npos &&
      is_moment(value.substr(1, between - 1)) &&
      is_moment(value.substr(between + 4, value.size() - between - 5)))
    return {};
  return refuse("arXiv does not read the dates '" + std::string(value) + "'", query,
                "write [202601010000 TO 202601312359], or use --since and --until");
}

Result<void> check_word(std::string_view word, std::string_view query) {
  if (word == "&&" || word == "||" || word == "!")
    return refuse("'" + std::string(word) + "' is no operator of arXiv's", query, "write AND, OR or ANDNOT");
  if (word == "and" || word == "or" || word == "not" || word == "andnot")
    return refuse("'" + std::string(word) + "' is a word to look for, not an operator", query,
                  "write AND, OR or ANDNOT, or quotes around a phrase");
  if (word == "NOT") return refuse("'NOT' is no operator of arXiv's", query, "write ANDNOT");
  const auto field = field_of(word);
  if (field.empty()) return {};
  if (std::ranges::find(k_fields, field) == k_fields.end())
    return refuse("arXiv has no field '" + std::string(field) + "'", query,
                  "the fields are ti, au, abs, co, jr, cat, rn, id and all");
  const auto value = word.substr(field.size() + 1);
  if (value.empty())
    return refuse("nothing stands after '" + std::string(field) + ":'", query, "write FIELD:WORD");
  if (field == "cat") return check_category(value, query);
  if (field == "submittedDate" || field == "lastUpdatedDate") return check_range(value, query);
  return {};
}

/// What arXiv would refuse or, worse, take for something else.
Result<void> check_expression(std::string_view query) {
  const auto words = cut_words(query);
  if (!words) return std::unexpected(words.error());
  std::size_t open = 0;
  bool wants_term = true;
  for (const std::string_view word : *words) {
    if (word == ")") {
      if (open == 0 || wants_term)
        return refuse("a bracket is closed that has nothing in it or was not opened", query,
                      "balance the brackets");
      --open;
      continue;
    }
    if (is_operator(word)) {
      if (wants_term)
        return refuse("nothing stands before '" + std::string(word) + "'", query,
                      "write TERM " + std::string(word) + " TERM");
      wants_term = true;
      continue;
    }
    if (word == "(") {
      ++open;
      wants_term = true;
      continue;
    }
    if (const auto right = check_word(word, query); !right) return right;
    wants_term = false;
  }
  if (open > 0) return refuse("a bracket is not closed", query, "balance the brackets");
  if (wants_term) return refuse("the query ends where a term should follow", query, "write TERM AND TERM");
  return {};
}

/// A field with words that the user gave: a phrase, in quotes when it has several.
Result<std::string> field_expression(std::string_view field, std::string_view value) {
  const auto first = value.find_first_not_of(' ');
  if (first == value.npos)
    return refuse("nothing to look for", std::string(field) + ":", "name a word or a phrase");
  value = value.substr(first, value.find_last_not_of(' ') - first + 1);
  if (value.find('"') != value.npos)
    return refuse("a quote inside a phrase", value,
                  "the program puts the quotes itself; use a query for more");
  const bool is_word = value.find_first_of(" ()[]:,;/'") == value.npos && !is_operator(value);
  return std::string(field) + ":" + (is_word ? std::string(value) : '"' + std::string(value) + '"');
}

std::string minute(Instant instant) {
  std::string digits;
  for (const char c : format_instant(instant).substr(0, 16)) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

}  // namespace

std::string category_expression(const Category& category) {
  const std::string id(category.id);
  // Papers were filed under astro-ph itself before it was divided: it is retired, and an archive all the
  // same.
  const bool has_categories = std::ranges::any_of(
      arxiv_categories(), [&](const Category& other) { return other.id.starts_with(id + '.'); });
  if (has_categories) return "(cat:" + id + " OR cat:" + id + ".*)";
  if (category.canonical == category.id || category.canonical.empty()) return "cat:" + id;
  return "(cat:" + id + " OR cat:" + std::string(category.canonical) + ")";
}

std::string submitted_expression(Instant from, Instant until) {
  return "submittedDate:[" + minute(from) + " TO " + minute(until) + "]";
}

std::string submissions_expression(const Category& category, const SubmissionWindow& window) {
  return category_expression(category) + " AND " + submitted_expression(window.after, window.until);
}

Result<std::string> write_query(const ArxivQuery& query) {
  std::vector<std::string> parts;
  if (!query.expression.empty()) {
    if (const auto right = check_expression(query.expression); !right) return std::unexpected(right.error());
    parts.push_back(query.expression);
  }
  const std::pair<std::string_view, const std::vector<std::string>&> fields[] = {
      {"ti", query.titles}, {"au", query.authors}, {"abs", query.abstracts}};
  for (const auto& [field, values] : fields) {
    for (const std::string& value : values) {
      auto part = field_expression(field, value);
      if (!part) return part;
      parts.push_back(*std::move(part));
    }
  }
  if (!query.categories.empty()) {
    std::string part;
    for (const Category* category : query.categories) {
      if (!part.empty()) part += " OR ";
      part += category_expression(*category);
    }
    parts.push_back(query.categories.size() > 1 ? "(" + part + ")" : part);
  }
  if (query.since || query.until) {
    // arXiv's first paper is of August 1991.
    const Day since = query.since.value_or(Day{std::chrono::year{1991} / 1 / 1});
    const Day until = query.until.value_or(Day{std::chrono::year{2099} / 12 / 31});
    if (until < since)
      return refuse("the period runs backwards", since.str() + ".." + until.str(), "swap the days");
    parts.push_back(submitted_expression(since.begin(), until.end() - std::chrono::minutes{1}));
  }
  if (parts.empty())
    return refuse("nothing to look for", {}, "name a query, or --title, --author, --category, --since");
  if (parts.size() > 1 && !query.expression.empty()) parts.front() = "(" + parts.front() + ")";
  std::string whole;
  for (const std::string& part : parts) {
    if (!whole.empty()) whole += " AND ";
    whole += part;
  }
  // With the address and the other parameters it must fit into a request line of 4,094 bytes.
  constexpr std::size_t k_longest = 3800;
  if (percent_encode(whole).size() > k_longest)
    return refuse("the query is too long for arXiv", whole.substr(0, 60) + "...", "look for less at once");
  return whole;
}

}  // namespace nonmun::fetch
