// arXiv's announcements, gathered from made-up pages and feeds. The calendar's newest announcement at k_now
// is that of Wednesday, 12 August 2026.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "nonmun/core/calendar.hpp"
#include "nonmun/daily/gather.hpp"
#include "support/fake_http_client.hpp"
#include "support/show.hpp"

using namespace nonmun;
using nonmun::test::answer;

namespace {

const Instant k_now = Timestamp::parse("2026-08-12T06:00:00Z").value().instant;
const Day k_day = Day::parse("2026-08-12").value();

struct Entry {
  std::string id, kind = "new", primary = "cs.CL";
};

std::string long_date(const std::string& day) {
  const std::map<std::string, std::string> names{{"2026-08-11", "Tuesday, 11 August 2026"},
                                                 {"2026-08-12", "Wednesday, 12 August 2026"}};
  return names.at(day);
}

std::string count_kind(const std::vector<Entry>& entries, const std::string& kind) {
  return std::to_string(std::ranges::count(entries, kind, &Entry::kind));
}

/// The page of an announcement in cs.CL; `more` are entries that it counts and does not have.
std::string listing(const std::string& day, const std::vector<Entry>& entries, std::size_t more = 0) {
  std::string html =
      "<!DOCTYPE html>\n<html><body><div id='dlpage'><h1>Computation and Language</h1>"
      "<a id=\"recent-cs.CL\" href=\"/list/cs.CL/recent\">recent</a>"
      "<h3>Showing new listings for " +
      long_date(day) + "</h3><div class='paging'>Total of " + std::to_string(entries.size() + more) +
      " entries</div><dl id='articles'>";
  const std::pair<std::string, std::string> sections[] = {
      {"new", "New"}, {"cross", "Cross"}, {"replace", "Replacement"}};
  for (const auto& [kind, name] : sections) {
    const std::string shown = count_kind(entries, kind);
    if (shown == "0") continue;
    html += "<h3>" + name + " submissions (showing " + shown + " of " +
            std::to_string(std::stoul(shown) + (kind == "new" ? more : 0)) + " entries)</h3>";
    for (const Entry& entry : entries) {
      if (entry.kind != kind) continue;
      html += "<dt><a href =\"/abs/" + entry.id + "\">arXiv:" + entry.id +
              "</a></dt><dd><div class='meta'><div class='list-title mathjax'><span "
              "class='descriptor'>Title:</span> On " +
              entry.id +
              "</div><div class='list-authors'><a href=\"/a\">Ada Sample</a></div><div "
              "class='list-subjects'><span class='primary-subject'>X (" +
              entry.primary + ")</span>; Y (cs.CL)</div><p class='mathjax'>We boil water.</p></div></dd>";
    }
  }
  return html + "</dl></div></body></html>";
}

std::string feed(const std::string& mail_date, const std::vector<Entry>& entries) {
  std::string xml =
      "<?xml version='1.0' encoding='UTF-8'?><rss xmlns:arxiv=\"http://arxiv.org/schemas/atom\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" version=\"2.0\"><channel><title>cs.CL updates on "
      "arXiv.org</title><link>http://rss.arxiv.org/rss/cs.CL</link><pubDate>" +
      mail_date + " 00:00:00 -0400</pubDate>";
  for (const Entry& entry : entries) {
    xml += "<item><title>On " + entry.id + "</title><link>https://arxiv.org/abs/" + entry.id +
           "</link><description>arXiv:" + entry.id + "v1 Announce Type: " + entry.kind +
           " \nAbstract: We boil water.</description><guid isPermaLink=\"false\">oai:arXiv.org:" + entry.id +
           "v1</guid><category>" + entry.primary + "</category><arxiv:announce_type>" + entry.kind +
           "</arxiv:announce_type><dc:creator>Ada Sample</dc:creator></item>";
  }
  return xml + "</channel></rss>";
}

/// Runs one day of cs.CL against two answers.
struct Run {
  fetch::Response page, feed;
  std::vector<std::string> announce{"new", "cross"};
  Instant now = k_now;
  std::optional<Day> day = k_day;
  std::vector<std::string> asked{};

  Digest operator()() {
    test::FakeHttpClient http([&](const fetch::Request& request) -> Result<fetch::Response> {
      asked.push_back(request.url);
      const bool is_page = request.url.find("/list/") != std::string::npos;
      return is_page ? page : feed;
    });
    const fetch::Endpoints endpoints;
    const FixedClock clock(now);
    daily::World world{http, endpoints, clock};
    daily::GatherRequest request;
    if (day) request.days = DayRange{*day, *day};
    request.sources = {.huggingface = false, .arxiv = {find_category("cs.CL")}, .announce = announce};
    Digest digest = daily::gather(request, world).value();
    CHECK(digest.account->balances());
    CHECK(digest.account->days.size() == 1);
    return digest;
  }
};

const std::vector<Entry> k_entries{
    {"2608.00001"}, {"2608.00002"}, {"2608.00003", "cross", "cs.LG"}, {"2607.00004", "replace"}};
const std::vector<Entry> k_earlier{{"2608.00011"}, {"2608.00012"}};

const DayReport& report(const Digest& digest) { return digest.account->days.front(); }
bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a whole listing page is the announcement, and its feed is not asked") {
  Run run{answer(200, listing("2026-08-12", k_entries)), answer(500)};
  const Digest digest = run();
  CHECK(run.asked == std::vector<std::string>{"https://arxiv.org/list/cs.CL/new?skip=0&show=2000"});
  CHECK(report(digest).state == DayState::published);
  CHECK(report(digest).category == "cs.CL");
  CHECK(report(digest).note.empty());
  CHECK(digest.account->fetched == 4);
  CHECK(digest.account->filtered == 1);
  REQUIRE(digest.papers.size() == 3);
  const Listing& listed = digest.papers[2].listed->front();
  CHECK(listed.source == "arxiv");
  CHECK(listed.day == k_day);
  CHECK(listed.category == "cs.CL");
  CHECK(listed.kind == "cross");
  CHECK(daily::outcome(*digest.account) == ExitCode::done);
}

TEST_CASE("replacements are shown where they are asked for") {
  Run run{answer(200, listing("2026-08-12", k_entries)), answer(500), {"replace"}};
  const Digest digest = run();
  REQUIRE(digest.papers.size() == 1);
  CHECK(digest.papers[0].id.str() == "2607.00004");
  CHECK(digest.account->filtered == 3);
}

TEST_CASE("a feed stands in for a page that cannot be had") {
  Run run{answer(503), answer(200, feed("Wed, 12 Aug 2026", k_entries))};
  const Digest digest = run();
  CHECK(digest.papers.size() == 3);
  CHECK(report(digest).state == DayState::published);
  CHECK(says(report(digest).note, "its page could not be had (arXiv answered HTTP 503"));
  CHECK(says(report(digest).note, "the papers are those of its feed"));
  CHECK(daily::outcome(*digest.account) == ExitCode::done);
}

TEST_CASE("a page that has fewer entries than it counts is completed from the feed") {
  std::vector<Entry> on_page(k_entries.begin() + 1, k_entries.end());
  Run run{answer(200, listing("2026-08-12", on_page, 1)), answer(200, feed("Wed, 12 Aug 2026", k_entries))};
  const Digest digest = run();
  CHECK(digest.papers.size() == 3);
  CHECK(digest.account->merged == 3);
  CHECK(says(report(digest).note, "its page has 1 of the 2 new entries that it counts"));
  CHECK(daily::outcome(*digest.account) == ExitCode::done);
}

TEST_CASE("entries that neither the page nor the feed has are a failure, and the rest is shown") {
  std::vector<Entry> on_page(k_entries.begin() + 1, k_entries.end());
  Run run{answer(200, listing("2026-08-12", on_page, 1)), answer(503)};
  const Digest digest = run();
  CHECK(digest.papers.size() == 2);
  REQUIRE(digest.account->failures.size() == 1);
  CHECK(digest.account->failures[0].kind == ErrorKind::partial);
  CHECK(says(digest.account->failures[0].where, "cs.CL"));
  CHECK(daily::outcome(*digest.account) == ExitCode::partial);
}

TEST_CASE("a page of the announcement before is covered by the feed of the day") {
  Run run{answer(200, listing("2026-08-11", k_earlier)), answer(200, feed("Wed, 12 Aug 2026", k_entries))};
  const Digest digest = run();
  CHECK(digest.papers.size() == 3);
  CHECK(says(report(digest).note, "its page still shows 2026-08-11"));
}

TEST_CASE("a stale page and a stale feed are a stale day, named") {
  Run run{answer(200, listing("2026-08-11", k_earlier)), answer(200, feed("Tue, 11 Aug 2026", k_earlier))};
  const Digest digest = run();
  CHECK(digest.papers.empty());
  CHECK(report(digest).state == DayState::stale);
  CHECK(says(report(digest).note, "its page still shows 2026-08-11; its feed still shows 2026-08-11"));
  CHECK(daily::outcome(*digest.account) == ExitCode::partial);
}

TEST_CASE("a feed that names the day and has the papers of the day before is stale") {
  Run run{answer(200, listing("2026-08-11", k_earlier)), answer(200, feed("Wed, 12 Aug 2026", k_earlier))};
  const Digest digest = run();
  CHECK(digest.papers.empty());
  CHECK(report(digest).state == DayState::stale);
  CHECK(says(report(digest).note, "its feed has the papers of 2026-08-11 again"));
}

TEST_CASE("a feed of two thousand items is taken for cut off") {
  std::vector<Entry> many;
  for (int number = 1; number <= 2000; ++number) {
    std::string digits = std::to_string(number);
    many.push_back({"2608." + std::string(5 - digits.size(), '0') + digits});
  }
  Run run{answer(503), answer(200, feed("Wed, 12 Aug 2026", many))};
  const Digest digest = run();
  CHECK(digest.papers.size() == 2000);
  REQUIRE(digest.account->failures.size() == 1);
  CHECK(says(digest.account->failures[0].what, "cut off at 2000 items"));
  CHECK(daily::outcome(*digest.account) == ExitCode::partial);
}

TEST_CASE("nothing that could be asked is an outage with both reasons") {
  Run run{answer(503), answer(429, "Rate exceeded.")};
  const Digest digest = run();
  CHECK(report(digest).state == DayState::outage);
  CHECK(digest.account->failures.size() == 2);
  CHECK(daily::outcome(*digest.account) == ExitCode::unavailable);
}

TEST_CASE("the page of another category is not taken") {
  std::string other = listing("2026-08-12", k_entries);
  for (std::size_t at; (at = other.find("/list/cs.CL/")) != std::string::npos;)
    other.replace(at, 12, "/list/cs.CV/");
  Run run{answer(200, other), answer(503)};
  CHECK(report(run()).state == DayState::outage);
}

TEST_CASE("days without an announcement are known without a request") {
  Run weekend{answer(500), answer(500)};
  weekend.day = Day::parse("2026-08-08").value();
  CHECK(report(weekend()).state == DayState::weekend);
  CHECK(weekend.asked.empty());
  Run holiday{answer(500), answer(500)};
  holiday.day = Day::parse("2026-01-20").value();  // 19 January, a holiday, is its evening
  CHECK(report(holiday()).state == DayState::holiday);
  CHECK(holiday.asked.empty());
  Run tomorrow{answer(500), answer(500)};
  tomorrow.day = k_day.plus(1);
  const Digest digest = tomorrow();
  CHECK(report(digest).state == DayState::not_yet);
  CHECK(tomorrow.asked.empty());
  CHECK(daily::outcome(*digest.account) == ExitCode::not_yet);
}

TEST_CASE("an empty feed in a year whose holidays are not known is a holiday") {
  Run run{answer(503), answer(200, feed("Thu, 12 Aug 2027", {}))};
  run.now = Timestamp::parse("2027-08-12T06:00:00Z").value().instant;
  run.day = Day::parse("2027-08-12").value();
  const Digest digest = run();
  CHECK(report(digest).state == DayState::holiday);
  CHECK(says(report(digest).note, "its feed of the day is empty"));
}

TEST_CASE("without a day the announcement before is taken while the newest is not there yet") {
  Run run{answer(200, listing("2026-08-11", k_earlier)), answer(200, feed("Tue, 11 Aug 2026", k_earlier))};
  run.day.reset();
  const Digest digest = run();
  CHECK(digest.papers.size() == 2);
  CHECK(report(digest).day.str() == "2026-08-11");
  CHECK(says(report(digest).note, "the announcement of 2026-08-12 is not there yet"));
}
