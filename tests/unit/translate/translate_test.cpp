#include "nonmun/translate/translate.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "support.hpp"

using namespace nonmun;
using namespace nonmun::translate;
using namespace nonmun::test;

namespace {

const FixedClock k_clock(Instant{std::chrono::sys_days{std::chrono::year{2026} / 8 / 21}});

/// What a test's engine does; shared by the engines of all threads.
struct Script {
  std::function<Result<Draft>(const Task&)> answer;
  std::atomic<int> calls = 0;
  Identity identity{"openai", "model-1", "bullets-1"};
  bool heeds = true;
  Usage usage{100, 10, 1},
      most{100, 10};  ///< of each call: what it took, and what it was thought to take at most
};

class ScriptedEngine final : public Engine {
 public:
  explicit ScriptedEngine(Script& script) : script_(script) {}
  Identity identity() const override { return script_.identity; }
  Result<Draft> translate(const Task& task) override {
    ++script_.calls;
    usage_ += script_.usage;
    return script_.answer(task);
  }
  bool heeds_corrections() const override { return script_.heeds; }
  Usage take_usage() override { return std::exchange(usage_, {}); }
  Usage most_usage(const Task&) const override { return script_.most; }

 private:
  Script& script_;
  Usage usage_;
};

EngineMaker maker_of(Script& script) {
  return [&script] { return std::make_unique<ScriptedEngine>(script); };
}

Draft draft_of(const std::string& ko) {
  Draft draft;
  draft.title_ko = "제목";
  draft.bullets.emplace_back().ko = ko;
  draft.bullets.back().src = {1};
  return draft;
}

/// Guards that refuse what says 거짓, and an embedded engine that has Korean only for titles with "frame" in
/// them.
TranslateOptions options() {
  TranslateOptions options;
  options.check = [](const Draft& draft, const Source&) {
    Verdict verdict;
    for (const Bullet& bullet : draft.bullets)
      verdict.bullets.emplace_back(
          bullet.ko.find("거짓") == std::string::npos ? "" : "numbers: 7 is not in the source");
    return verdict;
  };
  options.fallback = [](const Source& source) {
    Bullet bullet;
    bullet.engine = "frames";
    bullet.en = source.abstract;
    if (source.title.find("frame") != std::string::npos) bullet.ko = "방법을 제안합니다.";
    return std::vector{bullet};
  };
  return options;
}

std::vector<Paper> papers(std::size_t count, const std::string& title = "A frame") {
  std::vector<Paper> made;
  for (std::size_t i = 1; i <= count; ++i)
    made.push_back(
        paper_with("2404." + std::to_string(10000 + i), title, "We propose X " + std::to_string(i) + "."));
  return made;
}

bool adds_up(const TranslateReport& report) {
  return report.papers == report.had_korean + report.without_text + report.from_cache + report.translated +
                              report.framed + report.english + report.not_reached;
}

}  // namespace

TEST_CASE("an engine's answer that the guards pass becomes the summary, with who wrote it and when") {
  Script script{[](const Task&) { return draft_of("참입니다."); }};
  auto list = papers(1);
  const auto report = translate::translate(list, maker_of(script), nullptr, k_clock, options());
  CHECK(report.translated == 1);
  CHECK(report.usage.calls == 1);
  CHECK(report.usage.prompt_tokens == 100);
  CHECK(report.failures.empty());
  REQUIRE(list[0].summary);
  CHECK(list[0].summary->front().ko == "참입니다.");
  CHECK(list[0].summary->front().engine == "openai");
  CHECK(list[0].summary->front().verified == true);
  CHECK(list[0].title_ko == "제목");
  REQUIRE(list[0].provenance.engines.size() == 1);
  CHECK(list[0].provenance.engines[0].model == "model-1");
  CHECK(list[0].provenance.engines[0].at == k_clock.now());
}

TEST_CASE("a refused answer is asked for once more, and told what was wrong") {
  Script script;
  std::string told;
  script.answer = [&](const Task& task) {
    told = task.correction;
    return draft_of(task.correction.empty() ? "거짓입니다." : "참입니다.");
  };
  auto list = papers(1);
  const auto report = translate::translate(list, maker_of(script), nullptr, k_clock, options());
  CHECK(report.usage.calls == 2);
  CHECK(told == "bullet 1: numbers: 7 is not in the source");
  CHECK(list[0].summary->front().ko == "참입니다.");
  CHECK(report.translated == 1);
}

TEST_CASE(
    "after two refused answers the embedded engine speaks; where it has no Korean, the answer is marked") {
  Script script{[](const Task&) { return draft_of("거짓입니다."); }};
  auto list = papers(1);
  auto report = translate::translate(list, maker_of(script), nullptr, k_clock, options());
  CHECK(report.framed == 1);
  CHECK(report.failures.size() == 1);
  CHECK(list[0].summary->front().engine == "frames");

  list = papers(1, "Another");
  report = translate::translate(list, maker_of(script), nullptr, k_clock, options());
  CHECK(report.translated == 1);
  CHECK(list[0].summary->front().verified == false);
  CHECK(list[0].summary->front().unverified_reason == "numbers: 7 is not in the source");
}

TEST_CASE("a paper on which the engine fails is framed, and the others are translated") {
  Script script;
  script.answer = [](const Task& task) -> Result<Draft> {
    if (task.source.abstract.find("X 2") != std::string::npos)
      return fail(ErrorKind::invalid_data, "the answer was cut off", "http://127.0.0.1");
    return draft_of("참입니다.");
  };
  auto list = papers(3);
  const auto report = translate::translate(list, maker_of(script), nullptr, k_clock, options());
  CHECK(report.translated == 2);
  CHECK(report.framed == 1);
  CHECK(report.failures.size() == 1);
  CHECK(adds_up(report));
}

TEST_CASE("a key that is refused is tried once, said once, and every paper is framed") {
  Script script{
      [](const Task&) -> Result<Draft> { return fail(ErrorKind::usage, "the key was refused (401)"); }};
  auto list = papers(20);
  auto once = options();
  once.at_once = 1;
  const auto report = translate::translate(list, maker_of(script), nullptr, k_clock, once);
  CHECK(script.calls == 1);
  CHECK(report.failures.size() == 1);
  CHECK(report.framed == 20);
}

TEST_CASE(
    "what was translated once is not asked for again; a changed abstract is, a changed prompt only on "
    "request") {
  Script script{[](const Task&) { return draft_of("참입니다."); }};
  MemoryCache cache;
  auto list = papers(3);
  const auto first = translate::translate(list, maker_of(script), &cache, k_clock, options());
  CHECK(first.translated == 3);
  const auto written = list;

  list = papers(3);
  auto report = translate::translate(list, maker_of(script), &cache, k_clock, options());
  CHECK(report.from_cache == 3);
  CHECK(report.usage.calls == 0);
  CHECK(list == written);

  list = papers(3);
  list[1].abstract += " And more.";
  CHECK(translate::translate(list, maker_of(script), &cache, k_clock, options()).usage.calls == 1);

  script.identity.prompt_version = "bullets-2";
  list = papers(3);
  CHECK(translate::translate(list, maker_of(script), &cache, k_clock, options()).usage.calls == 0);
  auto current = options();
  current.only_current = true;
  CHECK(translate::translate(list = papers(3), maker_of(script), &cache, k_clock, current).usage.calls == 3);

  script.identity.model = "model-2";
  CHECK(translate::translate(list = papers(3), maker_of(script), &cache, k_clock, options()).usage.calls ==
        3);
}

TEST_CASE("failures are not kept, and a cache that cannot be written costs nothing but itself") {
  Script script{
      [](const Task&) -> Result<Draft> { return fail(ErrorKind::unavailable, "the service failed (500)"); }};
  MemoryCache cache;
  auto list = papers(2);
  CHECK(translate::translate(list, maker_of(script), &cache, k_clock, options()).framed == 2);
  CHECK(cache.kept.empty());
  script.answer = [](const Task&) { return draft_of("참입니다."); };
  cache.is_full = true;
  const auto report = translate::translate(list = papers(2), maker_of(script), &cache, k_clock, options());
  CHECK(report.translated == 2);
  CHECK(report.warnings.size() == 1);
}

TEST_CASE(
    "Korean by people or by a model stays; an import's is replaced where the engine's passes, and else "
    "stays") {
  Script script{[](const Task& task) -> Result<Draft> {
    if (task.source.title == "Fails") return fail(ErrorKind::unavailable, "no");
    return draft_of("참입니다.");
  }};
  auto list = papers(4);
  const auto give = [](Paper& paper, const char* engine) {
    Bullet bullet;
    bullet.ko = "있던 문장입니다.";
    bullet.engine = engine;
    paper.summary = {bullet};
  };
  give(list[0], "human");
  give(list[1], "digest");
  give(list[2], "digest");
  list[2].title = "Fails";
  give(list[3], "frames");
  const auto report = translate::translate(list, maker_of(script), nullptr, k_clock, options());
  CHECK(list[0].summary->front().engine == "human");
  CHECK(list[1].summary->front().ko == "참입니다.");
  CHECK(list[2].summary->front().ko == "있던 문장입니다.");
  CHECK(list[3].summary->front().engine == "openai");
  CHECK(report.had_korean == 2);
  CHECK(adds_up(report));
  give(list[0], "digest");
  CHECK(translate::translate(std::span(list).first(1), {}, nullptr, k_clock, options()).had_korean == 1);
  CHECK(list[0].summary->front().engine == "digest");
}

TEST_CASE("a paper without an abstract and a withdrawn one have nothing to summarise") {
  auto list = papers(2);
  list[0].abstract.clear();
  list[1].withdrawn = true;
  const auto report = translate::translate(list, {}, nullptr, k_clock, options());
  CHECK(report.without_text == 2);
  CHECK_FALSE(list[0].summary);
}

TEST_CASE("a call that could cost more than is left is not made; the rest is framed and the report says so") {
  Script script{[](const Task&) { return draft_of("참입니다."); }};
  auto capped = options();
  capped.cost = [](const Usage& usage) { return static_cast<double>(usage.prompt_tokens); };
  capped.max_cost = 399;
  for (const std::size_t at_once : {1, 8}) {
    auto list = papers(10);
    capped.at_once = at_once;
    const auto report = translate::translate(list, maker_of(script), nullptr, k_clock, capped);
    CHECK(report.translated == 3);
    CHECK(report.framed == 7);
    CHECK(report.cost == 300);
    CHECK(report.over_budget);
    CHECK(report.failures.empty());
  }
}

TEST_CASE("what was set aside for a call in flight is given back when it costs less") {
  Script script{[](const Task&) { return draft_of("참입니다."); }};
  script.most = {250, 0};
  auto capped = options();
  capped.cost = [](const Usage& usage) { return static_cast<double>(usage.prompt_tokens); };
  capped.max_cost = 650;
  capped.at_once = 8;
  auto list = papers(10);
  const auto report = translate::translate(list, maker_of(script), nullptr, k_clock, capped);
  CHECK(report.translated == 5);
  CHECK(report.cost == 500);
}

TEST_CASE("where calls cost more than was thought the next ones are thought to cost as much") {
  Script script{[](const Task&) { return draft_of("참입니다."); }};
  script.most = {50, 0};
  auto capped = options();
  capped.cost = [](const Usage& usage) { return static_cast<double>(usage.prompt_tokens); };
  capped.max_cost = 399;
  for (const std::size_t at_once : {1, 3}) {
    capped.at_once = at_once;
    auto list = papers(10);
    CHECK(translate::translate(list, maker_of(script), nullptr, k_clock, capped).cost == 300);
  }
}

TEST_CASE("an answer of no use costs what any answer costs") {
  Script script{
      [](const Task&) -> Result<Draft> { return fail(ErrorKind::invalid_data, "the answer was cut off"); }};
  auto capped = options();
  capped.at_once = 1;
  capped.cost = [](const Usage& usage) { return static_cast<double>(usage.prompt_tokens); };
  capped.max_cost = 250;
  auto list = papers(10);
  const auto report = translate::translate(list, maker_of(script), nullptr, k_clock, capped);
  CHECK(report.usage.calls == 2);
  CHECK(report.usage.completion_tokens == 20);
  CHECK(report.over_budget);
}

TEST_CASE("many at once: each paper has its own translation, told of in the papers' order") {
  Script script;
  script.answer = [](const Task& task) {
    std::this_thread::sleep_for(std::chrono::milliseconds(task.source.abstract.size() * 7 % 5));
    return draft_of("참입니다: " + task.source.abstract);
  };
  auto list = papers(60);
  auto many = options();
  many.at_once = 16;
  std::vector<std::string> told;
  many.on_ready = [&](const Paper& paper) { told.push_back(paper.id.str()); };
  MemoryCache cache;
  const auto report = translate::translate(list, maker_of(script), &cache, k_clock, many);
  CHECK(report.translated == 60);
  REQUIRE(told.size() == 60);
  for (std::size_t i = 0; i < list.size(); ++i) {
    CHECK(told[i] == list[i].id.str());
    CHECK(list[i].summary->front().ko == "참입니다: " + list[i].abstract);
  }
}

TEST_CASE("a run that is stopped keeps what is done and counts what is not") {
  Script script;
  std::atomic<bool> stop = false;
  script.answer = [&](const Task&) {
    if (script.calls == 3) stop = true;
    return draft_of("참입니다.");
  };
  auto list = papers(10);
  auto stopped = options();
  stopped.at_once = 1;
  stopped.stop = &stop;
  MemoryCache cache;
  const auto report = translate::translate(list, maker_of(script), &cache, k_clock, stopped);
  CHECK(report.translated == 3);
  CHECK(report.not_reached == 7);
  CHECK(cache.kept.size() == 3);
  CHECK(adds_up(report));
}

TEST_CASE("an engine that heeds no correction is not asked twice") {
  Script script{[](const Task&) { return draft_of("거짓입니다."); }};
  auto list = papers(1);
  (void)translate::translate(list, maker_of(script), nullptr, k_clock, options());
  CHECK(script.calls == 2);
  script.calls = 0;
  script.heeds = false;
  list = papers(1);
  (void)translate::translate(list, maker_of(script), nullptr, k_clock, options());
  CHECK(script.calls == 1);
}

TEST_CASE("a line with a link of its own is shown to nobody, where other refused lines are marked") {
  Script script;
  auto strict = options();
  strict.fallback = [](const Source&) { return std::vector<Bullet>{}; };
  strict.check = [](const Draft& draft, const Source&) {
    Verdict verdict;
    for (const Bullet& bullet : draft.bullets) {
      const bool link = bullet.ko.find("http") != std::string::npos;
      verdict.bullets.emplace_back(link ? "links: it is not in the source"
                                        : "numbers: 7 is not in the source");
      verdict.harmful.push_back(link);
    }
    return verdict;
  };
  script.answer = [](const Task&) {
    Draft draft = draft_of("7입니다.");
    draft.bullets.push_back(draft.bullets.front());
    draft.bullets.back().ko = "http://t.example/p 입니다.";
    return draft;
  };
  auto list = papers(1);
  (void)translate::translate(list, maker_of(script), nullptr, k_clock, strict);
  REQUIRE(list[0].summary);
  REQUIRE(list[0].summary->size() == 1);
  CHECK(list[0].summary->front().ko == "7입니다.");
  CHECK(list[0].summary->front().verified == false);

  script.answer = [](const Task&) { return draft_of("http://t.example/p 입니다."); };
  list = papers(1);
  const auto report = translate::translate(list, maker_of(script), nullptr, k_clock, strict);
  CHECK_FALSE(list[0].summary);
  CHECK(report.english == 1);
  CHECK(report.failures.size() == 1);
}

TEST_CASE("a summary made from the text is kept under that text, and cites as a record does") {
  Script script;
  script.answer = [](const Task& task) -> Result<Draft> {
    Draft draft = draft_of("한 줄입니다.");
    draft.bullets.back().src = {static_cast<int>(task.source.count())};
    draft.bullets.back().en = task.source.sentence(static_cast<int>(task.source.count()));
    return draft;
  };
  MemoryCache cache;
  TranslateOptions with = options();
  std::string text = "Ten sheep ran.";
  with.body = [&](const Paper&) { return take_body({{{"", false, {text}}}}, 100); };
  const auto run = [&](const TranslateOptions& how) {
    std::vector papers{paper_with("2404.00001", "X", "We count sheep.")};
    const auto report = translate::translate(papers, maker_of(script), &cache, k_clock, how);
    CHECK(report.translated + report.from_cache == 1);
    return papers.front().summary->front();
  };
  const Bullet first = run(with), second = run(with);
  CHECK(script.calls == 1);
  for (const Bullet& bullet : {first, second}) {
    CHECK(bullet.src.empty());
    CHECK(bullet.source == k_source_html);
    CHECK(bullet.en == "Ten sheep ran.");
  }
  CHECK(run(options()).src == std::vector{1});
  CHECK(script.calls == 2);
  text = "Twelve sheep ran.";
  CHECK(run(with).en == "Twelve sheep ran.");
  CHECK(script.calls == 3);
}
