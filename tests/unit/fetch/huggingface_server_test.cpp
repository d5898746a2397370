#include "support/huggingface_server.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "support/temporary_directory.hpp"

using namespace nonmun;
using namespace nonmun::test;

namespace {

struct Server {
  TemporaryDirectory directory;
  LoopbackServer::Handler handler =
      huggingface_days(directory.path(), [] { return Day::parse("2025-07-14")->begin(); });

  Server() {
    std::ofstream file(directory.path() / "2025-07-14.json");
    file << "[ ";
    for (int i = 0; i < 120; ++i) file << (i ? ", " : "") << i;
    file << " ]\n";
  }
  [[nodiscard]] ServerResponse get(const std::string& query) const {
    return handler({.method = "GET", .target = "/api/daily_papers" + query, .headers = {}, .time = {}});
  }
  [[nodiscard]] std::size_t count(const std::string& query) const {
    return split_json_array(get(query).body).size();
  }
};

}  // namespace

TEST_CASE("the stand-in cuts a day into pages as Hugging Face does") {
  const Server server;
  CHECK(server.count("?date=2025-07-14") == 50);
  CHECK(server.count("?date=2025-07-14&limit=100&p=0") == 100);
  CHECK(server.count("?date=2025-07-14&limit=100&p=1") == 20);
  CHECK(server.get("?date=2025-07-14&limit=100&p=2").body == "[]");
  CHECK(server.get("?date=2025-07-13&limit=100&p=0").body == "[]");
  CHECK(server.get("?date=2025-07-14&limit=1&p=119").body == "[119]");
}

TEST_CASE("the stand-in refuses what Hugging Face refuses") {
  const Server server;
  for (const auto* query :
       {"?date=2025-07-15", "?date=2025-13-40", "?date=2025-07-14&limit=101", "?date=2025-07-14&limit=0",
        "?date=2025-07-14&page=1", "?date=2025-07-14&p=-1", ""}) {
    CHECK(server.get(query).status == 400);
  }
  CHECK(server.handler({.method = "GET", .target = "/api/other", .headers = {}, .time = {}}).status == 404);
}

TEST_CASE("elements of an array are found whatever stands in their strings") {
  using Elements = std::vector<std::string_view>;
  CHECK(split_json_array(R"([{"a": "],\"["}, [1,[2]], "x,y" , 3])") ==
        Elements{R"({"a": "],\"["})", "[1,[2]]", R"("x,y")", "3"});
  CHECK(split_json_array("[]").empty());
  CHECK(split_json_array(" [ ] ").empty());
  CHECK(split_json_array("").empty());
  CHECK(split_json_array("[\"").empty());
}
