#include "nonmun/fetch/recording.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>

#include "ascii.hpp"
#include "cache_entry.hpp"
#include "files.hpp"
#include "nonmun/core/ascii.hpp"
#include "nonmun/core/url.hpp"

namespace nonmun::fetch {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view k_meta = ".meta.json";

/// A target as a file name: letters and digits stay, all between becomes one '-'. A long one is cut and told
/// apart by its hash.
std::string slug_of(std::string_view target) {
  std::string slug;
  for (const char c : target) {
    const bool stays = ascii::is_alnum(c) || c == '_' || c == '.' || (c == '-' && !slug.empty());
    if (stays && !(c == '.' && slug.empty())) {
      slug += c;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  while (slug.ends_with('-')) slug.pop_back();
  constexpr std::size_t k_longest = 120;
  if (slug.empty() || slug.size() > k_longest) {
    slug = slug.substr(0, k_longest) + "-" + std::to_string(hash_bytes(target));
  }
  return slug;
}

std::string_view extension_of(const Response& response) {
  const std::string_view type = response.header("content-type");
  const auto has = [&](std::string_view word) { return type.find(word) != type.npos; };
  if (has("json")) return ".json";
  if (has("html")) return ".html";
  if (has("xml")) return ".xml";
  const auto body = trimmed(std::string_view(response.body).substr(0, 100));
  if (body.starts_with('[') || body.starts_with('{')) return ".json";
  if (body.starts_with("<?xml")) return ".xml";
  return ".txt";
}

/// What a meta file says.
struct Meta {
  std::string target, body;
  int status = 200;
  std::vector<Header> headers;
  Instant fetched_at{};
};

Result<Meta> read_meta(const fs::path& path) {
  const auto text = read_file(path);
  if (!text) return std::unexpected(text.error());
  const auto bad = [&](std::string_view what) {
    return fail(ErrorKind::invalid_data, std::string(what), path.string(),
                "see --keep-raw for how it is written");
  };
  const json document = json::parse(*text, nullptr, false);
  if (!document.is_object()) return bad("not a JSON object");
  const auto text_of = [&](const char* key) -> std::optional<std::string> {
    const auto value = document.find(key);
    if (value == document.end() || !value->is_string()) return std::nullopt;
    return value->get<std::string>();
  };
  Meta meta;
  const auto target = text_of("target"), body = text_of("body"), fetched_at = text_of("fetched_at");
  if (!target) return bad("no target");
  if (!body || body->empty() || fs::path(*body).filename() != *body)
    return bad("no body that names a file beside it");
  const auto time = Timestamp::parse(fetched_at.value_or(""));
  if (!time) return bad("no fetched_at that is a moment");
  meta.target = *target;
  meta.body = *body;
  meta.fetched_at = time->instant;
  if (const auto status = document.find("status"); status != document.end()) {
    if (!status->is_number_integer()) return bad("status is no number");
    meta.status = status->get<int>();
  }
  if (const auto headers = document.find("headers"); headers != document.end()) {
    if (!headers->is_object()) return bad("headers is no object");
    for (const auto& [name, value] : headers->items()) {
      if (!value.is_string()) return bad("a header is no text");
      meta.headers.emplace_back(ascii::lower(name), value.get<std::string>());
    }
  }
  return meta;
}

/// A meta file of the same name may be about another target: names are slugs.
std::string free_slug(const fs::path& folder, const std::string& target) {
  std::string slug = slug_of(target);
  const auto known = read_meta(folder / (slug + std::string(k_meta)));
  if (known && known->target != target) slug += "-" + std::to_string(hash_bytes(target));
  return slug;
}

std::string format_meta(const Response& response, const std::string& target, const std::string& body) {
  nlohmann::ordered_json headers = nlohmann::ordered_json::object();
  for (const auto& [name, value] : response.headers) {
    if (name == "set-cookie") continue;  // a secret
    auto& slot = headers[name];
    slot = slot.is_string() ? slot.get<std::string>() + ", " + value : value;
  }
  const nlohmann::ordered_json meta{{"target", target},
                                    {"url", response.url},
                                    {"status", response.status},
                                    {"headers", headers},
                                    {"fetched_at", format_instant(response.fetched_at)},
                                    {"body", body}};
  return meta.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace

RecordingHttpClient::RecordingHttpClient(HttpClient& inner, fs::path directory)
    : inner_(inner), directory_(std::move(directory)) {}

Result<Response> RecordingHttpClient::get(const Request& request) {
  auto response = inner_.get(request);
  if (!response) return response;
  const auto url = Url::parse(request.url);
  if (!url) return std::unexpected(url.error());
  const fs::path folder = directory_ / to_string(request.group);
  const std::string slug = free_slug(folder, url->target);
  const std::string body = slug + std::string(extension_of(*response));
  auto written = write_file(folder / body, response->body);
  if (written)
    written = write_file(folder / (slug + std::string(k_meta)), format_meta(*response, url->target, body));
  if (!written) return std::unexpected(written.error());
  return response;
}

ReplayHttpClient::ReplayHttpClient(fs::path directory) : directory_(std::move(directory)) {}

Result<const ReplayHttpClient::Index*> ReplayHttpClient::index_of(HostGroup group) {
  if (const auto known = indexes_.find(group); known != indexes_.end()) return &known->second;
  Index index;
  std::error_code code;
  const fs::path folder = directory_ / to_string(group);
  for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
    if (!it->path().filename().string().ends_with(k_meta)) continue;
    const auto meta = read_meta(it->path());
    if (!meta) return std::unexpected(meta.error());
    auto& slot = index[meta->target];
    if (slot.empty() || it->path() < slot) slot = it->path();  // whatever order the folder is read in
  }
  if (code && code != std::errc::no_such_file_or_directory) {
    return fail(ErrorKind::local_fault, "cannot be read: " + code.message(), folder.string());
  }
  return &indexes_.emplace(group, std::move(index)).first->second;
}

Result<Response> ReplayHttpClient::get(const Request& request) {
  const auto url = Url::parse(request.url);
  if (!url) return std::unexpected(url.error());
  const auto index = index_of(request.group);
  if (!index) return std::unexpected(index.error());
  const auto path = (*index)->find(url->target);
  if (path == (*index)->end()) {
    if (std::error_code code; !std::filesystem::is_directory(directory_, code)) {
      return fail(ErrorKind::not_found, "no such folder", directory_.string());
    }
    return fail(ErrorKind::unavailable, "not in the recording: " + url->target,
                (directory_ / to_string(request.group)).string(), "--replay makes no request");
  }
  auto meta = read_meta(path->second);
  if (!meta) return std::unexpected(meta.error());
  auto body = read_file(path->second.parent_path() / meta->body);
  if (!body)
    return std::unexpected(Error{ErrorKind::invalid_data, "its body is missing", path->second.string(), ""});
  Response response;
  response.status = meta->status;
  response.headers = std::move(meta->headers);
  response.body = std::move(*body);
  response.url = request.url;
  response.fetched_at = meta->fetched_at;
  response.from = AnswerFrom::replay;
  return response;
}

}  // namespace nonmun::fetch
