#include "ask.hpp"

#include <catch2/catch.hpp>

#include "support.hpp"
#include "support/fake_pause.hpp"

using namespace nonmun;
using namespace nonmun::translate;
using namespace nonmun::test;
using namespace std::chrono_literals;

namespace {

AskOptions calm(int tries = 3) {
  AskOptions options;
  options.tries = tries;
  options.random = [] { return 0.0; };
  return options;
}

/// Answers in order; the last one again and again.
FakePostClient::Answer in_order(std::vector<fetch::Response> answers) {
  return [answers = std::move(answers),
          at = std::size_t{0}](const fetch::Post&) mutable -> Result<fetch::Response> {
    const auto& next = answers[std::min(at, answers.size() - 1)];
    ++at;
    return next;
  };
}

struct Asked {
  Result<std::string> result;
  std::size_t posts = 0;
  std::chrono::milliseconds waited{0};
};

Asked asked(FakePostClient::Answer answers, const AskOptions& options = calm()) {
  FakePostClient client(std::move(answers));
  FakePause pause;
  auto result = ask(client, pause, {.url = "http://127.0.0.1/v1", .body = "{}"}, options);
  return {std::move(result), client.journal.size(), pause.passed()};
}

}  // namespace

TEST_CASE("a body of 200 is the answer") {
  const auto done = asked(in_order({answer(200, "hello")}));
  CHECK(done.result == "hello");
  CHECK(done.posts == 1);
}

TEST_CASE("refusals and faults that pass are asked again after a pause that doubles") {
  for (const int status : {408, 409, 429, 500, 502, 503, 529}) {
    const auto done = asked(in_order({answer(status, ""), answer(status, ""), answer(200, "at last")}));
    CHECK(done.result == "at last");
    CHECK(done.posts == 3);
    CHECK(done.waited == 1500ms);
  }
  const auto cut = asked([n = 0](const fetch::Post&) mutable -> Result<fetch::Response> {
    if (n++ == 0) return fail(ErrorKind::unavailable, "the answer was cut off");
    return answer(200, "whole");
  });
  CHECK(cut.result == "whole");
}

TEST_CASE(
    "a wait that is asked for is kept to, in milliseconds, seconds or as a date; one too long ends it") {
  CHECK(
      asked(in_order({answer(429, "", {{"retry-after-ms", "1234"}, {"retry-after", "9"}}), answer(200, "x")}))
          .waited == 1234ms);
  CHECK(asked(in_order({answer(429, "", {{"retry-after", "2.5"}}), answer(200, "x")})).waited == 2500ms);
  CHECK(
      asked(in_order({answer(503, "", {{"retry-after", "Mon, 14 Jul 2025 00:00:07 GMT"}}), answer(200, "x")}))
          .waited == 7s);
  for (const char* const too_long : {"121", "99999999999999999999", "1e400", "inf"}) {
    const auto given_up = asked(in_order({answer(429, "", {{"retry-after", too_long}}), answer(200, "x")}));
    CHECK(given_up.posts == 1);
    REQUIRE_FALSE(given_up.result);
    CHECK(given_up.result.error().kind == ErrorKind::unavailable);
  }
}

TEST_CASE("what no try mends is said at once, and as what it is") {
  const auto kind = [](int status, const std::string& body = "") {
    const auto done = asked(in_order({answer(status, body)}));
    CHECK(done.posts == 1);
    return done.result.error().kind;
  };
  CHECK(kind(401) == ErrorKind::usage);
  CHECK(kind(402) == ErrorKind::usage);
  CHECK(kind(403) == ErrorKind::usage);
  CHECK(kind(404) == ErrorKind::usage);
  CHECK(kind(456) == ErrorKind::usage);
  CHECK(kind(302) == ErrorKind::usage);
  CHECK(kind(429, R"({"error":{"code":"insufficient_quota","message":"You exceeded your current quota"}})") ==
        ErrorKind::usage);
  CHECK(kind(400) == ErrorKind::invalid_data);
  CHECK(kind(413) == ErrorKind::invalid_data);
  CHECK(kind(422) == ErrorKind::invalid_data);
}

TEST_CASE("a service that says whether to ask again is believed") {
  CHECK(asked(in_order({answer(500, "", {{"x-should-retry", "false"}})})).posts == 1);
  CHECK(asked(in_order({answer(400, "", {{"x-should-retry", "true"}}), answer(200, "x")})).result == "x");
}

TEST_CASE("after the last try the error says how often it was asked and what the service said") {
  const auto done = asked(in_order({answer(503, R"({"error":{"code":503,"message":"Loading model"}})")}));
  CHECK(done.posts == 3);
  CHECK(to_line(done.result.error()) ==
        "http://127.0.0.1/v1: the service failed (503): Loading model (asked 3 times)");
}

TEST_CASE("no try begins after the deadline and no answer is waited for longer") {
  FakePostClient client(in_order({answer(500, "")}));
  FakePause pause;
  auto options = calm(10);
  options.deadline = pause.steady_now() + 1s;
  const auto failed = ask(client, pause, {.url = "http://127.0.0.1/", .body = "{}"}, options);
  CHECK(failed.error().kind == ErrorKind::unavailable);
  CHECK(client.journal.size() == 2);
  CHECK(client.journal[0].timeout <= 1s);
  pause.advance(2s);
  CHECK(ask(client, pause, {.url = "http://127.0.0.1/", .body = "{}"}, options).error().what ==
        "the time for translating is over");
  CHECK(client.journal.size() == 2);
}

TEST_CASE("a stop ends the waiting") {
  FakePostClient client(in_order({answer(500, "")}));
  FakePause pause;
  pause.stopped = true;
  CHECK(ask(client, pause, {.url = "u", .body = "{}"}, calm()).error().kind == ErrorKind::interrupted);
}

TEST_CASE("what a service says is found in all the shapes in which services say it") {
  CHECK(read_refusal(R"({"error":{"message":"a","type":"t","param":null,"code":null}})").message == "a");
  CHECK(read_refusal(R"({"error":{"code":400,"message":"b","type":"exceed_context_size_error"}})").code ==
        "400 exceed_context_size_error");
  CHECK(read_refusal(R"({"error":"c"})").message == "c");
  CHECK(read_refusal(R"({"object":"error","message":"d"})").message == "d");
  CHECK(read_refusal(R"({"errorMessage":"e","errorCode":"N2MT08"})").message == "e");
  CHECK(read_refusal(R"({"error":{"errorCode":"200","message":"f","details":"g"}})").message == "f");
  CHECK(read_refusal(R"({"detail":"h"})").message == "h");
  for (const std::string body : {"", "<html>", "[]", "null", "{\"error\":null}", "{\"error\":[1]}"})
    CHECK(read_refusal(body).message.empty());
  const auto longer = read_refusal(R"({"message":")" + std::string(5000, 'x') + "\\n\"}");
  CHECK(longer.message.size() < 300);
}

TEST_CASE("a key that a service repeats in a refusal is told to nobody, however it is written or cut") {
  auto options = calm(1);
  options.secrets = {"id-of-many/letters:short", "id-of-many/letters", "short"};
  const auto said = [&](const std::string& message) {
    return asked(in_order({answer(401, R"({"error":")" + message + "\"}")}), options).result.error().what;
  };
  const std::string_view hidden = "the key was refused (401): no [key] here";
  CHECK(said("no id-of-many/letters here") == hidden);
  CHECK(said("no id-of-many/letters:short here") == hidden);
  CHECK(said(R"(no id-of-many\/letters here)") == hidden);
  CHECK(said(R"(no \u0069d-of-many\u002fletters here)") == hidden);
  CHECK(said(std::string(190, 'x') + " id-of-many/letters").find("id-of") == std::string::npos);
}

TEST_CASE("an answer that the deadline cut off is told as that") {
  FakePause pause;
  auto options = calm();
  options.deadline = pause.steady_now() + 1s;
  long calls = 0;
  options.calls = &calls;
  FakePostClient client([&](const fetch::Post&) -> Result<fetch::Response> {
    pause.advance(1s);
    return fail(ErrorKind::unavailable, "no answer in time (Operation timed out after 147 milliseconds)");
  });
  CHECK(ask(client, pause, {.url = "u", .body = "{}"}, options).error().what ==
        "the time for translating is over");
  CHECK(ask(client, pause, {.url = "u", .body = "{}"}, options).error().what ==
        "the time for translating is over");
  CHECK(calls == 1);
}

TEST_CASE("each try is counted") {
  long calls = 0;
  auto options = calm();
  options.calls = &calls;
  CHECK(asked(in_order({answer(500, ""), answer(200, "x")}), options).result == "x");
  CHECK(calls == 2);
}

TEST_CASE("a text that is longer than the model's context is told from other refusals") {
  for (const std::string body :
       {R"({"error":{"code":400,"message":"m","type":"exceed_context_size_error"}})",
        R"({"error":{"message":"m","code":"context_length_exceeded"}})",
        R"({"object":"error","message":"The model's maximum context length is 4096"})"}) {
    const auto error = asked(in_order({answer(400, body)})).result.error();
    CHECK(error.kind == ErrorKind::invalid_data);
    CHECK(error.what.starts_with("longer than the model's context (400)"));
    CHECK_FALSE(error.hint.empty());
  }
}

TEST_CASE("services that refuse a key or a quota in words of their own are understood") {
  const auto key =
      asked(in_order({answer(400, R"({"error":"Visit http://x to get an API key"})")})).result.error();
  CHECK(key.kind == ErrorKind::usage);
  auto options = calm();
  const auto papago = in_order({answer(429, R"({"error":{"errorCode":"200","message":"Quota Exceed"}})")});
  CHECK(asked(papago, options).posts == 3);
  options.used_up = "quota exceed";
  const auto ended = asked(papago, options);
  CHECK(ended.posts == 1);
  CHECK(ended.result.error().kind == ErrorKind::usage);
}
