#include "nonmun/translate/machine_engine.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

#include <nlohmann/json.hpp>

#include "ask.hpp"
#include "nonmun/text/korean.hpp"
#include "nonmun/text/unicode.hpp"
#include "secrets.hpp"

namespace nonmun::translate {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

using Texts = std::vector<std::string>;

std::string_view name_of(MachineService kind) {
  switch (kind) {
    case MachineService::deepl:
      return "deepl";
    case MachineService::papago:
      return "papago";
    case MachineService::libretranslate:
      return "libretranslate";
  }
  return "";
}

/// What a service takes in one call.
struct Limits {
  std::size_t texts, bytes;       ///< of all texts, with room for what stands around them
  std::size_t characters_a_text;  ///< a longer one is refused by the service
};
Limits limits_of(MachineService kind) {
  constexpr std::size_t k_any = std::numeric_limits<std::size_t>::max();
  switch (kind) {
    case MachineService::deepl:  // 50 texts and 128 KiB a body
      return {50, std::size_t{120} << 10, k_any};
    case MachineService::papago:  // one text of 5,000 characters
      return {1, k_any, 5000};
    case MachineService::libretranslate:  // as its operator sets it
      return {k_any, k_any, k_any};
  }
  return {1, k_any, k_any};
}

/// How many of the texts go into the next call; 0: the first one fits into none.
std::size_t count_for_call(std::span<const std::string> texts, const Limits& limits) {
  std::size_t count = 0, bytes = 0;
  for (const std::string& text : texts) {
    bytes += json(text).dump(-1, ' ', false, json::error_handler_t::replace).size() + 1;
    if (count == limits.texts || bytes > limits.bytes ||
        text::count_code_points(text) > limits.characters_a_text)
      break;
    ++count;
  }
  return count;
}

std::string dump(const ordered_json& body) {
  return body.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

/// Keys of DeepL's free plan end in ":fx" and have a host of their own.
std::string deepl_url(const ServiceOptions& service) {
  if (!service.url.empty()) return service.url + "/v2/translate";
  return service.key.ends_with(":fx") ? "https://api-free.deepl.com/v2/translate"
                                      : "https://api.deepl.com/v2/translate";
}

fetch::Post deepl_post(const MachineOptions& options, const Texts& texts) {
  const bool polite = options.speech == Register::polite;
  return {.url = deepl_url(options.service),
          .body = dump({{"text", texts},
                        {"source_lang", "EN"},
                        {"target_lang", "KO"},
                        {"preserve_formatting", true},
                        {"formality", polite ? "prefer_more" : "prefer_less"}}),
          .headers = {{"Authorization", "DeepL-Auth-Key " + options.service.key}}};
}

fetch::Post papago_post(const MachineOptions& options, const Texts& texts) {
  const std::string& key = options.service.key;
  const std::size_t colon = key.find(':');
  const std::string base =
      options.service.url.empty() ? "https://papago.apigw.ntruss.com" : options.service.url;
  return {.url = base + "/nmt/v1/translation",
          .body = dump({{"source", "en"},
                        {"target", "ko"},
                        {"text", texts.front()},
                        {"honorific", options.speech == Register::polite}}),
          .headers = {{"x-ncp-apigw-api-key-id", key.substr(0, colon)},
                      {"x-ncp-apigw-api-key", colon == key.npos ? "" : key.substr(colon + 1)}}};
}

fetch::Post libretranslate_post(const MachineOptions& options, const Texts& texts) {
  ordered_json body{{"q", texts}, {"source", "en"}, {"target", "ko"}, {"format", "text"}};
  if (!options.service.key.empty()) body["api_key"] = options.service.key;
  return {.url = options.service.url + "/translate", .body = dump(body), .headers = {}};
}

/// The texts of an array: each a string, or an object whose `key` is one.
Texts texts_of(const json& list, const char* key) {
  Texts texts;
  if (list.is_string()) return {list.get<std::string>()};
  if (!list.is_array()) return texts;
  for (const json& item : list) {
    const json* text = &item;
    if (item.is_object()) {
      const auto found = item.find(key);
      if (found == item.end()) return {};
      text = &*found;
    }
    if (!text->is_string()) return {};
    texts.push_back(text->get<std::string>());
  }
  return texts;
}

Texts read_answer(MachineService kind, const json& answer) {
  if (!answer.is_object()) return {};
  switch (kind) {
    case MachineService::deepl:
      return answer.contains("translations") ? texts_of(answer["translations"], "text") : Texts{};
    case MachineService::libretranslate:
      return answer.contains("translatedText") ? texts_of(answer["translatedText"], "") : Texts{};
    case MachineService::papago: {
      const json text = answer.value(json::json_pointer("/message/result/translatedText"), json());
      return texts_of(text, "");
    }
  }
  return {};
}

/// For a text of which the embedded engine chooses nothing.
std::vector<Bullet> first_sentences(const Source& source) {
  constexpr int k_most = 3;
  std::vector<Bullet> bullets;
  for (int number = 1; number <= k_most && !source.sentence(number).empty(); ++number) {
    bullets.emplace_back().en = source.sentence(number);
    bullets.back().src = {number};
  }
  return bullets;
}

}  // namespace

MachineEngine::MachineEngine(MachineOptions options, fetch::PostClient& client, fetch::Pause& pause)
    : options_(std::move(options)), client_(client), pause_(pause) {
  while (options_.service.url.ends_with('/')) options_.service.url.pop_back();
}

Identity MachineEngine::identity() const { return {std::string(name_of(options_.kind)), {}, {}}; }

Result<Texts> MachineEngine::ask_for(const Texts& texts) {
  fetch::Post post = options_.kind == MachineService::deepl    ? deepl_post(options_, texts)
                     : options_.kind == MachineService::papago ? papago_post(options_, texts)
                                                               : libretranslate_post(options_, texts);
  post.timeout = options_.service.timeout;
  const std::string url = post.url;
  // Papago says so of the day's limit, and of a key that was not opened for this service.
  const std::string_view used_up = options_.kind == MachineService::papago ? "quota exceed" : "";
  const auto body = ask(client_, pause_, std::move(post),
                        {.tries = options_.service.tries,
                         .deadline = options_.service.deadline,
                         .secrets = options_.service.secrets(),
                         .calls = &usage_.calls,
                         .used_up = used_up});
  if (!body) return std::unexpected(body.error());
  Texts read = read_answer(options_.kind, json::parse(*body, nullptr, false));
  if (read.size() != texts.size())
    return fail(ErrorKind::invalid_data, "an answer that does not translate what was sent", url);
  for (std::size_t i = 0; i < read.size(); ++i) {
    read[i] = text::to_single_line(read[i]);
    // A LibreTranslate that wants to see a browser answers with an emoji, and with 200. A title that is a
    // name comes back as it is.
    if (!text::has_hangul(read[i]) && read[i] != text::to_single_line(texts[i]))
      return fail(ErrorKind::invalid_data, "an answer that is not Korean", url);
  }
  return read;
}

Result<Draft> MachineEngine::translate(const Task& task) {
  return without(answer_to(task), options_.service.secrets());
}

Usage MachineEngine::take_usage() { return std::exchange(usage_, {}); }

Result<Draft> MachineEngine::answer_to(const Task& task) {
  Draft draft;
  draft.bullets = options_.extract(task.source);
  if (draft.bullets.empty()) draft.bullets = first_sentences(task.source);
  Texts texts{task.source.title};
  for (const Bullet& bullet : draft.bullets) texts.push_back(bullet.en);
  const Limits limits = limits_of(options_.kind);
  Texts translated;
  while (translated.size() < texts.size()) {
    const auto rest = std::span(texts).subspan(translated.size());
    const std::size_t count = count_for_call(rest, limits);
    if (count == 0)
      return fail(ErrorKind::invalid_data, "a sentence longer than the service takes",
                  std::string(name_of(options_.kind)));
    auto some = ask_for(Texts(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(count)));
    if (!some) return std::unexpected(std::move(some).error());
    std::ranges::move(*some, std::back_inserter(translated));
  }
  draft.title_ko = std::move(translated.front());
  for (std::size_t i = 0; i < draft.bullets.size(); ++i) {
    draft.bullets[i].ko = std::move(translated[i + 1]);
    draft.bullets[i].engine.clear();
  }
  return draft;
}

}  // namespace nonmun::translate
