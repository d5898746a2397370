// Harvests of a made-up OAI-PMH service that gives pages, and does what one may do wrong.
#include "nonmun/daily/harvest.hpp"

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "nonmun/core/url.hpp"
#include "nonmun/deliver/file.hpp"
#include "support/fake_http_client.hpp"
#include "support/show.hpp"
#include "support/temporary_directory.hpp"

using namespace nonmun;
using nonmun::test::answer;

namespace {

constexpr std::string_view k_answered = "2026-08-21T03:10:05Z";

std::string digits(std::size_t value) {
  const std::string text = std::to_string(value);
  return std::string(5 - text.size(), '0') + text;
}

std::string record(std::size_t number, std::string_view day = "2026-08-20") {
  const std::string id = "2608." + digits(number);
  return "<record><header><identifier>oai:arXiv.org:" + id + "</identifier><datestamp>" + std::string(day) +
         "</datestamp><setSpec>cs:cs:CL</setSpec></header><metadata><arXiv "
         "xmlns='http://arxiv.org/OAI/arXiv/'><id>" +
         id +
         "</id><created>2026-08-18</created><authors><author><keyname>Sample</keyname><forenames>Ada</"
         "forenames>"
         "</author></authors><title>Paper " +
         std::to_string(number) +
         "</title><categories>cs.CL</categories><abstract>We boil "
         "water.</abstract></arXiv></metadata></record>";
}

std::string deleted(std::size_t number) {
  return "<record><header status='deleted'><identifier>oai:arXiv.org:2608." + digits(number) +
         "</identifier><datestamp>2026-08-20</datestamp></header></record>";
}

std::string envelope(const std::string& content) {
  return "<?xml version='1.0' encoding='UTF-8'?><OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'>"
         "<responseDate>" +
         std::string(k_answered) + "</responseDate><request verb='ListRecords'>x</request>" + content +
         "</OAI-PMH>";
}

std::string page(const std::string& records, const std::string& token = {}) {
  return envelope("<ListRecords>" + records +
                  (token.empty() ? "" : "<resumptionToken>" + token + "</resumptionToken>") +
                  "</ListRecords>");
}

std::string refusal(const std::string& code) {
  return envelope("<error code='" + code + "'>said so Reason: x</error>");
}

/// Two records a page; page n > 0 is asked for by the token "page%20n".
struct Service {
  std::size_t pages = 3;
  /// May answer in its place.
  std::function<std::optional<fetch::Response>(std::size_t page, std::size_t asked)> bend{};
  std::vector<std::size_t> asked{};

  Result<fetch::Response> operator()(const fetch::Request& request) {
    std::size_t number = 0;
    for (std::size_t i = 1; i <= pages; ++i)
      if (request.url.ends_with("&resumptionToken=" + percent_encode(token(i)))) number = i;
    asked.push_back(number);
    if (bend) {
      if (auto bent = bend(number, asked.size())) return *bent;
    }
    const std::string records = record(2 * number + 1) + record(2 * number + 2);
    return answer(200, page(records, number + 1 < pages ? token(number + 1) : ""));
  }
  static std::string token(std::size_t page) { return "page%20" + std::to_string(page); }
};

/// A harvest into a file, as often as the test wants.
struct Bench {
  explicit Bench(Service made = {}) : service(std::move(made)) {}

  Result<daily::HarvestReport> run() {
    daily::World world{http, endpoints, clock};
    auto out = deliver::ResumableFile::open(path, daily::harvest_job(list, endpoints));
    if (!out) return std::unexpected(out.error());
    return daily::harvest(list, world, *out);
  }

  /// The numbers of the papers in the file; empty where there is none.
  std::vector<std::size_t> numbers() const {
    std::vector<std::size_t> found;
    const std::string text = deliver::read_file(path).value_or("");
    for (std::size_t at = 0; (at = text.find("\"id\":\"2608.", at)) != text.npos; ++at)
      found.push_back(std::stoul(text.substr(at + 11, 5)));
    return found;
  }

  test::TemporaryDirectory directory;
  std::filesystem::path path = directory / "out.jsonl";
  Service service;
  test::FakeHttpClient http{[this](const fetch::Request& request) { return service(request); }};
  fetch::Endpoints endpoints;
  FixedClock clock{Timestamp::parse("2026-08-21T04:00:00Z").value().instant};
  fetch::OaiList list{.metadata = "arXiv", .set = "cs:cs:CL"};
};

using Numbers = std::vector<std::size_t>;

Error refused(fetch::OaiList list) {
  const auto right = daily::check(list);
  REQUIRE_FALSE(right);
  return right.error();
}

Day day(std::string_view text) { return Day::parse(text).value(); }

}  // namespace

TEST_CASE("a list is read token after token, each record once, and the file is whole at the end") {
  Bench bench;
  const auto report = bench.run().value();
  CHECK(report.complete);
  CHECK(report.account.balances());
  CHECK(report.account.fetched == 6);
  CHECK(report.pages == 3);
  CHECK(bench.numbers() == Numbers{1, 2, 3, 4, 5, 6});
  CHECK(bench.http.requests[0].url ==
        "https://oaipmh.arxiv.org/oai?verb=ListRecords&metadataPrefix=arXiv&set=cs%3Acs%3ACL");
  CHECK(bench.http.requests[1].url ==
        "https://oaipmh.arxiv.org/oai?verb=ListRecords&resumptionToken=page%25201");
  CHECK(std::distance(std::filesystem::directory_iterator(bench.directory.path()), {}) == 1);
}

TEST_CASE("a list that nothing matches is empty and complete, and the next begins on the day it was asked") {
  Bench bench({.bend = [](auto, auto) { return answer(200, refusal("noRecordsMatch")); }});
  const auto report = bench.run().value();
  CHECK(report.complete);
  CHECK(report.account.fetched == 0);
  CHECK(report.account.failures.empty());
  CHECK(report.next_from() == day("2026-08-21"));
}

TEST_CASE("the next harvest begins on the latest datestamp, or earlier on the day this one began") {
  daily::HarvestReport report;
  CHECK_FALSE(report.next_from());
  report.newest = day("2026-08-20");
  CHECK(report.next_from() == day("2026-08-20"));
  report.begun_at = Timestamp::parse("2026-08-19T23:59:59Z").value().instant;
  CHECK(report.next_from() == day("2026-08-19"));
}

TEST_CASE("deleted records are named, and bad ones are held back with their reason") {
  Bench bench({.pages = 1, .bend = [](auto, auto) {
                 std::string bad = record(2);
                 bad.erase(bad.find("<title>"), bad.find("</title>") + 8 - bad.find("<title>"));
                 return answer(200, page(record(1) + bad + deleted(3)));
               }});
  const auto report = bench.run().value();
  CHECK(report.complete);
  CHECK(report.account.balances());
  CHECK(report.account.held_back == 1);
  CHECK(report.deleted == 1);
  REQUIRE(report.account.issues.size() == 2);
  CHECK(report.account.issues[0] == Issue{"2608.00003", "deleted at arXiv"});
  CHECK(report.account.issues[1].what.find("title") != std::string::npos);
  CHECK(bench.numbers() == Numbers{1});
}

TEST_CASE("a harvest that an outage broke off goes on with the page it was at, and counts on") {
  Bench bench({.bend = [](std::size_t, std::size_t asked) {
    return asked > 2 ? std::optional(answer(500, "")) : std::nullopt;
  }});
  const auto broken = bench.run().value();
  CHECK_FALSE(broken.complete);
  CHECK(broken.account.failures.size() == 1);
  CHECK(bench.numbers().empty());
  bench.service.bend = {};
  bench.service.asked.clear();
  const auto whole = bench.run().value();
  CHECK(bench.service.asked == Numbers{2});
  CHECK(whole.resumed);
  CHECK(whole.complete);
  CHECK(whole.pages == 3);
  CHECK(whole.account.fetched == 6);
  CHECK(bench.numbers() == Numbers{1, 2, 3, 4, 5, 6});
}

TEST_CASE("issues and deletions of the pages before an interruption are still told after it") {
  Bench bench({.bend = [](std::size_t number, std::size_t asked) -> std::optional<fetch::Response> {
    if (number == 0) return answer(200, page(record(1) + deleted(2), Service::token(1)));
    if (asked == 2) return answer(500, "");
    return std::nullopt;
  }});
  REQUIRE_FALSE(bench.run().value().complete);
  const auto report = bench.run().value();
  CHECK(report.deleted == 1);
  CHECK(report.account.issues == std::vector<Issue>{{"2608.00002", "deleted at arXiv"}});
  const auto manifest = nlohmann::json::parse(daily::manifest_json(report, bench.clock.now()));
  CHECK(manifest["harvest"]["deleted"] == 1);
  CHECK(manifest["harvest"]["complete"] == true);
  CHECK(manifest["harvest"]["next_since"] == "2026-08-20");
}

TEST_CASE("an expired token begins the list again, with nothing twice") {
  Bench bench({.bend = [](std::size_t number, std::size_t asked) {
    return number == 2 && asked == 3 ? std::optional(answer(200, refusal("badResumptionToken")))
                                     : std::nullopt;
  }});
  const auto report = bench.run().value();
  CHECK(report.complete);
  CHECK(report.begun_again == 1);
  CHECK(report.account.fetched == 6);
  CHECK(bench.numbers() == Numbers{1, 2, 3, 4, 5, 6});
}

TEST_CASE("tokens that expire again and again end the harvest") {
  Bench bench({.bend = [](std::size_t number, std::size_t) {
    return number == 1 ? std::optional(answer(200, refusal("badResumptionToken"))) : std::nullopt;
  }});
  const auto report = bench.run().value();
  CHECK_FALSE(report.complete);
  CHECK(report.account.failures.size() == 1);
  CHECK(bench.service.asked.size() == 6);
}

TEST_CASE("tokens that lead in a circle end the harvest") {
  Bench bench({.bend = [](std::size_t number, std::size_t asked) {
    return asked > 50
               ? std::optional(answer(500, ""))
               : std::optional(answer(200, page(record(number + 1), Service::token(number == 1 ? 2 : 1))));
  }});
  const auto report = bench.run().value();
  CHECK_FALSE(report.complete);
  REQUIRE(report.account.failures.size() == 1);
  CHECK(bench.service.asked == Numbers{0, 1, 2});
  CHECK(bench.numbers().empty());
}

TEST_CASE("an answer that is no OAI-PMH is asked for again, then ends the harvest") {
  Bench bench({.bend = [](std::size_t number, std::size_t asked) {
    return number == 1 && asked < 4 ? std::optional(answer(200, "<html>Oops</html>")) : std::nullopt;
  }});
  CHECK(bench.run().value().complete);
  bench.service.asked.clear();
  bench.service.bend = [](auto, auto) { return std::optional(answer(200, "<html>Oops</html>")); };
  const auto report = bench.run().value();
  CHECK_FALSE(report.complete);
  CHECK(report.account.failures.front().kind == ErrorKind::unavailable);
}

TEST_CASE("a list that ends on an empty page may lack records, and says so") {
  Bench bench({.bend = [](std::size_t number, std::size_t) {
    return number == 1 ? std::optional(answer(200, page(""))) : std::nullopt;
  }});
  const auto report = bench.run().value();
  CHECK(report.account.failures.size() == 1);
  CHECK(bench.numbers() == Numbers{1, 2});
}

TEST_CASE("what arXiv says of a list that it refuses is a usage error") {
  Bench bench({.bend = [](auto, auto) { return answer(200, refusal("badArgument")); }});
  const auto report = bench.run();
  REQUIRE_FALSE(report);
  CHECK(report.error().kind == ErrorKind::usage);
}

TEST_CASE("days that arXiv would refuse are not asked for") {
  CHECK(refused({.metadata = "arXiv", .from = day("2005-09-15")}).kind == ErrorKind::usage);
  CHECK(refused({.metadata = "arXiv", .until = day("2005-09-15")}).kind == ErrorKind::usage);
  CHECK(refused({.metadata = "arXiv", .from = day("2026-08-21"), .until = day("2026-08-20")}).kind ==
        ErrorKind::usage);
  CHECK(daily::check({.metadata = "arXiv", .from = day("2005-09-16"), .until = day("2005-09-16")}));
}

TEST_CASE("a set that arXiv does not have is refused, naming the nearest") {
  for (const char* set :
       {"", "cs", "physics", "cs:cs", "cs:cs:CL", "math:math:NA", "cs:cs:NA", "physics:hep-th",
        "physics:cond-mat:mtrl-sci", "eess:eess:SY", "cs:cmp-lg", "math:alg-geom", "q-bio"}) {
    CAPTURE(set);
    CHECK(daily::check({.metadata = "arXiv", .set = set}));
  }
  for (const char* set : {"computing", "cs:math", "physics:cs", "cs:cs:CLL", "cs:cs:CL:x", "cs:cs:", ":cs",
                          "hep-th", "cs:math:AG", "c\xff", "cs:cs:cl"}) {
    CAPTURE(set);
    CHECK(refused({.metadata = "arXiv", .set = set}).kind == ErrorKind::usage);
  }
  CHECK(refused({.metadata = "arXiv", .set = "hep-th"}).hint.find("physics:hep-th") != std::string::npos);
  CHECK(refused({.metadata = "arXiv", .set = "cs:cs:cl"}).hint.find("cs:cs:CL") != std::string::npos);
}

TEST_CASE("every category has a set that may be asked for") {
  for (const Category& category : arxiv_categories()) {
    CAPTURE(category.id, daily::oai_set(category));
    CHECK(daily::check({.metadata = "arXiv", .set = daily::oai_set(category)}));
  }
  CHECK(daily::oai_set(*find_category("cs.CL")) == "cs:cs:CL");
  CHECK(daily::oai_set(*find_category("hep-th")) == "physics:hep-th");
  CHECK(daily::oai_set(*find_category("cmp-lg")) == "cs:cs:CL");
}

TEST_CASE("a mark that is none is a local fault") {
  Bench bench;
  {
    auto out =
        deliver::ResumableFile::open(bench.path, daily::harvest_job(bench.list, bench.endpoints)).value();
    REQUIRE(out.commit("[]"));
  }
  const auto report = bench.run();
  REQUIRE_FALSE(report);
  CHECK(report.error().kind == ErrorKind::local_fault);
}
