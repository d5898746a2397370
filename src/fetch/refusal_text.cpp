#include "nonmun/fetch/refusal_text.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "ascii.hpp"
#include "nonmun/core/ascii.hpp"
#include "nonmun/fetch/arxiv_requests.hpp"
#include "nonmun/text/unicode.hpp"

namespace nonmun::fetch {
namespace {

constexpr std::size_t k_longest = 300;

std::string from_json(std::string_view body) {
  const auto document = nlohmann::json::parse(body, nullptr, false);
  if (!document.is_object()) return {};
  const auto text_of = [](const nlohmann::json& value) {
    return value.is_string() ? value.get<std::string>() : std::string();
  };
  if (const auto error = document.find("error"); error != document.end()) {
    if (error->is_array() && !error->empty()) return text_of(error->front());
    if (const auto more = document.find("error_description"); more != document.end()) {
      return text_of(*error) + ": " + text_of(*more);
    }
    return text_of(*error);
  }
  if (const auto errors = document.find("errors"); errors != document.end() && errors->is_array()) {
    if (!errors->empty() && errors->front().is_object())
      return text_of(errors->front().value("message", nlohmann::json()));
  }
  return {};
}

std::string_view summary_of(std::string_view feed) {
  constexpr std::string_view k_open = "<summary>";
  const auto begin = feed.find(k_open);
  if (begin == feed.npos) return {};
  feed.remove_prefix(begin + k_open.size());
  return feed.substr(0, feed.find('<'));
}

}  // namespace

std::string refusal_text(const Response& response) {
  const std::string status = "HTTP " + std::to_string(response.status);
  std::string said(response.header("x-error-message"));
  const std::string_view body = trimmed(response.body);
  if (said.empty() && body.starts_with('{')) said = from_json(body);
  if (said.empty() && is_arxiv_error_feed(body)) said = summary_of(body);
  if (said.empty() && !body.starts_with('{') && !body.starts_with('<') && !body.starts_with('[')) said = body;
  std::string line = text::to_single_line(std::string_view(said).substr(0, 4 * k_longest));
  if (line.size() > k_longest) {
    line.resize(ascii::character_start(line, k_longest));
    line += "...";
  }
  return line.empty() ? status : status + ", " + line;
}

}  // namespace nonmun::fetch
