#include "nonmun/daily/harvest.hpp"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <unordered_set>
#include <utility>

#include "asking.hpp"
#include "nonmun/core/merge.hpp"
#include "nonmun/core/parallel.hpp"
#include "nonmun/daily/manifest.hpp"
#include "nonmun/fetch/refusal_text.hpp"
#include "nonmun/parse/arxiv_oai.hpp"
#include "nonmun/render/paper_json.hpp"

namespace nonmun::daily {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t k_kept_issues = 1000;
constexpr int k_asks = 3;                     ///< of one page that is not what it should be
constexpr std::size_t k_begins = 2;           ///< of a list in one run, after the first
constexpr std::size_t k_empty_in_a_row = 20;  ///< pages without records but with a token

// The groups of OAI sets; all archives that are not named here are physics.
constexpr std::string_view k_own_groups[] = {"cs", "econ", "eess", "math", "q-bio", "q-fin", "stat"};
constexpr std::string_view k_physics = "physics";

bool is_own_group(std::string_view name) {
  return std::ranges::find(k_own_groups, name) != std::end(k_own_groups);
}

std::string_view group_of(std::string_view archive) { return is_own_group(archive) ? archive : k_physics; }

/// Whether arXiv may have a set: a group, an archive in its group, or a category in its archive. Archives of
/// old papers only, such as cmp-lg, may be in any group: arXiv's own lists differ.
bool is_known_set(std::string_view set) {
  if (set.empty()) return true;
  const auto colon = set.find(':');
  const auto group = set.substr(0, colon);
  if (!is_own_group(group) && group != k_physics) return false;
  if (colon == set.npos) return true;
  std::string id(set.substr(colon + 1));
  const auto archive = id.substr(0, id.find(':'));
  if (archive.size() < id.size()) id[archive.size()] = '.';
  return std::ranges::any_of(arxiv_categories(), [&](const Category& category) {
    if (category.archive() != archive || (category.id != id && archive != id)) return false;
    const bool is_of_old_papers = category.id == archive && category.canonical != category.id;
    return group_of(archive) == group || is_of_old_papers;
  });
}

/// arXiv's Identify: earliestDatestamp.
constexpr Day k_earliest{std::chrono::year{2005} / std::chrono::September / 16};

void add_issue(HarvestReport& report, Issue issue) {
  if (report.account.issues.size() < k_kept_issues)
    report.account.issues.push_back(std::move(issue));
  else
    ++report.more_issues;
}

// --- What a commit remembers ------------------------------------------------------------------------------

std::string format_mark(const HarvestReport& report, std::string_view token) {
  const Account& account = report.account;
  Json json{{"token", token},
            {"pages", report.pages},
            {"fetched", account.fetched},
            {"shown", account.shown},
            {"merged", account.merged},
            {"held_back", account.held_back},
            {"deleted", report.deleted},
            {"begun_again", report.begun_again},
            {"more_issues", report.more_issues}};
  if (report.newest) json["newest"] = report.newest->str();
  if (report.begun_at) json["begun_at"] = format_instant(*report.begun_at);
  json["issues"] = Json::array();
  for (const Issue& issue : account.issues) json["issues"].push_back({issue.where, issue.what});
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Takes up an earlier run; gives the token of the page to ask for.
Result<std::string> read_mark(const std::string& mark, HarvestReport& report) {
  try {
    const Json json = Json::parse(mark);
    Account& account = report.account;
    json.at("pages").get_to(report.pages);
    json.at("fetched").get_to(account.fetched);
    json.at("shown").get_to(account.shown);
    json.at("merged").get_to(account.merged);
    json.at("held_back").get_to(account.held_back);
    json.at("deleted").get_to(report.deleted);
    json.at("begun_again").get_to(report.begun_again);
    json.at("more_issues").get_to(report.more_issues);
    if (json.contains("newest")) {
      if (const auto day = Day::parse(json["newest"].get<std::string>())) report.newest = *day;
    }
    if (json.contains("begun_at")) {
      if (const auto time = Timestamp::parse(json["begun_at"].get<std::string>()))
        report.begun_at = time->instant;
    }
    for (const Json& issue : json.at("issues"))
      account.issues.push_back({issue.at(0).get<std::string>(), issue.at(1).get<std::string>()});
    report.resumed = true;
    return json.at("token").get<std::string>();
  } catch (const Json::exception&) {
    return fail(ErrorKind::local_fault, "its state does not say how far the earlier harvest came", {},
                "remove the .state file beside the output to begin anew");
  }
}

// --- One page ---------------------------------------------------------------------------------------------

struct Page {
  parse::ArxivOai content;
  std::string where;
  bool token_is_refused = false;  ///< then there is no content
};

/// Asks for a page, again if the answer is none. Errors: unavailable; usage in arXiv's words; what stops the
/// run.
Result<Page> ask(const fetch::Request& request, bool is_first, World& world) {
  Error last;
  for (int asked = 0; asked < k_asks; ++asked) {
    const auto response = world.http.get(request);
    if (!response) return std::unexpected(response.error());
    Page page{.content = {}, .where = response->url};
    auto content = parse::parse_arxiv_oai(
        response->body,
        {.where = response->url, .day = {}, .fetched_at = response->fetched_at, .category = {}});
    if (content) {
      page.content = *std::move(content);
      const bool is_empty = page.content.parsed.entries == 0 && page.content.deleted.empty();
      // A list does not end on a page that its token promised and that has nothing.
      if (is_first || !is_empty || page.content.token || asked + 1 == k_asks) return page;
      continue;
    }
    if (content.error().kind == ErrorKind::usage) return std::unexpected(std::move(content).error());
    if (content.error().kind == ErrorKind::unavailable) {
      page.token_is_refused = true;
      return page;
    }
    if (response->status != 200)
      return fail(ErrorKind::unavailable, "arXiv answered " + fetch::refusal_text(*response), response->url,
                  "try again later");
    last = std::move(content).error();
  }
  last.kind = ErrorKind::unavailable;
  last.what += " (asked " + std::to_string(k_asks) + " times)";
  last.hint = "try again later";
  return std::unexpected(std::move(last));
}

/// Counts a page's records and gives its lines.
std::string take(Page& page, HarvestReport& report) {
  parse::ArxivOai& content = page.content;
  Account& account = report.account;
  ++report.pages;
  if (!report.begun_at) report.begun_at = content.answered_at;
  if (content.newest && (!report.newest || *report.newest < *content.newest)) report.newest = content.newest;
  for (const ArxivId& id : content.deleted) add_issue(report, {id.str(), "deleted at arXiv"});
  report.deleted += content.deleted.size();
  for (Issue& issue : content.parsed.issues)
    add_issue(report, {page.where + ", " + issue.where, std::move(issue.what)});
  account.fetched += content.parsed.entries;
  account.held_back += content.parsed.held_back;
  account.merged += merge_repeated(content.parsed.papers);
  account.shown += content.parsed.papers.size();
  std::string lines;
  render::append_json_lines(lines, content.parsed.papers);
  return lines;
}

Error broken_off(std::string what, const std::string& where, std::string hint) {
  return {ErrorKind::unavailable, std::move(what), where, std::move(hint)};
}

/// One harvest: where it is in its list. While a page is turned into lines and written, the next is asked
/// for.
class Harvest {
 public:
  Harvest(const fetch::OaiList& list, World& world, deliver::ResumableFile& out,
          const std::function<void(const HarvestReport&)>& on_page)
      : list_(list), world_(world), out_(out), on_page_(on_page) {}

  Result<HarvestReport> run() {
    if (!out_.mark().empty()) {
      auto token = read_mark(out_.mark(), report_);
      if (!token) return std::unexpected(std::move(token).error());
      token_ = *std::move(token);
      tokens_.insert(token_);
    }
    for (bool goes_on = true; goes_on;) {
      const auto step = read_page();
      if (!step) return std::unexpected(step.error());
      goes_on = *step;
    }
    return std::move(report_);
  }

 private:
  /// Reads one page; false: that was the last.
  Result<bool> read_page() {
    const bool is_first = token_.empty();
    auto page = ask(is_first ? fetch::arxiv_oai_request(world_.endpoints, list_)
                             : fetch::arxiv_oai_request(world_.endpoints, token_),
                    is_first, world_);
    if (const auto written = wait(); !written) return std::unexpected(written.error());
    if (out_.reader_is_gone()) return leave_reader();
    if (!page) {
      if (stops_the_run(page.error()) || (is_first && page.error().kind == ErrorKind::usage))
        return std::unexpected(std::move(page).error());
      return give_up(std::move(page).error());
    }
    if (page->token_is_refused) return begin_again(page->where, is_first);

    const bool is_empty = page->content.parsed.entries == 0 && page->content.deleted.empty();
    const auto next = page->content.token ? page->content.token->value : std::string{};
    if (page->content.token && page->content.token->complete_list_size)
      list_size_ = page->content.token->complete_list_size;
    empty_in_a_row_ = is_empty ? empty_in_a_row_ + 1 : 0;
    const bool stands_still = !next.empty() && (next == token_ || empty_in_a_row_ == k_empty_in_a_row);
    const bool goes_on = !next.empty() && !stands_still && tokens_.insert(next).second;
    const auto where = page->where;
    begin_writing(*std::move(page), goes_on ? next : std::string{});
    if (goes_on) {
      token_ = next;
      return true;
    }
    if (const auto written = wait(); !written) return std::unexpected(written.error());
    if (out_.reader_is_gone()) return leave_reader();
    if (next.empty()) return end(is_empty && !is_first, where);
    if (!stands_still) return leave_circle(where);
    return give_up(broken_off("the list does not go on: arXiv gives the same page again and again", where,
                              "try again later"));
  }

  /// Begins to turn a page into lines, to write them and, if the list goes on, to remember with which token.
  void begin_writing(Page page, const std::string& next) {
    writing_.begin([this, page = std::make_shared<Page>(std::move(page)), next] {
      written_ = out_.append(take(*page, report_));
      if (!written_) return;
      if (on_page_) on_page_(report_);
      if (!out_.reader_is_gone() && !next.empty()) written_ = out_.commit(format_mark(report_, next));
    });
  }

  /// Until the page is written: only then report and output may be touched.
  Result<void> wait() {
    writing_.wait();
    return written_;
  }

  Result<bool> leave_reader() {
    report_.complete = true;
    return false;
  }

  Result<bool> give_up(Error error) {
    report_.account.failures.push_back(std::move(error));
    return false;
  }

  /// A later run must not go on inside the circle and take its pages once more.
  Result<bool> leave_circle(const std::string& where) {
    if (out_.can_start_over()) {
      if (const auto over = out_.start_over(); !over) return std::unexpected(over.error());
      report_ = {};
    }
    return give_up(broken_off("the list does not go on: arXiv's tokens lead in a circle", where,
                              "begin the harvest again later"));
  }

  Result<bool> begin_again(const std::string& where, bool is_first) {
    Error refused = broken_off("arXiv no longer takes the token of the next page", where,
                               "begin the harvest again; with -o FILE it does so by itself");
    if (is_first || !out_.can_start_over() || begins_ == k_begins) return give_up(std::move(refused));
    ++begins_;
    if (const auto over = out_.start_over(); !over) return std::unexpected(over.error());
    const auto begun_again = report_.begun_again + 1;
    report_ = {};
    report_.begun_again = begun_again;
    token_.clear();
    tokens_.clear();
    list_size_.reset();
    return true;
  }

  Result<bool> end(bool on_empty_page, const std::string& where) {
    const auto read = report_.account.fetched + report_.deleted;
    if (on_empty_page)
      report_.account.failures.push_back(broken_off("the list ended on a page without records", where,
                                                    "some may be missing; harvest again later"));
    else if (list_size_ && read < *list_size_)
      report_.account.failures.push_back(broken_off("arXiv said that the list has " +
                                                        std::to_string(*list_size_) + " records, and gave " +
                                                        std::to_string(read),
                                                    where, "some may be missing; harvest again later"));
    if (const auto finished = out_.finish(); !finished) return std::unexpected(finished.error());
    report_.complete = true;
    return false;
  }

  const fetch::OaiList& list_;
  World& world_;
  deliver::ResumableFile& out_;
  const std::function<void(const HarvestReport&)>& on_page_;
  HarvestReport report_;
  std::string token_;
  std::unordered_set<std::string> tokens_;  ///< of this run: one a page, some hundreds in all
  std::optional<std::size_t> list_size_;
  std::size_t begins_ = 0, empty_in_a_row_ = 0;
  Result<void> written_;  ///< of the page before
  Beside writing_;        // the last member: it ends before what it writes to
};

}  // namespace

std::optional<Day> HarvestReport::next_from() const {
  if (!begun_at) return newest;
  const Day begun = Day::of(*begun_at);
  return newest ? std::min(*newest, begun) : begun;
}

std::string oai_set(const Category& category) {
  // Aliases have sets of their own; what was subsumed has none.
  const auto* asked =
      category.state == Category::State::retired ? find_category(category.canonical) : &category;
  if (asked == nullptr) asked = &category;
  const auto archive = asked->archive();
  std::string set = std::string(group_of(archive)) + ':' + std::string(archive);
  if (asked->id.size() > archive.size()) set += ':' + std::string(asked->id.substr(archive.size() + 1));
  return set;
}

Result<void> check(const fetch::OaiList& list) {
  for (const auto& day : {list.from, list.until}) {
    if (day && *day < k_earliest)
      return fail(ErrorKind::usage, "arXiv's records begin on " + k_earliest.str(), day->str(),
                  "the days are those of the last change of a record, not of its submission");
  }
  if (list.from && list.until && *list.until < *list.from)
    return fail(ErrorKind::usage, "the days run backwards", list.from->str() + " to " + list.until->str(),
                "write the earlier day first");
  if (is_known_set(list.set)) return {};
  const auto class_or_archive = list.set.substr(list.set.rfind(':') + 1);
  return fail(ErrorKind::usage, "arXiv has no such set", "'" + list.set.substr(0, 60) + "'",
              "did you mean '" + oai_set(nearest_category(class_or_archive)) +
                  "'? A set is cs, cs:cs or cs:cs:CL; --category takes a category's name");
}

std::string harvest_job(const fetch::OaiList& list, const fetch::Endpoints& endpoints) {
  std::string job = "harvest of " + endpoints.arxiv_oai + ", format " + list.metadata;
  job += list.set.empty() ? ", all sets" : ", set " + list.set;
  if (list.from) job += ", since " + list.from->str();
  if (list.until) job += ", until " + list.until->str();
  return job;
}

Result<HarvestReport> harvest(const fetch::OaiList& list, World& world, deliver::ResumableFile& out,
                              const std::function<void(const HarvestReport&)>& on_page) {
  if (const auto right = check(list); !right) return std::unexpected(right.error());
  return Harvest(list, world, out, on_page).run();
}

std::string manifest_json(const HarvestReport& report, Instant at) {
  Json json = Json::parse(manifest_json(report.account, {}, at));
  json.erase("ids");
  Json harvest{{"complete", report.complete},
               {"pages", report.pages},
               {"deleted", report.deleted},
               {"begun_again", report.begun_again},
               {"more_issues", report.more_issues}};
  if (const auto next = report.next_from()) harvest["next_since"] = next->str();
  json["harvest"] = std::move(harvest);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace nonmun::daily
