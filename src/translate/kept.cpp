#include <nlohmann/json.hpp>

#include "nonmun/core/sha256.hpp"
#include "nonmun/text/unicode.hpp"
#include "nonmun/translate/translate.hpp"

namespace nonmun::translate {
namespace {

using nlohmann::ordered_json;

std::string text_at(const ordered_json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

ordered_json to_json(const Bullet& bullet) {
  ordered_json json{{"ko", bullet.ko}, {"en", bullet.en}, {"src", bullet.src}};
  if (!bullet.role.empty()) json["role"] = bullet.role;
  if (!bullet.source.empty()) json["source"] = bullet.source;
  if (!bullet.engine.empty()) json["engine"] = bullet.engine;
  if (bullet.verified) json["verified"] = *bullet.verified;
  if (!bullet.unverified_reason.empty()) json["reason"] = bullet.unverified_reason;
  return json;
}

Bullet read_bullet(const ordered_json& json) {
  Bullet bullet;
  bullet.role = text_at(json, "role");
  bullet.ko = text_at(json, "ko");
  bullet.en = text_at(json, "en");
  bullet.source = text_at(json, "source");
  bullet.engine = text_at(json, "engine");
  bullet.unverified_reason = text_at(json, "reason");
  if (const auto verified = json.find("verified"); verified != json.end() && verified->is_boolean())
    bullet.verified = verified->get<bool>();
  if (const auto src = json.find("src"); src != json.end() && src->is_array()) {
    for (const auto& number : *src)
      if (number.is_number_integer()) bullet.src.push_back(number.get<int>());
  }
  return bullet;
}

}  // namespace

std::string translation_key(const Source& source, const Identity& identity, Register speech) {
  const std::string_view register_name = speech == Register::polite ? "polite" : "plain";
  std::string all = "nonmun.translation/1";
  for (const std::string_view part : {std::string_view(identity.engine), std::string_view(identity.model),
                                      std::string_view("ko"), register_name}) {
    all += '\n';
    all += part;
  }
  all += '\n' + text::to_single_line(source.title) + '\n' + text::to_single_line(source.abstract);
  if (!source.body.text.empty()) all += '\n' + text::to_single_line(source.body.text);
  return sha256_hex(all);
}

std::string translation_json(const Draft& draft) {
  ordered_json json{
      {"title_ko", draft.title_ko}, {"bullets", ordered_json::array()}, {"keywords", draft.keywords}};
  for (const Bullet& bullet : draft.bullets) json["bullets"].push_back(to_json(bullet));
  return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

Result<Draft> read_translation(std::string_view text) {
  const ordered_json json = ordered_json::parse(text, nullptr, false);
  const auto bullets = json.is_object() ? json.find("bullets") : json.end();
  if (!json.is_object() || bullets == json.end() || !bullets->is_array())
    return fail(ErrorKind::invalid_data, "a kept translation that cannot be read");
  Draft draft;
  draft.title_ko = text_at(json, "title_ko");
  for (const auto& bullet : *bullets)
    if (bullet.is_object()) draft.bullets.push_back(read_bullet(bullet));
  if (const auto keywords = json.find("keywords"); keywords != json.end() && keywords->is_array()) {
    for (const auto& keyword : *keywords)
      if (keyword.is_string()) draft.keywords.push_back(keyword.get<std::string>());
  }
  return draft;
}

}  // namespace nonmun::translate
