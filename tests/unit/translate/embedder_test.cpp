#include "nonmun/translate/embedder.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "support.hpp"
#include "support/fake_pause.hpp"

using namespace nonmun;
using namespace nonmun::translate;
using namespace nonmun::test;
using nlohmann::json;

namespace {

const std::vector<std::string> k_texts{"A title\n\nAn abstract.", "언어 모델"};
const std::string k_url = "http://127.0.0.1:9/v1/embeddings";

json entry(int index, const json& vector) {
  return {{"object", "embedding"}, {"index", index}, {"embedding", vector}};
}
std::string body_of(const json& data) {
  return json{{"object", "list"}, {"data", data}, {"model", "m"}, {"usage", {{"prompt_tokens", 3}}}}.dump();
}
std::string refusal_of(const std::string& body) {
  const auto read = read_embeddings(body, 2, k_url);
  REQUIRE_FALSE(read);
  CHECK(read.error().kind == ErrorKind::invalid_data);
  CHECK(read.error().where == k_url);
  return read.error().what;
}

}  // namespace

TEST_CASE("a request for vectors names the model, the texts in their order, and plain numbers") {
  FakePostClient client([](const fetch::Post&) -> Result<fetch::Response> {
    return answer(200, body_of({entry(0, {1, 0}), entry(1, {0, 1})}));
  });
  FakePause pause;
  Embedder embedder({.url = "http://127.0.0.1:9/v1/", .key = "sk-secret"}, "nomic-embed-text", client, pause);
  const auto vectors = embedder.embed(k_texts);
  REQUIRE(vectors);
  CHECK(*vectors == std::vector<Embedding>{{1, 0}, {0, 1}});
  REQUIRE(client.journal.size() == 1);
  CHECK(client.journal[0].url == k_url);
  CHECK(client.journal[0].content_type == "application/json");
  CHECK(client.journal[0].headers == std::vector<fetch::Header>{{"Authorization", "Bearer sk-secret"}});
  CHECK(
      client.journal[0].body ==
      R"({"model":"nomic-embed-text","input":["A title\n\nAn abstract.","언어 모델"],"encoding_format":"float"})");
}

TEST_CASE("without a key none is sent, and without texts nothing is") {
  FakePostClient client([](const fetch::Post&) -> Result<fetch::Response> {
    return answer(200, body_of({entry(0, {1, 0}), entry(1, {0, 1})}));
  });
  FakePause pause;
  Embedder embedder({.url = "http://127.0.0.1:9/v1"}, "m", client, pause);
  CHECK(embedder.embed({}).value().empty());
  CHECK(client.journal.empty());
  REQUIRE(embedder.embed(k_texts));
  CHECK(client.journal[0].headers.empty());
}

TEST_CASE("a server that is busy is asked again, and one that refuses the key is not") {
  FakePause pause;
  int asked = 0;
  FakePostClient busy([&](const fetch::Post&) -> Result<fetch::Response> {
    return ++asked < 3 ? answer(503, "") : answer(200, body_of({entry(0, {1, 0}), entry(1, {0, 1})}));
  });
  CHECK(Embedder({.url = "http://127.0.0.1:9/v1"}, "m", busy, pause).embed(k_texts));
  CHECK(busy.journal.size() == 3);
  FakePostClient strict([](const fetch::Post&) -> Result<fetch::Response> {
    return answer(401, R"({"error":{"message":"no"}})");
  });
  const auto refused =
      Embedder({.url = "http://127.0.0.1:9/v1", .key = "sk-x"}, "m", strict, pause).embed(k_texts);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::usage);
  CHECK(refused.error().what.find("sk-x") == std::string::npos);
  CHECK(strict.journal.size() == 1);
}

TEST_CASE("vectors are put in the order of the texts by their index, and in the answer's where it has none") {
  const std::vector<Embedding> expected{{1, 0}, {0, 1}};
  CHECK(read_embeddings(body_of({entry(1, {0, 1}), entry(0, {1, 0})}), 2, k_url).value() == expected);
  CHECK(read_embeddings(body_of({{{"embedding", {1, 0}}}, {{"embedding", {0, 1}}}}), 2, k_url).value() ==
        expected);
}

TEST_CASE("an index that is missing, repeated, out of range or no number is refused") {
  json without = entry(1, {0, 1});
  without.erase("index");
  json text = entry(1, {0, 1});
  text["index"] = "1";
  for (const json& second : {without, text, entry(0, {0, 1}), entry(2, {0, 1}), entry(-1, {0, 1})}) {
    CAPTURE(second.dump());
    CHECK(refusal_of(body_of({entry(0, {1, 0}), second})) == "embeddings that are not numbered as the texts");
  }
}

TEST_CASE("what is no vector of finite numbers with a direction is refused") {
  const json nested = json::array({json::array({1, 2})});
  for (const json& vector : {json("AACAPw=="), json(nullptr), json::array(), json({1, nullptr}),
                             json({1, "2"}), json({1, 1e300}), json({0, 0}), nested}) {
    CAPTURE(vector.dump());
    CHECK(refusal_of(body_of({entry(0, {1, 0}), entry(1, vector)})) == "an embedding that is no vector");
  }
  CHECK(refusal_of(R"({"data":[{"index":0,"embedding":[1,0]},{"index":1}]})") ==
        "an embedding that is no vector");
  CHECK(refusal_of(R"({"data":[{"index":0,"embedding":[1,NaN]}]})") == "an answer that is not JSON");
}

TEST_CASE("vectors of different lengths, and more or fewer than texts, are refused") {
  CHECK(refusal_of(body_of({entry(0, {1, 0}), entry(1, {0, 1, 0})})) == "embeddings of different lengths");
  CHECK(refusal_of(body_of(json::array({entry(0, {1, 0})}))) == "an answer with 1 embedding for 2 texts");
  CHECK(refusal_of(body_of({1, 2})) == "an answer with 2 embeddings for 2 texts");
  CHECK(refusal_of(body_of(json::array())) == "an answer with 0 embeddings for 2 texts");
}

TEST_CASE("an answer of 200 that is an error, or something else, is refused with what it says") {
  CHECK(refusal_of(R"({"error":{"message":"no such model","type":"x"}})") ==
        "the service says: no such model");
  CHECK(refusal_of(R"({"error":"model does not support embeddings"})") ==
        "the service says: model does not support embeddings");
  CHECK(refusal_of("{}") == "an answer without embeddings");
  CHECK(refusal_of("[]") == "an answer without embeddings");
  CHECK(refusal_of(R"({"data":{}})") == "an answer without embeddings");
  CHECK(refusal_of("<html>") == "an answer that is not JSON");
  CHECK(refusal_of("") == "an answer that is not JSON");
}

TEST_CASE("a key that an embedder's server repeats is in no error") {
  for (const int status : {200, 401}) {
    FakePostClient client([&](const fetch::Post&) -> Result<fetch::Response> {
      return answer(status, R"({"error":{"message":"no \u0073k-secret"}})");
    });
    FakePause pause;
    Embedder embedder({.url = "http://127.0.0.1:9", .key = "sk-secret"}, "m", client, pause);
    const std::vector<std::string> texts{"a"};
    const auto failed = embedder.embed(texts);
    REQUIRE_FALSE(failed);
    CHECK(failed.error().what.ends_with("no [key]"));
  }
}
