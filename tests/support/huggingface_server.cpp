#include "support/huggingface_server.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>

namespace nonmun::test {
namespace {

std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

ServerResponse refusal(int status, std::string_view what) {
  auto response = json_response("{\"error\":\"" + std::string(what) + "\"}", status);
  response.headers.emplace_back("X-Error-Message", std::string(what));
  return response;
}

std::string page_of(const std::vector<std::string_view>& elements, std::size_t limit, std::size_t page) {
  std::string body = "[";
  const std::size_t begin = std::min(elements.size(), page * limit),
                    end = std::min(elements.size(), begin + limit);
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin) body += ',';
    body += elements[i];
  }
  return body + "]";
}

std::string etag_of(std::string_view body) {
  std::size_t hash = 14695981039346656037ULL;
  for (const char c : body) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return "W/\"" + std::to_string(hash) + "\"";
}

ServerResponse daily_papers(const std::filesystem::path& directory, Instant now,
                            const ServerRequest& request) {
  const auto mark = request.target.find('?');
  std::string_view rest =
      mark == request.target.npos ? "" : std::string_view(request.target).substr(mark + 1);
  while (!rest.empty()) {
    const auto end = std::min(rest.find('&'), rest.size());
    const auto name = rest.substr(0, std::min(rest.find('='), end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (name != "date" && name != "limit" && name != "p") return refusal(400, "Unrecognized key");
  }
  const auto date = request.query("date");
  const auto day = date ? Day::parse(*date) : Result<Day>(fail(ErrorKind::usage, ""));
  if (!day) return refusal(400, "Invalid ISO date -> at date");
  if (*day > Day::of(now)) return refusal(400, "Date cannot be in the future -> at date");
  const auto limit = number(request.query("limit").value_or("50")),
             page = number(request.query("p").value_or("0"));
  if (!limit || *limit < 1) return refusal(400, "Too small: expected number to be >=1 -> at limit");
  if (*limit > 100) return refusal(400, "Too big: expected number to be <=100 -> at limit");
  if (!page) return refusal(400, "Invalid input: expected number -> at p");

  std::ifstream file(directory / (day->str() + ".json"), std::ios::binary);
  const std::string content{std::istreambuf_iterator<char>(file), {}};
  auto response = json_response(page_of(split_json_array(content), *limit, *page));
  response.headers.emplace_back("RateLimit", "\"api\";r=489;t=189");
  response.headers.emplace_back("RateLimit-Policy", "\"fixed window\";\"api\";q=500;w=300");
  const std::string etag = etag_of(response.body);
  response.headers.emplace_back("ETag", etag);
  if (request.header("if-none-match") == etag) {
    response.status = 304;
    response.body.clear();
  }
  return response;
}

}  // namespace

std::vector<std::string_view> split_json_array(std::string_view array) {
  std::vector<std::string_view> elements;
  const auto open = array.find('[');
  if (open == array.npos) return elements;
  std::size_t begin = open + 1;
  int depth = 0;
  bool quoted = false;
  const auto take = [&](std::size_t end) {
    auto element = array.substr(begin, end - begin);
    const auto first = element.find_first_not_of(" \t\r\n");
    if (first != element.npos)
      elements.push_back(element.substr(first, element.find_last_not_of(" \t\r\n") - first + 1));
    begin = end + 1;
  };
  for (std::size_t i = open + 1; i < array.size(); ++i) {
    const char c = array[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (depth == 0 && (c == ',' || c == ']')) {
      take(i);
      if (c == ']') break;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return elements;
}

LoopbackServer::Handler huggingface_days(std::filesystem::path directory, std::function<Instant()> now) {
  return [directory = std::move(directory), now = std::move(now)](const ServerRequest& request) {
    if (request.path() != "/api/daily_papers") return refusal(404, "Not found");
    return daily_papers(directory, now(), request);
  };
}

}  // namespace nonmun::test
