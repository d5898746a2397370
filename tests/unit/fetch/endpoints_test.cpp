#include "nonmun/fetch/endpoints.hpp"

#include <catch2/catch.hpp>
#include <map>

using namespace nonmun;
using namespace nonmun::fetch;

namespace {

Result<Endpoints> read(const std::map<std::string, std::string, std::less<>>& environment) {
  return read_endpoints([&](std::string_view name) -> std::optional<std::string> {
    const auto found = environment.find(name);
    return found == environment.end() ? std::nullopt : std::optional(found->second);
  });
}

}  // namespace

TEST_CASE("without variables the hosts are the upstreams' own") {
  CHECK(read({}).value() == Endpoints{});
  CHECK(read({{"HF_ENDPOINT", ""}, {"NONMUN_ARXIV_API", "  "}}).value() == Endpoints{});
}

TEST_CASE("each host can be another one, a slash at its end is cut off") {
  const auto endpoints = read({{"HF_ENDPOINT", "https://hf-mirror.com/"},
                               {"NONMUN_ARXIV_API", "http://127.0.0.1:8080"},
                               {"NONMUN_ARXIV_RSS", "https://mirror.example/rss//"},
                               {"NONMUN_ARXIV_OAI", "https://oai.example"},
                               {"NONMUN_ARXIV_WEB", "https://web.example"}});
  REQUIRE(endpoints);
  CHECK(*endpoints == Endpoints{"https://hf-mirror.com", "http://127.0.0.1:8080",
                                "https://mirror.example/rss", "https://oai.example", "https://web.example"});
}

TEST_CASE("what is no web address is an error that names the variable") {
  for (const auto* value : {"huggingface.co", "file:///tmp", "https://", "https://user:pw@host",
                            "https://a b", "https://host/?q=1", "https://host/#a"}) {
    const auto endpoints = read({{"NONMUN_ARXIV_WEB", value}});
    REQUIRE_FALSE(endpoints);
    CHECK(endpoints.error().kind == ErrorKind::usage);
    CHECK(endpoints.error().where == "NONMUN_ARXIV_WEB");
  }
}
