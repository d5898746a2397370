#include "nonmun/translate/machine_engine.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "support.hpp"
#include "support/fake_pause.hpp"

using namespace nonmun;
using namespace nonmun::translate;
using namespace nonmun::test;
using nlohmann::json;

namespace {

const Source k_source = source_with("X: a Benchmark", "Models fail. We propose X.");

MachineOptions options(MachineService kind, std::string key, std::string url = {}) {
  MachineOptions options;
  options.kind = kind;
  options.service.key = std::move(key);
  options.service.url = std::move(url);
  options.extract = [](const Source& source) {
    Bullet bullet;
    bullet.role = "proposal";
    bullet.engine = "frames";
    bullet.ko = "틀";
    bullet.en = source.sentence(2);
    bullet.src = {2};
    return std::vector{bullet};
  };
  return options;
}

struct Done {
  Result<Draft> draft;
  std::vector<fetch::Post> posts;
};

Done done(const MachineOptions& options, std::vector<std::string> bodies) {
  FakePostClient client([&, at = std::size_t{0}](const fetch::Post&) mutable -> Result<fetch::Response> {
    return answer(200, bodies[std::min(at++, bodies.size() - 1)]);
  });
  FakePause pause;
  auto draft = MachineEngine(options, client, pause).translate({k_source});
  return {std::move(draft), client.journal};
}

void check(const Done& done) {
  REQUIRE(done.draft);
  CHECK(done.draft->title_ko == "제목");
  REQUIRE(done.draft->bullets.size() == 1);
  CHECK(done.draft->bullets[0].ko == "X를 제안합니다.");
  CHECK(done.draft->bullets[0].en == "We propose X.");
  CHECK(done.draft->bullets[0].role == "proposal");
  CHECK(done.draft->bullets[0].engine.empty());
}

}  // namespace

TEST_CASE("DeepL gets title and sentences in one call, at the host of the key's plan") {
  const auto one = done(
      options(MachineService::deepl, "k:fx"),
      {R"({"translations":[{"detected_source_language":"EN","text":"제목"},{"text":"X를 제안합니다."}]})"});
  check(one);
  REQUIRE(one.posts.size() == 1);
  CHECK(one.posts[0].url == "https://api-free.deepl.com/v2/translate");
  CHECK(one.posts[0].headers == std::vector<fetch::Header>{{"Authorization", "DeepL-Auth-Key k:fx"}});
  const json body = json::parse(one.posts[0].body);
  CHECK(body["text"] == json({"X: a Benchmark", "We propose X."}));
  CHECK(body["target_lang"] == "KO");
  CHECK(body["source_lang"] == "EN");
  CHECK(body["formality"] == "prefer_more");
}

TEST_CASE("Papago gets one text a call, with both halves of the key") {
  const auto text = [](const std::string& ko) {
    return R"({"message":{"result":{"srcLangType":"en","tarLangType":"ko","translatedText":")" + ko + "\"}}}";
  };
  const auto two =
      done(options(MachineService::papago, "id:secret"), {text("제목"), text("X를 제안합니다.")});
  check(two);
  REQUIRE(two.posts.size() == 2);
  CHECK(two.posts[0].url == "https://papago.apigw.ntruss.com/nmt/v1/translation");
  CHECK(two.posts[0].headers ==
        std::vector<fetch::Header>{{"x-ncp-apigw-api-key-id", "id"}, {"x-ncp-apigw-api-key", "secret"}});
  CHECK(json::parse(two.posts[1].body)["text"] == "We propose X.");
  CHECK(json::parse(two.posts[1].body)["honorific"] == true);
}

TEST_CASE("LibreTranslate is asked where it stands, and an answer without Hangul is none") {
  const auto one = done(options(MachineService::libretranslate, "", "http://127.0.0.1:5000/"),
                        {R"({"translatedText":["제목","X를 제안합니다."]})"});
  check(one);
  CHECK(one.posts[0].url == "http://127.0.0.1:5000/translate");
  CHECK_FALSE(json::parse(one.posts[0].body).contains("api_key"));
  CHECK(done(options(MachineService::libretranslate, "", "http://h"), {R"({"translatedText":["제목","😀"]})"})
            .draft.error()
            .what == "an answer that is not Korean");
}

TEST_CASE("an answer of another shape or another number of texts is none") {
  for (const std::string body : {"{}", "[]", "x", R"({"translations":[{"text":"제목"}]})",
                                 R"({"translations":[1,2]})", R"({"translations":{"text":"제목"}})"}) {
    CAPTURE(body);
    const auto failed = done(options(MachineService::deepl, "k"), {body});
    REQUIRE_FALSE(failed.draft);
    CHECK(failed.draft.error().kind == ErrorKind::invalid_data);
    CHECK(failed.posts[0].url == "https://api.deepl.com/v2/translate");
  }
  CHECK_FALSE(done(options(MachineService::papago, "a:b"), {R"({"message":{"result":"x"}})"}).draft);
}

TEST_CASE("no call holds more than its service takes") {
  std::vector<std::size_t> sizes;
  const auto translate_with = [&](MachineService kind, std::size_t count, std::size_t length) {
    auto many = options(kind, "id:secret", "http://127.0.0.1:9");
    many.extract = [=](const Source&) {
      std::vector<Bullet> bullets(count);
      for (Bullet& bullet : bullets) bullet.en = std::string(length, 'a');
      return bullets;
    };
    sizes.clear();
    FakePostClient client([&](const fetch::Post& post) -> Result<fetch::Response> {
      const json body = json::parse(post.body);
      if (kind == MachineService::papago)
        return answer(200, R"({"message":{"result":{"translatedText":"번역"}}})");
      CHECK(post.body.size() <= std::size_t{128} << 10);
      json translations = json::array();
      for (std::size_t i = 0; i < body["text"].size(); ++i) translations.push_back({{"text", "번역"}});
      sizes.push_back(translations.size());
      return answer(200, json{{"translations", translations}}.dump());
    });
    FakePause pause;
    return MachineEngine(many, client, pause).translate({k_source});
  };
  REQUIRE(translate_with(MachineService::deepl, 119, 10));
  CHECK(sizes == std::vector<std::size_t>{50, 50, 20});
  REQUIRE(translate_with(MachineService::deepl, 6, 50'000));
  CHECK(sizes == std::vector<std::size_t>{3, 2, 2});
  CHECK(translate_with(MachineService::papago, 1, 5000));
  const auto longer = translate_with(MachineService::papago, 1, 5001);
  REQUIRE_FALSE(longer);
  CHECK(longer.error().what == "a sentence longer than the service takes");
  CHECK(longer.error().kind == ErrorKind::invalid_data);
}

TEST_CASE("a title that is a name may come back as it is") {
  const auto one = done(options(MachineService::libretranslate, "", "http://h"),
                        {R"({"translatedText":["X: a Benchmark","X를 제안합니다."]})"});
  REQUIRE(one.draft);
  CHECK(one.draft->title_ko == "X: a Benchmark");
}

TEST_CASE("where no sentence is chosen the first ones are translated") {
  auto none = options(MachineService::libretranslate, "", "http://h");
  none.extract = [](const Source&) { return std::vector<Bullet>{}; };
  const auto one = done(none, {R"({"translatedText":["제목","모델은 실패합니다.","X를 제안합니다."]})"});
  REQUIRE(one.draft);
  REQUIRE(one.draft->bullets.size() == 2);
  CHECK(one.draft->bullets[1].ko == "X를 제안합니다.");
  CHECK(one.draft->bullets[1].en == "We propose X.");
  CHECK(one.draft->bullets[1].src == std::vector<int>{2});
}

TEST_CASE("a key that a service puts into its translation is not shown") {
  const auto got = done(options(MachineService::libretranslate, "abcdefghij", "http://127.0.0.1:9"),
                        {R"({"translatedText":["제목","\u0061bcdefghij를 제안합니다."]})"});
  REQUIRE(got.draft);
  CHECK(got.draft->bullets[0].ko == "[key]를 제안합니다.");
}
