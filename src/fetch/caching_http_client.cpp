#include "nonmun/fetch/caching_http_client.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <system_error>
#include <utility>

#include "cache_entry.hpp"
#include "files.hpp"
#include "nonmun/fetch/refusal_text.hpp"

namespace nonmun::fetch {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view k_extension = ".http";

bool is_fresh(const Response& known, const Request& request, Instant now) {
  // An answer from the future was kept under another clock; its age is not known.
  return known.fetched_at >= request.not_before && known.fetched_at <= now &&
         now - known.fetched_at < request.max_age;
}

/// Whether an answer says that upstream cannot answer now, rather than what it was asked for.
bool is_away(int status) {
  return status >= 500 || status == 429 || status == 403 || status == 406 || status == 408;
}

Response stale(Response known, std::string why) {
  known.stale_because = std::move(why);
  return known;
}

void add_conditions(Request& request, const Response& known) {
  if (const auto etag = known.header("etag"); !etag.empty()) {
    request.conditions.emplace_back("If-None-Match", etag);
  }
  if (const auto modified = known.header("last-modified"); !modified.empty()) {
    request.conditions.emplace_back("If-Modified-Since", modified);
  }
}

/// The known answer as a 304 renews it: its body, the new answer's time and headers.
Response renewed(Response known, const Response& not_modified) {
  known.fetched_at = not_modified.fetched_at;
  known.from = not_modified.from;
  for (const auto& [name, value] : not_modified.headers) {
    const auto same = std::ranges::find(known.headers, name, &Header::first);
    if (same != known.headers.end()) {
      same->second = value;
    } else {
      known.headers.emplace_back(name, value);
    }
  }
  return known;
}

}  // namespace

CachingHttpClient::CachingHttpClient(HttpClient& inner, const Clock& clock, CacheOptions options)
    : inner_(inner), clock_(clock), options_(std::move(options)) {}

fs::path CachingHttpClient::path_of(const Request& request) const {
  constexpr std::string_view k_hex = "0123456789abcdef";
  const std::uint64_t hash = hash_bytes(request.url);
  std::string name(to_string(request.group));
  name += '-';
  for (int shift = 60; shift >= 0; shift -= 4) name += k_hex[(hash >> shift) & 15];
  return options_.directory / name.append(k_extension);
}

Result<Response> CachingHttpClient::get(const Request& request) {
  std::optional<Response> known;
  if (options_.directory.empty() || request.no_store) {
    if (options_.mode != CacheMode::offline) return inner_.get(request);
  } else if (auto content = read_file(path_of(request))) {
    known = parse_entry(std::move(*content), request.group, request.url);
  }
  if (options_.mode == CacheMode::offline) {
    if (known) return std::move(*known);
    return fail(ErrorKind::unavailable, "not in the cache, and --offline forbids asking", request.url,
                "run once without --offline");
  }
  if (known && options_.mode == CacheMode::normal && is_fresh(*known, request, clock_.now())) {
    return std::move(*known);
  }

  Request question = request;
  if (known) add_conditions(question, *known);
  auto answer = inner_.get(question);
  if (!answer) {
    const bool is_away_now = answer.error().kind == ErrorKind::unavailable;
    if (known && is_away_now) return stale(std::move(*known), answer.error().what);
    return answer;
  }
  if (answer->status == 304 && known) {
    Response response = renewed(std::move(*known), *answer);
    keep(request, response);
    return response;
  }
  if (answer->status == 200) {
    keep(request, *answer);
  } else if (known && is_away(answer->status)) {
    return stale(std::move(*known), refusal_text(*answer));
  }
  return answer;
}

void CachingHttpClient::keep(const Request& request, const Response& response) {
  const std::string head = format_entry_head(request.group, response);
  make_room(head.size() + response.body.size());
  auto written = write_file(path_of(request), head, response.body);
  if (!written && warnings_.empty()) {
    written.error().hint = "the answers are not kept; everything else goes on";
    warnings_.push_back(std::move(written.error()));
  }
}

/// Counts the files when something is kept for the first time and removes the oldest when they are too many;
/// files that a killed process left unfinished go too.
void CachingHttpClient::make_room(std::uintmax_t added) {
  bytes_ += added;
  if (counted_ && bytes_ <= options_.max_bytes) return;
  counted_ = true;
  struct File {
    fs::file_time_type time;
    std::uintmax_t size;
    fs::path path;
  };
  std::vector<File> files;
  std::error_code code;
  bytes_ = added;
  for (fs::directory_iterator it(options_.directory, code), end; !code && it != end; it.increment(code)) {
    std::error_code gone;  // by another process
    const auto time = it->last_write_time(gone);
    const auto size = gone ? 0 : it->file_size(gone);
    if (gone) continue;
    const std::string name = it->path().filename().string();
    if (name.starts_with(k_unfinished)) {
      if (fs::file_time_type::clock::now() - time > std::chrono::hours{1}) fs::remove(it->path(), gone);
    } else if (name.ends_with(k_extension)) {
      files.push_back({time, size, it->path()});
      bytes_ += size;
    }
  }
  if (bytes_ <= options_.max_bytes) return;
  std::ranges::sort(files, {}, &File::time);
  for (const File& file : files) {
    if (bytes_ <= options_.max_bytes / 5 * 4) break;
    std::error_code ignored;
    fs::remove(file.path, ignored);
    bytes_ -= file.size;
  }
}

}  // namespace nonmun::fetch
