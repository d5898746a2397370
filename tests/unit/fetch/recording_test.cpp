#include "nonmun/fetch/recording.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "support/fake_http_client.hpp"
#include "support/temporary_directory.hpp"

using namespace nonmun;
using namespace nonmun::fetch;
using namespace nonmun::test;
namespace fs = std::filesystem;

namespace {

Request request_to(std::string url, HostGroup group = HostGroup::huggingface) {
  Request request;
  request.group = group;
  request.url = std::move(url);
  return request;
}

constexpr auto k_target = "/api/daily_papers?date=2024-04-24&limit=100&p=0";
constexpr auto k_slug = "api-daily_papers-date-2024-04-24-limit-100-p-0";

std::string slurp(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

void spill(const fs::path& path, std::string_view text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

TEST_CASE("a recording is two files that a person can read") {
  TemporaryDirectory directory;
  FakeHttpClient inner([](const Request&) -> Result<Response> {
    auto response = answer(200, "[ 1 ]\n", {{"content-type", "application/json"}, {"set-cookie", "secret"}});
    response.fetched_at = Timestamp::parse("2024-04-25T00:10:00Z")->instant;
    return response;
  });
  RecordingHttpClient client(inner, directory.path());
  REQUIRE(client.get(request_to(std::string("https://huggingface.co") + k_target)));
  const fs::path base = directory.path() / "huggingface" / k_slug;
  CHECK(slurp(base.string() + ".json") == "[ 1 ]\n");
  CHECK(slurp(base.string() + ".meta.json") == R"({
  "target": "/api/daily_papers?date=2024-04-24&limit=100&p=0",
  "url": "https://huggingface.co/api/daily_papers?date=2024-04-24&limit=100&p=0",
  "status": 200,
  "headers": {
    "content-type": "application/json"
  },
  "fetched_at": "2024-04-25T00:10:00Z",
  "body": "api-daily_papers-date-2024-04-24-limit-100-p-0.json"
}
)");
}

TEST_CASE("what was recorded is replayed, for another host too, whatever its status") {
  TemporaryDirectory directory;
  const int status = GENERATE(200, 400, 503);
  FakeHttpClient inner([&](const Request&) -> Result<Response> {
    auto response =
        answer(status, "<feed>\xff</feed>", {{"content-type", "application/atom+xml"}, {"etag", "\"x\""}});
    response.fetched_at = Instant{std::chrono::seconds{1'713'999'000}};
    return response;
  });
  RecordingHttpClient recorder(inner, directory.path());
  const auto said =
      recorder.get(request_to("https://export.arxiv.org/api/query?id_list=a", HostGroup::arxiv_api));
  REQUIRE(said);
  CHECK(fs::exists(directory.path() / "arxiv_api" / "api-query-id_list-a.xml"));
  ReplayHttpClient replay(directory.path());
  const auto again = replay.get(request_to("http://127.0.0.1:1/api/query?id_list=a", HostGroup::arxiv_api));
  REQUIRE(again);
  CHECK(again->status == status);
  CHECK(again->body == said->body);
  CHECK(again->fetched_at == said->fetched_at);
  CHECK(again->header("etag") == "\"x\"");
  CHECK(again->from == AnswerFrom::replay);
  CHECK(again->url == "http://127.0.0.1:1/api/query?id_list=a");
}

TEST_CASE("a target that was not recorded is unavailable and nothing is asked") {
  TemporaryDirectory directory;
  fs::create_directories(directory.path() / "huggingface");
  ReplayHttpClient replay(directory.path());
  const auto absent = replay.get(request_to(std::string("https://huggingface.co") + k_target));
  REQUIRE_FALSE(absent);
  CHECK(absent.error().kind == ErrorKind::unavailable);
  CHECK(absent.error().what.find(k_target) != std::string::npos);
}

TEST_CASE("a recording that is not there is not found") {
  TemporaryDirectory directory;
  ReplayHttpClient replay(directory.path() / "none");
  CHECK(replay.get(request_to("https://huggingface.co/")).error().kind == ErrorKind::not_found);
}

TEST_CASE("a recording written by hand needs three keys") {
  TemporaryDirectory directory;
  spill(directory.path() / "huggingface" / "day.json", "[]");
  spill(
      directory.path() / "huggingface" / "whatever.meta.json",
      R"({"target": "/api/daily_papers?date=2024-04-24&limit=100&p=0", "fetched_at": "2024-04-25", "body": "day.json"})");
  ReplayHttpClient replay(directory.path());
  const auto said = replay.get(request_to(std::string("https://huggingface.co") + k_target));
  REQUIRE(said);
  CHECK(said->status == 200);
  CHECK(said->body == "[]");
  CHECK(format_instant(said->fetched_at) == "2024-04-25T00:00:00Z");
}

TEST_CASE("a recording that cannot be read names the file") {
  TemporaryDirectory directory;
  const auto meta =
      GENERATE("", "{", "[]", "{}", R"({"target": 1, "fetched_at": "2024-04-25", "body": "b.json"})",
               R"({"target": "/a", "fetched_at": "2024-04-25", "body": "../b.json"})",
               R"({"target": "/a", "fetched_at": "2024-04-25", "body": "/etc/passwd"})",
               R"({"target": "/a", "fetched_at": "2024-04-25", "body": "absent.json"})",
               R"({"target": "/a", "fetched_at": "yesterday", "body": "b.json"})",
               R"({"target": "/a", "fetched_at": "2024-04-25", "body": "b.json", "status": "200"})",
               R"({"target": "/a", "fetched_at": "2024-04-25", "body": "b.json", "headers": {"a": 1}})",
               R"({"target": "/a", "fetched_at": "2024-04-25", "body": "b.json", "headers": []})");
  spill(directory.path() / "b.json", "[]");
  spill(directory.path() / "huggingface" / "b.json", "[]");
  spill(directory.path() / "huggingface" / "a.meta.json", meta);
  ReplayHttpClient replay(directory.path());
  const auto said = replay.get(request_to("https://huggingface.co/a"));
  REQUIRE_FALSE(said);
  CHECK(said.error().kind == ErrorKind::invalid_data);
  CHECK(said.error().where.ends_with("a.meta.json"));
}

TEST_CASE("targets that make the same name, and long ones, are told apart") {
  TemporaryDirectory directory;
  FakeHttpClient inner(
      [](const Request& request) -> Result<Response> { return answer(200, "\"" + request.url + "\""); });
  RecordingHttpClient recorder(inner, directory.path());
  const std::string host = "https://huggingface.co";
  const std::vector<std::string> targets{"/a?b=1",
                                         "/a/b/1",
                                         "/a-b-1",
                                         "/",
                                         "/?",
                                         "/../../x",
                                         "/..",
                                         "/" + std::string(4000, 'x'),
                                         "/" + std::string(4000, 'x') + "y"};
  for (int round = 0; round < 2; ++round) {
    for (const auto& target : targets) REQUIRE(recorder.get(request_to(host + target)));
  }
  ReplayHttpClient replay(directory.path());
  for (const auto& target : targets) {
    const auto said = replay.get(request_to(host + target));
    REQUIRE(said);
    CHECK(said->body == "\"" + host + target + "\"");
  }
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(directory.path()))
    files += entry.is_regular_file();
  CHECK(files == 2 * targets.size());
}

TEST_CASE("an answer that cannot be recorded is a local fault, a failure is passed on unrecorded") {
  TemporaryDirectory directory;
  spill(directory.path() / "file", "");
  FakeHttpClient inner([](const Request& request) -> Result<Response> {
    if (request.url.ends_with("bad")) return fail(ErrorKind::unavailable, "no connection");
    return answer(200);
  });
  RecordingHttpClient recorder(inner, directory.path() / "file");
  CHECK(recorder.get(request_to("https://huggingface.co/good")).error().kind == ErrorKind::local_fault);
  CHECK(recorder.get(request_to("https://huggingface.co/bad")).error().kind == ErrorKind::unavailable);
}
