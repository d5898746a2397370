#include "nonmun/translate/command_engine.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "support.hpp"
#include "support/temporary_directory.hpp"

using namespace nonmun;
using namespace nonmun::translate;
using namespace nonmun::test;
using namespace std::chrono_literals;

namespace {

const Source k_source = source_with("X", "Models fail. We propose X.");
constexpr auto k_answer =
    R"({"title_ko":"엑스","bullets":[{"ko":"X를 제안합니다.","src":[2]}],"keywords":[]})";

/// A command that answers each line as the body of a shell loop says.
std::string loop(const std::string& body) { return "while IFS= read -r line; do " + body + "; done"; }

Result<Draft> once(const std::string& command, std::chrono::milliseconds timeout = 10s) {
  fetch::SystemPause pause;
  CommandEngine engine({.command = command, .timeout = timeout}, pause);
  return engine.translate({k_source});
}

}  // namespace

TEST_CASE("a command gets the paper as one line of JSON and answers with one") {
  const TemporaryDirectory directory;
  const std::string seen = (directory / "seen").string();
  const auto draft = once(loop("printf '%s\\n' \"$line\" > " + seen + "; echo '" + k_answer + "'"));
  REQUIRE(draft);
  CHECK(draft->title_ko == "엑스");
  CHECK(draft->bullets[0].en == "We propose X.");
  std::string line;
  std::getline(std::ifstream(seen), line);
  CHECK(
      line ==
      R"({"title":"X","abstract":"Models fail. We propose X.","sentences":["Models fail.","We propose X."],"register":"polite"})");
}

TEST_CASE("one command serves many papers, and a large one goes through whole") {
  fetch::SystemPause pause;
  // The answer is as long as the line: pipes fill in both directions.
  CommandEngine engine({.command = loop("echo '{\"bullets\":[{\"ko\":\"'$$ ${#line}'\"}]}'")}, pause);
  const auto first = engine.translate({k_source});
  const auto second = engine.translate({source_with("Long", std::string(500'000, 'x'))});
  REQUIRE(first);
  REQUIRE(second);
  const auto process = [](const Draft& draft) {
    return draft.bullets[0].ko.substr(0, draft.bullets[0].ko.find(' '));
  };
  CHECK(process(*first) == process(*second));
  CHECK(second->bullets[0].ko.size() > 6);
}

TEST_CASE("a crash, a hang and a line that is no answer each fail one paper, and the next gets a new start") {
  const TemporaryDirectory directory;
  const std::string mark = (directory / "mark").string();
  const auto fails_first = [&](const std::string& how) {
    std::filesystem::remove(mark);
    return loop("if [ ! -e " + mark + " ]; then touch " + mark + "; " + how + "; else echo '" + k_answer +
                "'; fi");
  };
  struct Case {
    std::string how, what;
  };
  for (const auto& [how, what] :
       {Case{"exit 3", "the command ended"}, Case{"sleep 60", "does not answer"},
        Case{"echo nonsense", "no whole JSON object"}, Case{"kill -9 $$", "the command ended"}}) {
    fetch::SystemPause pause;
    CommandEngine engine({.command = fails_first(how), .timeout = 500ms}, pause);
    const auto failed = engine.translate({k_source});
    REQUIRE_FALSE(failed);
    CHECK(failed.error().what.find(what) != std::string::npos);
    CHECK(failed.error().kind != ErrorKind::usage);
    CHECK(engine.translate({k_source}));
  }
}

TEST_CASE("a command that says why it has no answer is quoted, and goes on") {
  const auto failed = once(loop(R"(printf '%s\n' '{"error":"no such\nlanguage"}')"));
  REQUIRE_FALSE(failed);
  CHECK(failed.error().what == "the command says: no such language");
}

TEST_CASE("a command that does not exist fails without a signal or a hang") {
  CHECK(once("/no/such/command 2>/dev/null").error().what == "the command ended");
}

TEST_CASE("a stop ends the waiting for a command") {
  std::atomic<bool> stop = true;
  fetch::SystemPause pause;
  CommandEngine engine({.command = "sleep 60", .stop = &stop}, pause);
  CHECK(engine.translate({k_source}).error().kind == ErrorKind::interrupted);
}

TEST_CASE("a command that ends after each answer is started anew for the next paper") {
  fetch::SystemPause pause;
  for (const char* const end : {"", "; sleep 0.05"}) {
    CommandEngine engine({.command = "read -r line; echo '" + std::string(k_answer) + "'" + end}, pause);
    for (int paper = 0; paper < 4; ++paper) CHECK(engine.translate({k_source}));
  }
}

TEST_CASE("a line too many is not taken for the answer to the next paper") {
  fetch::SystemPause pause;
  CommandEngine engine(
      {.command =
           loop(R"(printf '%s\n%s\n' '{"bullets":[{"ko":"first"}]}' '{"bullets":[{"ko":"second"}]}')")},
      pause);
  for (int paper = 0; paper < 3; ++paper) {
    const auto draft = engine.translate({k_source});
    REQUIRE(draft);
    CHECK(draft->bullets[0].ko == "first");
  }
}
