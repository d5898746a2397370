#include "match.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "index_row.hpp"
#include "korean_words.hpp"
#include "nonmun/core/ascii.hpp"
#include "nonmun/text/unicode.hpp"

namespace nonmun::archive {
namespace {

constexpr std::string_view k_text_columns = "{title abstract korean} : ";

/// The columns in which a field's words stand, as FTS5 writes it; nullopt: the table has none.
std::optional<std::string_view> columns_of(Field field, Table table) {
  const bool is_reviews = table == Table::review_words;
  switch (field) {
    case Field::any:
      return is_reviews ? "" : "- marks : ";
    case Field::title:
      return "title : ";
    case Field::korean:
      return "korean : ";
    case Field::abstract:
      return is_reviews ? std::nullopt : std::optional<std::string_view>("abstract : ");
    case Field::author:
      return is_reviews ? std::nullopt : std::optional<std::string_view>("authors : ");
    case Field::note:
      return is_reviews ? std::optional<std::string_view>("") : std::nullopt;
  }
  return std::nullopt;
}

Match phrase(std::string_view columns, std::string_view words, bool prefix = false) {
  std::string text(columns);
  ((text += '"') += words) += prefix ? "\" *" : "\"";
  return {Match::Kind::expression, text, {text}};
}

Match join(std::vector<Match> parts, std::string_view with) {
  std::erase_if(parts, [](const Match& part) { return part.kind == Match::Kind::ignored; });
  if (parts.empty()) return {};
  if (parts.size() == 1) return std::move(parts.front());
  Match all{Match::Kind::expression, "(", {}};
  for (Match& part : parts) {
    if (all.text.size() > 1) all.text += with;
    all.text += part.text;
    std::ranges::move(part.phrases, std::back_inserter(all.phrases));
  }
  all.text += ')';
  return all;
}

/// One word with syllables in it, in all its parts: "GPT를", "언어모델을".
Match match_korean_word(std::string_view word, std::string_view columns, const Tokenizer& tokenizer) {
  std::vector<Match> parts;
  for (const KoreanPart& part : split_korean(word)) {
    const std::string_view text = word.substr(part.begin, part.end - part.begin);
    if (part.syllables.empty()) {
      if (const auto words = tokenizer.folded(text, " "); !words.empty())
        parts.push_back(phrase(columns, words));
    } else if (part.syllables.size() > 1) {
      const auto pairs = [&](std::string_view of) {
        return phrase("korean : ", tokenizer.folded(korean_words(of), " "));
      };
      std::vector<Match> ways{pairs(text)};
      if (const auto bare = without_particle(text); bare != text) ways.push_back(pairs(bare));
      parts.push_back(join(std::move(ways), " OR "));
    }
  }
  return join(std::move(parts), " AND ");
}

Match match_words(const QueryNode& node, std::string_view columns, const Tokenizer& tokenizer) {
  const std::string text = text::to_nfc(node.text);
  if (!has_syllable(text) || node.field == Field::author) {
    const std::string words = tokenizer.folded(text, " ");
    return words.empty() ? Match{} : phrase(columns, words, node.prefix);
  }
  if (!node.quoted) return match_korean_word(text, columns, tokenizer);
  const std::string words = tokenizer.folded(korean_words(text), " ");
  // A lone syllable is in the index as itself only where it stands alone.
  return words.size() <= 3 ? Match{} : phrase("korean : ", words);
}

/// Words so common that they tell nothing: left out of a query that has others.
bool is_common(const QueryNode& node) {
  constexpr std::array<std::string_view, 24> k_common{
      "a",  "an", "and", "are", "as", "at",   "be",  "by",   "can", "for", "from", "in",
      "is", "it", "of",  "on",  "or", "that", "the", "this", "to",  "via", "we",   "with"};
  if (node.kind != QueryNode::Kind::words || node.quoted || node.prefix || node.field != Field::any)
    return false;
  return std::ranges::binary_search(k_common, ascii::lower(node.text));
}

Match match_all_of(const QueryNode& node, Table table, const Tokenizer& tokenizer) {
  const bool has_others = !std::ranges::all_of(node.children, is_common);
  std::vector<Match> parts;
  for (const QueryNode& child : node.children) {
    if (has_others && is_common(child)) continue;
    Match part = match(child, table, tokenizer);
    if (part.kind == Match::Kind::nothing) return part;
    parts.push_back(std::move(part));
  }
  return join(std::move(parts), " AND ");
}

Match match_one_of(const QueryNode& node, Table table, const Tokenizer& tokenizer) {
  std::vector<Match> parts;
  bool is_nothing = false;
  for (const QueryNode& child : node.children) {
    Match part = match(child, table, tokenizer);
    is_nothing |= part.kind == Match::Kind::nothing;
    if (part.kind != Match::Kind::nothing) parts.push_back(std::move(part));
  }
  Match joined = join(std::move(parts), " OR ");
  if (joined.kind == Match::Kind::ignored && is_nothing) joined.kind = Match::Kind::nothing;
  return joined;
}

Match match_but_not(const QueryNode& node, Table table, const Tokenizer& tokenizer) {
  Match wanted = match(node.children.at(0), table, tokenizer);
  if (wanted.kind == Match::Kind::ignored && node.children.at(0).children.empty()) {
    // Nothing is asked for but what must not be there.
    if (table == Table::review_words) return {Match::Kind::nothing};
    wanted = phrase("marks : ", k_mark_all);
  }
  const Match unwanted = match(node.children.at(1), table, tokenizer);
  if (wanted.kind != Match::Kind::expression || unwanted.kind != Match::Kind::expression) return wanted;
  wanted.text = "(" + wanted.text + " NOT " + unwanted.text + ")";
  wanted.phrases.insert(wanted.phrases.end(), unwanted.phrases.begin(), unwanted.phrases.end());
  return wanted;
}

}  // namespace

Match match(const QueryNode& node, Table table, const Tokenizer& tokenizer) {
  switch (node.kind) {
    case QueryNode::Kind::words: {
      const auto columns = columns_of(node.field, table);
      return columns ? match_words(node, *columns, tokenizer) : Match{Match::Kind::nothing};
    }
    case QueryNode::Kind::all_of:
      return match_all_of(node, table, tokenizer);
    case QueryNode::Kind::one_of:
      return match_one_of(node, table, tokenizer);
    case QueryNode::Kind::but_not:
      return match_but_not(node, table, tokenizer);
  }
  return {};
}

Error no_words(std::string_view keyword) {
  return {.kind = ErrorKind::usage,
          .what = "nothing to look for in the keyword \"" + std::string(keyword) + "\"",
          .where = {},
          .hint = "a keyword has letters or digits; of Korean two syllables or more"};
}

Match match_keyword(std::string_view keyword, const Tokenizer& tokenizer) {
  QueryNode node;
  node.text = keyword;
  node.quoted = keyword.find(' ') != keyword.npos;
  return match_words(node, k_text_columns, tokenizer);
}

}  // namespace nonmun::archive
