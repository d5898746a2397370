#include "nonmun/translate/machine_engine.hpp"

#include <utility>

#include <nlohmann/json.hpp>

#include "ask.hpp"
#include "nonmun/text/korean.hpp"
#include "nonmun/text/unicode.hpp"

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
  const auto body = ask(client_, pause_, std::move(post),
                        {.tries = options_.service.tries, .deadline = options_.service.deadline});
  if (!body) return std::unexpected(body.error());
  Texts read = read_answer(options_.kind, json::parse(*body, nullptr, false));
  if (read.size() != texts.size())
    return fail(ErrorKind::invalid_data, "an answer that does not translate what was sent", url);
  for (std::string& text : read) {
    text = text::to_single_line(text);
    // A LibreTranslate that wants to see a browser answers with an emoji, and with 200.
    if (!text::has_hangul(text)) return fail(ErrorKind::invalid_data, "an answer that is not Korean", url);
  }
  return read;
}

Result<Draft> MachineEngine::translate(const Task& task) {
  Draft draft;
  draft.bullets = options_.extract(task.source);
  Texts texts{task.source.title};
  for (const Bullet& bullet : draft.bullets) texts.push_back(bullet.en);
  Texts translated;
  // Papago takes one text a call.
  if (options_.kind == MachineService::papago) {
    for (const std::string& text : texts) {
      auto one = ask_for({text});
      if (!one) return std::unexpected(std::move(one).error());
      translated.push_back(std::move(one->front()));
    }
  } else {
    auto all = ask_for(texts);
    if (!all) return std::unexpected(std::move(all).error());
    translated = *std::move(all);
  }
  draft.title_ko = std::move(translated.front());
  for (std::size_t i = 0; i < draft.bullets.size(); ++i) {
    draft.bullets[i].ko = std::move(translated[i + 1]);
    draft.bullets[i].engine.clear();
  }
  return draft;
}

}  // namespace nonmun::translate
