// Any bytes as what a service answers, with any status, to a paper of any text: no message holds the key, a
// bullet says what the answer said, in one line, a keyword is the paper's, and what is kept of an answer is
// read back as it was. No mark-up of a model is left in what is sent.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "nonmun/fetch/post_client.hpp"
#include "nonmun/text/unicode.hpp"
#include "nonmun/translate/frames.hpp"
#include "nonmun/translate/machine_engine.hpp"
#include "nonmun/translate/openai_engine.hpp"
#include "nonmun/translate/prompt.hpp"
#include "nonmun/translate/translate.hpp"

namespace {

using namespace nonmun;
using namespace nonmun::translate;

constexpr std::string_view k_key = "sk-0f9a8b7c6d5e4f3a2b1c";

/// Says the same to everyone.
class Told final : public fetch::PostClient {
 public:
  Told(int status, std::string_view body) : status_(status), body_(body) {}
  Result<fetch::Response> post(const fetch::Post& post) override {
    return fetch::Response{.status = status_,
                           .headers = {{"content-type", "application/json"}, {"retry-after", "1"}},
                           .body = std::string(body_),
                           .url = post.url,
                           .fetched_at = {},
                           .from = fetch::AnswerFrom::network,
                           .stale_because = {}};
  }

 private:
  int status_;
  std::string_view body_;
};

/// Time that passes only by waiting.
class NoTime final : public fetch::Pause {
 public:
  [[nodiscard]] fetch::WallTime wall_now() const override { return {}; }
  [[nodiscard]] std::chrono::steady_clock::time_point steady_now() const override { return now_; }
  [[nodiscard]] bool sleep(std::chrono::milliseconds time) override {
    now_ += time;
    return true;
  }

 private:
  std::chrono::steady_clock::time_point now_;
};

const PromptProfile& bullets_profile() {
  static const PromptProfile profile =
      PromptProfile::parse(PromptProfile::built_in_file("bullets"), "bullets").value();
  return profile;
}

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const Result<Draft>& draft) {
  if (!draft) {
    const Error& error = draft.error();
    for (const std::string& text : {error.what, error.where, error.hint})
      require(text.find(k_key) == std::string::npos && text.find('\n') == std::string::npos);
    return;
  }
  for (const Bullet& bullet : draft->bullets) {
    require(bullet.ko == text::to_single_line(bullet.ko));
    for (const int number : bullet.src) require(number >= 0);
  }
  const auto kept = read_translation(translation_json(*draft));
  require(kept && kept->title_ko == draft->title_ko && kept->keywords == draft->keywords &&
          kept->bullets.size() == draft->bullets.size());
  for (std::size_t i = 0; i < kept->bullets.size(); ++i)
    require(kept->bullets[i].ko == draft->bullets[i].ko && kept->bullets[i].src == draft->bullets[i].src &&
            kept->bullets[i].en == draft->bullets[i].en);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // A byte for service and status, title and abstract as lines, and the answer.
  if (size == 0) return 0;
  constexpr std::array k_statuses{200, 200, 200, 400, 401, 413, 429, 503};
  const int status = k_statuses[data[0] / 4 % k_statuses.size()];
  const unsigned service = data[0] % 4;
  std::string_view rest(reinterpret_cast<const char*>(data + 1), size - 1);
  const auto next = [&] {
    const std::string_view field = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(field.size() + 1, rest.size()));
    return field;
  };
  Paper paper(ArxivId::parse("2401.00001").value());
  paper.title = text::to_single_line(next());  // as records are: well-formed
  paper.abstract = text::to_single_line(next());
  const Source source = source_of(paper);
  const std::string sent = neutralised(paper.abstract);
  for (const std::string_view mark : {"<|", "|>", "</", "<<", "[INST]", "<think>"})
    require(sent.find(mark) == std::string::npos);

  Told client(status, rest);
  NoTime pause;
  const ServiceOptions at{.url = "http://127.0.0.1/v1", .key = std::string(k_key)};
  std::unique_ptr<Engine> engine;
  if (service == 0)
    engine = std::make_unique<OpenAiEngine>(
        ChatOptions{.service = at, .model = "m", .prompt = bullets_profile()}, client, pause);
  else
    engine = std::make_unique<MachineEngine>(
        MachineOptions{.kind = service == 1   ? MachineService::deepl
                               : service == 2 ? MachineService::papago
                                              : MachineService::libretranslate,
                       .service = at,
                       .extract =
                           [](const Source& of) {
                             std::vector<Bullet> bullets;
                             for (int i = 1; i <= static_cast<int>(std::min<std::size_t>(of.count(), 3));
                                  ++i) {
                               Bullet bullet;
                               bullet.en = of.sentence(i);
                               bullet.src = {i};
                               bullets.push_back(std::move(bullet));
                             }
                             return bullets;
                           }},
        client, pause);
  check(engine->translate({source}));
  return 0;
}
