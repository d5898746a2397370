#include "reply.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "nonmun/core/ascii.hpp"
#include "nonmun/text/unicode.hpp"

namespace nonmun::translate {
namespace {

using nlohmann::json;

/// Deeper than any answer; a parser that follows deeper than that can be made to run out of stack.
constexpr std::size_t k_deepest = 64;
constexpr std::size_t k_most_keywords = 30;

std::string line_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? text::to_single_line(found->get<std::string>())
                                                     : std::string();
}

/// The text from the brace at `begin` to the one that closes it, quotes minded; empty if none does.
std::string_view braced(std::string_view text, std::size_t begin) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t at = begin; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c == '\\') ++at;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > k_deepest) return {};
    } else if (c == '}' || c == ']') {
      if (--depth == 0) return text.substr(begin, at - begin + 1);
    }
  }
  return {};
}

/// The first JSON object in the text that has bullets, else the first one; other words and other braces may
/// stand around it.
json find_object(std::string_view text) {
  constexpr int k_tries = 20;
  json first(json::value_t::discarded);
  std::size_t at = text.find('{');
  for (int tried = 0; at != text.npos && tried < k_tries; ++tried) {
    const std::string_view whole = braced(text, at);
    json parsed = json::parse(whole, nullptr, false);
    const bool is_object = parsed.is_object() && !parsed.empty();
    if (is_object && parsed.contains("bullets")) return parsed;
    if (is_object && first.is_discarded()) first = std::move(parsed);
    at = text.find('{', at + (is_object ? whole.size() : 1));
  }
  return first;
}

/// What stands behind a model's thoughts. Where the server's template opened them, only their end is there.
std::string_view without_thoughts(std::string_view text) {
  constexpr std::string_view k_begin = "<think>", k_end = "</think>";
  text = ascii::trim(text);
  const bool begins = text.starts_with(k_begin);
  if (!begins && text.starts_with('{')) return text;
  const std::size_t end = text.find(k_end);
  if (end == text.npos) return begins ? std::string_view{} : text;
  return text.substr(end + k_end.size());
}

/// A text as keywords are looked for in it: in small letters, hyphens as spaces.
std::string folded(std::string_view text) {
  std::string out = ascii::lower(text::to_single_line(text));
  std::ranges::replace(out, '-', ' ');
  return out;
}

Bullet read_bullet(const json& item, const Source& source) {
  Bullet bullet;
  if (item.is_string()) bullet.ko = text::to_single_line(item.get<std::string>());
  if (!item.is_object()) return bullet;
  bullet.ko = line_of(item, "ko");
  bullet.role = line_of(item, "role");
  const auto cited = item.find("src");
  if (cited == item.end() || !cited->is_array()) return bullet;
  for (const json& number : *cited) {
    if (!number.is_number_integer()) continue;
    const auto value = number.get<long long>();
    // Out of range is for the guard to say.
    bullet.src.push_back(value < 0 || value > 1'000'000 ? 0 : static_cast<int>(value));
    const std::string_view sentence = source.sentence(bullet.src.back());
    if (!sentence.empty()) (bullet.en += bullet.en.empty() ? "" : " ") += sentence;
  }
  return bullet;
}

}  // namespace

Result<Draft> read_reply(std::string_view text, const Source& source, const std::vector<std::string>& roles,
                         std::size_t most) {
  const json parsed = find_object(without_thoughts(text));
  if (!parsed.is_object()) return fail(ErrorKind::invalid_data, "the answer holds no whole JSON object");
  Draft draft;
  draft.title_ko = line_of(parsed, "title_ko");
  if (const auto bullets = parsed.find("bullets"); bullets != parsed.end() && bullets->is_array()) {
    for (const json& item : *bullets) {
      if (draft.bullets.size() == std::min(most, k_most_bullets)) break;
      if (Bullet bullet = read_bullet(item, source); !bullet.ko.empty())
        draft.bullets.push_back(std::move(bullet));
    }
  }
  if (draft.bullets.empty()) return fail(ErrorKind::invalid_data, "the answer has no bullet");
  if (roles.size() == draft.bullets.size()) {
    for (std::size_t i = 0; i < roles.size(); ++i)
      if (draft.bullets[i].role.empty()) draft.bullets[i].role = roles[i];
  }
  if (const auto keywords = parsed.find("keywords"); keywords != parsed.end() && keywords->is_array()) {
    const std::string known = folded(source.title + ' ' + source.abstract);
    for (const json& keyword : *keywords) {
      if (!keyword.is_string() || draft.keywords.size() == k_most_keywords) continue;
      std::string line = text::to_single_line(keyword.get<std::string>());
      std::string wanted = folded(line);
      if (wanted.ends_with('s')) wanted.pop_back();
      if (!wanted.empty() && known.find(wanted) != known.npos) draft.keywords.push_back(std::move(line));
    }
  }
  return draft;
}

std::string_view reply_schema() {
  return R"({"type":"object","additionalProperties":false,"required":["title_ko","bullets","keywords"],"properties":{)"
         R"("title_ko":{"type":"string"},)"
         R"("bullets":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["ko","src"],)"
         R"("properties":{"ko":{"type":"string"},"src":{"type":"array","items":{"type":"integer"}}}}},)"
         R"("keywords":{"type":"array","items":{"type":"string"}}}})";
}

}  // namespace nonmun::translate
