#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include <nlohmann/json.hpp>

#include "archive_access.hpp"
#include "nonmun/text/unicode.hpp"
#include "nonmun/translate/guards.hpp"
#include "read_papers.hpp"
#include "translation.hpp"

namespace nonmun::cli {
namespace {

using namespace translate;

/// A fault in one Korean line.
struct Fault {
  const Paper* paper = nullptr;
  std::size_t bullet = 0;  ///< from 1; 0: the title
  std::string_view line;
  Finding finding;
};

/// Whether a guard needs nothing but the line. Of links, what holds without a source is that a line shows no
/// Markdown and no HTML; of the length, that a line is not empty and not cut off.
bool needs_no_source(Guard guard) {
  constexpr std::array k_alone{Guard::script,     Guard::links,     Guard::length, Guard::meta,
                               Guard::duplicates, Guard::particles, Guard::speech};
  return std::ranges::find(k_alone, guard) != k_alone.end();
}

/// Takes the abstracts that the input does not have from the archive, if there is one that has them.
void find_abstracts(const Session& session, std::vector<Paper>& papers) {
  std::vector<ArxivId> ids;
  std::vector<Paper*> without;
  for (Paper& paper : papers) {
    if (!paper.abstract.empty()) continue;
    ids.push_back(paper.id);
    without.push_back(&paper);
  }
  if (ids.empty()) return;
  const auto archive = open_archive(session, archive::Access::read);
  if (!archive) return;
  const auto known = (*archive)->find(ids);
  if (!known) return;
  for (std::size_t i = 0; i < without.size(); ++i) {
    const auto& paper = (*known)[i];
    if (!paper) continue;
    without[i]->abstract = paper->abstract;
    // A digest may have its title in Korean, or cut.
    if (!paper->title.empty()) without[i]->title = paper->title;
  }
}

/// Whether a guard looks at the other lines of the summary.
bool is_among_lines(Guard guard) { return guard == Guard::duplicates || guard == Guard::speech; }

/// What is wrong with a line that was made from another text than the abstract: held against that text.
std::vector<Finding> check_against_english(const Paper& paper, const Bullet& bullet,
                                           const std::vector<Finding>& in_summary,
                                           const GuardOptions& options) {
  Paper other(paper.id);
  other.title = paper.title;
  other.abstract = bullet.en;
  other.links = paper.links;
  std::vector<Finding> findings = check_bullet(bullet, source_of(other), options);
  std::erase_if(findings, [](const Finding& finding) { return is_among_lines(finding.guard); });
  std::ranges::copy_if(in_summary, std::back_inserter(findings),
                       [](const Finding& finding) { return is_among_lines(finding.guard); });
  std::ranges::sort(findings, {}, [](const Finding& finding) {
    return std::tuple(finding.guard, finding.where.begin, finding.where.end);
  });
  return findings;
}

bool is_of_digest(const Paper& paper) {
  return paper.provenance.metadata && paper.provenance.metadata->source == "digest";
}

std::string day_of(const Paper& paper) {
  const bool known = paper.listed && !paper.listed->empty() && paper.listed->front().day;
  return known ? paper.listed->front().day->str() : "";
}

/// The register of each digest of the input, by its day: a digest keeps to one, as a summary does.
std::map<std::string, Registers> registers_of_digests(const std::vector<Paper>& papers) {
  std::map<std::string, Registers> registers;
  for (const Paper& paper : papers)
    if (is_of_digest(paper)) registers[day_of(paper)] += count_registers(paper);
  return registers;
}

/// Adds the sentences that differ from the register of the digest, to lines that do not within their summary.
void hold_to_digest(const Bullet& bullet, Register speech, std::vector<Finding>& findings) {
  if (has_finding(findings, Guard::speech)) return;
  std::ranges::copy(check_register(bullet.ko, speech), std::back_inserter(findings));
}

void check_paper(const Paper& paper, const GuardOptions& options, std::optional<Register> register_of_digest,
                 std::vector<Fault>& faults) {
  std::vector<Bullet> bullets = paper.summary.value_or(std::vector<Bullet>{});
  const Source source = source_of_record(paper, bullets);
  const GuardedSource guarded(source);
  const auto add = [&](std::size_t bullet, std::string_view line, bool has_source,
                       const std::vector<Finding>& findings) {
    for (const Finding& finding : findings)
      if (has_source || needs_no_source(finding.guard)) faults.push_back({&paper, bullet, line, finding});
  };
  const bool has_abstract = !paper.abstract.empty();
  if (!paper.title_ko.empty())
    add(0, paper.title_ko, has_abstract, check_title(paper.title_ko, guarded, options));
  std::vector<Bullet> korean;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < bullets.size(); ++i) {
    const Bullet& bullet = bullets[i];
    if (bullet.ko.empty()) continue;
    korean.push_back(bullet);
    if (bullet.src.empty()) korean.back().src = sentences_quoted_in(bullet.en, source);
    places.push_back(i);
  }
  auto findings = check_summary(korean, guarded, options);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (register_of_digest) hold_to_digest(korean[i], *register_of_digest, findings[i]);
    const std::string_view line = (*paper.summary)[places[i]].ko;
    // The English beside a line is what it was made from, wherever that stands.
    const bool of_abstract = korean[i].en.empty() || !korean[i].src.empty();
    if (of_abstract)
      add(places[i] + 1, line, has_abstract, findings[i]);
    else
      add(places[i] + 1, line, true, check_against_english(paper, korean[i], findings[i], options));
  }
}

std::string where_of(const Fault& fault) {
  return fault.paper->id.str() + (fault.bullet == 0 ? " title" : " line " + std::to_string(fault.bullet));
}

std::string as_text(const std::vector<Fault>& faults) {
  std::string out;
  for (const Fault& fault : faults) {
    out += where_of(fault) + ": " + std::string(guard_name(fault.finding.guard)) + ": " +
           fault.finding.detail + "\n    ";
    out += fault.line;
    out += '\n';
  }
  return out;
}

/// Places count code points of the line.
std::string as_json(const std::vector<Fault>& faults) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Fault& fault : faults) {
    const auto [begin, end] = fault.finding.where;
    list.push_back({{"id", fault.paper->id.str()},
                    {"line", fault.bullet},
                    {"guard", guard_name(fault.finding.guard)},
                    {"detail", fault.finding.detail},
                    {"start", text::count_code_points(fault.line.substr(0, begin))},
                    {"end", text::count_code_points(fault.line.substr(0, end))},
                    {"ko", fault.line}});
  }
  return list.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

std::size_t count_lines(const std::vector<Paper>& papers) {
  std::size_t lines = 0;
  for (const Paper& paper : papers) {
    lines += !paper.title_ko.empty();
    for (const Bullet& bullet : paper.summary.value_or(std::vector<Bullet>{})) lines += !bullet.ko.empty();
  }
  return lines;
}

/// The Korean lines of which neither the abstract nor the English beside them is known.
std::size_t count_without_source(const std::vector<Paper>& papers) {
  std::size_t lines = 0;
  for (const Paper& paper : papers) {
    if (!paper.abstract.empty()) continue;
    lines += !paper.title_ko.empty();
    for (const Bullet& bullet : paper.summary.value_or(std::vector<Bullet>{}))
      lines += !bullet.ko.empty() && bullet.en.empty();
  }
  return lines;
}

}  // namespace

Result<ExitCode> command_verify(Session& session) {
  const Options& options = session.options;
  const auto glossary = read_glossary(options.translation);
  if (!glossary) return std::unexpected(glossary.error());
  auto digest = read_papers(session);
  if (!digest) return std::unexpected(std::move(digest).error());
  find_abstracts(session, digest->papers);
  const GuardOptions guards{.speech = options.translation.speech,
                            .strict_speech = false,
                            .hold_speech = !options.translation.speech_follows,
                            .cites = false,
                            .glossary = &glossary->terms};
  std::vector<Fault> faults;
  const auto registers = registers_of_digests(digest->papers);
  for (const Paper& paper : digest->papers) {
    const auto found = is_of_digest(paper) ? registers.find(day_of(paper)) : registers.end();
    check_paper(paper, guards, found == registers.end() ? std::nullopt : found->second.common(), faults);
  }
  const std::string text = options.render.format == render::Format::json ? as_json(faults) : as_text(faults);
  if (const auto written = write_output(session, text); !written) return std::unexpected(written.error());

  report_account(session.streams, *digest->account);
  const std::size_t lines = count_lines(digest->papers);
  const std::size_t alone = count_without_source(digest->papers);
  std::string summary = std::to_string(lines) + (lines == 1 ? " Korean line, " : " Korean lines, ") +
                        std::to_string(faults.size()) + (faults.size() == 1 ? " fault" : " faults");
  if (alone > 0)
    summary += "; " + std::to_string(alone) + (alone == 1 ? " line was" : " lines were") +
               " held against no abstract: none here or in the archive";
  session.streams.note(summary);
  const ExitCode read = input_outcome(*digest->account);
  return read == ExitCode::done && !faults.empty() ? ExitCode::partial : read;
}

}  // namespace nonmun::cli
