#include "nonmun/parse/huggingface.hpp"

#include <catch2/catch.hpp>

#include "recorded.hpp"

using namespace nonmun;
using namespace nonmun::parse;

namespace {

Parsed read(const std::string& body, const ParseContext& context = {}) {
  auto parsed = parse_huggingface_daily(body, context);
  if (!parsed) FAIL(to_line(parsed.error()));
  return std::move(*parsed);
}

/// An entry whose paper has these fields besides its id and title.
std::string entry(const std::string& fields, const std::string& outer = {}) {
  return R"({"paper":{"id":"2404.14619","title":"Teapots")" + fields + "}" + outer + "}";
}

/// The record of one entry, and its issues.
Paper one(const std::string& fields, std::size_t issues = 0, const std::string& outer = {}) {
  Parsed parsed = read('[' + entry(fields, outer) + ']');
  for (const Issue& issue : parsed.issues) UNSCOPED_INFO(issue.where << ": " << issue.what);
  CHECK(parsed.issues.size() == issues);
  REQUIRE(parsed.papers.size() == 1);
  return parsed.papers[0];
}

std::string why_not(const std::string& body) {
  const auto parsed = parse_huggingface_daily(body, {});
  if (parsed) return "read";
  CHECK(parsed.error().kind == ErrorKind::invalid_data);
  return parsed.error().what;
}

std::vector<std::string> names(const Paper& paper) {
  std::vector<std::string> out;
  for (const Author& author : paper.authors.value()) out.push_back(author.name);
  return out;
}

}  // namespace

TEST_CASE("an empty list is a day without papers") {
  CHECK(read(" [ ]\n").entries == 0);
  CHECK(read("\xEF\xBB\xBF[]").entries == 0);
}

TEST_CASE(
    "a day of 2024 is read: the early media field, equal names, hidden claims, the time of submission") {
  const Parsed parsed = read(recorded::fixture("huggingface_2024.json"));
  REQUIRE(parsed.papers.size() == 2);
  CHECK(parsed.issues.empty());
  const Paper& paper = parsed.papers[0];
  CHECK(paper.id.str() == "2405.11111");
  CHECK(paper.title == "Counting Teapots: A Small Benchmark");
  CHECK(paper.title_raw.empty());
  CHECK(names(paper) == std::vector<std::string>{"Mina Example", "J. Sample", "J. Sample"});
  CHECK(paper.published->str() == "2024-05-24T17:34:15Z");
  CHECK(paper.votes == 12);
  CHECK(paper.comments == 3);
  CHECK(paper.media ==
        std::vector<Media>{{MediaKind::thumbnail,
                            "https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2405.11111.png",
                            {}}});
  CHECK(paper.listed->at(0).day->str() == "2024-05-27");
  CHECK(parsed.papers[1].media->at(0).kind == MediaKind::video);
}

TEST_CASE("a day of 2025 is read: wrapped lines, both media lists, tidy links, the day of submission") {
  const Parsed parsed = read(recorded::fixture("huggingface_2025.json"));
  REQUIRE(parsed.papers.size() == 1);
  CHECK(parsed.issues.empty());
  const Paper& paper = parsed.papers[0];
  CHECK(paper.title == "A Long Title That Was Wrapped by Upstream");
  CHECK(paper.title_raw == "A Long Title That Was\n  Wrapped by Upstream");
  CHECK(paper.abstract == "First line of the text and the second.");
  CHECK(paper.published->str() == "2025-05-15T17:59:57Z");
  CHECK(paper.links.code == "https://github.com/example/teapots");
  CHECK(paper.links.project == "https://example.org/teapots");
  CHECK(paper.links.abs == "https://arxiv.org/abs/2505.12345");
  CHECK(paper.links.pdf == "https://arxiv.org/pdf/2505.12345");
  CHECK(paper.links.huggingface == "https://huggingface.co/papers/2505.12345");
  REQUIRE(paper.media->size() == 3);
  CHECK(paper.media->at(0).url.ends_with("b.mp4"));
  CHECK(paper.media->at(0).kind == MediaKind::video);
  CHECK(paper.media->at(1).url.ends_with("a.png"));
  CHECK(paper.media->at(1).kind == MediaKind::image);
  CHECK(paper.media->at(2).kind == MediaKind::thumbnail);
  CHECK(paper.keywords == std::vector<std::string>{"teapots", "benchmark"});
  CHECK(paper.ai_summary->text == "A benchmark of teapots.");
  CHECK(paper.listed->at(0).day->str() == "2025-05-16");
}

TEST_CASE("a day of 2026 is read: times that are only dates, no votes yet, a withdrawn paper") {
  const Instant fetched{std::chrono::seconds{1786500000}};
  const Parsed parsed =
      read(recorded::fixture("huggingface_2026.json"), {"here", Day::parse("2026-08-12").value(), fetched});
  REQUIRE(parsed.papers.size() == 2);
  CHECK(parsed.issues.empty());
  const Paper& paper = parsed.papers[0];
  CHECK(paper.published->str() == "2026-08-11");
  CHECK(paper.votes == 0);
  CHECK(paper.links.code == "https://github.com/example/scale/tree/main");
  CHECK(paper.links.project == "https://github.com/example/scale/tree/main");
  CHECK(paper.ai_summary->model == "example/summarizer");
  CHECK_FALSE(paper.withdrawn);
  CHECK(paper.listed->at(0).source == "huggingface");
  CHECK(paper.provenance.metadata == Origin{"huggingface", fetched, {}});
  CHECK(paper.provenance.community == Origin{"huggingface", fetched, {}});
  CHECK(parsed.papers[1].withdrawn);
}

TEST_CASE("a paper asked for by its id is read without its wrapper, and is on no daily page") {
  const Parsed parsed = read(recorded::fixture("huggingface_paper.json"));
  REQUIRE(parsed.papers.size() == 1);
  CHECK(parsed.papers[0].title == "Teapots at Scale");
  CHECK(parsed.papers[0].published->str() == "2026-08-11");
  CHECK_FALSE(parsed.papers[0].listed);
  CHECK(read('[' + recorded::fixture("huggingface_paper.json") + ']').papers == parsed.papers);
}

TEST_CASE("the paper within counts, wherever the wrapper's own fields stand") {
  const std::string outer =
      R"("title":"Outer","publishedAt":"2025-05-15T13:59:57.000Z","id":"x","upvotes":9)";
  const std::string inner =
      R"("paper":{"id":"2505.12345","title":"Inner","publishedAt":"2025-05-15T17:59:57.000Z"})";
  for (const std::string& body : {"[{" + outer + "," + inner + "}]", "[{" + inner + "," + outer + "}]"}) {
    const Parsed parsed = read(body);
    REQUIRE(parsed.papers.size() == 1);
    CHECK(parsed.papers[0].title == "Inner");
    CHECK(parsed.papers[0].published->str() == "2025-05-15T17:59:57Z");
    CHECK_FALSE(parsed.papers[0].votes);
  }
}

TEST_CASE("the day on which an early entry was submitted follows the clock that upstream used then") {
  const auto day = [](const std::string& outer) {
    const Parsed parsed = read('[' + entry("", R"(,"publishedAt":")" + outer + '"') + ']');
    const auto listed = parsed.papers.at(0).listed.value().at(0).day;
    return listed ? listed->str() : "";
  };
  CHECK(day("2024-06-13T00:02:07.625Z") == "2024-06-13");
  CHECK(day("2025-01-08T22:29:05.974Z") == "2025-01-09");
  CHECK(day("2025-01-09T09:23:18.009Z") == "2025-01-09");
  CHECK(day("2025-03-10T09:23:18.009Z").empty());
}

TEST_CASE("a bad entry becomes an issue with its number and reason, and the rest survive") {
  const Parsed parsed = read(
      "[" + entry("") + R"(,7,null,{},{"paper":{}},{"paper":{"id":"2404.00001"}},)" +
      R"({"paper":{"id":"../../x","title":"T"}},{"paper":{"title":"T"}},{"paper":{"id":"hep-th/9901001","title":"T"}},)" +
      R"({"paper":{"id":5,"title":"T"}},{"paper":{"id":"2404.00002","title":" \n "}},{"paper":[]},)" +
      entry("") + "]");
  CHECK(parsed.papers.size() == 2);
  CHECK(parsed.entries == 13);
  CHECK(parsed.held_back == 11);
  const std::vector<Issue> expected{
      {"entry 2", "not an object but a number"},
      {"entry 3", "not an object but null"},
      {"entry 4", "no paper"},
      {"entry 5", "no paper.id"},
      {"entry 6 (2404.00001)", "no paper.title"},
      {"entry 7 (../../x)", "paper.id is not an arXiv id: \"../../x\""},
      {"entry 8", "no paper.id"},
      {"entry 9 (hep-th/9901001)", "paper.id is not an arXiv id: \"hep-th/9901001\""},
      {"entry 10", "no paper.id"},
      {"entry 11 (2404.00002)", "nothing is left of paper.title"},
      {"entry 12", "no paper"}};
  CHECK(parsed.issues == expected);
}

TEST_CASE("optional fields may be absent, null or of a wrong type without losing the entry") {
  const std::vector<std::string> fields{"authors",    "summary",     "publishedAt", "submittedOnDailyAt",
                                        "upvotes",    "ai_summary",  "ai_keywords", "ai_summary_model",
                                        "githubRepo", "projectPage", "mediaUrls",   "withdrawnAt"};
  const Paper bare = one("");
  for (const auto& field : fields) {
    INFO(field);
    CHECK(one(",\"" + field + "\":null") == bare);
    CHECK(one(",\"" + field + "\":{\"a\":[1]}", 1) == bare);
    CHECK(one(",\"" + field + "\":true", 1) == bare);
  }
  for (const std::string outer : {"numComments", "thumbnail", "mediaUrls", "mediaUrl", "publishedAt"}) {
    INFO(outer);
    CHECK(one("", 0, ",\"" + outer + "\":null") == bare);
    CHECK(one("", 1, ",\"" + outer + "\":{\"a\":[1]}") == bare);
  }
  CHECK_FALSE(bare.authors);
  CHECK_FALSE(bare.votes);
  CHECK_FALSE(bare.media);
}

TEST_CASE("a list that is known to be empty is empty, not unknown") {
  const Paper paper = one(R"(,"authors":[],"ai_keywords":[])");
  CHECK(paper.authors->empty());
  CHECK(paper.keywords->empty());
}

TEST_CASE("votes are whole numbers whatever upstream writes") {
  CHECK(one(R"(,"upvotes":12)").votes == 12);
  CHECK(one(R"(,"upvotes":12.0)").votes == 12);
  CHECK(one(R"(,"upvotes":1.2e1)").votes == 12);
  CHECK(one(R"(,"upvotes":12.7)", 1).votes == 12);
  CHECK(one(R"(,"upvotes":1e300)", 1).votes == std::numeric_limits<int>::max());
  CHECK(one(R"(,"upvotes":99999999999999999999)", 1).votes == std::numeric_limits<int>::max());
  CHECK(one(R"(,"upvotes":1e999)", 1).votes == std::numeric_limits<int>::max());
  CHECK(one(R"(,"upvotes":1e-999)", 1).votes == 0);
  CHECK_FALSE(one(R"(,"upvotes":-3)", 1).votes);
  CHECK_FALSE(one(R"(,"upvotes":"12")", 1).votes);
  CHECK_FALSE(one(R"(,"upvotes":012)", 1).votes);
}

TEST_CASE("a name of punctuation only is dropped with an issue, other odd authors too") {
  const Paper paper = one(
      R"(,"authors":[{"name":"NVIDIA"},{"name":":"},{"name":"A. Example"},{"_id":"7"},{"name":null},5,"B. Plain"])",
      4);
  CHECK(names(paper) == std::vector<std::string>{"NVIDIA", "A. Example", "B. Plain"});
}

TEST_CASE("names given as one are divided where that is certain") {
  const Paper paper =
      one(R"(,"authors":[{"name":"Ann One; Bob Two"},{"name":"Some Trust, London, United Kingdom"}])", 0);
  CHECK(names(paper) == std::vector<std::string>{"Ann One", "Bob Two", "Some Trust, London, United Kingdom"});
}

TEST_CASE("an address that is not http or https is dropped with an issue") {
  const Paper paper = one(
      R"(,"githubRepo":"javascript:void","projectPage":"/papers","mediaUrls":["ftp://e.org/a.png"," https://e.org/a.png "])",
      3);
  CHECK(paper.links.code.empty());
  CHECK(paper.links.project.empty());
  CHECK(paper.media->size() == 1);
  CHECK(one(R"(,"githubRepo":" https://github.com/a/b/ ")").links.code == "https://github.com/a/b");
  CHECK(one(R"(,"projectPage":"https://github.com/a/b.git")").links.code == "https://github.com/a/b");
  CHECK(one(R"(,"projectPage":"https://github.com/a")").links.code.empty());
  CHECK(one(R"(,"projectPage":"https://a.github.io/b")").links.code.empty());
}

TEST_CASE("an unpaired surrogate costs its character, not the day") {
  const Paper paper = one(R"(,"summary":"a \ud83d b \ud83d\ude00 c \udc00","upvotes":3)", 1);
  CHECK(paper.abstract_raw.empty());
  CHECK(paper.abstract == "a \xEF\xBF\xBD b \xF0\x9F\x98\x80 c \xEF\xBF\xBD");
  CHECK(paper.votes == 3);
}

TEST_CASE("bytes that are not UTF-8 cost nothing but themselves, and each place is an issue") {
  const Parsed parsed = read("[" +
                             entry(",\"summary\":\"a\xFF"
                                   "b\",\"upvotes\":1") +
                             "," + entry(",\"summary\":\"\xC3\"") + "]");
  CHECK(parsed.papers.size() == 2);
  REQUIRE(parsed.issues.size() == 2);
  CHECK(parsed.issues[0] ==
        Issue{"byte " + std::to_string(1 + entry("").size() - 2 + 13), "not UTF-8: shown as U+FFFD"});
  CHECK(parsed.papers[0].abstract ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(parsed.papers[0].votes == 1);
}

TEST_CASE("a bare control character inside a string costs nothing but itself") {
  const Parsed parsed = read("[" + entry(",\"summary\":\"a\tb\nc \\\"d\"") + "]");
  CHECK(parsed.issues.size() == 2);
  CHECK(parsed.papers.at(0).abstract == "a b c \"d");
}

TEST_CASE("a key given twice counts where it stands last, and a key may be written with escapes") {
  CHECK(one(R"(,"upvotes":1,"upvotes":2)").votes == 2);
  CHECK(one(R"(,"upv\u006ftes":3)").votes == 3);
}

TEST_CASE("what is no list of papers is refused by name") {
  CHECK(why_not("") == "not a list of papers but nothing");
  CHECK(why_not(" \n") == "not a list of papers but nothing");
  CHECK(why_not("<!DOCTYPE html><html><head><title>502 Bad\nGateway</title></head></html>") ==
        "not a list of papers but an HTML page (\"502 Bad Gateway\")");
  CHECK(why_not("We had to rate limit your IP (1.2.3.4).") ==
        "not a list of papers but the text \"We had to rate limit your IP (1.2.3.4).\"");
  CHECK(why_not("42") == "not a list of papers but a number");
  CHECK(why_not("\"x\"") == "not a list of papers but a JSON string");
  CHECK(why_not("\x1F\x8B\x08") == "not a list of papers but compressed data (gzip)");
  CHECK(why_not("{}") == "not a list of papers but another JSON object");
}

TEST_CASE("an error object is told by its message, in each of its shapes") {
  const std::string begin = "not a list of papers but an error: ";
  CHECK(why_not(R"({"error":"Paper not found"})") == begin + "Paper not found");
  CHECK(why_not(R"({"error":["m1","m2"]})") == begin + "m1; m2");
  CHECK(why_not(R"({"error":"code","error_description":"why"})") == begin + "code; why");
  CHECK(why_not(R"({"errors":[{"message":"m1"},{"message":"m2"}]})") == begin + "m1; m2");
  CHECK(why_not(R"({"error":{"message":"m","code":5}})") == begin + "m");
  CHECK(why_not(R"({"error":"✖ Invalid input\n  → at value.p"})") == begin + "✖ Invalid input → at value.p");
}

TEST_CASE("a document that is cut off anywhere is never half a day") {
  const std::string body = recorded::fixture("huggingface_2025.json");
  const auto whole = body.find_last_of(']') + 1;
  for (std::size_t size = 1; size < whole; ++size) {
    const auto parsed = parse_huggingface_daily(std::string_view(body).substr(0, size), {});
    if (parsed) FAIL("read after " << size << " bytes");
    CHECK(parsed.error().kind == ErrorKind::invalid_data);
  }
}

TEST_CASE("what does not fit together is refused") {
  const std::string good = entry("");
  for (const std::string& body :
       {"[" + good + "]]", "[" + good + "] x", "[" + good + "," + good, "[" + good + good + "]",
        "[" + good + "}", std::string("[{\"paper\":{\"id\" \"2404.00001\"}}]"), std::string("[{]}"),
        "[" + entry(",\"authors\":[,]") + "]", "[" + entry(",\"upvotes\":") + "]", "[" + good + ",]"}) {
    INFO(body);
    CHECK_THAT(why_not(body), Catch::StartsWith("not whole JSON"));
  }
}

TEST_CASE("nesting without end is refused or skipped, not followed") {
  const std::string open(300000, '['), close(300000, ']');
  CHECK_THAT(why_not(open), Catch::StartsWith("not whole JSON"));
  CHECK(read('[' + entry(",\"x\":" + open + close + ",\"upvotes\":2") + ']').papers.at(0).votes == 2);
  CHECK(read('[' + entry(",\"authors\":" + open + close) + ']').papers.size() == 1);
  CHECK(read(open + close).held_back == 1);
}
