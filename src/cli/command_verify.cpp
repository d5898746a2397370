#include <algorithm>
#include <array>
#include <string>
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

/// Whether a guard needs nothing but the line.
bool needs_no_source(Guard guard) {
  constexpr std::array k_alone{Guard::script, Guard::meta, Guard::duplicates, Guard::particles,
                               Guard::speech};
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

void check_paper(const Paper& paper, const GuardOptions& options, std::vector<Fault>& faults) {
  std::vector<Bullet> bullets = paper.summary.value_or(std::vector<Bullet>{});
  const Source source = source_of_record(paper, bullets);
  const GuardedSource guarded(source);
  const auto add = [&](std::size_t bullet, std::string_view line, const std::vector<Finding>& findings) {
    for (const Finding& finding : findings)
      if (!paper.abstract.empty() || needs_no_source(finding.guard))
        faults.push_back({&paper, bullet, line, finding});
  };
  if (!paper.title_ko.empty()) add(0, paper.title_ko, check_title(paper.title_ko, guarded, options));
  std::vector<Bullet> korean;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < bullets.size(); ++i) {
    if (bullets[i].ko.empty()) continue;
    korean.push_back(bullets[i]);
    places.push_back(i);
  }
  const auto findings = check_summary(korean, guarded, options);
  for (std::size_t i = 0; i < findings.size(); ++i)
    add(places[i] + 1, (*paper.summary)[places[i]].ko, findings[i]);
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
                            .cites = false,
                            .glossary = &glossary->terms};
  std::vector<Fault> faults;
  for (const Paper& paper : digest->papers) check_paper(paper, guards, faults);
  const std::string text = options.render.format == render::Format::json ? as_json(faults) : as_text(faults);
  if (const auto written = write_output(session, text); !written) return std::unexpected(written.error());

  report_account(session.streams, *digest->account);
  const auto alone =
      std::ranges::count_if(digest->papers, [](const Paper& paper) { return paper.abstract.empty(); });
  if (alone > 0)
    session.streams.note(
        std::to_string(alone) +
        " papers have no abstract here or in the archive: their lines were held against nothing");
  const std::size_t lines = count_lines(digest->papers);
  session.streams.note(std::to_string(lines) + (lines == 1 ? " Korean line, " : " Korean lines, ") +
                       std::to_string(faults.size()) + (faults.size() == 1 ? " fault" : " faults"));
  const ExitCode read = input_outcome(*digest->account);
  return read == ExitCode::done && !faults.empty() ? ExitCode::partial : read;
}

}  // namespace nonmun::cli
