#include "body_check.hpp"

#include "ascii.hpp"
#include "nonmun/core/ascii.hpp"
#include "nonmun/text/unicode.hpp"

namespace nonmun::fetch {
namespace {

std::string beginning(std::string_view body) {
  return "\"" + text::to_single_line(body.substr(0, 40)) + "\"";
}

bool looks_like_html(std::string_view body) {
  const auto begins = [&](std::string_view with) {
    return ascii::equal_ignoring_case(body.substr(0, with.size()), with);
  };
  return begins("<!doctype html") || begins("<html");
}

}  // namespace

std::optional<std::string> find_fault(Expects expects, std::string_view body) {
  if (expects == Expects::any) return std::nullopt;
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  body = trimmed(body);
  if (body.empty()) return "the answer was empty";
  const std::string_view format = expects == Expects::json ? "JSON" : "XML";
  if (looks_like_html(body)) return "the answer is an HTML page, not " + std::string(format);
  const bool begins =
      expects == Expects::json ? body.front() == '[' || body.front() == '{' : body.front() == '<';
  if (!begins) return "the answer is not " + std::string(format) + ", it begins " + beginning(body);
  const char last = expects == Expects::xml ? '>' : body.front() == '[' ? ']' : '}';
  if (body.back() != last || body.size() < 2) return "the answer was cut off";
  return std::nullopt;
}

}  // namespace nonmun::fetch
