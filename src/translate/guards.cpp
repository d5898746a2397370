#include "nonmun/translate/guards.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

#include "guard_claims.hpp"
#include "nonmun/core/ascii.hpp"

namespace nonmun::translate {

std::string_view guard_name(Guard guard) {
  constexpr std::array<std::string_view, k_guards> k_names = {
      "script", "hangul_share", "latin_words", "names", "numbers",    "units",  "negation",  "links",
      "math",   "citations",    "length",      "meta",  "duplicates", "speech", "particles", "glossary"};
  return k_names[static_cast<std::size_t>(guard)];
}

GuardedSource::GuardedSource(const Source& source) : index_(std::make_shared<const SourceIndex>(source)) {}

void add(Findings& findings, Guard guard, std::string detail, std::size_t begin, std::size_t end) {
  findings.push_back({guard, std::move(detail), {begin, end}});
}

std::string quoted(std::string_view text) {
  constexpr std::size_t k_most = 60;
  const std::size_t end = ascii::character_start(text, std::min(text.size(), k_most));
  std::string out = "\"";
  for (const char c : text.substr(0, end)) out.push_back(c == '\n' || c == '\t' || c == '\r' ? ' ' : c);
  return out.append(end < text.size() ? "…\"" : "\"");
}

bool Line::cites(std::size_t at) const {
  const auto holds = [&](text::Span span) { return at >= span.begin && at < span.end; };
  return at < source.source().title.size() ||
         std::any_of(
             cited.begin(), cited.end(), [&](int number) { return holds(source.sentence_span(number)); });
}

Line read_line(std::string_view whole, const SourceIndex& source, const GuardOptions& options,
               const std::vector<int>* src, std::span<const std::size_t> terms) {
  const std::string_view text =
      whole.substr(0, ascii::character_start(whole, std::min(whole.size(), k_longest_line)));
  Line line{.text = text,
            .source = source,
            .options = options,
            .src = src,
            .unread = whole.size() - text.size(),
            .cited = {},
            .quotation = text.size(),
            .length = count_characters(text),
            .bigrams = Bigrams(text),
            .tokens = tokens_of(text),
            .known = {},
            .quantities = {},
            .quoted = {},
            .sentences = {},
            .terms = terms};
  if (src != nullptr)
    std::copy_if(src->begin(), src->end(), std::back_inserter(line.cited),
                 [&](int number) { return !source.source().sentence(number).empty(); });
  line.quotation = quotation_begin(text, line.tokens);
  if (line.quotation < text.size()) {
    const auto first = std::find_if(line.tokens.begin(), line.tokens.end(),
                                    [&](const Token& token) { return token.begin >= line.quotation; });
    line.quoted = english_quantities(text, {first, line.tokens.end()});
  }
  // A line that quotes its sentence in brackets cites it so.
  if (src != nullptr && line.cited.empty()) line.cited = quoted_sentences(line);
  line.known.resize(line.tokens.size());
  for (std::size_t i = 0; i < line.tokens.size(); ++i) {
    const Token& token = line.tokens[i];
    if (token.kind == TokenKind::word)
      line.known[i] =
          source.has_word(token.key) || is_known_word(slice(text, token), source, *options.glossary);
    else if (token.kind == TokenKind::number && has_suffix(token))
      line.known[i] = source.has_word(token.key);
  }
  line.quantities = korean_quantities(text, line.tokens);
  if (src != nullptr) line.sentences = sentence_ends_of(text);
  return line;
}

namespace {

/// What is checked in a single line, in the order of the guards.
struct LineCheck {
  void (*check)(const Line& line, Findings& findings);
  bool of_titles = true;  ///< a title has neither a sentence's end nor sentences that it cites
};
constexpr LineCheck k_checks[] = {{check_script},        {check_hangul_share}, {check_words},
                                  {check_numbers},       {check_units},        {check_negation, false},
                                  {check_links},         {check_math},         {check_citations, false},
                                  {check_length},        {check_meta},         {check_repetition},
                                  {check_speech, false}, {check_particles},    {check_glossary}};

Findings check_by_itself(const Line& line) {
  Findings findings;
  for (const LineCheck& one : k_checks) {
    if (line.src == nullptr && !one.of_titles) continue;
    const std::size_t most = findings.size() + k_most_findings;
    one.check(line, findings);
    if (findings.size() > most) findings.resize(most);
  }
  return findings;
}

}  // namespace

std::vector<Finding> check_bullet(const Bullet& bullet, const GuardedSource& source,
                                  const GuardOptions& options) {
  const auto terms = terms_in(source.index(), *options.glossary);
  return check_by_itself(read_line(bullet.ko, source.index(), options, &bullet.src, terms));
}

std::vector<std::vector<Finding>> check_summary(const std::vector<Bullet>& bullets,
                                                const GuardedSource& source, const GuardOptions& options) {
  const auto terms = terms_in(source.index(), *options.glossary);
  std::vector<Line> lines;
  std::vector<Findings> findings;
  lines.reserve(bullets.size());
  findings.reserve(bullets.size());
  for (const Bullet& bullet : bullets) {
    lines.push_back(read_line(bullet.ko, source.index(), options, &bullet.src, terms));
    findings.push_back(check_by_itself(lines.back()));
  }
  check_duplicates(lines, findings);
  check_mixed_speech(lines, options, findings);
  for (Findings& found : findings)
    std::sort(found.begin(), found.end(), [](const Finding& a, const Finding& b) {
      return std::tuple(a.guard, a.where.begin, a.where.end, std::string_view(a.detail)) <
             std::tuple(b.guard, b.where.begin, b.where.end, std::string_view(b.detail));
    });
  return findings;
}

std::vector<Finding> check_title(std::string_view title_ko, const GuardedSource& source,
                                 const GuardOptions& options) {
  if (title_ko == source.index().source().title && !title_ko.empty()) return {};
  const auto terms = terms_in(source.index(), *options.glossary);
  return check_by_itself(read_line(title_ko, source.index(), options, nullptr, terms));
}

bool has_finding(const std::vector<Finding>& findings, Guard guard) {
  return std::any_of(findings.begin(), findings.end(),
                     [&](const Finding& finding) { return finding.guard == guard; });
}

std::string to_reason(const std::vector<Finding>& findings) {
  if (findings.empty()) return {};
  std::string reason(guard_name(findings[0].guard));
  reason.append(": ").append(findings[0].detail);
  if (findings.size() > 1)
    reason.append(" (and ").append(std::to_string(findings.size() - 1)).append(" more)");
  return reason;
}

}  // namespace nonmun::translate
