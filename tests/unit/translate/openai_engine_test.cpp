#include "nonmun/translate/openai_engine.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "reply.hpp"
#include "support.hpp"
#include "support/fake_pause.hpp"

using namespace nonmun;
using namespace nonmun::translate;
using namespace nonmun::test;
using nlohmann::json;

namespace {

const Source k_source =
    source_with("X: a Benchmark", "Models fail. We propose X, a benchmark. It has 3 parts.");
constexpr auto k_reply =
    R"({"title_ko":"X: 벤치마크","bullets":[{"ko":"X를 제안합니다.","src":[2]},{"ko":"부분은 3개입니다.","src":[3,2]}],"keywords":["X"]})";

ChatOptions chat(std::string url = "http://127.0.0.1:9/v1/") {
  ChatOptions options;
  options.service.url = std::move(url);
  options.service.key = "sk-secret";
  options.model = "model-1";
  options.prompt = test::built_in_prompt("bullets");
  return options;
}

std::string chat_answer(const json& content, const std::string& reason = "stop") {
  return json{{"choices",
               {{{"index", 0},
                 {"message", {{"role", "assistant"}, {"content", content}}},
                 {"finish_reason", reason}}}},
              {"usage", {{"prompt_tokens", 120}, {"completion_tokens", 30}}}}
      .dump();
}

Result<Draft> translated(const std::string& body, int status = 200) {
  FakePostClient client([&](const fetch::Post&) -> Result<fetch::Response> { return answer(status, body); });
  FakePause pause;
  OpenAiEngine engine(chat(), client, pause);
  return engine.translate({k_source});
}

}  // namespace

TEST_CASE("a request names the model, says both messages and asks for the answer's form") {
  FakePostClient client(
      [](const fetch::Post&) -> Result<fetch::Response> { return answer(200, chat_answer(k_reply)); });
  FakePause pause;
  OpenAiEngine engine(chat(), client, pause);
  REQUIRE(engine.translate({k_source}));
  REQUIRE(client.journal.size() == 1);
  CHECK(client.journal[0].url == "http://127.0.0.1:9/v1/chat/completions");
  CHECK(client.journal[0].headers == std::vector<fetch::Header>{{"Authorization", "Bearer sk-secret"}});
  const json body = json::parse(client.journal[0].body);
  CHECK(body["model"] == "model-1");
  CHECK(body["messages"][0]["role"] == "system");
  CHECK(body["messages"][1]["role"] == "user");
  CHECK(body["max_tokens"] == 2048);
  CHECK(body["stream"] == false);
  CHECK_FALSE(body.contains("temperature"));
  CHECK(body["response_format"]["type"] == "json_schema");
  const json schema = body["response_format"]["json_schema"];
  CHECK(schema["strict"] == true);
  CHECK(schema["schema"]["additionalProperties"] == false);
  CHECK(schema["schema"]["required"] == json({"title_ko", "bullets", "keywords"}));
  CHECK(client.journal[0].body.find("sk-secret") == std::string::npos);
}

TEST_CASE(
    "OpenAI's own models are asked with max_completion_tokens; a temperature is sent when it was chosen") {
  FakePostClient client([](const fetch::Post&) -> Result<fetch::Response> { return answer(200, "{}"); });
  FakePause pause;
  auto options = chat("https://api.openai.com/v1");
  options.temperature = 0.5;
  const json body = json::parse(OpenAiEngine(options, client, pause).request_body({k_source}));
  CHECK(body["max_completion_tokens"] == 2048);
  CHECK_FALSE(body.contains("max_tokens"));
  CHECK(body["temperature"] == 0.5);
}

TEST_CASE("each bullet stands beside the sentences it cites") {
  const auto draft = translated(chat_answer(k_reply));
  REQUIRE(draft);
  CHECK(draft->title_ko == "X: 벤치마크");
  REQUIRE(draft->bullets.size() == 2);
  CHECK(draft->bullets[0].en == "We propose X, a benchmark.");
  CHECK(draft->bullets[1].en == "It has 3 parts. We propose X, a benchmark.");
  CHECK(draft->bullets[1].src == std::vector<int>{3, 2});
  CHECK(draft->keywords == std::vector<std::string>{"X"});
}

TEST_CASE("tokens are counted of every answer, of one that was cut off and one without a count as well") {
  json uncounted = json::parse(chat_answer(k_reply));
  uncounted.erase("usage");
  std::vector<std::string> bodies{chat_answer(k_reply), chat_answer("{", "length"), uncounted.dump()};
  FakePostClient client([&, at = std::size_t{0}](const fetch::Post&) mutable -> Result<fetch::Response> {
    return answer(200, bodies[at++]);
  });
  FakePause pause;
  OpenAiEngine engine(chat(), client, pause);
  CHECK(engine.translate({k_source}));
  CHECK_FALSE(engine.translate({k_source}));
  const Usage counted = engine.take_usage();
  CHECK(counted.prompt_tokens == 240);
  CHECK(counted.completion_tokens == 60);
  CHECK(engine.translate({k_source}));
  const Usage guessed = engine.take_usage(), most = engine.most_usage({k_source});
  CHECK(guessed.prompt_tokens == most.prompt_tokens);
  CHECK(guessed.completion_tokens > 30);
  CHECK(most.prompt_tokens > 200);
  CHECK(most.completion_tokens == 2048);
  CHECK(engine.take_usage().prompt_tokens == 0);
}

TEST_CASE("the answer is the object with bullets, wherever a model puts it") {
  for (const std::string around :
       {"```json\n%\n```", "Sure: % Done.", "<think>{\"bullets\": 1} or {\"title_ko\": \"...\"}?</think>%",
        "it was {\"plan\": []}\n</think>\n%", "{\"note\": {\"a\": 1}} %"}) {
    CAPTURE(around);
    std::string text = around;
    text.replace(text.find('%'), 1, k_reply);
    const auto draft = read_reply(text, k_source, {});
    REQUIRE(draft);
    CHECK(draft->bullets.size() == 2);
  }
  CHECK_FALSE(read_reply(std::string("<think>") + k_reply, k_source, {}));
}

TEST_CASE("keywords are words of the paper") {
  const json reply{
      {"bullets", {{{"ko", "X를 제안합니다."}, {"src", {2}}}}},
      {"keywords", {"Benchmarks", "![x](http://t.example/p)", "parts", "RLHF", "", "a benchmark"}}};
  const auto draft = read_reply(reply.dump(), k_source, {});
  REQUIRE(draft);
  CHECK(draft->keywords == std::vector<std::string>{"Benchmarks", "parts", "a benchmark"});
}
TEST_CASE("an answer is read in a fence, behind thoughts and talk, and in parts") {
  CHECK(translated(chat_answer("```json\n" + std::string(k_reply) + "\n```")));
  CHECK(
      translated(chat_answer("<think>{\"a\": }</think>\nHere {it} is: " + std::string(k_reply) + " Done.")));
  CHECK(translated(chat_answer(json::array({{{"type", "text"}, {"text", k_reply}}}))));
}

TEST_CASE("what is no answer is said as what it is, and never as a translation") {
  const auto said = [](const Result<Draft>& result) {
    return result ? std::string("?") : result.error().what;
  };
  CHECK(said(translated(chat_answer(k_reply, "length"))) == "the answer was cut off at its greatest length");
  CHECK(said(translated(chat_answer(k_reply, "content_filter"))).find("filter") != std::string::npos);
  CHECK(said(translated(chat_answer(nullptr))) == "an empty answer");
  CHECK(said(translated("<html>")) == "an answer that is not JSON");
  CHECK(said(translated("{}")) == "an answer without a choice");
  CHECK(said(translated(R"({"error":{"message":"slow down"}})")) == "the service says: slow down");
  CHECK(said(translated(R"({"choices":[{"message":{"content":null,"refusal":"no"}}]})")) ==
        "the model refused");
  CHECK(said(translated(chat_answer("I cannot."))) == "the answer holds no whole JSON object");
  CHECK(said(translated(chat_answer(std::string(k_reply).substr(0, 14)))) ==
        "the answer holds no whole JSON object");
  CHECK(said(translated(chat_answer(R"({"title_ko":"x","bullets":[],"keywords":[]})"))) ==
        "the answer has no bullet");
  CHECK(said(translated(chat_answer(R"({"bullets":"none"})"))) == "the answer has no bullet");
  CHECK(said(translated(chat_answer(std::string(5000, '{')))) == "the answer holds no whole JSON object");
}

TEST_CASE(
    "a context that is too long is this paper's fault, a refused key everyone's; neither tells the key") {
  const auto longer = translated(
      R"({"error":{"code":400,"message":"request (21020 tokens) exceeds the available context size","type":"exceed_context_size_error"}})",
      400);
  CHECK(longer.error().kind == ErrorKind::invalid_data);
  CHECK(longer.error().what.find("exceeds the available context size") != std::string::npos);
  const auto refused = translated(R"({"error":{"message":"bad key","type":"invalid_request_error"}})", 401);
  CHECK(refused.error().kind == ErrorKind::usage);
  CHECK(to_line(refused.error()).find("sk-secret") == std::string::npos);
}

TEST_CASE("numbers of sentences that are none become 0, for the guard to see") {
  const auto draft = read_reply(R"({"bullets":[{"ko":"a","src":[-3,99999999999,2,"1",1.5]}]})", k_source, {});
  REQUIRE(draft);
  CHECK(draft->bullets[0].src == std::vector<int>{0, 0, 2});
}

TEST_CASE("a profile that fixes roles gives them where there are as many bullets") {
  const auto draft = read_reply(R"({"bullets":[{"ko":"a"},{"ko":"b"}]})", k_source, {"proposal", "method"});
  CHECK(draft->bullets[1].role == "method");
  CHECK(read_reply(R"({"bullets":[{"ko":"a"}]})", k_source, {"proposal", "method"})->bullets[0].role.empty());
  const auto cut =
      read_reply(R"({"bullets":[{"ko":"a"},{"ko":"b"},{"ko":"c"}]})", k_source, {"proposal", "method"}, 2);
  REQUIRE(cut->bullets.size() == 2);
  CHECK(cut->bullets[1].role == "method");
}

TEST_CASE("a key that a model or a server writes with escapes is in no draft and no error") {
  const auto with = [](const std::string& body) {
    FakePostClient client([&](const fetch::Post&) -> Result<fetch::Response> { return answer(200, body); });
    FakePause pause;
    return OpenAiEngine(chat(), client, pause).translate({k_source});
  };
  const auto draft = with(chat_answer(
      R"({"title_ko":"\u0073k-secret","bullets":[{"ko":"a sk\u002dsecret b","role":"sk-secret"}],"keywords":[]})"));
  REQUIRE(draft);
  CHECK(draft->title_ko == "[key]");
  CHECK(draft->bullets[0].ko == "a [key] b");
  CHECK(draft->bullets[0].role == "[key]");
  const auto failed = with(R"({"error":{"message":"no \u0073k-secret"}})");
  REQUIRE_FALSE(failed);
  CHECK(failed.error().what == "the service says: no [key]");
}
