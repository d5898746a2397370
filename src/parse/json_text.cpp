#include "json_text.hpp"

#include "json.hpp"
#include "nonmun/text/unicode.hpp"
#include "seen.hpp"

namespace nonmun::parse {
namespace {

constexpr std::size_t k_most_issues = 1000;

void note(std::vector<Issue>& issues, std::size_t& places, std::size_t offset, std::string what) {
  if (++places <= k_most_issues) issues.push_back({"byte " + std::to_string(offset), std::move(what)});
}

/// Strings anywhere below a value, joined: good enough for a message.
simdjson::error_code collect_strings(json::ondemand::value& value, std::string& out, int depth) {
  const auto token = json::token_of(value);
  std::string scratch;
  if (const auto text = json::read_string(token, scratch)) {
    if (!out.empty()) out += "; ";
    out += quote(text->text);
    return simdjson::SUCCESS;
  }
  if (depth == 0 || token.empty()) return simdjson::SUCCESS;
  if (token.front() == '[') {
    json::ondemand::array array;
    if (const auto error = value.get_array().get(array)) return error;
    return json::for_each_element(
        array, [&](json::ondemand::value& each) { return collect_strings(each, out, depth - 1); });
  }
  if (token.front() == '{') {
    json::ondemand::object object;
    if (const auto error = value.get_object().get(object)) return error;
    std::string key_scratch;
    return json::for_each_field(object, key_scratch, [&](std::string_view key, json::ondemand::value& each) {
      return key == "message" ? collect_strings(each, out, depth - 1) : simdjson::SUCCESS;
    });
  }
  return simdjson::SUCCESS;
}

}  // namespace

std::string mend_json(std::string_view text, std::vector<Issue>& issues) {
  std::size_t places = 0;
  text::Repaired repaired = text::repair_utf8(text);
  for (const auto offset : repaired.offsets) note(issues, places, offset, "not UTF-8: shown as U+FFFD");
  bool in_string = false;
  for (std::size_t at = 0; at < repaired.text.size(); ++at) {
    char& c = repaired.text[at];
    if (c == '"') {
      in_string = !in_string;
    } else if (in_string && c == '\\') {
      ++at;
    } else if (in_string && static_cast<unsigned char>(c) < 0x20) {
      note(issues, places, at, "a control character inside a string: read as a space");
      c = ' ';
    }
  }
  if (places > k_most_issues)
    issues.push_back({"", std::to_string(places - k_most_issues) + " more such places"});
  return std::move(repaired.text);
}

std::string find_error_message(std::string_view object) {
  json::Lease work;
  const auto padded = work->load(object);
  json::ondemand::document document;
  json::ondemand::object root;
  if (work->parser.iterate(padded, work->padded.size()).get(document) || document.get_object().get(root))
    return {};
  std::string message;
  const auto error =
      json::for_each_field(root, work->key, [&](std::string_view key, json::ondemand::value& value) {
        const bool names =
            key == "error" || key == "errors" || key == "error_description" || key == "message";
        return names ? collect_strings(value, message, 3) : simdjson::SUCCESS;
      });
  return error ? std::string{} : message;
}

}  // namespace nonmun::parse
